// SPDX-License-Identifier: Apache-2.0
// A user of Starknet who signs in, by an OpenZeppelin account that follows from its key: starknet.js signs.

import { OZ, openzeppelin_calldata } from './accounts.mjs';
import { sign_document, signer } from './sign.mjs';
import { MAIN, single } from './snip12.mjs';

const who = signer('sign-in');
const holder = single(who, OZ, openzeppelin_calldata(who.x));
export const asked = { chain: MAIN, scheme: 'snip12', form: 'snip12', account: holder.account,
                       statement: 'Sign in to Example' };

/** The members of a request that the user adds to a challenge. */
export const sign = async ({ message }) =>
    ({ public_key: who.key, params: holder.params, signature: await sign_document(who, message.json, asked.account) });
