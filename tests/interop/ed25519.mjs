// SPDX-License-Identifier: Apache-2.0
// Ed25519 by the equation of RFC 8032 over @noble/curves' points: what expectations are computed with,
// and keys and signatures over which implementations differ.

import { createHash } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519';
import { named_by } from './named.mjs';

/** The source of what these functions say. */
export const EQUATION = `RFC 8032's equation over ${named_by(import.meta.url)('@noble/curves')}`;

const Point = ed25519.ExtendedPoint;
const L = ed25519.CURVE.n;
const mod = (a) => ((a % L) + L) % L;
const number = (bytes) => BigInt('0x' + (Buffer.from(bytes).reverse().toString('hex') || '0'));
const bytes32 = (n) => Buffer.from(n.toString(16).padStart(64, '0'), 'hex').reverse();
const encode = (point) => Buffer.from(point.toRawBytes());
const sha512 = (...parts) => parts.reduce((h, p) => h.update(p), createHash('sha512')).digest();
const challenge = (r, key, message) => mod(number(sha512(r, key, message)));
const times = (point, n) => point.multiplyUnsafe(mod(n));

function decode(bytes, lenient) {
    try {
        return Point.fromHex(Uint8Array.from(bytes), lenient);
    } catch {
        return null;
    }
}

/**
 * [S]B - [k]A encodes to R. Strict (libsodium 1.0.18): A and R are canonical and not of small order.
 * Compat (Go crypto/ed25519): A may be anything that decodes, R is only compared.
 */
export function verifies(signature, message, key, compat = false) {
    const [r, s] = [signature.subarray(0, 32), number(signature.subarray(32))];
    const a = decode(key, compat);
    if (a === null || s >= L) return false;
    if (!compat) {
        const point = decode(r, false);
        if (point === null || point.isSmallOrder() || a.isSmallOrder()) return false;
    }
    const k = challenge(r, key, message);
    return encode(times(Point.BASE, s).subtract(times(a, k))).equals(Buffer.from(r));
}

const scalar = (label) => mod(number(sha512('walletauth ed25519 scalar: ' + label)));

/** A generator of the group of order 8: what is left of a point times L. */
function torsion() {
    for (let y = 2n; ; ++y) {
        const point = decode(bytes32(y), true);
        if (point === null) continue;
        const rest = point.multiplyUnsafe(L - 1n).add(point);
        if (!rest.double().double().equals(Point.ZERO)) return rest;
    }
}

/** The encodings of points of order 1, 2, 4 and 8, canonical or not. */
function small_order_keys() {
    const p = ed25519.CURVE.Fp.ORDER;
    const keys = new Map();
    let point = Point.ZERO;
    for (let i = 0; i < 8; ++i, point = point.add(torsion())) {
        const canonical = encode(point);
        keys.set(`small-${i}`, canonical);
        const { x, y } = point.toAffine();
        const forms = [];
        if (y < 19n) forms.push(['unreduced', y + p, x & 1n]);
        if (x === 0n) forms.push(['minus-zero', y, 1n]);
        if (x === 0n && y < 19n) forms.push(['unreduced-minus-zero', y + p, 1n]);
        for (const [form, high, sign] of forms) keys.set(`small-${i}-${form}`, bytes32(high | sign << 255n));
    }
    return keys;
}

/** A signature that holds under `key` for no secret: R = [S]B - [k]A once k agrees. */
function forge(message, key) {
    const a = decode(key, true);
    for (let i = 0; i < 4096; ++i) {
        const s = scalar(`forged ${i}`);
        for (let j = 0, rest = Point.ZERO; j < 8; ++j, rest = rest.add(a)) {
            const r = encode(times(Point.BASE, s).subtract(rest));
            const signature = Buffer.concat([r, bytes32(s)]);
            if (verifies(signature, message, key, true)) return signature;
        }
    }
    throw new Error('no forgery found');
}

/** Tries R = [r]B + `shift` until k modulo 8 is as wanted. */
function sign_until(message, key, secret, shift, wanted) {
    for (let i = 0; ; ++i) {
        const r = scalar(`nonce ${i}`);
        const encoded = encode(times(Point.BASE, r).add(shift));
        const k = challenge(encoded, key, message);
        if (wanted(k % 8n)) return Buffer.concat([encoded, bytes32(mod(r + k * secret))]);
    }
}

/** What honest signers never make: [{id, key, signature, why}], for one message. */
export function edge_cases(message) {
    const cases = [];
    const add = (id, key, signature, why) => cases.push({ id, key, signature, why });
    for (const [id, key] of small_order_keys()) {
        add(id, key, forge(message, key), 'a key of small order: anybody signs');
    }
    const secret = scalar('edge key');
    const a = times(Point.BASE, secret);
    const key = encode(a);
    const honest = sign_until(message, key, secret, Point.ZERO, () => true);
    const s = number(honest.subarray(32));
    add('honest', key, honest, 'the one that the next ones are made of');
    add('s-plus-l', key, Buffer.concat([honest.subarray(0, 32), bytes32(s + L)]), 'S + L is S once more');
    add('s-is-l', key, Buffer.concat([honest.subarray(0, 32), bytes32(L)]), 'S = L');
    add('s-is-0', key, Buffer.concat([honest.subarray(0, 32), Buffer.alloc(32)]), 'S = 0');
    add('s-high-bit', key, Buffer.concat([honest.subarray(0, 32), bytes32(s | 1n << 255n)]), 'a bit above S');
    const small_r = (r) => Buffer.concat([r, bytes32(mod(challenge(r, key, message) * secret))]);
    add('r-identity', key, small_r(encode(Point.ZERO)), 'R of order 1, the equation holds');
    add('r-identity-unreduced', key, small_r(bytes32(ed25519.CURVE.Fp.ORDER + 1n)), 'the same R, not reduced');
    add('r-identity-minus-zero', key, small_r(bytes32(1n | 1n << 255n)), 'the same R, x = -0');
    add('r-order-8', key, small_r(encode(torsion())), 'R of order 8: holds times 8 only');
    add('r-off-curve', key, Buffer.concat([bytes32(2n), honest.subarray(32)]), 'R is no point');
    add('cofactored-r', key, sign_until(message, key, secret, torsion(), () => true), 'R + T: holds times 8 only');
    const mixed = encode(a.add(torsion()));
    add('mixed-key', mixed, sign_until(message, mixed, secret, Point.ZERO, (k) => k === 0n),
        'a key of mixed order, k divisible by 8: holds');
    add('cofactored-key', mixed, sign_until(message, mixed, secret, Point.ZERO, (k) => k !== 0n),
        'a key of mixed order: holds times 8 only');
    add('key-off-curve', bytes32(2n), honest, 'the key is no point');
    add('key-minus-key', encode(a.negate()), honest, 'the sign bit of the key turned');
    return cases;
}
