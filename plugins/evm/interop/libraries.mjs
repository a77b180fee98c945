// SPDX-License-Identifier: Apache-2.0
// The same signing asked of ethers, viem and eth-sig-util, and their answers compared.

import * as metamask from '@metamask/eth-sig-util';
import * as ethers from 'ethers';
import * as viem from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { address_of } from './curve.mjs';
import { named_by } from '../../../tests/interop/named.mjs';

const named = named_by(import.meta.url);
export const ETHERS = named('ethers');
export const VIEM = named('viem');
export const METAMASK = named('@metamask/eth-sig-util');
export const NOBLE = named('@noble/curves');

const buffer = (hex) => Buffer.from(hex.slice(2), 'hex');

const attempt = async (run) => {
    try {
        return await run();
    } catch {
        return null;  // each library refuses something; the comparison below counts who answered
    }
};

/**
 * Signs bytes as personal_sign does. Throws unless all three give the same signature and recover
 * the same account from it. ethers' digest comes back for the rules to be applied to.
 */
export async function personal_sign(secret, bytes) {
    const raw = ethers.hexlify(bytes);
    const account = address_of(secret);
    const signatures = {
        [ETHERS]: await new ethers.Wallet(secret).signMessage(bytes),
        [VIEM]: await privateKeyToAccount(secret).signMessage({ message: { raw } }),
        [METAMASK]: metamask.personalSign({ privateKey: buffer(secret), data: raw }),
    };
    const signature = signatures[ETHERS];
    const digest = ethers.hashMessage(bytes);
    const recovered = [
        ethers.verifyMessage(bytes, signature),
        await viem.recoverMessageAddress({ message: { raw }, signature }),
        ethers.getAddress(metamask.recoverPersonalSignature({ data: raw, signature })),
    ];
    if (digest !== viem.hashMessage({ raw }) || recovered.some((a) => a !== account) ||
        Object.values(signatures).some((s) => s !== signature)) {
        throw new Error(`personal_sign: libraries differ over ${raw}`);
    }
    return { digest, signature, account };
}

/** The types that `primary` reaches: ethers refuses a document with unused types. */
function reachable(types, primary, found = new Set()) {
    const name = primary.replace(/\[.*$/, '');
    if (!Object.hasOwn(types, name) || found.has(name)) return found;
    found.add(name);
    for (const member of types[name]) reachable(types, member.type, found);
    return found;
}

function ethers_digest({ types, primaryType, domain, message }) {
    // ethers derives the domain type itself; a document that states one is hashed by that.
    const separator = types.EIP712Domain
        ? ethers.TypedDataEncoder.hashStruct('EIP712Domain', { EIP712Domain: types.EIP712Domain },
                                             domain)
        : ethers.TypedDataEncoder.hashDomain(domain);
    const used = Object.fromEntries([...reachable(types, primaryType)].map((t) => [t, types[t]]));
    const struct = primaryType === 'EIP712Domain'
        ? '0x' : ethers.TypedDataEncoder.from(used).hashStruct(primaryType, message);
    return ethers.keccak256(ethers.concat(['0x1901', separator, struct]));
}

const metamask_digest = (data) => ethers.hexlify(
    metamask.TypedDataUtils.eip712Hash(data, metamask.SignTypedDataVersion.V4));

/** What each library makes of a document's source text: [name, digest or null]. */
export const typed_data_answers = async (source) => [
    [ETHERS, await attempt(() => ethers_digest(JSON.parse(source)))],
    [VIEM, await attempt(() => viem.hashTypedData(JSON.parse(source)))],
    [METAMASK, await attempt(() => metamask_digest(JSON.parse(source)))],
];

/**
 * The EIP-712 digest of a document's source text. Throws unless two libraries give it. `agree` and
 * `differ` tell who did what.
 */
export async function typed_data_digest(source) {
    const answers = await typed_data_answers(source);
    const counted = answers.filter(([, d]) => d !== null).map(([, d]) => d);
    const digest = counted.find((d, i) => counted.indexOf(d) !== counted.lastIndexOf(d)) ?? null;
    if (digest === null) {
        throw new Error(`typed data: no two libraries agree over ${source}: ` +
                        JSON.stringify(answers));
    }
    const agree = answers.filter(([, d]) => d === digest).map(([name]) => name);
    const differ = answers.filter(([, d]) => d !== digest)
        .map(([name, d]) => `${name} ${d === null ? 'refuses it' : 'hashes it otherwise'}`);
    return { digest, agree, differ };
}

/** Signs a digest with ethers and viem (and so eth-sig-util: the same RFC 6979 nonce). */
export async function sign_digest(secret, digest) {
    const signature = new ethers.SigningKey(secret).sign(digest).serialized;
    if (signature !== await privateKeyToAccount(secret).sign({ hash: digest })) {
        throw new Error(`ethers and viem sign ${digest} differently`);
    }
    const account = address_of(secret);
    if (ethers.recoverAddress(digest, signature) !== account ||
        await viem.recoverAddress({ hash: digest, signature }) !== account) {
        throw new Error(`recovery differs over ${digest}`);
    }
    return { digest, signature, account };
}

/** Signs a document through the libraries' own front doors; the signatures must be the same. */
export async function sign_typed_data(secret, source) {
    const hashed = await typed_data_digest(source);
    const signed = await sign_digest(secret, hashed.digest);
    const fresh = () => JSON.parse(source);
    if (hashed.agree.includes(VIEM)) {
        const other = await privateKeyToAccount(secret).signTypedData(fresh());
        if (other !== signed.signature) throw new Error(`viem signs ${source} differently`);
    }
    if (hashed.agree.includes(METAMASK)) {
        const other = metamask.signTypedData({
            privateKey: buffer(secret), data: fresh(), version: metamask.SignTypedDataVersion.V4,
        });
        if (other !== signed.signature) throw new Error(`eth-sig-util signs ${source} differently`);
    }
    return { ...hashed, ...signed };
}
