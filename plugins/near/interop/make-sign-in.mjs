// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/sign_in.json: a NEP-413 message signed by near-api-js and near-sign-verify. The nonce is the 32
// characters themselves.

import { NEAR_API_JS, ed25519_signer, params, sign_nep413 } from './sign.mjs';
import { SERVICE, nonce, write_cases } from '../../../tests/interop/sign-in.mjs';

const who = ed25519_signer('sign-in');
const asked = { chain: 'near:mainnet', scheme: 'nep413', form: 'nep413', account: who.account,
                statement: 'Sign in to Example' };
const payload = { message: asked.statement, recipient: SERVICE.domain, nonce: Buffer.from(nonce(asked)) };
write_cases(import.meta.url, [{
    id: 'nep413', source: NEAR_API_JS, challenge: asked,
    request: { chain: asked.chain, scheme: asked.scheme, form: asked.form, account: asked.account, public_key: who.key,
               message: { text: asked.statement }, params: params(payload),
               signature: (await sign_nep413(who, payload)).toString('base64') },
}]);
