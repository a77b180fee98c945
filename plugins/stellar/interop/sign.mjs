// SPDX-License-Identifier: Apache-2.0
// Stellar signers: SEP-53 by @stellar/stellar-sdk and by tweetnacl, which must give the same bytes;
// @stellar/stellar-base verifies them.

import { createHash } from 'node:crypto';
import { Keypair } from '@stellar/stellar-sdk';
import { Keypair as BaseKeypair } from '@stellar/stellar-base';
import nacl from 'tweetnacl';
import { named_by } from '../../../tests/interop/named.mjs';

const named = named_by(import.meta.url);
export const SDK = named('@stellar/stellar-sdk');
export const BASE = named('@stellar/stellar-base');
export const TWEETNACL = named('tweetnacl');
export const BOTH = `${SDK} and ${TWEETNACL}: same bytes; ${BASE} verifies`;

export const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const PREFIX = Buffer.from('Stellar Signed Message:\n');

/** What SEP-53 signs. */
export const sep53_hash = (message) => sha256(PREFIX, message);

/** A signer of a seed of 32 bytes, or of a text that names one. */
export function signer(of) {
    const seed = typeof of === 'string' ? sha256('stellar ' + of) : of;
    const sdk = Keypair.fromRawEd25519Seed(seed);
    const base = BaseKeypair.fromRawEd25519Seed(seed);
    const pair = nacl.sign.keyPair.fromSeed(seed);
    if (sdk.publicKey() !== base.publicKey()) throw new Error('the libraries write keys differently');
    return {
        account: sdk.publicKey(), secret: sdk.secret(), key: Buffer.from(pair.publicKey), base,
        /** Signs bytes with nothing around them. */
        raw: (bytes) => Buffer.from(nacl.sign.detached(bytes, pair.secretKey)),
        /** SEP-53 of a text or of bytes; throws unless all libraries agree. */
        sign(message) {
            const signature = Buffer.from(sdk.signMessage(message));
            const hash = sep53_hash(Buffer.from(message));
            const other = Buffer.from(nacl.sign.detached(hash, pair.secretKey));
            if (!signature.equals(other) || !base.verify(hash, signature) || !sdk.verifyMessage(message, signature)) {
                throw new Error(`libraries differ over ${JSON.stringify(message)}`);
            }
            return signature;
        },
    };
}
