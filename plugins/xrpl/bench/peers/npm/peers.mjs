// SPDX-License-Identifier: Apache-2.0
// What XRPL's libraries are timed with (tests/bench/peers/npm/serve.mjs).

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { deriveAddress, verify } = require('ripple-keypairs');
const { decode, verifySignature: by_xrpl } = require('xrpl');
const { verifySignature: by_xaman } = require('verify-xrpl-signature');

const account_of = (request) => request.account.split(':').pop();

/** A service must compare the account itself: ripple-keypairs and xrpl.js do not. */
function message(inputs) {
    const operation = 'scheme xrpl-message';
    const { public_key, signature, message: { text }, ...request } = inputs[operation];
    const account = account_of(request);
    return [{ operation, who: 'ripple-keypairs', does: () =>
        verify(Buffer.from(text).toString('hex'), signature, public_key) && deriveAddress(public_key) === account }];
}

function signin(inputs) {
    const operation = 'scheme xrpl-signin';
    const { signature, ...request } = inputs[operation];
    const account = account_of(request);
    return [
        { operation, who: 'xrpl.js', does: () => {
            const transaction = decode(signature);
            return by_xrpl(transaction) && transaction.Account === account;
        } },
        { operation, who: 'verify-xrpl-signature', does: () => {
            const { signatureValid, signedBy } = by_xaman(signature);
            return signatureValid && signedBy === account;
        } },
    ];
}

export const peers = (inputs) => [...message(inputs), ...signin(inputs)];
