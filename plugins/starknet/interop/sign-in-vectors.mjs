// SPDX-License-Identifier: Apache-2.0
// sign-in.json: documents SignIn of SNIP-12 (snip12.md), signed by starknet.js.

import { OZ, openzeppelin_calldata } from './accounts.mjs';
import { sign_in_document } from './sign-in-document.mjs';
import { BOTH, sign_document, signer } from './sign.mjs';
import { request_of, single, valid } from './snip12.mjs';
import { rejected } from '../../../tests/interop/verdicts.mjs';
import { FIELDS, THEFTS, sign_in_file } from '../../../tests/interop/sign-in-vectors.mjs';

const document_of = (account, more = {}) =>
    sign_in_document({ domain: FIELDS.domain, address: account, statement: FIELDS.statement, uri: FIELDS.uri, nonce: FIELDS.nonce,
                       issuedAt: FIELDS.issued_at, expirationTime: FIELDS.expiration_time, ...more });

export async function sign_in_vectors() {
    const who = signer('sign-in vectors');
    const holder = single(who, OZ, openzeppelin_calldata(who.x));
    const cases = [];
    for (const [id, more, why] of [['snip12', {}, 'every member'], ['snip12-short', { statement: '', expirationTime: '' }, 'what may be empty is']]) {
        const document = document_of(holder.account, more);
        const request = request_of(holder, document, await sign_document(who, document, holder.account));
        cases.push({ id, request, text: '', why, source: BOTH, expect: valid(holder.account), refused: undefined });
    }
    const file = sign_in_file(cases);
    for (const { id, request } of cases) {
        const whole = JSON.stringify(request.message.json);
        for (const [kind, change, why] of THEFTS) {
            const changed = change(whole);
            if (changed === whole) continue;
            file.add(`sign-in-${id}-${kind}`, { ...request, message: { json: JSON.parse(changed) } }, rejected('signature'),
                     `derived from sign-in-${id}`, why);
        }
    }
    return file;
}
