// SPDX-License-Identifier: Apache-2.0
// eip191-kwil: exactly what kwil-db's secp256k1_ep authenticator accepts.

import { secp256k1 } from '@noble/curves/secp256k1';
import { computeAddress, getBytes, hashMessage, keccak256, toUtf8Bytes, ZeroAddress }
    from 'ethers';
import { address_of, hex32, key, lift, mod, N, number, P, parts, recover, sig64, sig65 }
    from './curve.mjs';
import { contract_wallets } from './contract-wallets.mjs';
import { bred_expectation, BREED, MESSAGES } from './eip191-messages.mjs';
import { judge, malformed, rejected, unsupported, valid } from './judge.mjs';
import { ETHERS, METAMASK, NOBLE, VIEM, personal_sign } from './libraries.mjs';
import { rotation, VectorFile } from '../../../tests/interop/writer.mjs';

const HELLO = { text: 'Hello, kwil!' };
const ALL = `${ETHERS}, ${VIEM} and ${METAMASK}: same signature, same recovered account`;

export async function eip191_kwil_vectors() {
    const file = new VectorFile('eip191-kwil.json',
        'EIP-191 personal_sign as kwil-db verifies it: 65 bytes, v 27 and 28 or 0 to 7, high s ' +
        'accepted. The compact id is the 20 bytes of the address, and may stand as public_key. ' +
        'An expectation without a reason accepts any reason.');
    const secret = key('eip191-kwil');
    const account = address_of(secret);
    const base = { chain: 'eip155:1', scheme: 'eip191-kwil', account };
    const hello = await personal_sign(secret, toUtf8Bytes(HELLO.text));
    const derived = 'derived from eip191-kwil-hello';

    const add = (id, request, expect, source, why, digest = hello.digest) => {
        const q = { ...base, message: HELLO, ...request };
        const judged = judge({ ...q, digest, claim: q.account });
        if (JSON.stringify(judged) !== JSON.stringify(expect)) {
            throw new Error(`${id}: ${JSON.stringify(expect)} but ${JSON.stringify(judged)}`);
        }
        file.add(`eip191-kwil-${id}`, q, expect, source, why);
    };

    add('hello', { signature: hello.signature }, valid(account), ALL, 'plain ASCII');
    const next = rotation(BREED, 2);
    const shown = ['empty', 'lf', 'nul', 'emoji', 'siwe', 'bytes-base64', 'length-1000'];
    for (const [name, { message, bytes }, why] of MESSAGES.filter(([n]) => shown.includes(n))) {
        const signed = await personal_sign(secret, bytes);
        const request = { message, signature: signed.signature };
        add(name, request, valid(account), ALL, why, signed.digest);
        for (const [kind, bend, reason] of next()) {
            const whole = { ...base, ...request };
            const changed = bend(whole);
            file.add(`eip191-kwil-${name}-${kind}`, { ...whole, ...changed },
                     bred_expectation(whole, changed, signed.digest),
                     `derived from eip191-kwil-${name}`, reason);
        }
    }

    recovery_values(add, hello, derived, account);
    high_x(add);
    lengths_and_ranges(add, hello, derived);
    contract_wallets((id, changed, expect, source, why) => file.add(`eip191-kwil-${id}`,
        { ...base, message: HELLO, signature: hello.signature, ...changed }, expect, source, why),
        hello, true);
    identities(file, { ...base, message: HELLO, signature: hello.signature }, derived, account);
    return file;
}

/** v: 27 and 28, then 0 to 7 of which bit 2 does not count. */
function recovery_values(add, hello, derived, account) {
    const { r, s, v } = parts(hello.signature);
    const parity = v - 27;
    const say = (id, a, b, w, expect, why) =>
        add(id, { signature: '0x' + sig65(a, b, w) }, expect, derived, why);
    say('v-01', r, s, parity, valid(account), `v ${parity}`);
    say('v-45', r, s, 4 + parity, valid(account), 'v and v + 4 are the same recovery id');
    say('v-other-01', r, s, 1 - parity, rejected('signer'), 'the other parity');
    say('v-other-45', r, s, 5 - parity, rejected('signer'), 'the other parity');
    // r + n < p holds for one r in 2^127 only, so with these ids an ordinary r is no x.
    for (const id of [2, 3, 6, 7]) {
        say(`v-${id}-no-point`, r, s, id, rejected('signature'), 'r + n is no x-coordinate');
    }
    for (const w of [8, 9, 26, 29, 30, 31, 32, 34, 35, 36, 37, 38, 0x80, 255]) {
        say(`v-${w}`, r, s, w, rejected('signature'), `v ${w} is out of range`);
    }
    say('high-s', r, N - s, 28 - parity, valid(account), 'kwil-db has no low-s rule');
    say('high-s-v01', r, N - s, 1 - parity, valid(account), 'kwil-db has no low-s rule');
    say('high-s-v45', r, N - s, 5 - parity, valid(account), 'high s and v + 4 together');
    say('high-s-same-v', r, N - s, v, rejected('signer'), 'high s with the parity kept');
}

/** Recovery ids 2 and 3: R.x = r + n. Never seen, but constructible, and the core must not guess. */
function high_x(add) {
    const digest = hashMessage(toUtf8Bytes(HELLO.text));
    const s = number(getBytes(keccak256(toUtf8Bytes('walletauth kwil scalar')))) >> 2n;
    let x = N;
    do x++; while (lift(x, false) === null || lift(x - N, false) === null);
    const r = x - N;
    const source = `made from the recovery equation with ${NOBLE}`;
    const who = (id) => {
        const address = recover(digest, r, s, id);
        const noble = new secp256k1.Signature(r, s).addRecoveryBit(id)
            .recoverPublicKey(digest.slice(2));
        if (computeAddress('0x' + noble.toHex(false)) !== address) {
            throw new Error(`recovery id ${id}: the readings differ`);
        }
        return address;
    };
    for (const id of [2, 3]) {
        const request = (v) => ({ account: who(id), signature: '0x' + sig65(r, s, v) });
        add(`high-x-v-${id}`, request(id), valid(who(id)), source, `recovery id ${id}: x = r + n`);
        add(`high-x-v-${id + 4}`, request(id + 4), valid(who(id)), source,
            `v ${id + 4} is recovery id ${id}`);
        add(`high-x-v-${id - 2}`, request(id - 2), rejected('signer'), source,
            `recovery id ${id - 2} takes x = r, which is another point`);
        add(`high-x-v-${id + 25}`, request(id + 25), rejected('signer'), source,
            `v ${id + 25} is recovery id ${id - 2}`);
    }
    // The largest r with r + n < p is p - n - 1; from p - n on there is no such x.
    add('high-x-r-too-large', { signature: '0x' + sig65(P - N, s, 2) }, rejected('signature'),
        source, 'r + n = p is no field element');
}

function lengths_and_ranges(add, hello, derived) {
    const { r, s, v } = parts(hello.signature);
    const say = (id, hex, expect, why) => add(id, { signature: hex }, expect, derived, why);
    const bad = malformed('signature');
    say('compact', '0x' + sig64(r, s, v - 27), bad, 'EIP-2098 is not in kwil-db');
    say('v-cut-off', '0x' + hex32(r) + hex32(s), bad, 'exactly 65 bytes');
    say('66-bytes', hello.signature + '00', bad, 'exactly 65 bytes');
    say('1-byte', '0x1b', bad, 'exactly 65 bytes');
    say('only-0x', '0x', bad, 'no bytes');
    say('odd', hello.signature.slice(0, -1), bad, 'an odd number of digits');
    say('0x-upper', '0X' + hello.signature.slice(2), bad, '0X is never read');
    say('erc6492', hello.signature + '6492'.repeat(16), bad,
        'choice: this scheme never gets contract accounts, so the length is all that is wrong');
    say('r-0', '0x' + sig65(0n, s, 27), rejected('signature'), 'r = 0');
    say('s-0', '0x' + sig65(r, 0n, 27), rejected('signature'), 's = 0');
    say('r-n', '0x' + sig65(N, s, 27), rejected('signature'), 'r = n');
    say('s-n', '0x' + sig65(r, N, 27), rejected('signature'), 's = n');
    say('r-max', '0x' + sig65((1n << 256n) - 1n, s, 27), rejected('signature'), 'r = 2^256 - 1');
    say('s-plus-n', '0x' + sig65(r, mod(s - 1n, (1n << 256n) - N) + N, 27),
        rejected('signature'), 's above n');
    say('no-0x', hello.signature.slice(2), valid(hello.account), '0x is optional');
    say('upper', '0x' + hello.signature.slice(2).toUpperCase(), valid(hello.account),
        'upper-case digits');
}

/** The account may come as address, as 20-byte compact id, or both. */
function identities(file, good, derived, account) {
    const { account: _, ...anonymous } = good;
    const id20 = account.slice(2).toLowerCase();
    const say = (id, changed, expect, why) =>
        file.add(`eip191-kwil-identity-${id}`, { ...anonymous, ...changed }, expect, derived, why);
    const other = address_of(key('someone else'));
    say('compact-id', { public_key: '0x' + id20 }, valid(account), 'the 20 bytes as public_key');
    say('compact-id-no-0x', { public_key: id20 }, valid(account), '0x is optional');
    say('compact-id-upper', { public_key: '0x' + id20.toUpperCase() }, valid(account),
        'upper-case digits');
    say('compact-id-raw', { public_key: { hex: id20 } }, valid(account), 'raw bytes');
    say('both', { account, public_key: '0x' + id20 }, valid(account), 'both, and they agree');
    say('both-differ', { account, public_key: other.toLowerCase() }, rejected('signer'),
        'both must match');
    say('both-differ-account', { account: other, public_key: '0x' + id20 }, rejected('signer'),
        'both must match');
    say('compact-id-other', { public_key: other.toLowerCase() }, rejected('signer'),
        'the id of another account');
    say('compact-id-19', { public_key: '0x' + id20.slice(2) }, malformed('public_key'), '19 bytes');
    say('compact-id-21', { public_key: '0x' + id20 + '00' }, malformed('public_key'), '21 bytes');
    say('compact-id-odd', { public_key: '0x' + id20.slice(1) }, malformed('public_key'),
        'an odd number of digits');
    say('compact-id-0x-upper', { public_key: '0X' + id20 }, malformed('public_key'),
        '0X is never read');
    say('compact-id-not-hex', { public_key: '0x' + id20.slice(1) + 'g' }, malformed('public_key'),
        'g is no hex digit');
    say('compact-id-zero', { public_key: ZeroAddress }, rejected('signer'),
        'nobody holds the zero address');
    say('zero', { account: ZeroAddress }, rejected('signer'), 'nobody holds the zero address');
    say('none', {}, malformed('account'), 'nobody is claimed');
    say('lower', { account: account.toLowerCase() }, valid(account), 'all lower case');
    say('bad-checksum', { account: account.replace(/[a-f]/, (c) => c.toUpperCase()) },
        malformed('account'), 'one letter in the wrong case');
    say('other-reference', { account, chain: 'eip155:424242' }, valid(account),
        'any eip155 reference');
    say('bad-reference', { account, chain: 'eip155:00' }, unsupported('chain'),
        'a reference has one spelling');
    say('compat', { account, compat: true }, unsupported('flag'),
        'choice: the scheme is a reference client already, and declares no compat');
    say('public-key-before-signature', { account, public_key: '0x12', signature: '0x12' },
        malformed('public_key'), 'malformed: public_key, then signature');
}
