// SPDX-License-Identifier: Apache-2.0
// Signers of kwil-db's own authenticators: two libraries each, which must give the same bytes.

import { createHash, createPrivateKey, pbkdf2Sync, sign } from 'node:crypto';
import { secp256k1 } from '@noble/curves/secp256k1';
import { SigningKey } from 'ethers';
import nacl from 'tweetnacl';
import { named_by } from '../../../tests/interop/named.mjs';

const named = named_by(import.meta.url);
const ETHERS = named('ethers');
export const NOBLE = named('@noble/curves');
export const TWEETNACL = named('tweetnacl');
export const ED25519_LIBRARIES = `${TWEETNACL} and Node's OpenSSL: same bytes`;
export const SECP256K1_LIBRARIES = `${NOBLE} and ${ETHERS}: same bytes`;

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
export const seed = (text) => sha256('kwil ' + text);

/** FaceSign's key: the first half of a BIP-39 seed (idos-sdk-js, packages/utils/src/facesign). */
export const facesign_seed = (mnemonic) => pbkdf2Sync(mnemonic, 'mnemonic', 2048, 64, 'sha512').subarray(0, 32);

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

export function ed25519_signer(secret) {
    const pair = nacl.sign.keyPair.fromSeed(secret);
    const openssl = createPrivateKey({ key: Buffer.concat([PKCS8, secret]), format: 'der', type: 'pkcs8' });
    return {
        key: Buffer.from(pair.publicKey),
        sign(bytes) {
            const signature = Buffer.from(nacl.sign.detached(Uint8Array.from(bytes), pair.secretKey));
            if (!signature.equals(sign(null, bytes, openssl))) throw new Error('libraries differ');
            return signature;
        },
    };
}

export function secp256k1_signer(secret) {
    const other = new SigningKey(secret);
    const key = Buffer.from(secp256k1.getPublicKey(secret, true));
    if ('0x' + key.toString('hex') !== other.compressedPublicKey) throw new Error('keys differ');
    return {
        key, uncompressed: Buffer.from(secp256k1.getPublicKey(secret, false)),
        /** r, s and the recovery id over sha256 of the bytes, as kwil-db's signer writes them. */
        sign(bytes) {
            const hash = sha256(bytes);
            const made = secp256k1.sign(hash, secret);
            const { r, s, yParity } = other.sign(hash);
            const rs = Buffer.from(made.toCompactRawBytes());
            if ('0x' + rs.toString('hex') !== r + s.slice(2) || yParity !== made.recovery) {
                throw new Error('libraries differ');
            }
            return Buffer.concat([rs, Buffer.from([made.recovery])]);
        },
    };
}
