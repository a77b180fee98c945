// SPDX-License-Identifier: Apache-2.0
// The document SignIn of SNIP-12 (snip12.md), by which users of Starknet sign in.

const text = (name) => ({ name, type: 'string' });
const shortstring = (name) => ({ name, type: 'shortstring' });

/** `message` in the order of the type. An empty statement and an empty expirationTime say nothing. */
export const sign_in_document = (message) => ({
    types: {
        StarknetDomain: ['name', 'version', 'chainId', 'revision'].map(shortstring),
        SignIn: [text('domain'), { name: 'address', type: 'ContractAddress' },
                 ...['statement', 'uri', 'nonce', 'issuedAt', 'expirationTime'].map(text)],
    },
    primaryType: 'SignIn',
    domain: { name: 'Sign in', version: '1', chainId: 'SN_MAIN', revision: '1' },
    message,
});
