// SPDX-License-Identifier: Apache-2.0
// Bytes that a wallet signs for another protocol, and that a thief could offer as a message to a scheme that
// signs messages bare: [name, bytes, why]. Laid out here after each protocol's own description.

import { createHash } from 'node:crypto';
import { payload_bytes } from './nep413-payload.mjs';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();

// Protocol Buffers: varints, and fields that are a varint or bytes.
function varint(value) {
    const bytes = [];
    for (let left = BigInt(value); ; left >>= 7n) {
        if (left < 128n) return Buffer.from([...bytes, Number(left)]);
        bytes.push(Number(left & 127n) | 128);
    }
}
const number_field = (field, value) => Buffer.concat([varint(field << 3), varint(value)]);
const bytes_field = (field, bytes) => Buffer.concat([varint(field << 3 | 2), varint(bytes.length), Buffer.from(bytes)]);
const any = (type, value) => Buffer.concat([bytes_field(1, type), bytes_field(2, value)]);

/** What an Aptos wallet signs for a transfer: sha3-256 of the domain, and the RawTransaction in BCS (AIP-28). */
function aptos_transaction() {
    const u64 = (value) => { const b = Buffer.alloc(8); b.writeBigUInt64LE(value); return b; };
    const text = (value) => Buffer.concat([varint(value.length), Buffer.from(value)]);
    const address = (last) => Buffer.concat([Buffer.alloc(31), Buffer.from([last])]);
    const entry_function = Buffer.concat([varint(2), address(1), text('aptos_account'), text('transfer'), varint(0),
        varint(2), varint(32), address(7), varint(8), u64(100000000n)]);
    return Buffer.concat([createHash('sha3-256').update('APTOS::RawTransaction').digest(), address(9), u64(5n),
        entry_function, u64(2000n), u64(100n), u64(1767225600n), Buffer.from([1])]);
}

/** A Tron transfer: java-tron's Transaction.raw, of which sha256 is signed. */
function tron_transfer() {
    const address = (byte) => Buffer.concat([Buffer.from([0x41]), Buffer.alloc(20, byte)]);
    const transfer = Buffer.concat([bytes_field(1, address(0x15)), bytes_field(2, address(0x16)), number_field(3, 1000000)]);
    const contract = Buffer.concat([number_field(1, 1), bytes_field(2, any('type.googleapis.com/protocol.TransferContract', transfer))]);
    return Buffer.concat([bytes_field(1, Buffer.from('1a2b', 'hex')), bytes_field(4, Buffer.from('0102030405060708', 'hex')),
        number_field(8, 1767225660000n), bytes_field(11, contract), number_field(14, 1767225600000n)]);
}

/** A bank transfer under Cosmos' SIGN_MODE_DIRECT: cosmos.tx.v1beta1.SignDoc. */
function cosmos_direct() {
    const coin = Buffer.concat([bytes_field(1, 'uatom'), bytes_field(2, '1000')]);
    const send = Buffer.concat([bytes_field(1, 'cosmos1sender'), bytes_field(2, 'cosmos1receiver'), bytes_field(3, coin)]);
    const body = bytes_field(1, any('/cosmos.bank.v1beta1.MsgSend', send));
    const fee = bytes_field(2, Buffer.concat([bytes_field(1, coin), number_field(2, 200000)]));
    return Buffer.concat([bytes_field(1, body), bytes_field(2, fee), bytes_field(3, 'cosmoshub-4'), number_field(4, 7)]);
}

/** BIP-143's first example: Bitcoin signs sha256 of these 32 bytes, which are sha256 of the preimage. */
export const BIP143 = {
    half_hashed: sha256(Buffer.from('0100000096b827c8483d4e9b96712b6713a7b68d6e8003a781feba36c31143470b4efd3752b0a642eea2fb7ae638' +
        'c36f6252b6750293dbe574a806984b8e4d8548339a3bef51e1b804cc89d182d279655c3aa89e815b1b309fe287d9b2b55d57b90ec68a0100' +
        '00001976a9141d0f172a0ecb48aee1be1f2687d2963ae33f71a188ac0046c32300000000ffffffff863ef3e1a92afbfdb97f31ad0fc7683e' +
        'e943e9abcf2501590ff8f6551f47e5e51100000001000000', 'hex')),
    sighash: 'c37af31116d1b27caf68aae9e3ac82f1477929014d5b917657d0eb49478cb670',
    key: Buffer.from('025476c2e83188368da1ff3e292e7acafcdb3566bb0ad253f62fc70f07aeee6357', 'hex'),
    signature: Buffer.from('3609e17b84f6a7d30c80bfa610b5b4542f32a8a0d5447a12fb1366d7f01cc44a' +
        '573a954c4518331561406f90300e8f3358f51928d43c212a8caed02de67eebee', 'hex'),
};
if (sha256(BIP143.half_hashed).toString('hex') !== BIP143.sighash) throw new Error('BIP-143: another sighash');

/** A version 1 transaction without instructions by `key` (SIMD-0385), and the same key's sign-in elsewhere. */
const solana_v1 = (key) => Buffer.concat([Buffer.from([0x81, 1, 0, 1, 0, 0, 0, 0]), Buffer.alloc(32, 3), Buffer.from([0, 2]),
    key, Buffer.alloc(32, 5)]);
const envelope = (key) => Buffer.concat([Buffer.from([0xff]), Buffer.from('solana offchain'), Buffer.from([1, 1]), key,
    Buffer.from('Sign in to another.example')]);

/** MultiversX signs its transactions as JSON text by Ed25519. The request, key and signature of its SDK's own test
 * (mx-sdk-cpp, Signer.getSignature; mx-sdk-js-wallet has the same). */
const transfer = { nonce: 0, value: '0', receiver: 'erd1cux02zersde0l7hhklzhywcxk4u9n4py5tdxyx7vrvhnza2r4gmq4vw35r',
    sender: 'erd1l453hd0gt5gzdp7czpuall8ggt2dcv5zwmfdf3sd3lguxseux2fsmsgldz', gasPrice: 1000000000, gasLimit: 50000,
    data: 'Zm9v', chainID: '1', version: 1 };
export const MULTIVERSX = {
    source: 'MultiversX, mx-sdk-cpp: Signer.getSignature',
    text: JSON.stringify(transfer),
    key: Buffer.from('fd691bb5e85d102687d81079dffce842d4dc328276d2d4c60d8fd1c3433c3293', 'hex'),
    signature: Buffer.from('b5fddb8c16fa7f6123cb32edc854f1e760a3eb62c6dc420b5a4c0473c58befd4' +
        '5b621b31a448c5b59e21428f2bc128c80d0ee1caa4f2bf05a12be857ad451b00', 'hex'),
};
const { data, ...no_data } = transfer;
const more = { ...transfer, version: 2, options: 2, guardian: transfer.receiver };

/** Texts that MultiversX takes for a transaction: [name, text, why]. */
export const MULTIVERSX_TEXTS = [
    ['multiversx-transfer', MULTIVERSX.text, 'a transaction of MultiversX'],
    ['multiversx-without-data', JSON.stringify(no_data), 'data is optional'],
    ['multiversx-guarded', JSON.stringify(more), 'with the members that a guarded account adds'],
    ['multiversx-reversed', JSON.stringify(Object.fromEntries(Object.entries(transfer).reverse())), 'its members in another order'],
    ['multiversx-indented', JSON.stringify(transfer, null, 2), 'with white space'],
];
const without = (name) => JSON.stringify(Object.fromEntries(Object.entries(transfer).filter(([key]) => key !== name)));
/** Texts that are none. */
export const NOT_MULTIVERSX_TEXTS = [
    ...['nonce', 'value', 'receiver', 'sender', 'gasPrice', 'gasLimit', 'chainID', 'version'].map((name) =>
        [`multiversx-no-${name.toLowerCase()}`, without(name), `${name} is missing, which MultiversX requires`]),
    ['multiversx-inside', JSON.stringify({ transaction: transfer }), 'the transaction inside another object'],
    ['multiversx-and-text', `Sign in: ${MULTIVERSX.text}`, 'a text that ends with the transaction'],
];

export const foreign_bytes = (key) => [
    ['aptos-transaction', aptos_transaction(), 'what an Aptos wallet signs for a transfer'],
    ['tron-transfer', tron_transfer(), 'what a Tron wallet signs for a transfer'],
    ['cosmos-direct', cosmos_direct(), 'what a Cosmos wallet signs for a transfer, SIGN_MODE_DIRECT'],
    ['bitcoin-sighash', BIP143.half_hashed, 'what Bitcoin hashes once more and signs for a transfer'],
    ['nep413-hash', sha256(payload_bytes({ message: 'Sign in', nonce: Buffer.alloc(32, 0x5a), recipient: 'another.example' })),
        'what a NEAR wallet signs to sign in elsewhere'],
    ['solana-v1', solana_v1(key.subarray(0, 32)), 'what a Solana wallet signs for a version 1 transaction'],
    ['solana-envelope', envelope(key.subarray(0, 32)), 'what a Solana wallet signs to sign in elsewhere'],
];
