// SPDX-License-Identifier: Apache-2.0
// A user of Stellar who signs in: stellar-sdk and tweetnacl sign, and must agree.

import { signer } from './sign.mjs';

const who = signer('sign-in');
export const asked = { chain: 'stellar:pubnet', scheme: 'sep53', form: 'caip122', account: who.account, statement: 'Sign in to Example' };

/** The members of a request that the user adds to a challenge. */
export const sign = ({ message }) => ({ signature: who.sign(message.text).toString('base64') });

/** CAIP-122's lines in EIP-4361's order, once more: no library of Stellar writes them. */
export function sign_in_text({ domain, account, statement, uri, version, chain, nonce, issued_at, expiration_time, not_before, request_id, resources }) {
    const line = (name, value) => (value === undefined ? [] : [`${name}: ${value}`]);
    return [
        `${domain} wants you to sign in with your Stellar account:`, account, '', ...(statement === undefined ? [] : [statement, '']),
        ...line('URI', uri), ...line('Version', version), ...line('Chain ID', chain), ...line('Nonce', nonce), ...line('Issued At', issued_at),
        ...line('Expiration Time', expiration_time), ...line('Not Before', not_before), ...line('Request ID', request_id),
        ...(resources === undefined ? [] : ['Resources:', ...resources.map((uri) => `- ${uri}`)]),
    ].join('\n');
}
