// SPDX-License-Identifier: Apache-2.0
// Accounts with several signers, and with signers whose key is not on the Stark curve.

import { EthSigner } from 'starknet';
import { p256 } from '@noble/curves/p256';
import { secp256k1 } from '@noble/curves/secp256k1';
import { keccak256 } from 'ethers';
import { createHash } from 'node:crypto';
import { poseidonHash } from '@scure/starknet';
import { malformed, rejected, unsupported } from '../../../tests/interop/verdicts.mjs';
import * as classes from './accounts.mjs';
import { DOCUMENT, deployed, good_for, request_of, sign } from './deployed.mjs';
import { short_string } from './encoder.mjs';
import { BOTH, NOBLE, STARKNET, document_hash, padded, signer } from './sign.mjs';
import { valid } from './snip12.mjs';

const HALF_K1 = secp256k1.CURVE.n / 2n;
const LOW = (1n << 128n) - 1n;
const limbs = (n) => [n & LOW, n >> 128n];
const bytes_32 = (n) => Buffer.from(padded(n).slice(2), 'hex');
const number = (bytes) => BigInt('0x' + Buffer.from(bytes).toString('hex'));
const seed = (text) => createHash('sha256').update(text).digest();

export async function signer_vectors(say) {
    await signers(say);
    await multisigs(say);
    await eth_accounts(say);
}

// SignerSignature of Argent: kind, signer, signature.
const stark_part = ({ x }, [r, s]) => [0n, x, r, s];

function k1_signer(text) {
    const secret = seed(text);
    const point = secp256k1.getPublicKey(secret, false).slice(1);
    const address = number(Buffer.from(keccak256(point).slice(2), 'hex').subarray(12));
    /** [r.low, r.high, s.low, s.high, parity] over 32 bytes. */
    const raw = (digest) => {
        const { r, s, recovery } = secp256k1.sign(digest, secret, { lowS: true });
        return [...limbs(r), ...limbs(s), BigInt(recovery)];
    };
    return { address, raw, secret: '0x' + secret.toString('hex') };
}
const high_s = ([rl, rh, sl, sh, parity]) => {
    const s = secp256k1.CURVE.n - (sl + (sh << 128n));
    if (s <= HALF_K1) throw new Error('s was not low');
    return [rl, rh, ...limbs(s), 1n - parity];
};
const eip191_digest = (z) => Buffer.from(keccak256(Buffer.concat(
    [Buffer.from('\x19Ethereum Signed Message:\n32'), bytes_32(z)])).slice(2), 'hex');

async function signers(say) {
    const [owner, guardian, thief] = ['owner', 'guardian', 'thief'].map(signer);
    const source = `${BOTH}; ${NOBLE} for secp256k1 and P-256; argent-contracts-starknet, signer_signature.cairo`;
    for (const [name, class_hash] of [['argent-0-4', classes.ARGENT_0_4[0][1]], ['argent-0-5', classes.ARGENT_0_4[1][1]]]) {
        const holder = deployed(class_hash, classes.argent_0_4_calldata(owner.x), owner);
        const [a, t] = [await sign(owner, holder), await sign(thief, holder)];
        const put = (id, signature, expect, why, of = holder, more = {}) =>
            say(`${name}-array-${id}`, request_of(of, signature, more), expect, why, source);
        put('owner', [1n, ...stark_part(owner, a)], good_for(holder), 'an array of one SignerSignature');
        put('thief', [1n, ...stark_part(thief, t)], rejected('signer'), 'a signer who is no owner');
        put('thief-names-owner', [1n, ...stark_part(owner, t)], rejected('signature'), 'the owner\'s key, the thief\'s r and s');
        put('none', [0n], malformed('signature'), 'no signer');
        put('three', [3n, ...stark_part(owner, a), ...stark_part(owner, a), ...stark_part(owner, a)], malformed('signature'), 'owner and guardian are two at most');
        put('longer', [1n, ...stark_part(owner, a), 0n], malformed('signature'), 'a felt behind it');
        put('shorter', [1n, ...stark_part(owner, a)].slice(0, -1), rejected('signature'), 'four felts: read as owner and guardian, of which there is none');
        put('kind-5', [1n, 5n, owner.x, ...a], malformed('signature'), 'no such kind of signer');
        put('key-0', [1n, 0n, 0n, ...a], malformed('signature'), 'a signer is not 0');
        put('unneeded-guardian', [2n, ...stark_part(owner, a), ...stark_part(guardian, await sign(guardian, holder))], rejected('signature'), 'the account has no guardian');
        const guarded = deployed(class_hash, classes.argent_0_4_calldata(owner.x, guardian.x), owner);
        const [ga, gb] = [await sign(owner, guarded), await sign(guardian, guarded)];
        put('guardian', [2n, ...stark_part(owner, ga), ...stark_part(guardian, gb)], good_for(guarded), 'owner, then guardian', guarded);
        put('guardian-missing', [1n, ...stark_part(owner, ga)], rejected('signature'), 'the guardian has not signed', guarded);
        put('guardian-thief', [2n, ...stark_part(owner, ga), ...stark_part(thief, await sign(thief, guarded))], rejected('signer'), 'co-signed by another', guarded);
        ethereum_owners(name, class_hash, put);
        p256_owner(name, class_hash, put);
    }
}

function ethereum_owners(name, class_hash, put) {
    const wallet = k1_signer(`${name} ethereum`);
    const other = k1_signer('another');
    for (const [kind, word, digest_of] of [[1n, 'secp256k1', bytes_32], [3n, 'eip191', eip191_digest]]) {
        const holder = deployed(class_hash, [kind, wallet.address, 1n], null);
        const digest = digest_of(document_hash(DOCUMENT, holder.account));
        const signature = wallet.raw(digest);
        const turned = signature.with(4, 1n - signature[4]);
        put(word, [1n, kind, wallet.address, ...signature], good_for(holder), 'an Ethereum key as owner', holder);
        put(`${word}-parity`, [1n, kind, wallet.address, ...turned], rejected('signature'), 'the other parity is another key\'s', holder);
        put(`${word}-parity-27`, [1n, kind, wallet.address, ...signature.with(4, 27n)], malformed('signature'), 'Ethereum\'s v', holder);
        put(`${word}-high-s`, [1n, kind, wallet.address, ...high_s(signature)], rejected('signature'), 's in the upper half', holder);
        put(`${word}-other-kind`, [1n, 4n - kind, wallet.address, ...signature], rejected('signer'), 'the other kind of signer', holder);
        put(`${word}-other`, [1n, kind, wallet.address, ...other.raw(digest)], rejected('signature'), 'another key', holder);
        put(`${word}-other-named`, [1n, kind, other.address, ...other.raw(digest)], rejected('signer'), 'another address, no owner', holder);
        put(`${word}-limb`, [1n, kind, wallet.address, ...signature.with(0, 1n << 128n)], malformed('signature'), 'half of a u256 is 128 bits', holder);
        put(`${word}-address-160`, [1n, kind, 1n << 160n, ...signature], malformed('signature'), 'addresses have 160 bits', holder);
    }
}

function p256_owner(name, class_hash, put) {
    const secret = seed(`${name} p256`);
    const x = limbs(number(p256.getPublicKey(secret, true).slice(1)));
    const holder = deployed(class_hash, [2n, ...x, 1n], null);
    const { r, s, recovery } = p256.sign(bytes_32(document_hash(DOCUMENT, holder.account)), secret, { lowS: true });
    const signature = [1n, 2n, ...x, ...limbs(r), ...limbs(s), BigInt(recovery)];
    put('p256', signature, unsupported('evidence'), 'P-256 is not verified here: only chain state tells', holder);
    put('p256-parity-2', signature.with(-1, 2n), malformed('signature'), 'no parity', holder);
    put('p256-other', signature.with(2, x[0] ^ 1n), rejected('signer'), 'a signer who is no owner', holder);
}

const starknet_guid = ({ x }) => poseidonHash(short_string('Starknet Signer'), x);
const by = (order) => (a, b) => (order(a) < order(b) ? -1 : 1);

async function multisigs(say) {
    const all = ['one', 'two', 'three'].map((name) => signer(`multisig ${name}`));
    const outsider = signer('thief');
    const old = classes.MULTISIG_0_1.map(([v, c]) => [`multisig-${v}`, c, ({ x }) => x, ({ x }) => [x],
        (parts) => parts.flatMap(([who, rs]) => [who.x, ...rs])]);
    const later = [['multisig-0-2-0', classes.MULTISIG_0_2, starknet_guid, ({ x }) => [0n, x],
        (parts) => [BigInt(parts.length), ...parts.flatMap(([who, rs]) => stark_part(who, rs))]]];
    for (const [name, class_hash, order, member, write] of [...old, ...later]) {
        const owners = [...all].sort(by(order));
        const holder = deployed(class_hash, [2n, 3n, ...all.flatMap(member)], null);
        const part = async (who) => [who, await sign(who, holder)];
        const [a, b, c] = await Promise.all(owners.map(part));
        const thief = await part(outsider);
        const put = (id, parts, expect, why, who = null) =>
            say(`${name}-${id}`, request_of({ ...holder, who }, write(parts)), expect, why, `${BOTH}; argent-contracts-starknet, multisig`);
        put('two', [a, b], valid(holder.account), 'two of three');
        put('other-two', [a, c], valid(holder.account), 'another two of three');
        put('one', [a], rejected('signature'), 'fewer than the threshold');
        put('three', [a, b, c], rejected('signature'), 'more than the threshold');
        put('unsorted', [b, a], rejected('signature'), 'not in ascending order');
        put('twice', [a, a], rejected('signature'), 'one owner twice');
        put('thief', [a, thief].sort(([x], [y]) => by(order)(x, y)), rejected('signer'), 'one of them is no owner');
        put('swapped', [[a[0], b[1]], [b[0], a[1]]], rejected('signature'), 'the signatures of each other');
        put('stated', [a, b], valid(holder.account, { public_key: a[0].key }), 'the stated key is one of the signers', a[0]);
        put('stated-absent', [a, b], rejected('signer'), 'the stated key is an owner that has not signed', c[0]);
        put('stated-thief', [a, b], rejected('signer'), 'the stated key is no owner', outsider);
        for (const [id, calldata, why] of [['threshold-0', [0n, 1n], 'no threshold of 0'], ['threshold-2', [2n, 1n], 'more than there are owners'],
                                           ['count', [1n, 2n], 'an owner is missing']]) {
            const odd = deployed(class_hash, [...calldata, ...member(a[0])], null);
            say(`${name}-${id}`, request_of(odd, write([[a[0], await sign(a[0], odd)]])), unsupported('evidence'), `no deployment of this class: ${why}`);
        }
        const lone = deployed(class_hash, [1n, 1n, ...member(a[0])], a[0]);
        say(`${name}-1-of-1`, request_of(lone, write([[a[0], await sign(a[0], lone)]])), good_for(lone), 'one owner');
        say(`${name}-concise`, request_of(lone, await sign(a[0], lone)), malformed('signature'), 'the signature names no signer');
    }
}

async function eth_accounts(say) {
    for (const [version, class_hash] of classes.ETH_ACCOUNTS) {
        const secret = '0x' + seed(`eth account ${version}`).toString('hex');
        const point = secp256k1.getPublicKey(secret.slice(2), false).slice(1);
        const calldata = [...limbs(number(point.slice(0, 32))), ...limbs(number(point.slice(32)))];
        const holder = deployed(class_hash, calldata, null);
        const signed = (await new EthSigner(secret).signMessage(DOCUMENT, holder.account)).map(BigInt);
        const thief = (await new EthSigner('0x7').signMessage(DOCUMENT, holder.account)).map(BigInt);
        const put = (id, signature, expect, why, of = holder) =>
            say(`eth-account-${version}${id}`, request_of(of, signature), expect, why, `${STARKNET} EthSigner signs; OpenZeppelin, EthAccountComponent`);
        put('', signed.slice(0, 4), good_for(holder), 'r and s, each low and high');
        put('-parity', signed, good_for(holder), 'starknet.js adds the parity, which the account does not read');
        put('-other-parity', signed.with(4, 1n - signed[4]), rejected('signature'), 'the account does not read it, and no signer makes it');
        put('-parity-2', signed.with(4, 2n), rejected('signature'), 'no parity');
        put('-more', [...signed, 1n], rejected('signature'), 'the account does not read it, and no signer makes it');
        put('-high-s', high_s(signed).slice(0, 4), rejected('signature'), 's in the upper half');
        put('-thief', thief.slice(0, 4), rejected('signature'), 'another key');
        put('-short', signed.slice(0, 3), malformed('signature'), 'a half is missing');
        put('-limb', signed.slice(0, 4).with(3, 1n << 128n), malformed('signature'), 'half of a u256 is 128 bits');
        const off = deployed(class_hash, calldata.with(2, calldata[2] ^ 1n), null);
        put('-off-curve', signed.slice(0, 4), unsupported('evidence'), 'no point of secp256k1: no such deployment', off);
    }
}
