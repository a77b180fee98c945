// SPDX-License-Identifier: Apache-2.0
// The messages of personal_sign, and what each signed one is bent into.

import { getBytes, hashMessage, toUtf8Bytes } from 'ethers';
import { address_of, key } from './curve.mjs';
import { judge, malformed, unsupported } from './judge.mjs';
import { ETHERS, METAMASK, VIEM } from './libraries.mjs';

export const ALL = `${ETHERS}, ${VIEM} and ${METAMASK}: same signature, same recovered account`;

export const HELLO = { text: 'Hello, walletauth!' };

const SIWE_TEXT = `service.example wants you to sign in with your Ethereum account:
${address_of(key('eip191'))}

I accept the Terms of Service: https://service.example/tos

URI: https://service.example/login
Version: 1
Chain ID: 1
Nonce: 32891756
Issued At: 2021-09-30T16:25:24Z
Resources:
- ipfs://bafybeiemxf5abjwjbikoz4mc3a3dla6ual3jsgpdr4cjr3oz3evfyavhwq/
- https://example.com/my-web2-claim.json`;

const text = (value) => ({ message: { text: value }, bytes: toUtf8Bytes(value) });
const bytes = (hex, form = 'hex') => ({
    message: form === 'hex' ? { hex }
                            : { base64: Buffer.from(hex, 'hex').toString('base64') },
    bytes: getBytes('0x' + hex),
});

/** Name, message in the wire's form and as bytes, why it is here. */
export const MESSAGES = [
    ['empty', text(''), 'no message: the prefix ends in 0'],
    ['ascii', text('Hello, walletauth!'), 'plain ASCII'],
    ['space', text(' '), 'one space is not trimmed'],
    ['lf', text('line one\nline two\n'), 'LF stays LF'],
    ['crlf', text('line one\r\nline two\r\n'), 'CRLF stays CRLF'],
    ['nul', text('a\u0000b'), 'NUL does not end the message'],
    ['nul-only', text('\u0000'), 'one NUL byte'],
    ['tab-and-controls', text('\t\u0001\u001f\u007f'), 'control characters'],
    ['two-byte-utf8', text('Gr\u00fc\u00dfe \u00e9'), 'length in bytes, not characters'],
    ['three-byte-utf8', text('\u4f60\u597d\uff0c\u4e16\u754c'), 'length in bytes, not characters'],
    ['emoji', text('\u{1f511}\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'), 'surrogate pairs in JSON, 4-byte UTF-8'],
    ['nfc', text('caf\u00e9'), 'composed form: nothing normalises'],
    ['nfd', text('cafe\u0301'), 'decomposed form: nothing normalises'],
    ['bom', text('\ufeffHello'), 'a byte order mark is part of the message'],
    ['rtl', text('\u05e9\u05dc\u05d5\u05dd \u202eabc'), 'right-to-left text and override'],
    ['noncharacter', text('\uffff'), 'U+FFFF is valid UTF-8'],
    ['json-like', text('{"a": "\\u0041", "b": [1, 2]}'), 'text that looks like JSON stays text'],
    ['hex-like', text('0xdeadbeef'), 'ten characters, not four bytes'],
    ['hex-like-32', text('0x' + 'ab'.repeat(32)), '66 characters, not a digest'],
    ['digits', text('42'), 'a message that could be read into the length'],
    ['siwe', text(SIWE_TEXT), 'a Sign-In with Ethereum text (ERC-4361)'],
    ['bytes-hex', bytes('deadbeef'), 'four raw bytes'],
    ['bytes-base64', bytes('00ff10807f', 'base64'), 'raw bytes that are no UTF-8'],
    ['bytes-32', { ...bytes('00'.repeat(32)), params: { message_kind: 'bytes' } },
     'a 32-byte message is a message, not a digest: the service says so'],
    ['bytes-all-values', bytes(Buffer.from(Array.from({ length: 256 }, (_, i) => i))
        .toString('hex'), 'base64'), 'every byte value'],
    ...[9, 10, 99, 100, 200, 999, 1000, 1025].map((n) => [
        `length-${n}`, text('walletauth'.repeat(Math.ceil(n / 10)).slice(0, n)),
        `${n} bytes: the decimal length has ${String(n).length} digits`]),
    ['length-utf8-100', text('\u00e9'.repeat(50)), '50 characters, 100 bytes'],
];

const flip = (signature, index, mask) => {
    const b = getBytes(signature);
    b[index] ^= mask;
    return '0x' + Buffer.from(b).toString('hex');
};

/** What each positive vector is bent into: name, changed request members, why. */
export const BREED = [
    ['flip-r', (q) => ({ signature: flip(q.signature, 31, 1) }), 'one bit of r flipped'],
    ['flip-s', (q) => ({ signature: flip(q.signature, 63, 1) }), 'one bit of s flipped'],
    ['flip-v', (q) => ({ signature: q.signature.slice(0, -2) +
        (q.signature.endsWith('1b') ? '1c' : '1b') }), 'the other parity'],
    ['flip-v-range', (q) => ({ signature: flip(q.signature, 64, 0x80) }), 'top bit of v flipped'],
    ['truncated', (q) => ({ signature: q.signature.slice(0, -4) }), 'the last two bytes cut off'],
    ['extended', (q) => ({ signature: q.signature + '00' }), 'one byte more'],
    ['other-account', () => ({ account: address_of(key('someone else')) }), 'signed by another'],
    ['other-message', (q) => ({ message: { text: 'not ' + (q.message.text ?? 'bytes') } }),
     'another message'],
    ['other-namespace', () => ({ chain: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp' }),
     'the scheme is not of this chain'],
    ['other-scheme', () => ({ scheme: 'eip712' }), 'typed data is a JSON object with types'],
];

/** The expectation for a bred request, by the rules and not by hand. */
export function bred_expectation(request, changed, digest) {
    // Whether some other plugin serves that namespace is not this file's business: any reason.
    if (changed.chain && !changed.chain.startsWith('eip155:')) return { status: 'unsupported' };
    if (changed.scheme === 'eip712') {
        return request.params ? unsupported('params') : malformed('message');
    }
    if (changed.message) digest = hashMessage(toUtf8Bytes(changed.message.text));
    return judge({ ...request, ...changed, digest, claim: changed.account ?? request.account });
}
