// SPDX-License-Identifier: Apache-2.0
// personal_sign and typed data by ethers, viem and eth-sig-util.

import * as metamask from '@metamask/eth-sig-util';
import { Wallet, getAddress } from 'ethers';
import { privateKeyToAccount } from 'viem/accounts';
import { ETHERS, METAMASK, VIEM } from './libraries.mjs';
import { Leaves } from '../../../tests/interop/random/random.mjs';

const WIDTHS = Array.from({ length: 32 }, (_, i) => 8 * (i + 1));
const RESERVED = /^(u?int\d*|bytes\d*|bool|string|address|function|EIP712Domain|__proto__)$/;

/** A scalar type, and how to draw two values of it that differ. */
function scalar(random) {
    const width = random.pick(WIDTHS);
    const number = (n) => (n >= -(2n ** 53n) + 1n && n < 2n ** 53n && random.chance(50) ? Number(n)
        : n >= 0n && random.chance(30) ? '0x' + n.toString(16) : n.toString());
    const half = 1n << BigInt(width - 1);
    const hex = (bytes) => '0x' + bytes.toString('hex');
    return random.pick([
        { type: `uint${width}`, draw: () => { const n = random.integer(width); return [number(n), (n ^ 1n).toString()]; } },
        { type: `int${width}`, draw: () => { const n = random.integer(width) - half; return [number(n), (n === -half ? n + 1n : n - 1n).toString()]; } },
        { type: `bytes${width / 8}`, draw: () => { const b = random.bytes(width / 8); return [hex(b), hex(random.flip(b))]; } },
        { type: 'bytes', draw: () => { const b = random.bytes(random.length(200)); return [hex(b), hex(b) + '00']; } },
        { type: 'string', draw: () => { const t = random.text(300); return [t, t + ' ']; } },
        { type: 'bool', draw: () => { const b = random.chance(50); return [b, !b]; } },
        { type: 'address', draw: () => { const b = random.bytes(20); const a = hex(b); return [random.chance(50) ? a : getAddress(a), hex(random.flip(b))]; } },
    ]);
}

/** Structs of which each refers only to later ones, and a value of the first. */
export function random_document(random) {
    const names = random.names(random.between(1, 5), () => random.identifier(), []).filter((n) => !RESERVED.test(n));
    if (names.length === 0) names.push('Mail');
    const structs = names.map((name, i) => ({
        name, members: random.names(random.between(1, 6), () => random.identifier(), ['__proto__']).map((member) => {
            const later = names.slice(i + 1);
            const base = later.length > 0 && random.chance(40) ? { type: random.pick(later), struct: true } : scalar(random);
            const sizes = random.chance(70) ? [] : Array.from({ length: random.between(1, 2) }, () => (random.chance(60) ? null : random.between(1, 3)));
            return { name: member, base, sizes };
        }),
    }));
    const leaves = new Leaves();
    const by_name = new Map(structs.map((s) => [s.name, s]));
    const fill = (holder, key, base, sizes) => {
        if (sizes.length > 0) {
            const list = holder[key] = [];
            const size = sizes.at(-1) ?? random.below(4);
            for (let i = 0; i < size; ++i) fill(list, i, base, sizes.slice(0, -1));
        } else if (base.struct) {
            const object = holder[key] = {};
            for (const m of by_name.get(base.type).members) fill(object, m.name, m.base, m.sizes);
        } else {
            leaves.put(holder, key, ...base.draw());
        }
    };
    const root = {};
    fill(root, 'message', { type: names[0], struct: true }, []);
    const used = new Set([names[0]]);
    for (const name of used) by_name.get(name).members.forEach((m) => m.base.struct && used.add(m.base.type));
    const types = Object.fromEntries(structs.filter((s) => used.has(s.name)).map((s) => [s.name, s.members.map((m) =>
        ({ name: m.name, type: m.base.type + m.sizes.map((n) => `[${n ?? ''}]`).join('') }))]));
    return { types, primaryType: names[0], ...random_domain(random, leaves), message: root.message, leaves };
}

function random_domain(random, leaves) {
    const members = [['name', 'string', () => random.text(40)], ['version', 'string', () => random.ascii(10) || '1'], ['chainId', 'uint256', () => 1],
                     ['verifyingContract', 'address', () => '0x' + random.bytes(20).toString('hex')], ['salt', 'bytes32', () => '0x' + random.bytes(32).toString('hex')]]
        .filter(([name]) => name === 'name' || random.chance(60));
    const domain = {};
    for (const [name, , draw] of members) domain[name] = draw();
    leaves.put(domain, 'name', domain.name, domain.name + '!');
    return { domain, domain_type: members.map(([name, type]) => ({ name, type })) };
}

const buffer = (hex) => Buffer.from(hex.slice(2), 'hex');

const LIBRARIES = {
    [ETHERS]: {
        message: (secret, bytes) => new Wallet(secret).signMessage(bytes),
        typed: (secret, { types, domain, message }) => new Wallet(secret).signTypedData(domain, types, message),
    },
    [VIEM]: {
        message: (secret, bytes) => privateKeyToAccount(secret).signMessage({ message: { raw: '0x' + bytes.toString('hex') } }),
        typed: (secret, document) => privateKeyToAccount(secret).signTypedData(document),
    },
    [METAMASK]: {
        message: (secret, bytes) => metamask.personalSign({ privateKey: buffer(secret), data: '0x' + bytes.toString('hex') }),
        typed: (secret, document) => metamask.signTypedData({ privateKey: buffer(secret), data: document, version: metamask.SignTypedDataVersion.V4 }),
        declares: true,
    },
};

// For tests/interop/random/run.mjs.
export const weight = 33;
export const per_round = Object.keys(LIBRARIES).length;

export async function* cases(random, rounds) {
    for (let i = 0; i < rounds; ++i) {
        for (const [library, signer] of Object.entries(LIBRARIES)) {
            const secret = '0x' + random.bytes(32).toString('hex');
            const account = new Wallet(secret).address;
            yield random.chance(40) ? await message_case(random, library, signer, secret, account)
                : await typed_case(random, library, signer, secret, account);
        }
    }
}

const other_account = (random) => getAddress('0x' + random.bytes(20).toString('hex'));
const flipped = (random, signature) => '0x' + random.flip(buffer(signature)).toString('hex');

async function message_case(random, library, signer, secret, account) {
    const text = random.text(1000);
    const bytes = random.chance(80) ? Buffer.from(text) : random.bytes(random.length(300));
    const signature = await signer.message(secret, bytes);
    const request = { chain: 'eip155:1', scheme: 'eip191', account, message: { hex: bytes.toString('hex') }, signature,
                      ...(bytes.length === 32 ? { params: { message_kind: 'bytes' } } : {}) };
    return { library, account, request, mutations: {
        signature: { signature: flipped(random, signature) },
        message: { message: { hex: bytes.toString('hex') + '00' } },
        account: { account: other_account(random) },
    } };
}

async function typed_case(random, library, signer, secret, account) {
    const { leaves, domain_type, ...document } = random_document(random);
    const declared = { ...document, types: { EIP712Domain: domain_type, ...document.types } };
    const sent = signer.declares || random.chance(50) ? declared : document;
    const signature = await signer.typed(secret, structuredClone(library === ETHERS ? document : sent));
    const request = { chain: 'eip155:1', scheme: 'eip712', account, message: { text: JSON.stringify(sent) }, signature };
    return { library, account, request, mutations: {
        signature: { signature: flipped(random, signature) },
        value: { message: { text: leaves.changed(random, sent) } },
        account: { account: other_account(random) },
    } };
}
