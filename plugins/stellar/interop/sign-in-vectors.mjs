// SPDX-License-Identifier: Apache-2.0
// sign-in.json: CAIP-122's lines behind SEP-53's prefix.

import { rejected, valid, base64 } from '../../../tests/interop/verdicts.mjs';
import { FIELDS, sign_in_file } from '../../../tests/interop/sign-in-vectors.mjs';
import { BOTH, signer } from './sign.mjs';
import { sign_in_text } from './sign-in.mjs';

export function sign_in_vectors() {
    const who = signer('sign-in vectors');
    const one = (id, text, why) => ({
        id, text, why, source: `${BOTH}; the lines are CAIP-122's`, expect: valid(who.account), refused: rejected('signature'),
        request: { chain: 'stellar:pubnet', scheme: 'sep53', account: who.account, message: { text }, signature: base64(who.sign(text)) },
    });
    const fields = { account: who.account, chain: 'pubnet', ...FIELDS };
    return sign_in_file([
        one('caip122', sign_in_text(fields), 'CAIP-122'),
        one('caip122-full', sign_in_text({ ...fields, not_before: FIELDS.issued_at, request_id: 'req-1', resources: ['https://app.example/terms'] }), 'every field'),
        one('caip122-chain', sign_in_text({ ...fields, chain: 'stellar:pubnet' }), 'the whole id of the chain, as Reown\'s pages write it'),
    ]);
}
