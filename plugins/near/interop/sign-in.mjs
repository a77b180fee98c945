// SPDX-License-Identifier: Apache-2.0
// A user of NEAR who signs in: near-api-js and near-sign-verify sign, and must agree.

import { ed25519_signer, sign_nep413 } from './sign.mjs';

const who = ed25519_signer('sign-in');
export const asked = { chain: 'near:mainnet', scheme: 'nep413', form: 'nep413', account: who.account,
                       statement: 'Sign in to Example' };

/** The members of a request that the user adds to a challenge. */
export async function sign({ message, params }) {
    const payload = { message: message.text, recipient: params.recipient, nonce: Buffer.from(params.nonce.base64, 'base64') };
    return { public_key: who.key, signature: (await sign_nep413(who, payload)).toString('base64') };
}
