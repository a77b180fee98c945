// SPDX-License-Identifier: Apache-2.0
// sign-in.json: texts of Sign-In with Solana by wallet-standard-util, plain, in an envelope, in a memo; and AppKit's.

import { createSignInMessage } from '@solana/wallet-standard-util';
import { STANDARD, TWEETNACL, base58, signer } from './sign.mjs';
import { legacy, memo } from './memo.mjs';
import { CHAIN } from './message.mjs';
import { layouts } from './offchain.mjs';
import { base64, rejected, valid } from '../../../tests/interop/verdicts.mjs';
import { FIELDS, appkit_text, sign_in_file } from '../../../tests/interop/sign-in-vectors.mjs';

export function sign_in_vectors() {
    const who = signer('sign-in vectors');
    const siws = (more = {}) => Buffer.from(createSignInMessage({
        domain: FIELDS.domain, address: who.account, statement: FIELDS.statement, uri: FIELDS.uri, version: FIELDS.version,
        chainId: 'mainnet', nonce: FIELDS.nonce, issuedAt: FIELDS.issued_at, expirationTime: FIELDS.expiration_time, ...more,
    })).toString();
    const one = (id, scheme, text, signature, why) => ({
        id, text, why, source: `${STANDARD} writes; ${TWEETNACL} signs`, expect: valid(who.account), refused: rejected('signature'),
        request: { chain: CHAIN, scheme, account: who.account, message: { text }, signature },
    });
    const plain = (id, text, why) => one(id, 'solana-message', text, base58(who.sign(Buffer.from(text))), why);
    const text = siws();
    return sign_in_file([
        plain('siws', text, 'Sign-In with Solana'),
        plain('siws-full', siws({ notBefore: FIELDS.issued_at, requestId: 'req-1', resources: ['https://app.example/terms'] }), 'every field'),
        plain('appkit', appkit_text('Solana', who.account, CHAIN), 'as AppKit writes it'),
        one('siws-offchain', 'solana-offchain', text, base58(who.sign(layouts.v0(text, 0, [who.key]))), 'in an off-chain envelope'),
        one('siws-memo', 'solana-memo', text, base64(legacy(who, [memo(text)])), 'in a memo'),
    ]);
}
