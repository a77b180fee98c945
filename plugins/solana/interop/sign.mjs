// SPDX-License-Identifier: Apache-2.0
// Solana signers: @solana/web3.js' Keypair and tweetnacl, which must give the same bytes.

import { createHash } from 'node:crypto';
import { Keypair } from '@solana/web3.js';
import { verifyMessageSignature } from '@solana/wallet-standard-util';
import bs58 from 'bs58';
import nacl from 'tweetnacl';
import { named_by } from '../../../tests/interop/named.mjs';

const named = named_by(import.meta.url);
export const WEB3 = named('@solana/web3.js');
export const KIT = named('@solana/kit');
export const STANDARD = named('@solana/wallet-standard-util');
export const TWEETNACL = named('tweetnacl');

export const base58 = (bytes) => bs58.encode(bytes);

/** A signer of a seed of 32 bytes, or of a text that names one. */
export function signer(of) {
    const seed = typeof of === 'string' ? createHash('sha256').update('solana ' + of).digest() : of;
    const keypair = Keypair.fromSeed(seed);
    const pair = nacl.sign.keyPair.fromSeed(seed);
    if (!Buffer.from(pair.publicKey).equals(Buffer.from(keypair.publicKey.toBytes()))) {
        throw new Error('keys differ');
    }
    return {
        keypair, account: keypair.publicKey.toBase58(), key: Buffer.from(pair.publicKey),
        /** Signs bytes; throws unless wallet-standard's verifier accepts the signature. */
        sign(bytes) {
            const message = Uint8Array.from(bytes);
            const signature = nacl.sign.detached(message, pair.secretKey);
            if (!verifyMessageSignature({ message, signedMessage: message, signature,
                                          publicKey: pair.publicKey })) {
                throw new Error('wallet-standard-util refuses the signature');
            }
            return Buffer.from(signature);
        },
    };
}
