// SPDX-License-Identifier: Apache-2.0
// Stark keys and signatures: starknet.js signs, and the rules of the curve stand here once more over
// @scure/starknet's points, so that a wrong expectation stops the script.

import { createHash } from 'node:crypto';
import { Signer, hash, typedData } from 'starknet';
import { CURVE, P, N, Point, grindKey } from './curve.mjs';
import { message_hash } from './encoder.mjs';
import { named_by } from '../../../tests/interop/named.mjs';
import { malformed, rejected } from '../../../tests/interop/verdicts.mjs';

const named = named_by(import.meta.url);
export const STARKNET = named('starknet');
const older = (name) => named(name).replace(/.*npm:/, '');
export const STARKNET_6 = older('starknet-6');
export const STARKNET_7 = older('starknet-7');
export const SCURE = named('@scure/starknet');
export const NOBLE = named('@noble/curves');
export const BOTH = `${STARKNET} signs; the hash as an encoder over ${SCURE} computes it, too`;

export const hex = (n) => '0x' + BigInt(n).toString(16);
export const padded = (n) => '0x' + BigInt(n).toString(16).padStart(64, '0');

/** The key as SDKs hand it out: 33 bytes, 65 bytes, decimal. */
function points_of(secret) {
    const { x, y } = Point.BASE.multiply(secret).toAffine();
    const [a, b] = [x, y].map((n) => padded(n).slice(2));
    return { compressed: `0x${y % 2n === 0n ? '02' : '03'}${a}`, full: `0x04${a}${b}`, decimal: x.toString() };
}

/** A signer from a text, the same on every run. */
export function signer(text) {
    const secret = '0x' + grindKey(createHash('sha256').update('starknet ' + text).digest('hex'));
    const x = Point.BASE.multiply(BigInt(secret)).toAffine().x;
    return { secret, x, key: padded(x), starknet: new Signer(secret), points: points_of(BigInt(secret)) };
}

/** The document's hash; throws unless both implementations agree. */
export function document_hash(document, account) {
    const ours = message_hash(document, account);
    const theirs = BigInt(typedData.getMessageHash(document, account));
    if (ours !== theirs) throw new Error(`hashes differ: ${JSON.stringify(document)}`);
    return ours;
}

/** [r, s] in the shape that wallets return. */
export async function sign_document(who, document, account) {
    const z = document_hash(document, account);
    const { r, s } = await who.starknet.signMessage(document, account);
    if (!verify_strict(z, r, s, who.x) || !verify_cairo_1(z, r, s, who.x)) {
        throw new Error('the signature does not verify');
    }
    return [hex(r), hex(s)];
}

const modulo = (a, m) => ((a % m) + m) % m;
const times = (point, k) => point.multiplyUnsafe(modulo(k, N));

function inverse(a, m) {
    let [r0, r1, t0, t1] = [m, modulo(a, m), 0n, 1n];
    while (r1 !== 0n) {
        const q = r0 / r1;
        [r0, r1, t0, t1] = [r1, r0 - q * r1, t1, t0 - q * t1];
    }
    return modulo(t0, m);
}

/** A point with this x, or null. */
function lift(x) {
    try {
        return Point.fromHex('02' + x.toString(16).padStart(64, '0'));
    } catch {
        return null;
    }
}

const x_of = (point) => (point.is0() ? null : point.toAffine().x);

/** cairo-lang, signature.py: verify. */
export function verify_strict(z, r, s, key) {
    const limit = 1n << 251n;
    if (s < 1n || s >= N || r < 1n || r >= limit || z < 1n || z >= limit) return false;
    const w = inverse(s, N);
    const q = lift(key);
    if (w < 1n || w >= limit || q === null) return false;
    const a = times(Point.BASE, z * w);
    const b = times(q, r * w);
    return [a.add(b), a.subtract(b)].some((sum) => x_of(sum) === r);
}

/** Cairo 1, core::ecdsa::check_ecdsa_signature. */
export function verify_cairo_1(z, r, s, key) {
    if (s === 0n || s === N || r === N) return false;
    const [point, q] = [lift(r), lift(key)];
    if (point === null || q === null) return false;
    const [a, b, c] = [times(Point.BASE, z), times(q, r), x_of(times(point, s))];
    return c !== null && [a.add(b), a.subtract(b)].some((sum) => x_of(sum) === c);
}

const is_felt = (text) =>
    typeof text === 'string' && /^(0x[0-9a-fA-F]{1,64}|0|[1-9][0-9]*)$/.test(text) && BigInt(text) < P;

/** What an account whose only owner is this key says to a signature [r, s]; `good` if all is well. */
export function judge({ z, signature, key, good, compat = false }) {
    if (!Array.isArray(signature) || !signature.every(is_felt) || signature.length !== 2) {
        return malformed('signature');
    }
    const [r, s] = signature.map(BigInt);
    return (compat ? verify_cairo_1 : verify_strict)(z, r, s, key) ? good : rejected('signature');
}

export { CURVE, N, P, hash };
