// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/sign_in.json: an EIP-4361 text that viem writes.

import { createSiweMessage } from 'viem/siwe';
import { VIEM } from './libraries.mjs';
import { asked, sign } from './sign-in.mjs';
import { EXPIRATION_TIME, ISSUED_AT, SERVICE, case_of, nonce, write_cases } from '../../../tests/interop/sign-in.mjs';

const challenge = { ...asked, request_id: 'req-1', resources: ['https://app.example/terms'] };
const uri = `https://${SERVICE.domain}`;
// viem writes milliseconds, the challenge has none.
const text = createSiweMessage({
    address: asked.account, chainId: 1, domain: SERVICE.domain, nonce: nonce({ ...challenge, uri }), uri, version: '1',
    statement: asked.statement, requestId: challenge.request_id, resources: challenge.resources,
    issuedAt: new Date(ISSUED_AT), expirationTime: new Date(EXPIRATION_TIME),
}).replaceAll('.000Z', 'Z');
write_cases(import.meta.url, [await case_of(VIEM, challenge, { message: { text } }, sign)]);
