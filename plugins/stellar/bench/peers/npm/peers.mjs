// SPDX-License-Identifier: Apache-2.0
// What Stellar's libraries are timed with (tests/bench/peers/npm/serve.mjs).

import { createHash } from 'node:crypto';
import { Keypair as BaseKeypair } from '@stellar/stellar-base';
import { Keypair } from '@stellar/stellar-sdk';

/** As a service calls them: the account and the signature are texts. stellar-base has no SEP-53 of its own. */
export function peers(inputs) {
    const operation = 'scheme sep53';
    const { account, signature, message: { text } } = inputs[operation];
    const bytes = () => Buffer.from(signature, 'base64');
    const hash = () => createHash('sha256').update('Stellar Signed Message:\n').update(text).digest();
    return [
        { operation, who: 'stellar-sdk', does: () => Keypair.fromPublicKey(account).verifyMessage(text, bytes()) },
        { operation, who: 'stellar-base', does: () => BaseKeypair.fromPublicKey(account).verify(hash(), bytes()) },
    ];
}
