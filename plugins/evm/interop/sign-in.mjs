// SPDX-License-Identifier: Apache-2.0
// A user of Ethereum who signs in: ethers, viem and eth-sig-util sign, and must agree.

import { address_of, key } from './curve.mjs';
import { personal_sign } from './libraries.mjs';

const secret = key('sign-in');
export const asked = { chain: 'eip155:1', scheme: 'eip191', form: 'eip4361', account: address_of(secret),
                       statement: 'Sign in to Example' };

/** The members of a request that the user adds to a challenge. */
export const sign = async ({ message }) =>
    ({ signature: (await personal_sign(secret, Buffer.from(message.text))).signature });
