// SPDX-License-Identifier: Apache-2.0
// solana-message: what wallets' signMessage signs, Sign In With Solana among it.

import { createSignInMessageText } from '@solana/wallet-standard-util';
import { SystemProgram, Transaction } from '@solana/web3.js';
import { EQUATION, edge_cases, verifies } from '../../../tests/interop/ed25519.mjs';
import { MULTIVERSX, MULTIVERSX_TEXTS, NOT_MULTIVERSX_TEXTS, foreign_bytes } from '../../../tests/interop/foreign-bytes.mjs';
import { VectorFile } from '../../../tests/interop/writer.mjs';
import { base64, flip, hex, malformed, rejected, unsupported, valid } from '../../../tests/interop/verdicts.mjs';
import { STANDARD, TWEETNACL, WEB3, base58, signer } from './sign.mjs';

export const CHAIN = 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp';

const sign_in = (account) => createSignInMessageText({
    domain: 'example.org', address: account, statement: 'Sign in to Example', uri: 'https://example.org',
    version: '1', chainId: 'mainnet', nonce: 'abcdef123456', issuedAt: '2026-01-01T00:00:00.000Z',
    resources: ['https://example.org/a', 'ipfs://b'],
});

export function message_vectors() {
    const file = new VectorFile('solana-message.json',
        'Messages signed by Solana wallets as they are, and what breaks them.');
    const source = `${TWEETNACL}; ${STANDARD} verifies; keys by ${WEB3}`;
    const other = signer('other');
    for (const [name, text] of [
        ['ascii', 'Hello Solana'], ['utf8', 'Grüße 👋 世界'], ['sign-in', sign_in], ['tab', 'a\tb'],
        ['empty', ''], ['hex', '0xdeadbeef'], ['32-bytes', 'x'.repeat(32)], ['long', 'x'.repeat(3000)],
        ['crlf', 'a\r\nb'], ['json', '{"a":1}'],
    ]) {
        const who = signer(name);
        const message = typeof text === 'function' ? text(who.account) : text;
        const signature = who.sign(Buffer.from(message));
        const request = { chain: CHAIN, scheme: 'solana-message', account: who.account,
                          message: { text: message }, signature: base58(signature) };
        const id = `message-${name}`;
        file.add(id, request, valid(who.account), source, 'signed as it is');
        breed(file, id, request, message, signature, other);
    }
    forms(file, source);
    kinds(file, source);
    other_meanings(file, source);
    edges(file);
    return file;
}

/** Negatives that follow from any positive. */
export function breed(file, id, request, message, signature, other) {
    const say = (kind, changed, expect, why) =>
        file.add(`${id}-${kind}`, { ...request, ...changed }, expect, `derived from ${id}`, why);
    const bit = id.length * 11 % 512;
    say('flip', { signature: base58(flip(signature, bit)) }, rejected('signature'), `bit ${bit} turned`);
    say('s-plus-l', { signature: base58(plus_order(signature)) }, rejected('signature'), 'S + L: malleable');
    say('other-message', { message: { text: message + '.' } }, rejected('signature'), 'another message');
    say('other-account', { account: other.account }, rejected('signature'), 'the account of another key');
    say('cut', { signature: base58(signature.subarray(0, 63)) }, malformed('signature'), '63 bytes');
    say('extended', { signature: hex(signature) + '00' }, malformed('signature'), '65 bytes');
}

/** The signature with the group's order added to S. */
function plus_order(signature) {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    let s = BigInt('0x' + hex(Buffer.from(signature.subarray(32)).reverse())) + order;
    const out = Buffer.from(signature);
    for (let i = 32; i < 64; ++i, s >>= 8n) out[i] = Number(s & 255n);
    return out;
}

function forms(file, source) {
    const who = signer('forms');
    const signature = who.sign(Buffer.from('forms'));
    const request = { chain: CHAIN, scheme: 'solana-message', account: who.account,
                      message: { text: 'forms' }, signature: base58(signature) };
    const good = valid(who.account);
    const say = (id, changed, expect, why) => {
        const changed_request = { ...request, ...changed };
        if (changed_request.account === undefined) delete changed_request.account;
        file.add(`message-form-${id}`, changed_request, expect, source, why);
    };
    say('base64', { signature: base64(signature) }, good, 'base64');
    say('hex', { signature: hex(signature) }, good, 'hex');
    say('array', { signature: [...signature] }, good, 'the bytes as a wallet\'s Uint8Array prints');
    say('raw', { signature: { hex: hex(signature) } }, good, 'raw bytes');
    say('0x', { signature: '0x' + hex(signature) }, malformed('signature'), '0x is refused on Solana');
    say('empty', { signature: '' }, malformed('signature'), 'no bytes');
    say('array-256', { signature: [256, ...signature.subarray(1)] }, malformed('signature'), '256 is no byte');
    say('key-only', { account: undefined, public_key: who.account }, good, 'the key is the account');
    say('key-and-account', { public_key: who.account }, good, 'both, and they agree');
    say('key-differs', { public_key: signer('other').account }, { status: 'rejected' }, 'both must agree');
    say('caip10', { account: `${CHAIN}:${who.account}` }, good, 'CAIP-10');
    say('other-chain', { chain: 'solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1' }, good, 'the bytes name no chain');
    say('blank', { signature: base64(signature).replace('+', ' ') }, malformed('signature'), 'a plus that a form\'s decoder turned into a blank');
    say('line-feed', { signature: base64(signature) + '\n' }, malformed('signature'), 'a line feed behind it');
    say('base64url', { signature: base64(signature).replaceAll('+', '-').replaceAll('/', '_') }, malformed('signature'), 'base64url');
    say('base64-bare', { signature: base64(signature).replaceAll('=', '') }, malformed('signature'), 'base64 without its padding');
    say('chain-name', { chain: 'solana:mainnet' }, unsupported('chain'), 'a reference is 32 characters of the genesis hash');
    say('account-31', { account: base58(who.key.subarray(1)) }, malformed('account'), '31 bytes');
    say('account-lower', { account: who.account.toLowerCase() }, { status: 'malformed', reason: 'account' }, 'base58 keeps its case');
    say('account-system', { account: '1'.repeat(32) }, rejected('signer'), 'the all-zero key is of small order: anybody signs for it');
    say('key-31', { public_key: base58(who.key.subarray(1)) }, malformed('public_key'), '31 bytes');
    say('compat', { compat: true }, unsupported('flag'), 'no compat on Solana');
    say('params', { params: { nonce: 'x' } }, unsupported('params'), 'the scheme declares no such');
    for (const kind of ['', 'Bytes', 'binary']) {
        say(`bad-kind-${kind.toLowerCase() || 'empty'}`, { params: { message_kind: kind } }, malformed('params'), 'text or bytes');
    }
    say('kind-number', { params: { message_kind: 1 } }, malformed('params'), 'a text');
    say('kind-and-signature', { params: { message_kind: 'x' }, signature: { hex: '00' } }, malformed('params'), 'parameters come first');
    say('kind-text', { params: { message_kind: 'text' } }, good, 'the default, stated');
    say('kind-bytes', { params: { message_kind: 'bytes' } }, good, 'a text is bytes, too');
    // The identity's encoding as key with R, S = 0 passes every lenient verifier for every message.
    const identity = Buffer.alloc(32);
    identity[0] = 1;
    const forged = Buffer.concat([identity, Buffer.alloc(32)]);
    say('small-order', { account: base58(identity), signature: base58(forged) }, rejected('signer'), 'a key of small order');
}

const ask = (who, bytes, more = {}) => ({
    chain: CHAIN, scheme: 'solana-message', account: who.account, message: { hex: hex(bytes) }, ...more,
    signature: base58(who.sign(bytes)),
});
const BYTES = { params: { message_kind: 'bytes' } };

/** Bytes that are no text: refused, unless the service takes bytes. */
function kinds(file, source) {
    const who = signer('kinds');
    const both = (id, bytes, why) => {
        file.add(`message-kind-${id}`, ask(who, bytes), rejected('policy'), source, why);
        file.add(`message-kind-${id}-bytes`, ask(who, bytes, BYTES), valid(who.account), source, 'the service takes bytes');
    };
    both('nul', Buffer.from('a\u0000b'), 'a NUL byte');
    both('escape', Buffer.from('a\u001b[2Jb'), 'a terminal\'s escape sequence');
    both('delete', Buffer.from('a\u007f'), 'DEL');
    both('c1', Buffer.from('a\u0085b'), 'U+0085, a control character');
    both('latin-1', Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]), 'no UTF-8');
    both('surrogate', Buffer.from('61eda080', 'hex'), 'a surrogate in UTF-8\'s clothes');
    both('cut', Buffer.from([0x61, 0xc3]), 'UTF-8 cut off');
    both('hash', Buffer.from('13'.repeat(32), 'hex'), '32 bytes that may be the hash of anything');
    const bytes = Buffer.from('a\u0000b');
    file.add('message-kind-flip', { ...ask(who, bytes, BYTES), signature: base58(flip(who.sign(bytes), 77)) },
        rejected('signature'), source, 'bytes are allowed, the signature is wrong');
}

/** Bytes that mean something else than signing in. */
function other_meanings(file, source) {
    const who = signer('meanings');
    const say = (id, bytes, expect, why, more = {}) => file.add(`message-meaning-${id}`, ask(who, bytes, more), expect, source, why);
    const transfer = new Transaction({ feePayer: who.keypair.publicKey, recentBlockhash: base58(Buffer.alloc(32, 7)) })
        .add(SystemProgram.transfer({ fromPubkey: who.keypair.publicKey, toPubkey: signer('other').keypair.publicKey, lamports: 1 }));
    const bytes = transfer.serializeMessage();
    say('transaction', bytes, rejected('policy'), 'a transaction that moves money');
    say('transaction-bytes', bytes, rejected('policy'), 'also where the service takes bytes', BYTES);
    say('transaction-cut', bytes.subarray(0, bytes.length - 1), valid(who.account), 'no whole transaction is none', BYTES);
    say('transaction-longer', Buffer.concat([bytes, Buffer.from([0])]), valid(who.account), 'a byte behind it: no transaction', BYTES);
    say('offchain-prefix', Buffer.concat([Buffer.from([0xff]), Buffer.from('solana offchain'), Buffer.from([0, 0])]), rejected('policy'), 'an off-chain envelope');
    // No text begins so, and every version of transactions does (SIMD-0385 is 0x81).
    for (const first of [0x80, 0x81, 0x82, 0xbf, 0xff]) {
        const id = first.toString(16);
        say(id, Buffer.from([first, 1, 2, 3]), rejected('policy'), 'the first byte of a transaction or an envelope');
        say(`${id}-bytes`, Buffer.from([first, 1, 2, 3]), rejected('policy'), 'also where the service takes bytes', BYTES);
    }
    for (const first of [0x00, 0xc0, 0xfe]) {
        say(`${hex([first])}-bytes`, Buffer.from([first, 1, 2, 3]), valid(who.account), 'bytes of no version', BYTES);
    }
    for (const [name, foreign, why] of foreign_bytes(who.key)) say(`theft-${name}`, foreign, rejected('policy'), why);
    const [, v1] = foreign_bytes(who.key).find(([name]) => name === 'solana-v1');
    say('theft-solana-v1-bytes', v1, rejected('policy'), 'also where the service takes bytes', BYTES);
    for (const [name, text, why] of MULTIVERSX_TEXTS) {
        say(`theft-${name}`, Buffer.from(text), rejected('policy'), why);
        say(`theft-${name}-bytes`, Buffer.from(text), rejected('policy'), 'it is text, so bytes do not lift it', BYTES);
    }
    for (const [name, text, why] of NOT_MULTIVERSX_TEXTS) say(name, Buffer.from(text), valid(who.account), why);
    file.add('message-meaning-theft-multiversx', { chain: CHAIN, scheme: 'solana-message', account: base58(MULTIVERSX.key),
        message: { text: MULTIVERSX.text }, signature: base58(MULTIVERSX.signature) }, rejected('policy'), MULTIVERSX.source,
        'a published transaction\'s signature');
}

/** Keys and signatures that honest signers never make. */
function edges(file) {
    const text = 'edges';
    for (const { id, key, signature, why } of edge_cases(Buffer.from(text))) {
        const account = base58(key);
        const good = verifies(signature, Buffer.from(text), key);
        file.add(`message-ed25519-${id}`, {
            chain: CHAIN, scheme: 'solana-message', account, message: { text }, signature: base58(signature),
        }, good ? valid(account) : { status: 'rejected' }, EQUATION, why);
    }
}
