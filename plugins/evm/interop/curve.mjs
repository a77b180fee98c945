// SPDX-License-Identifier: Apache-2.0
// secp256k1 by its equations: what no wallet library offers, because the vectors here sit on edges
// that a wallet never signs (high s, s = n/2, recovery ids 2 and 3, a key at infinity).

import { secp256k1 } from '@noble/curves/secp256k1';
import { computeAddress, getBytes, hexlify, keccak256, toUtf8Bytes } from 'ethers';

const Point = secp256k1.ProjectivePoint;
export const N = secp256k1.CURVE.n;
export const P = secp256k1.CURVE.Fp.ORDER;
export const HALF_N = N / 2n;

export const mod = (a, m = N) => ((a % m) + m) % m;

export function inverse(a, m = N) {
    let [r0, r1, t0, t1] = [m, mod(a, m), 0n, 1n];
    while (r1 !== 0n) {
        const q = r0 / r1;
        [r0, r1, t0, t1] = [r1, r0 - q * r1, t1, t0 - q * t1];
    }
    return mod(t0, m);
}

export const hex32 = (n) => n.toString(16).padStart(64, '0');
export const number = (bytes) => BigInt(hexlify(bytes));

/** A secret key that anyone can make again: keccak256 of a label. */
export const key = (label) => keccak256(toUtf8Bytes(`walletauth vector key: ${label}`));
export const address_of = (secret) => computeAddress(secret);

/** The point with this x and y parity, or null where x is not on the curve. */
export function lift(x, odd) {
    if (x >= P) return null;
    try {
        return Point.fromHex((odd ? '03' : '02') + hex32(x));
    } catch {
        return null;
    }
}

/** The point k G. */
export const base_times = (k) => Point.BASE.multiply(k);

/**
 * SEC 1, 4.1.6: Q = r^-1 (s R - e G), where recovery id bit 0 is the parity of R.y and bit 1 says
 * that R.x = r + n. Null where there is no such R or Q is the point at infinity.
 */
export function recover(digest, r, s, recovery_id) {
    const point = lift(recovery_id & 2 ? r + N : r, (recovery_id & 1) === 1);
    if (point === null) return null;
    const e = mod(number(digest));
    const q = point.multiply(s).subtract(Point.BASE.multiply(e));
    if (q.equals(Point.ZERO)) return null;
    return computeAddress('0x' + q.multiply(inverse(r)).toHex(false));
}

/** r, s and the recovery id as 65 bytes of hex without 0x. */
export const sig65 = (r, s, v) => hex32(r) + hex32(s) + v.toString(16).padStart(2, '0');

/** EIP-2098: the top bit of s is the parity. */
export const sig64 = (r, s, parity) => hex32(r) + hex32(s | (BigInt(parity) << 255n));

export function parts(signature) {
    const bytes = getBytes(signature.startsWith('0x') ? signature : '0x' + signature);
    return { r: number(bytes.slice(0, 32)), s: number(bytes.slice(32, 64)), v: bytes[64] };
}
