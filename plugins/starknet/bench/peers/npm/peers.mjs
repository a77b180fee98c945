// SPDX-License-Identifier: Apache-2.0
// What Starknet's libraries are timed with (tests/bench/peers/npm/serve.mjs).

import * as scure from '@scure/starknet';
import { ec, typedData } from 'starknet';

const is_felt = (text, expected) => BigInt(text) === BigInt(expected);

/** A library wants a whole point, so one of the two y. It is told the one that signed. */
const point_of = (key, signature, hash, curve) =>
    ['02', '03'].map((y) => y + key.slice(2).padStart(64, '0')).find((point) => curve.verify(signature, hash, point));

function by_scure(inputs) {
    const who = '@scure/starknet';
    const ecdsa = 'Stark ECDSA, x-only key';
    const { key, hash, r, s } = inputs[ecdsa];
    const signature = new scure.Signature(BigInt(r), BigInt(s));
    const point = point_of(key, signature, hash, scure);
    const pedersen = inputs['Pedersen of two'];
    const poseidon = inputs['Poseidon of two'];
    const [a, b] = [BigInt(poseidon.a), BigInt(poseidon.b)];
    return [
        { operation: ecdsa, who: `${who}, y is told`, does: () => scure.verify(signature, hash, point) },
        { operation: 'Pedersen of two', who, does: () => is_felt(scure.pedersen(pedersen.a, pedersen.b), pedersen.result) },
        { operation: 'Poseidon of two', who, does: () => is_felt(scure.poseidonHash(a, b), poseidon.result) },
    ];
}

function documents(inputs) {
    const operation = 'SNIP-12 hash, revision 1';
    const { document, account, result } = inputs[operation];
    return { operation, who: 'starknet.js', does: () => is_felt(typedData.getMessageHash(document, account), result) };
}

function signatures(inputs) {
    const operation = 'scheme snip12';
    const request = inputs[operation];
    const document = request.message.json ?? JSON.parse(request.message.text);
    const account = request.account.split(':').pop();
    const signature = new ec.starkCurve.Signature(...request.signature.map(BigInt));
    const hash = () => typedData.getMessageHash(document, account);
    const point = point_of(request.public_key, signature, hash(), ec.starkCurve);
    return { operation, who: 'starknet.js, y is told', does: () => ec.starkCurve.verify(signature, hash(), point) };
}

export const peers = (inputs) => [...by_scure(inputs), documents(inputs), signatures(inputs)];
