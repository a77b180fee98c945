// SPDX-License-Identifier: Apache-2.0
// The same NEP-413 payload signed by near-api-js and near-sign-verify, and verified by tweetnacl over
// the Borsh bytes of tests/interop/nep413-payload.mjs.

import { createHash } from 'node:crypto';
import { KeyPair, KeyPairSigner, baseEncode } from 'near-api-js';
import * as near_sign_verify from 'near-sign-verify';
import nacl from 'tweetnacl';
import { secp256k1 } from '@noble/curves/secp256k1';
import { keccak256 } from 'ethers';
import { named_by } from '../../../tests/interop/named.mjs';
import { payload_bytes } from '../../../tests/interop/nep413-payload.mjs';

const named = named_by(import.meta.url);
export const NEAR_API_JS = named('near-api-js');
export const NEAR_SIGN_VERIFY = named('near-sign-verify');
export const NEAR_JS = named('@near-js/signers');
export const TWEETNACL = named('tweetnacl');
export const NOBLE = named('@noble/curves');

const sha256 = (...parts) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return hash.digest();
};
/** A seed of its 32 bytes, or of a text that names one. */
export const seed = (of) => (typeof of === 'string' ? sha256(of) : of);
export const nonce_of = (text) => sha256('nonce ' + text);

export const payload_hash = (payload, tag) => sha256(payload_bytes(payload, tag));

/** The parameters of a request for `nep413`. */
export const params = ({ nonce, recipient, callback_url }) => ({
    nonce: { base64: Buffer.from(nonce).toString('base64') }, recipient,
    ...(callback_url === undefined ? {} : { callback_url }),
});

/** An ed25519 signer with its implicit account. */
export function ed25519_signer(text) {
    const pair = nacl.sign.keyPair.fromSeed(seed(text));
    const near = KeyPair.fromString('ed25519:' + baseEncode(pair.secretKey));
    return {
        near, key: near.getPublicKey().toString(), account: Buffer.from(pair.publicKey).toString('hex'),
        bytes: Buffer.from(pair.publicKey),
        raw: (bytes) => nacl.sign.detached(bytes, pair.secretKey),
        verify: (hash, signature) => nacl.sign.detached.verify(hash, signature, pair.publicKey),
    };
}

/** A secp256k1 signer with its ETH-implicit account (NEP-518). */
export function secp256k1_signer(text) {
    const secret = seed(text);
    const point = secp256k1.getPublicKey(secret, false).slice(1);
    return {
        key: 'secp256k1:' + baseEncode(point),
        account: '0x' + keccak256(point).slice(26),
        point,
        raw: (hash) => {
            const signature = secp256k1.sign(hash, secret);
            return Buffer.concat([signature.toCompactRawBytes(), Buffer.from([signature.recovery])]);
        },
    };
}

/** Signs by the libraries' front doors; throws unless all give the same bytes. */
export async function sign_nep413(signer, payload) {
    const { message, nonce, recipient, callback_url } = payload;
    const { signature } = await new KeyPairSigner(signer.near).signNep413Message('alice.near', {
        message, nonce: Uint8Array.from(nonce), recipient, callbackUrl: callback_url });
    const token = await near_sign_verify.sign(message, {
        signer: signer.near.toString(), accountId: 'alice.near', recipient,
        nonce: Uint8Array.from(nonce), callbackUrl: callback_url });
    const other = Buffer.from(near_sign_verify.parseAuthToken(token).signature, 'base64');
    const hash = payload_hash(payload);
    if (!other.equals(Buffer.from(signature)) || !signer.verify(hash, signature)) {
        throw new Error(`libraries differ over ${JSON.stringify(payload)}`);
    }
    return Buffer.from(signature);
}
