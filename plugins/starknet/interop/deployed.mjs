// SPDX-License-Identifier: Apache-2.0
// A document signed for an account that its deployment proves.

import { valid, MAIN } from './snip12.mjs';
import { contract_address } from './accounts.mjs';
import { documents } from './documents.mjs';
import { hex, sign_document } from './sign.mjs';

export const DOCUMENT = documents().find(([name]) => name === 'sign-in')[1];

/** An account with what it was deployed with; `who`, if any, is its only owner. */
export function deployed(class_hash, calldata, who, { salt = who?.x ?? 0x5a17n, deployer } = {}) {
    const params = { class_hash, constructor_calldata: calldata.map(hex),
                     ...(who && salt === who.x ? {} : { salt: hex(salt) }),
                     ...(deployer === undefined ? {} : { deployer: hex(deployer) }) };
    return { who, params, account: contract_address(class_hash, salt, calldata, deployer) };
}

export const request_of = ({ account, who, params }, signature, more = {}) => ({
    chain: MAIN, scheme: 'snip12', account, ...(who ? { public_key: who.key } : {}),
    message: { json: DOCUMENT }, params, signature: signature.map((f) => (typeof f === 'string' ? f : hex(f))), ...more,
});
export const sign = (who, holder) => sign_document(who, DOCUMENT, holder.account);
export const good_for = ({ account, who }) => valid(account, who ? { public_key: who.key } : {});
