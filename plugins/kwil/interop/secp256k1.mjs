// SPDX-License-Identifier: Apache-2.0
// kwil-db's secp256k1: validators.

import { secp256k1 } from '@noble/curves/secp256k1';
import { PublicKey, baseEncode } from 'near-api-js';
import { VectorFile, rotation } from '../../../tests/interop/writer.mjs';
import { base64, flip, hex, malformed, rejected, valid } from '../../../tests/interop/verdicts.mjs';
import { BIP143, foreign_bytes } from '../../../tests/interop/foreign-bytes.mjs';
import { adder } from './judge.mjs';
import { AMINO, DIRECT, MESSAGES, NOT_AMINO, near_bytes, no_text } from './messages.mjs';
import { NOBLE, SECP256K1_LIBRARIES, secp256k1_signer, seed } from './sign.mjs';

const N = secp256k1.CURVE.n;
const scalar = (n) => Buffer.from(n.toString(16).padStart(64, '0'), 'hex');
const number = (bytes) => BigInt('0x' + hex(bytes));
const other = secp256k1_signer(seed('other'));

/** Negatives that follow from any positive: [kind, what changes, verdict, why]. */
const BREED = [
    ['flip', ({ signature }) => ({ signature: Buffer.from(flip(signature, 133)) }), rejected('signature'), 'bit 133 turned'],
    ['other-message', ({ message }) => ({ message: Buffer.concat([message, Buffer.from('.')]) }), rejected('signature'), 'another message'],
    ['other-key', () => ({ key: other.key }), rejected('signature'), 'the key of somebody else'],
    ['other-account', () => ({ account: hex(other.key) }), rejected('signer'), 'the account of another key'],
    ['minus-key', ({ key }) => ({ key: Buffer.concat([Buffer.from([key[0] ^ 1]), key.subarray(1)]) }), rejected('signature'), 'the other y'],
    ['cut', ({ signature }) => ({ signature: signature.subarray(0, 64) }), malformed('signature'), '64 bytes'],
    ['extended', ({ signature }) => ({ signature: Buffer.concat([signature, Buffer.alloc(1)]) }), malformed('signature'), '66 bytes'],
    ['key-cut', ({ key }) => ({ key: key.subarray(0, 32) }), malformed('public_key'), '32 bytes'],
    ['v-first', ({ signature }) => ({ signature: Buffer.concat([signature.subarray(64), signature.subarray(0, 64)]) }),
     rejected('signature'), 'v in front'],
];

export function secp256k1_vectors() {
    const file = new VectorFile('secp256k1.json',
        'kwil-db\'s secp256k1: ECDSA over sha256 of the message, r, s and a v that does not count.');
    const add = adder(file, 'secp256k1');
    const make = (label, message) => {
        const { key, uncompressed, sign } = secp256k1_signer(seed(label));
        return { key, uncompressed, message, signature: sign(message) };
    };
    const next = rotation(BREED, 5);
    for (const [name, message, from] of MESSAGES) {
        const sample = make(name, message);
        add(name, sample, valid(hex(sample.key)), SECP256K1_LIBRARIES, from);
        add(`${name}-compat`, { ...sample, compat: true }, valid(hex(sample.key)), SECP256K1_LIBRARIES, 'the same to kwil-db');
        for (const [kind, bend, expect, why] of next()) {
            add(`${name}-${kind}`, { ...sample, ...bend(sample) }, expect, `derived from ${name}`, why);
        }
    }
    const sample = make('edges', MESSAGES[0][1]);
    values(add, sample);
    keys(add, sample);
    domains(add, make);
    forms(file, make('forms', Buffer.from('forms')));
    return file;
}

const both = (add, source) => (id, sample, strict, compat, why) => {
    add(id, sample, strict, source, why);
    add(`${id}-compat`, { ...sample, compat: true }, compat, source, why);
};

/** v, and the ranges of r and s. */
function values(add, sample) {
    const twice = both(add, 'kwil-db core/crypto/secp256k1.go, decred secp256k1');
    const good = valid(hex(sample.key));
    const no = rejected('signature');
    const [r, s] = [sample.signature.subarray(0, 32), sample.signature.subarray(32, 64)];
    const put = (a, b, v = 0) => ({ ...sample, signature: Buffer.concat([a, b, Buffer.from([v])]) });
    for (const v of [1, 4, 27, 255]) twice(`v-${v}`, put(r, s, v), good, good, `v ${v}: it is not read`);
    twice('high-s', put(r, scalar(N - number(s))), no, good, 'kwil-db has no low-s rule');
    twice('r-0', put(scalar(0n), s), no, no, 'r = 0');
    twice('s-0', put(r, scalar(0n)), no, no, 's = 0');
    twice('r-n', put(scalar(N), s), no, no, 'r = n');
    twice('s-n', put(r, scalar(N)), no, no, 's = n');
    twice('s-max', put(r, Buffer.alloc(32, 0xff)), no, no, 's = 2^256 - 1');
    twice('swapped', put(s, r), no, no, 'r and s swapped');
}

/** Forms of the key: decred's ParsePubKey. */
function keys(add, sample) {
    const twice = both(add, `decred dcrec/secp256k1 pubkey.go; ${NOBLE}`);
    const good = valid(hex(sample.key));
    const bad = malformed('public_key');
    const { uncompressed } = sample;
    const odd = uncompressed[64] & 1;
    const form = (first) => ({ ...sample, key: Buffer.concat([Buffer.from([first]), uncompressed.subarray(1)]) });
    twice('key-uncompressed', form(4), good, good, '65 bytes; the identity is the compressed key');
    twice('key-hybrid', form(6 + odd), bad, good, 'one more spelling, which kwil-db reads');
    twice('key-hybrid-parity', form(7 - odd), bad, rejected('signer'), 'the hybrid form tells another y');
    twice('key-form-05', form(5), bad, bad, 'no such form');
    twice('key-form-02-long', form(2), bad, bad, '65 bytes after 02');
    const off = Buffer.from(uncompressed);
    off[64] ^= 1;
    twice('key-off-curve', { ...sample, key: off }, rejected('signer'), rejected('signer'), 'no point');
    const high = Buffer.concat([Buffer.from([2]), Buffer.alloc(32, 0xff)]);
    twice('key-x-too-large', { ...sample, key: high }, rejected('signer'), rejected('signer'), 'x is no field element');
}

function domains(add, make) {
    const twice = both(add, SECP256K1_LIBRARIES);
    const thrice = no_text(add, SECP256K1_LIBRARIES);
    thrice('direct', make('direct', DIRECT), 'a digest may be of anything');
    const nul = make('nul', Buffer.from('a\u0000b'));
    thrice('nul', nul, 'a text with a NUL byte');
    add('nul-cut', { ...nul, signature: nul.signature.subarray(1) }, malformed('signature'), SECP256K1_LIBRARIES,
        'malformed comes first');
    const { uncompressed } = make('near', DIRECT);
    const key = PublicKey.fromString('secp256k1:' + baseEncode(uncompressed.subarray(1)));
    for (const [name, bytes, why] of near_bytes(key)) {
        const made = make('near', bytes);
        thrice(name, made, `${why} by a secp256k1 key`);
    }
    for (const [name, bytes, why] of foreign_bytes(uncompressed.subarray(1))) thrice(`theft-${name}`, make('thief', bytes), why);
    const bitcoin = { key: BIP143.key, message: BIP143.half_hashed, signature: Buffer.concat([BIP143.signature, Buffer.from([0])]) };
    no_text(add, 'BIP-143, native P2WPKH: key, preimage and signature')('theft-bip143', bitcoin, 'a published Bitcoin transaction\'s signature');
    for (const [name, bytes, why] of AMINO) {
        const made = make('amino', bytes);
        twice(name, made, rejected('policy'), valid(hex(made.key)), why);
        add(`${name}-bytes`, { ...made, kind: 'bytes' }, rejected('policy'), SECP256K1_LIBRARIES, 'it is text, so bytes do not lift it');
    }
    for (const [name, bytes, why] of NOT_AMINO) {
        const made = make('amino', bytes);
        add(name, made, valid(hex(made.key)), SECP256K1_LIBRARIES, why);
    }
}

/** Notations. */
function forms(file, { key, uncompressed, signature }) {
    const id33 = hex(key);
    const request = { chain: 'kwil:idos', scheme: 'secp256k1', account: id33, public_key: id33,
                      message: { text: 'forms' }, signature: hex(signature) };
    const good = valid(id33);
    const say = (id, changed, expect, why) => {
        const asked = { ...request, ...changed };
        for (const name of Object.keys(asked)) if (asked[name] === undefined) delete asked[name];
        file.add(`secp256k1-form-${id}`, asked, expect, SECP256K1_LIBRARIES, why);
    };
    say('plain', {}, good, 'account and key');
    say('key-absent', { public_key: undefined }, good, 'the account is the key');
    say('account-absent', { account: undefined }, good, 'the key is the account');
    say('both-absent', { account: undefined, public_key: undefined }, malformed('account'), 'nobody is claimed');
    say('key-uncompressed', { public_key: hex(uncompressed) }, good, 'the same account');
    say('key-upper', { public_key: id33.toUpperCase() }, good, 'digits of either case');
    say('account-upper', { account: id33.toUpperCase() }, good, 'normalised to lower case');
    say('account-uncompressed', { account: hex(uncompressed) }, malformed('account'), 'the identity is compressed');
    say('account-04', { account: '04' + id33.slice(2) }, malformed('account'), '02 or 03');
    say('account-ed25519', { account: id33.slice(2), public_key: undefined }, malformed('account'), 'an identity of the other curve');
    say('signature-base64', { signature: base64(signature) }, good, 'base64');
    say('signature-0x', { signature: '0x' + hex(signature) }, malformed('signature'), 'no 0x here');
    for (const kind of ['', 'Bytes', 'binary']) {
        say(`bad-kind-${kind.toLowerCase() || 'empty'}`, { params: { message_kind: kind } }, malformed('params'), 'text or bytes');
    }
    const derive = { account: undefined, message: undefined, signature: undefined };
    const is = { status: 'valid', address: id33 };
    say('derive', derive, is, 'Identifier(compact id)');
    say('derive-uncompressed', { ...derive, public_key: hex(uncompressed) }, is, 'kwil-db compresses');
    say('derive-hybrid', { ...derive, public_key: { hex: `0${6 + (uncompressed[64] & 1)}${hex(uncompressed).slice(2)}` } }, is,
        'kwil-db compresses');
    say('derive-off-curve', { ...derive, public_key: '02' + 'f'.repeat(64) }, rejected('signer'), 'no point');
}
