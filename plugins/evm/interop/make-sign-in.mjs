// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/sign_in.json: an EIP-4361 text that viem writes, and that ethers, viem and eth-sig-util sign.

import { createSiweMessage } from 'viem/siwe';
import { address_of, key } from './curve.mjs';
import { VIEM, personal_sign } from './libraries.mjs';
import { EXPIRATION_TIME, ISSUED_AT, SERVICE, nonce, write_cases } from '../../../tests/interop/sign-in.mjs';

const secret = key('sign-in');
const asked = { chain: 'eip155:1', scheme: 'eip191', form: 'eip4361', account: address_of(secret),
                statement: 'Sign in to Example', request_id: 'req-1', resources: ['https://app.example/terms'] };
const uri = `https://${SERVICE.domain}`;
// viem writes milliseconds, the challenge has none.
const text = createSiweMessage({
    address: asked.account, chainId: 1, domain: SERVICE.domain, nonce: nonce({ ...asked, uri }), uri, version: '1',
    statement: asked.statement, requestId: asked.request_id, resources: asked.resources,
    issuedAt: new Date(ISSUED_AT), expirationTime: new Date(EXPIRATION_TIME),
}).replaceAll('.000Z', 'Z');
const { signature } = await personal_sign(secret, Buffer.from(text));
write_cases(import.meta.url, [{
    id: 'eip4361', source: VIEM, challenge: asked,
    request: { chain: asked.chain, scheme: asked.scheme, form: asked.form, account: asked.account,
               message: { text }, signature },
}]);
