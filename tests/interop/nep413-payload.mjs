// SPDX-License-Identifier: Apache-2.0
// The Borsh bytes of a NEP-413 payload, written here from NEP-413. NEAR's vectors are made with them; other
// schemes must refuse them as a message.

const u32 = (value) => { const b = Buffer.alloc(4); b.writeUInt32LE(value); return b; };
const borsh_text = (text) => Buffer.concat([u32(Buffer.byteLength(text)), Buffer.from(text)]);

export const NEP413_TAG = 2147484061;

/** The bytes that NEP-413 hashes. Texts may be given as bytes, which need not be UTF-8. */
export function payload_bytes({ message, nonce, recipient, callback_url }, tag = NEP413_TAG) {
    return Buffer.concat([
        u32(tag), borsh_text(message), nonce, borsh_text(recipient),
        ...(callback_url === undefined ? [Buffer.from([0])] : [Buffer.from([1]), borsh_text(callback_url)]),
    ]);
}
