// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/sign_in.json: the document SignIn of SNIP-12, hashed by starknet.js.

import { asked, sign } from './sign-in.mjs';
import { sign_in_document } from './sign-in-document.mjs';
import { STARKNET } from './sign.mjs';
import { EXPIRATION_TIME, ISSUED_AT, SERVICE, case_of, nonce, write_cases } from '../../../tests/interop/sign-in.mjs';

const uri = `https://${SERVICE.domain}`;
const json = sign_in_document({ domain: SERVICE.domain, address: asked.account, statement: asked.statement, uri,
                                nonce: nonce({ ...asked, uri }), issuedAt: ISSUED_AT, expirationTime: EXPIRATION_TIME });
write_cases(import.meta.url, [await case_of(STARKNET, asked, { message: { json } }, sign)]);
