// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/sign_in.json: Sign-In with Solana as wallet-standard-util writes it, signed by tweetnacl.

import { createSignInMessage } from '@solana/wallet-standard-util';
import { STANDARD, base58, signer } from './sign.mjs';
import { EXPIRATION_TIME, ISSUED_AT, SERVICE, nonce, write_cases } from '../../../tests/interop/sign-in.mjs';

const who = signer('sign-in');
const asked = { chain: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp', scheme: 'solana-message', form: 'siws',
                account: who.account, statement: 'Sign in to Example' };
const uri = `https://${SERVICE.domain}`;
const bytes = createSignInMessage({
    domain: SERVICE.domain, address: asked.account, statement: asked.statement, uri, version: '1', chainId: 'mainnet',
    nonce: nonce({ ...asked, uri }), issuedAt: ISSUED_AT, expirationTime: EXPIRATION_TIME,
});
write_cases(import.meta.url, [{
    id: 'siws', source: STANDARD, challenge: asked,
    request: { chain: asked.chain, scheme: asked.scheme, form: asked.form, account: asked.account,
               message: { text: Buffer.from(bytes).toString() }, signature: base58(who.sign(bytes)) },
}]);
