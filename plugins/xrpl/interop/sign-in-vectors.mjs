// SPDX-License-Identifier: Apache-2.0
// sign-in.json: CAIP-122's text, as a message and as a memo.

import { CODEC, KEYPAIRS, memo, sign, signer_of, signin_blob } from './sign.mjs';
import { rejected, valid } from '../../../tests/interop/verdicts.mjs';
import { FIELDS, sign_in_file } from '../../../tests/interop/sign-in-vectors.mjs';

/** namespaces/xrpl/caip122.md. */
export const text_of = (account, chain_id = '0') => [
    `${FIELDS.domain} wants you to sign in with your XRPL account:`, account, '', FIELDS.statement, '', `URI: ${FIELDS.uri}`,
    `Version: ${FIELDS.version}`, `Chain ID: ${chain_id}`, `Nonce: ${FIELDS.nonce}`, `Issued At: ${FIELDS.issued_at}`,
    `Expiration Time: ${FIELDS.expiration_time}`,
].join('\n');

export function sign_in_vectors() {
    const cases = [];
    for (const kind of ['secp', 'ed']) {
        const who = signer_of(kind, 'sign-in vectors');
        const text = text_of(who.account);
        const shared = { text, expect: valid(who.account), refused: rejected('signature') };
        const request = { chain: 'xrpl:0', account: who.account, message: { text } };
        cases.push({ ...shared, id: `caip122-message-${kind}`, why: 'a text that GemWallet signs', source: KEYPAIRS,
                     request: { ...request, scheme: 'xrpl-message', public_key: who.key, signature: sign(who, Buffer.from(text)) } });
        cases.push({ ...shared, id: `caip122-signin-${kind}`, why: 'a text in the memo of Xaman\'s SignIn', source: `${CODEC} and ${KEYPAIRS}`,
                     request: { ...request, scheme: 'xrpl-signin', signature: signin_blob(who, { Memos: [memo(Buffer.from(text))] }) } });
    }
    return sign_in_file(cases);
}
