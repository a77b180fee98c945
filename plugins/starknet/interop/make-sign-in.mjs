// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/sign_in.json: the document SignIn of SNIP-12, hashed by starknet.js.

import { asked, sign } from './sign-in.mjs';
import { STARKNET } from './sign.mjs';
import { EXPIRATION_TIME, ISSUED_AT, SERVICE, case_of, nonce, write_cases } from '../../../tests/interop/sign-in.mjs';

const text = (name) => ({ name, type: 'string' });
const shortstring = (name) => ({ name, type: 'shortstring' });
const uri = `https://${SERVICE.domain}`;
const json = {
    types: {
        StarknetDomain: ['name', 'version', 'chainId', 'revision'].map(shortstring),
        SignIn: [text('domain'), { name: 'address', type: 'ContractAddress' },
                 ...['statement', 'uri', 'nonce', 'issuedAt', 'expirationTime'].map(text)],
    },
    primaryType: 'SignIn',
    domain: { name: 'Sign in', version: '1', chainId: 'SN_MAIN', revision: '1' },
    message: { domain: SERVICE.domain, address: asked.account, statement: asked.statement, uri,
               nonce: nonce({ ...asked, uri }), issuedAt: ISSUED_AT, expirationTime: EXPIRATION_TIME },
};
write_cases(import.meta.url, [await case_of(STARKNET, asked, { message: { json } }, sign)]);
