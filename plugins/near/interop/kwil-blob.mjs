// SPDX-License-Identifier: Apache-2.0
// kwil-db's blob (extensions/auth/nep413.go of release-v0.9), and its rules once more in a few lines:
// what every expectation of nep413-kwil is held against.

import { verifies } from '../../../tests/interop/ed25519.mjs';
import { malformed, rejected, valid } from '../../../tests/interop/verdicts.mjs';
import { NEP413_TAG, payload_bytes } from '../../../tests/interop/nep413-payload.mjs';
import { payload_hash } from './sign.mjs';

/** u16 big-endian length, the Borsh payload, 64 bytes. `length` and `option` only to get them wrong. */
export function kwil_blob(payload, signature, { tag, option, trailing = '', length } = {}) {
    const borsh = payload_bytes(payload, tag);
    if (option !== undefined) {
        const url = payload.callback_url;
        borsh[borsh.length - 1 - (url === undefined ? 0 : 4 + Buffer.byteLength(url))] = option;
    }
    const body = Buffer.concat([borsh, Buffer.from(trailing)]);
    const size = Buffer.alloc(2);
    size.writeUInt16BE(length ?? body.length);
    return Buffer.concat([size, body, Buffer.from(signature)]);
}

/** The fields as borsh-go reads them: an option byte that is not 0 is followed by a text. */
function read(blob) {
    const length = blob.readUInt16BE(0);
    if (blob.length !== 2 + length + 64) throw new RangeError('length');
    const body = blob.subarray(2, 2 + length);
    let at = 0;
    const take = (size) => {
        if (at + size > body.length) throw new RangeError('the payload ends inside a field');
        return body.subarray(at, at += size);
    };
    const u32 = () => take(4).readUInt32LE(0);
    const fields = { tag: u32(), message: take(u32()), nonce: take(32), recipient: take(u32()) };
    fields.option = take(1)[0];
    fields.callback_url = fields.option === 0 ? Buffer.alloc(0) : take(u32());
    return { ...fields, trailing: body.length - at, signature: blob.subarray(2 + length) };
}

const is_utf8 = (bytes) => Buffer.from(bytes.toString('utf8')).equals(bytes);

/** The verdict for a key, a message and a blob; `claim` is an account id. */
export function judge({ key, claim, message, blob, params = {}, compat = false }) {
    const { message_encoding = 'text', identity = 'hex', recipient } = params;
    if (!['text', 'base64'].includes(message_encoding)) return malformed('params');
    if (!['hex', 'key'].includes(identity)) return malformed('params');
    const text = message_encoding === 'text' ? message : Buffer.from(message.toString('base64'));
    if (!compat && !is_utf8(text)) return malformed('message');
    let fields;
    try {
        fields = read(blob);
    } catch (problem) {
        if (problem instanceof RangeError) return malformed('signature');
        throw problem;
    }
    if (!compat) {
        if (fields.option > 1 || fields.trailing !== 0) return malformed('signature');
        if (!is_utf8(fields.recipient) || !is_utf8(fields.callback_url)) return malformed('signature');
        if (fields.tag !== NEP413_TAG || !fields.message.equals(text)) return rejected('signature');
    }
    if (recipient !== undefined && !fields.recipient.equals(Buffer.from(recipient))) return rejected('policy');
    const signed = payload_hash({
        message: text, nonce: fields.nonce, recipient: fields.recipient,
        callback_url: fields.callback_url.length === 0 ? undefined : fields.callback_url,
    });
    if (!verifies(fields.signature, signed, key, compat)) return rejected('signature');
    const account = Buffer.from(key).toString('hex');
    return claim === account ? valid(account) : rejected('signer');
}
