// SPDX-License-Identifier: Apache-2.0
// Signatures of personal_sign: forms and lengths, ranges, and the edges of the recovery equation.

import { getBytes, hashMessage, keccak256, toUtf8Bytes, verifyMessage, ZeroAddress } from 'ethers';
import { base_times, HALF_N, hex32, inverse, lift, mod, N, number, P, parts, recover, sig64,
         sig65 } from './curve.mjs';
import { malformed, rejected, unsupported, valid } from './judge.mjs';
import { ALL, HELLO } from './eip191-messages.mjs';
import { ETHERS, METAMASK, NOBLE, VIEM } from './libraries.mjs';

/** v and the two lengths, for a signature of each parity. */
export function forms(add, name, { message, digest, signature, parity }) {
    const { r, s } = parts(signature);
    const account = recover(digest, r, s, parity);
    const derived = `derived from the ${ETHERS} signature`;
    const request = (hex) => ({ message, signature: '0x' + hex });
    const good = valid(account);

    add(`form-${name}-v-27-28`, request(sig65(r, s, 27 + parity)), digest, good, ALL,
        `v ${27 + parity}`);
    add(`form-${name}-v-0-1`, request(sig65(r, s, parity)), digest, good, derived, `v ${parity}`);
    add(`form-${name}-compact`, request(sig64(r, s, parity)), digest, good,
        `${ETHERS} Signature.compactSerialized`, 'EIP-2098');
    add(`form-${name}-compact-other-parity`, request(sig64(r, s, 1 - parity)), digest,
        rejected('signer'), derived, 'EIP-2098 with the parity bit flipped');
    add(`form-${name}-v-other-0-1`, request(sig65(r, s, 1 - parity)), digest, rejected('signer'),
        derived, 'the other parity');
    add(`form-${name}-v-cut-off`, request(hex32(r) + hex32(s)), digest,
        parity === 0 ? good : rejected('signer'), derived,
        'r and s without v are an EIP-2098 signature of parity 0');
    for (const v of [2, 3, 4, 26, 29, 30, 31, 32, 35, 36, 37, 38, 0x80 | parity, 0x9b, 0xff]) {
        add(`form-${name}-v-${v}`, request(sig65(r, s, v)), digest, rejected('signature'), derived,
            v >= 35 && v <= 38 ? `v ${v} is of EIP-155 transactions; ${ETHERS} alone takes it`
                               : `v ${v} is no recovery id of a message signature`);
    }
    const high = sig65(r, N - s, 28 - parity);
    add(`form-${name}-high-s`, request(high), digest, rejected('signature'), derived,
        'the other s of the same signature: refused by default');
    add(`form-${name}-high-s-compat`, { ...request(high), compat: true }, digest, good, derived,
        `compat accepts high s, as ${VIEM} and ${METAMASK} do`);
    add(`form-${name}-high-s-same-v-compat`,
        { ...request(sig65(r, N - s, 27 + parity)), compat: true }, digest, rejected('signer'),
        derived, 'high s without the parity flipped recovers another account');
    add(`form-${name}-compat-low-s`, { ...request(sig65(r, s, 27 + parity)), compat: true },
        digest, good, derived, 'compat takes away nothing');
    add(`form-${name}-v-2-compat`, { ...request(sig65(r, s, 2 + parity)), compat: true }, digest,
        rejected('signature'), derived, 'compat adds nothing but high s');
    for (const [what, hex] of [
        ['63-bytes', hex32(r) + hex32(s).slice(0, 62)],
        ['66-bytes', sig65(r, s, 27 + parity) + '00'],
        ['leading-zero-byte', '00' + sig65(r, s, 27 + parity)],
        ['der', der(r, s)], ['twice', sig65(r, s, 27 + parity).repeat(2)],
        ['32-bytes', hex32(r)], ['1-byte', '1b'],
    ]) {
        add(`form-${name}-${what}`, request(hex), digest, malformed('signature'), derived,
            'only 65 and 64 bytes are signatures');
    }
    add(`form-${name}-erc6492`, request(sig65(r, s, 27 + parity) + '6492'.repeat(16)), digest,
        unsupported('evidence'), derived, 'ERC-6492 suffix: only chain state could tell');
}

function der(r, s) {
    const int = (n) => {
        const h = hex32(n).replace(/^(00)+/, '');
        const value = parseInt(h.slice(0, 2), 16) >= 0x80 ? '00' + h : h;
        return '02' + (value.length / 2).toString(16).padStart(2, '0') + value;
    };
    const body = int(r) + int(s);
    return '30' + (body.length / 2).toString(16).padStart(2, '0') + body;
}

/** r and s out of range, r off the curve. */
export function ranges(add) {
    const digest = hashMessage(toUtf8Bytes(HELLO.text));
    const ok = number(getBytes(keccak256(toUtf8Bytes('walletauth scalar')))) >> 2n;
    let r = ok;
    while (lift(r, false) === null) r++;
    let off = ok;
    while (lift(off, false) !== null) off++;
    const top = (1n << 256n) - 1n;
    const source = 'made from the rule';
    const say = (id, a, b, why, extra = {}) => add(`range-${id}`,
        { message: HELLO, signature: '0x' + sig65(a, b, 27), ...extra }, digest,
        rejected('signature'), source, why);
    say('r-0', 0n, ok, 'r = 0');
    say('s-0', r, 0n, 's = 0');
    say('r-0-s-0', 0n, 0n, 'all zero');
    say('r-n', N, ok, 'r = n');
    say('r-n-plus-1', N + 1n, ok, 'r = n + 1, which another reader takes modulo n');
    say('r-p', P, ok, 'r = p');
    say('r-max', top, ok, 'r = 2^256 - 1');
    say('s-n', r, N, 's = n', { compat: true });
    say('s-n-plus-1', r, N + 1n, 's = n + 1', { compat: true });
    say('s-max', r, top, 's = 2^256 - 1', { compat: true });
    say('r-0-compat', 0n, ok, 'compat does not widen ranges', { compat: true });
    say('r-off-curve', off, ok, 'no curve point has this x');
    say('r-off-curve-compat', off, ok, 'no curve point has this x', { compat: true });
    add('range-s-0-compact', { message: HELLO, signature: '0x' + sig64(r, 0n, 1) }, digest,
        rejected('signature'), source, 'EIP-2098 with s = 0 behind the parity bit');
}

/** Signatures that no wallet makes: the account is whatever the equation gives. */
export function edges(add) {
    const digest = hashMessage(toUtf8Bytes(HELLO.text));
    const source = `made from the recovery equation with ${NOBLE}`;
    let r = number(getBytes(keccak256(toUtf8Bytes('walletauth edge')))) >> 1n;
    while (lift(r, false) === null) r++;
    let largest = N - 1n;
    while (lift(largest, false) === null) largest--;
    const say = (id, a, b, why, make = sig65, compat_only = false) => {
        const account = recover(digest, a, b, 0);
        const request = { account, message: HELLO, signature: '0x' + make(a, b, 0) };
        if (!compat_only) {
            if (make === sig65 &&
                verifyMessage(toUtf8Bytes(HELLO.text), '0x' + sig65(a, b, 27)) !== account) {
                throw new Error(`ethers recovers otherwise in ${id}`);
            }
            add(`edge-${id}`, request, digest, valid(account), source, why);
        } else {
            add(`edge-${id}`, request, digest, rejected('signature'), source, why);
            add(`edge-${id}-compat`, { ...request, compat: true }, digest, valid(account), source,
                why);
        }
    };
    say('s-1', r, 1n, 'the smallest s');
    say('r-1', 1n, HALF_N - 1n, 'the smallest r: x = 1 is on the curve');
    say('r-largest', largest, 5n, 'the largest r below n that is on the curve');
    say('s-half', r, HALF_N, 's = (n - 1) / 2 is the last low s');
    say('s-half-plus-1', r, HALF_N + 1n, 's = (n + 1) / 2 is the first high s', sig65, true);
    say('s-n-minus-1', r, N - 1n, 'the largest s', sig65, true);
    say('compact-s-half', r, HALF_N, 'the last low s in 64 bytes', sig64);
    say('compact-high-s', r, (1n << 255n) - 1n,
        '64 bytes leave room for a few high s: 2^255 - 1 > (n - 1) / 2', sig64, true);

    // s R = e G: the recovered key is the point at infinity, which is nobody's.
    let k = 2n;
    let s;
    for (; ; k++) {
        s = mod(mod(number(getBytes(digest))) * inverse(k));
        if (s <= HALF_N) break;
    }
    const point = base_times(k).toAffine();
    add('edge-key-at-infinity',
        { message: HELLO, signature: '0x' + sig65(point.x, s, 27 + Number(point.y & 1n)) }, digest,
        rejected('signature'), source, 'no key is recovered where s R = e G');
    add('edge-key-at-infinity-zero-account',
        { account: ZeroAddress, message: HELLO,
          signature: '0x' + sig65(point.x, s, 27 + Number(point.y & 1n)) }, digest,
        rejected('signer'), source, 'and least of all is it the zero address');
}
