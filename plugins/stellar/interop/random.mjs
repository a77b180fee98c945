// SPDX-License-Identifier: Apache-2.0
// SEP-53 by stellar-sdk, and by stellar-base over the hash that SEP-53 gives: releases before 17 have no signMessage.

import { Keypair } from '@stellar/stellar-sdk';
import { Keypair as BaseKeypair } from '@stellar/stellar-base';
import { BASE, SDK, sep53_hash } from './sign.mjs';

const LIBRARIES = {
    [SDK]: { of: (seed) => Keypair.fromRawEd25519Seed(seed), sign: (pair, message) => pair.signMessage(message) },
    [BASE]: { of: (seed) => BaseKeypair.fromRawEd25519Seed(seed), sign: (pair, message) => pair.sign(sep53_hash(Buffer.from(message))) },
};

// For tests/interop/random/run.mjs.
export const weight = 11;
export const per_round = Object.keys(LIBRARIES).length;

export async function* cases(random, rounds) {
    for (let i = 0; i < rounds; ++i) {
        for (const [library, { of, sign }] of Object.entries(LIBRARIES)) {
            const pair = of(random.bytes(32));
            const is_text = random.chance(80);
            const message = is_text ? random.text(1000) : random.bytes(random.length(1000));
            const as_message = (bytes) => (is_text ? { text: bytes.toString() } : { base64: Buffer.from(bytes).toString('base64') });
            const signature = Buffer.from(sign(pair, message));
            const notation = (bytes) => bytes.toString(random.pick(['base64', 'hex']));
            const account = pair.publicKey();
            const other = Keypair.fromRawEd25519Seed(random.bytes(32));
            const key = random.pick([{}, { public_key: account }, { public_key: Buffer.from(pair.rawPublicKey()).toString('hex') }]);
            const request = { chain: random.pick(['stellar:pubnet', 'stellar:testnet']), scheme: 'sep53', account, ...key,
                              message: as_message(message), signature: notation(signature) };
            yield { library, account, request, mutations: {
                signature: { signature: notation(random.flip(signature)) },
                message: { message: as_message(is_text ? message + '.' : Buffer.concat([message, Buffer.from([0])])) },
                account: { account: other.publicKey() },
                key: { account: other.publicKey(), public_key: other.publicKey() },
                bare: { signature: notation(Buffer.from(pair.sign(Buffer.from(message)))) },
            } };
        }
    }
}
