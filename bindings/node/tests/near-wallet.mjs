// SPDX-License-Identifier: Apache-2.0
// A wallet of a chain whose accounts have names, so that only the chain can prove them: NEP-413 over Node's Ed25519.

import { createHash, generateKeyPairSync, sign } from 'node:crypto';

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function base58(bytes) {
    let text = '';
    for (let value = BigInt(`0x${bytes.toString('hex')}`); value > 0n; value /= 58n) text = alphabet[Number(value % 58n)] + text;
    return '1'.repeat(bytes.findIndex((byte) => byte !== 0)) + text;
}

const u32 = (value) => { const bytes = Buffer.alloc(4); bytes.writeUInt32LE(value); return bytes; };
const borsh = (text) => Buffer.concat([u32(Buffer.byteLength(text)), Buffer.from(text)]);

export function nearWallet() {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    return {
        publicKey: `ed25519:${base58(key)}`,
        /** NEP-413: Borsh of tag, message, nonce, recipient and no callback, hashed. */
        signMessage({ message, nonce, recipient }) {
            const payload = Buffer.concat([u32(2 ** 31 + 413), borsh(message), nonce, borsh(recipient), Buffer.from([0])]);
            return sign(null, createHash('sha256').update(payload).digest(), privateKey).toString('base64');
        },
    };
}

/** A request that only the chain can prove, and its service's part. */
export function namedRequest(wallet, message = 'hello', account = 'alice.near') {
    const nonce = Buffer.alloc(32, 7);
    const recipient = 'app.example';
    return { chain: 'near:mainnet', scheme: 'nep413', account, publicKey: wallet.publicKey, message,
             params: { nonce, recipient }, signature: wallet.signMessage({ message, nonce, recipient }) };
}

/** What a node says of a full-access key. */
export const fullAccess = { block_hash: '11111111111111111111111111111111', block_height: 7, nonce: 1, permission: 'FullAccess' };
