// SPDX-License-Identifier: Apache-2.0
// sign-in.json: texts of EIP-4361 by viem, and of AppKit, signed by personal_sign.

import { createSiweMessage } from 'viem/siwe';
import { address_of, key } from './curve.mjs';
import { rejected, valid } from './judge.mjs';
import { ALL } from './eip191-messages.mjs';
import { VIEM, personal_sign } from './libraries.mjs';
import { FIELDS, appkit_text, sign_in_file } from '../../../tests/interop/sign-in-vectors.mjs';

export async function sign_in_vectors() {
    const secret = key('sign-in vectors');
    const account = address_of(secret);
    const siwe = (more = {}) => createSiweMessage({
        address: account, chainId: 1, domain: FIELDS.domain, nonce: FIELDS.nonce, uri: FIELDS.uri, version: FIELDS.version,
        statement: FIELDS.statement, issuedAt: new Date(FIELDS.issued_at), expirationTime: new Date(FIELDS.expiration_time), ...more,
    }).replaceAll('.000Z', 'Z');
    const texts = [
        ['eip4361', siwe(), `${VIEM} writes; ${ALL}`, 'EIP-4361'],
        ['eip4361-full', siwe({ scheme: 'https', requestId: 'req-1', resources: ['https://app.example/terms'], notBefore: new Date(FIELDS.issued_at) }),
         `${VIEM} writes; ${ALL}`, 'every field of EIP-4361'],
        ['appkit', appkit_text('Ethereum', account, 'eip155:1'), ALL, 'as AppKit writes it'],
    ];
    const cases = [];
    for (const [id, text, source, why] of texts) {
        const { signature } = await personal_sign(secret, Buffer.from(text));
        cases.push({ id, text, source, why, expect: valid(account), refused: rejected('signer'),
                     request: { chain: 'eip155:1', scheme: 'eip191', account, message: { text }, signature } });
    }
    return sign_in_file(cases);
}
