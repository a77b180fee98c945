// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/sign_in.json: Sign-In with Solana as wallet-standard-util writes it.

import { createSignInMessage } from '@solana/wallet-standard-util';
import { asked, sign } from './sign-in.mjs';
import { STANDARD } from './sign.mjs';
import { EXPIRATION_TIME, ISSUED_AT, SERVICE, case_of, nonce, write_cases } from '../../../tests/interop/sign-in.mjs';

const uri = `https://${SERVICE.domain}`;
const bytes = createSignInMessage({
    domain: SERVICE.domain, address: asked.account, statement: asked.statement, uri, version: '1', chainId: 'mainnet',
    nonce: nonce({ ...asked, uri }), issuedAt: ISSUED_AT, expirationTime: EXPIRATION_TIME,
});
write_cases(import.meta.url, [await case_of(STANDARD, asked, { message: { text: Buffer.from(bytes).toString() } }, sign)]);
