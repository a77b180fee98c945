// SPDX-License-Identifier: Apache-2.0
// What Starknet's libraries are timed with (tests/interop/bench-peers.mjs).

import * as scure from '@scure/starknet';
import { ec, typedData } from 'starknet';

const HASH = '0x3fc744e401c5e02cfa390166d467c9c8b531f38b441ae5356f0b7e9942f894';
const KEY = '0x39d9e6ce352ad4530a0ef5d5a18fd3303c3606a7fa6ac5b620020ad681cc33b';
const SIGNATURE = new scure.Signature(BigInt('0x1d11773f072508d69adf2f98627c51e38fb467d320ce8f87e21cd155bd500f4'),
                                      BigInt('0x598d7315738e381a693822dcea88e39997d2ee8c6dd47b23d81e19293bc6a1e'));

/** A library wants a whole point, so one of the two y. */
const point_of = (key, signature, hash, curve) =>
    ['02', '03'].map((y) => y + key.slice(2).padStart(64, '0')).find((point) => curve.verify(signature, hash, point));

function snip12(request) {
    const document = request.message.json ?? JSON.parse(request.message.text);
    const account = request.account.split(':').pop();
    const signature = new ec.starkCurve.Signature(...request.signature.map(BigInt));
    const hash = () => typedData.getMessageHash(document, account);
    const point = point_of(request.public_key, signature, hash(), ec.starkCurve);
    return { operation: 'snip12', who: 'starknet.js', call: () => ec.starkCurve.verify(signature, hash(), point), check: Boolean };
}

export function peers(request_of) {
    const point = point_of(KEY, SIGNATURE, HASH, scure);
    const by_scure = (operation, call, check) => ({ operation, who: '@scure/starknet', call, check });
    return [
        by_scure('Stark ECDSA, x-only key', () => scure.verify(SIGNATURE, HASH, point), Boolean),
        by_scure('Pedersen', () => scure.pedersen(HASH, KEY)),
        by_scure('Poseidon of two', () => scure.poseidonHash(BigInt(HASH), BigInt(KEY))),
        snip12(request_of('snip12.json', 'snip12')),
    ];
}
