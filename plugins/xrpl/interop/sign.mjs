// SPDX-License-Identifier: Apache-2.0
// Messages and SignIn blobs by the libraries that XRPL's wallets are built on: GemWallet and Crossmark sign by
// ripple-keypairs, Xaman by ripple-keypairs over ripple-binary-codec. A second ripple-keypairs, by elliptic, stands
// below verify-xrpl-signature.

import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { ed25519 } from '@noble/curves/ed25519';
import { secp256k1 } from '@noble/curves/secp256k1';
import { named_by } from '../../../tests/interop/named.mjs';

const require = createRequire(import.meta.url);
export const keypairs = require('ripple-keypairs');
export const codec = require('ripple-binary-codec');
export const addresses = require('ripple-address-codec');
const xrpl = require('xrpl');
const xaman = require('verify-xrpl-signature');
const elliptic_keypairs = createRequire(require.resolve('verify-xrpl-signature'))('ripple-keypairs');

const named = named_by(import.meta.url);
export const KEYPAIRS = named('ripple-keypairs');
export const ELLIPTIC = `ripple-keypairs@1.3.1 below ${named('verify-xrpl-signature')}`;
export const CODEC = named('ripple-binary-codec');
export const XRPL_JS = named('xrpl');
export const VERIFY_XRPL = named('verify-xrpl-signature');
export const ADDRESSES = named('ripple-address-codec');
export const NOBLE = named('@noble/curves');

export const upper = (bytes) => Buffer.from(bytes).toString('hex').toUpperCase();
export const sha512_half = (bytes) => createHash('sha512').update(bytes).digest().subarray(0, 32);

/** A user from a text. `kind` is secp or ed. */
export function signer_of(kind, text) {
    const entropy = createHash('sha256').update(`walletauth xrpl ${text}`).digest().subarray(0, 16);
    return signer_of_seed(keypairs.generateSeed({ entropy, algorithm: kind === 'ed' ? 'ed25519' : 'ecdsa-secp256k1' }));
}

export function signer_of_seed(seed) {
    const { privateKey, publicKey } = keypairs.deriveKeypair(seed);
    return signer_with(privateKey, publicKey);
}

/** A user from the 32 bytes of a secret, which XRPL's seeds do not give. */
export const signer_of_secret = (kind, secret) => (kind === 'ed'
    ? signer_with(`ED${upper(secret)}`, `ED${upper(ed25519.getPublicKey(secret))}`)
    : signer_with(`00${upper(secret)}`, upper(secp256k1.getPublicKey(secret, true))));

function signer_with(privateKey, publicKey) {
    return { kind: publicKey.startsWith('ED') ? 'ed' : 'secp', secret: privateKey, key: publicKey, bytes: Buffer.from(publicKey, 'hex'),
             account: keypairs.deriveAddress(publicKey) };
}

/** The seed of XRPL's first account, which everybody knows (xrpl.org, "Accounts"). */
export const genesis = () => signer_of_seed('snoPBrXtMeMyMHUVTgbuqAfg1SUTb');

/** Hex in upper case, by both; throws unless they agree. */
export function sign(signer, bytes) {
    const hex = Buffer.from(bytes).toString('hex');
    const signature = keypairs.sign(hex, signer.secret);
    // The older one signs no empty message by Ed25519, and verifies it.
    const other = hex === '' && signer.kind === 'ed' ? signature : elliptic_keypairs.sign(hex, signer.secret);
    if (signature !== other || !keypairs.verify(hex, signature, signer.key)) throw new Error(`libraries differ over ${hex}`);
    return signature;
}

/** r and s of a digest, for what wallets do not sign. */
export const sign_digest = (signer, digest) =>
    secp256k1.sign(digest, signer.secret.slice(2), { lowS: true, prehash: false });

export const verifies_by_keypairs = (bytes, signature, key) => {
    try {
        return keypairs.verify(Buffer.from(bytes).toString('hex'), signature, key);
    } catch {
        return false;
    }
};

export const memo = (bytes, more = {}) => ({ Memo: { ...more, MemoData: upper(bytes) } });

/** A signed SignIn with these fields, as Xaman makes it; throws unless xrpl.js and verify-xrpl-signature take it. */
export function signin_blob(signer, fields) {
    const tx = { SigningPubKey: signer.key, Account: signer.account, ...fields };
    const TxnSignature = sign(signer, Buffer.from(codec.encodeForSigning(tx), 'hex'));
    const blob = codec.encode({ ...tx, TxnSignature });
    const answer = xaman.verifySignature(blob);
    if (!answer.signatureValid || !xrpl.verifySignature(blob)) throw new Error(`libraries refuse ${blob}`);
    return blob;
}
