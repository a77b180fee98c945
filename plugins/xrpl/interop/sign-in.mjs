// SPDX-License-Identifier: Apache-2.0
// A user of XRPL who signs in with GemWallet's library, or with Xaman's.

import { memo, sign as sign_message, signer_of, signin_blob } from './sign.mjs';

const who = signer_of('ed', 'sign-in');
export const asked = { chain: 'xrpl:0', scheme: 'xrpl-message', form: 'caip122', account: who.account,
                       uri: 'https://app.example/login', statement: 'Sign in to Example' };

/** The members of a request that the user adds to a challenge. */
export const sign = async ({ message }) => ({ public_key: who.key, signature: sign_message(who, Buffer.from(message.text)) });
export const sign_memo = async ({ message }) => ({ signature: signin_blob(who, { Memos: [memo(Buffer.from(message.text))] }) });
