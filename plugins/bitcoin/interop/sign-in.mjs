// SPDX-License-Identifier: Apache-2.0
// A user of Bitcoin who signs in with a native segwit address: bip322-js signs, as its verifier agrees.

import { MAINNET, Signer, Verifier, signer } from './sign.mjs';

const who = signer('sign-in');
const account = who.address('p2wpkh');
export const asked = { chain: MAINNET, scheme: 'bip322', form: 'caip122', account, statement: 'Sign in to Example' };

/** The members of a request that the user adds to a challenge. */
export const sign = ({ message }) => {
    const signature = Signer.sign(who.wif, account, message.text);
    if (!Verifier.verifySignature(account, message.text, signature)) throw new Error('bip322-js refuses its signature');
    return { signature };
};
