// SPDX-License-Identifier: Apache-2.0
// What owners of contract accounts sign, and how the signatures are put together. Each is made by ethers and by viem: the
// same bytes, or libraries.mjs throws. So are the wrappers.

import { AbiCoder, concat, getBytes, hashMessage, toUtf8Bytes } from 'ethers';
import { hashTypedData, serializeErc6492Signature } from 'viem';
import { CHAIN_ID, SAFE_KEYS } from './account-chain.mjs';
import { address_of } from './curve.mjs';
import { personal_sign, sign_digest, sign_typed_data, typed_data_digest } from './libraries.mjs';

const typed = (message, chain = { chainId: CHAIN_ID }) => ({
    types: {
        EIP712Domain: [{ name: 'name', type: 'string' }, ...(chain.chainId ? [{ name: 'chainId', type: 'uint256' }] : [])],
        Entry: [{ name: 'statement', type: 'string' }, { name: 'nonce', type: 'string' }],
    },
    primaryType: 'Entry', domain: { name: 'Door', ...chain }, message,
});
const text_message = (text) => ({ scheme: 'eip191', message: { text }, digest: hashMessage(text), chain_bound: false });
const typed_message = (document) => ({
    scheme: 'eip712', message: { json: document }, digest: hashTypedData(document),
    chain_bound: document.domain.chainId !== undefined, domain_chain: document.domain.chainId });

/** The messages of the vectors. */
export const TEXT = text_message('door.example asks you to sign in.\nNonce: 7f3e');
export const TYPED = typed_message(typed({ statement: 'door.example asks you to sign in.', nonce: '7f3e' }));
export const UNBOUND = typed_message(typed({ statement: 'door.example asks you to sign in.', nonce: '7f3e' }, {}));
export const ELSEWHERE = typed_message(typed({ statement: 'door.example asks you to sign in.', nonce: '7f3e' }, { chainId: 1 }));
export const BYTES = { scheme: 'eip191', message: { hex: '0x00ff10fe' }, digest: hashMessage(getBytes('0x00ff10fe')), chain_bound: false };

/** The same with another nonce. */
export function other_message({ scheme, message }) {
    if (scheme === 'eip191') return text_message((message.text ?? 'bytes') + '0');
    return typed_message({ ...message.json, message: { ...message.json.message, nonce: '7f3f' } });
}

/** By a key, through the libraries' front doors. */
export async function sign(secret, { scheme, message, digest }) {
    const signed = scheme === 'eip712' ? await sign_typed_data(secret, JSON.stringify(message.json))
        : await personal_sign(secret, message.text === undefined ? getBytes(message.hex) : toUtf8Bytes(message.text));
    if (signed.digest !== digest) throw new Error(`ethers and viem hash ${JSON.stringify(message)} differently`);
    return signed.signature;
}
export const sign_raw = async (secret, digest) => (await sign_digest(secret, digest)).signature;

/** What the owners of a SafeLike sign: SafeMessage of the digest, with chain and account. */
const safe_document = (account, digest, chain = CHAIN_ID) => ({
    types: { EIP712Domain: [{ name: 'chainId', type: 'uint256' }, { name: 'verifyingContract', type: 'address' }],
             SafeMessage: [{ name: 'message', type: 'bytes' }] },
    primaryType: 'SafeMessage', domain: { chainId: chain, verifyingContract: account }, message: { message: digest },
});
export const safe_hash = async (account, digest) => (await typed_data_digest(JSON.stringify(safe_document(account, digest)))).digest;
export const sign_safe = async (secret, account, digest, chain) =>
    (await sign_typed_data(secret, JSON.stringify(safe_document(account, digest, chain)))).signature;

/** One owner's part by personal_sign of the hash, as hardware wallets do it: v + 4. */
export async function sign_safe_personally(secret, account, digest) {
    const { signature } = await personal_sign(secret, getBytes(await safe_hash(account, digest)));
    return signature.slice(0, -2) + (parseInt(signature.slice(-2), 16) + 4).toString(16);
}
const word = (value) => AbiCoder.defaultAbiCoder().encode(['uint256'], [value]);
/** An owner's part that is no signature: v 1 says that he has approved the hash. */
export const approved_part = (secret) => concat([word(address_of(secret)), word(0), '0x01']);
/** An owner that is a contract: v 0, and where its own signature is. */
export const contract_part = (account, offset) => concat([word(account), word(offset), '0x00']);
export const dynamic_part = (signature) => concat([word((signature.length - 2) / 2), signature]);
/** Owners one and two of three. */
export const safe_pair = async (account, digest, chain) =>
    concat([await sign_safe(SAFE_KEYS[0], account, digest, chain), await sign_safe(SAFE_KEYS[1], account, digest, chain)]);

/** What KeyValidator's key signs: the digest, with chain and account. */
export async function sign_module(secret, account, digest) {
    return (await sign_typed_data(secret, JSON.stringify({
        types: { EIP712Domain: [{ name: 'name', type: 'string' }, { name: 'chainId', type: 'uint256' }, { name: 'verifyingContract', type: 'address' }],
                 SignedHash: [{ name: 'hash', type: 'bytes32' }] },
        primaryType: 'SignedHash', domain: { name: 'Modular Account', chainId: CHAIN_ID, verifyingContract: account }, message: { hash: digest },
    }))).signature;
}

/** ERC-6492, by viem and by ethers: the same bytes. */
export function wrap(factory, data, signature) {
    const by_viem = serializeErc6492Signature({ address: factory, data, signature });
    const body = AbiCoder.defaultAbiCoder().encode(['address', 'bytes', 'bytes'], [factory, data, signature]);
    if (by_viem !== concat([body, '0x' + '6492'.repeat(16)])) throw new Error('viem and ethers wrap differently');
    return by_viem;
}
