// SPDX-License-Identifier: Apache-2.0
// Blobs by wallets' libraries, and what breaks any of them.

import { flip, malformed, rejected } from '../../../tests/interop/verdicts.mjs';
import { kwil_blob } from './kwil-blob.mjs';
import { ed25519_signer, nonce_of, sign_nep413 } from './sign.mjs';

/** A message signed by the libraries, and its blob. */
export async function make(label, { message, callback_url, recipient = 'idos.network' }) {
    const signer = ed25519_signer(label);
    const payload = { message, nonce: nonce_of(label), recipient, callback_url };
    const signature = await sign_nep413(signer, payload);
    return { signer, key: signer.bytes, payload, signature, message: Buffer.from(message),
             blob: kwil_blob(payload, signature) };
}

const signed_otherwise = (changed) => ({ payload, signature }) =>
    ({ blob: kwil_blob({ ...payload, ...changed(payload) }, signature) });
const other = ed25519_signer('kwil other');

/** Negatives that follow from any positive: [kind, what changes, verdict, why]. */
export const BREED = [
    ['flip-signature', ({ blob }) => ({ blob: Buffer.from(flip(blob, 8 * (blob.length - 50))) }),
     rejected('signature'), 'one bit of the 64 bytes turned'],
    ['other-nonce', signed_otherwise(({ nonce }) => ({ nonce: flip(nonce, 3) })), rejected('signature'),
     'another nonce in the blob'],
    ['other-recipient', signed_otherwise(() => ({ recipient: 'idos.networks' })), rejected('signature'),
     'another recipient in the blob'],
    ['other-callback', signed_otherwise(({ callback_url }) => ({ callback_url: callback_url === undefined
        ? 'http://localhost/' : undefined })), rejected('signature'), 'a callback more or less'],
    ['other-message', ({ message }) => ({ message: Buffer.concat([message, Buffer.from('.')]) }),
     rejected('signature'), 'the service expects another message'],
    ['other-message-compat', ({ message }) => ({ message: Buffer.concat([message, Buffer.from('.')]),
        compat: true }), rejected('signature'), 'kwil-db puts its own message into the payload'],
    ['other-key', () => ({ key: other.bytes }), rejected('signature'), 'the key of somebody else'],
    ['other-account', () => ({ account: other.account }), rejected('signer'), 'the account of another key'],
    ['named-account', () => ({ account: 'alice.near' }), rejected('signer'), 'the identity is the key'],
    ['cut', ({ blob }) => ({ blob: blob.subarray(0, blob.length - 1) }), malformed('signature'),
     '63 bytes behind the payload'],
    ['extended', ({ blob }) => ({ blob: Buffer.concat([blob, Buffer.alloc(1)]) }), malformed('signature'),
     '65 bytes behind the payload'],
    ['length-less', ({ payload, signature, blob }) => ({ blob: kwil_blob(payload, signature,
        { length: blob.length - 67 }) }), malformed('signature'), 'a length too small by one'],
    ['length-more', ({ payload, signature, blob }) => ({ blob: kwil_blob(payload, signature,
        { length: blob.length - 65 }), compat: true }), malformed('signature'), 'a length too large by one'],
    ['bare-signature', ({ signature }) => ({ blob: signature }), malformed('signature'), 'no payload'],
    ['payload-cut', ({ blob }) => {
        const rest = Buffer.from(Buffer.concat([blob.subarray(0, 42), blob.subarray(blob.length - 64)]));
        rest.writeUInt16BE(40);
        return { blob: rest, compat: true };
    }, malformed('signature'), 'the payload ends inside a field'],
];
