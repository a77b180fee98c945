// SPDX-License-Identifier: Apache-2.0
// What Bitcoin's libraries are timed with (tests/bench/peers/npm/serve.mjs).

import { createRequire } from 'node:module';
import bitcoinMessage from 'bitcoinjs-message';

const { Verifier } = createRequire(import.meta.url)('bip322-js');

export function peers(inputs) {
    const made = [];
    for (const operation of ['scheme bip322', 'scheme bip137']) {
        const request = inputs[operation];
        if (request === undefined) continue;
        const account = request.account.split(':').pop();
        const { signature, message: { text } } = request;
        made.push({ operation, who: 'bip322-js', does: () => Verifier.verifySignature(account, text, signature) });
        if (operation === 'scheme bip137') made.push({ operation, who: 'bitcoinjs-message', does: () => bitcoinMessage.verify(text, account, signature) });
    }
    return made;
}
