// SPDX-License-Identifier: Apache-2.0
// A user of Solana who signs in: tweetnacl signs, and wallet-standard-util must agree.

import { base58, signer } from './sign.mjs';

const who = signer('sign-in');
export const asked = { chain: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp', scheme: 'solana-message', form: 'siws',
                       account: who.account, statement: 'Sign in to Example' };

/** The members of a request that the user adds to a challenge. */
export const sign = ({ message }) => ({ signature: base58(who.sign(Buffer.from(message.text))) });
