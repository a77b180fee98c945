// SPDX-License-Identifier: Apache-2.0
// sep53.json: SEP-53 messages by Stellar's libraries, what breaks them, and what wallets sign in its place.

import { EQUATION, edge_cases, verifies } from '../../../tests/interop/ed25519.mjs';
import { VectorFile } from '../../../tests/interop/writer.mjs';
import { base64, flip, hex, malformed, rejected, unsupported, valid } from '../../../tests/interop/verdicts.mjs';
import { address_texts } from './account.mjs';
import { dialects } from './dialects.mjs';
import { strkey } from './ledger.mjs';
import { BOTH, SDK, sep53_hash, sha256, signer } from './sign.mjs';

export const CHAIN = 'stellar:pubnet';

const MESSAGES = [
    ['ascii', 'Sign in to example.org', 'plain text'], ['empty', '', 'no text at all'],
    ['utf8', 'Gr\u00fc\u00dfe \u{1f44b} \u4e16\u754c', 'text beyond ASCII'], ['lines', 'one\ntwo\r\nthree\n', 'line feeds, the last one too'],
    ['nul', 'a\u0000b', 'a NUL inside'], ['space', ' padded ', 'blanks at both ends'], ['nfd', 'e\u0301', 'no normal form is made'],
    ['hex', 'deadbeef', 'looks like hex, is signed as text'], ['base64', 'SGVsbG8=', 'looks like base64, is signed as text'],
    ['xdr', 'AAAAAgAAAAA=', 'looks like an envelope, is signed as text'], ['prefix', 'Stellar Signed Message:\n', 'the prefix itself'],
    ['json', '{"a":1}', 'JSON'], ['long', 'x'.repeat(2000), 'long'],
    ['bytes', Buffer.from('80ff00c328fe', 'hex'), 'bytes that are no UTF-8'], ['hash', sha256('x'), '32 bytes, as a transaction\'s hash'],
];

// SEP-53 1.0.0 prints the seed, too.
const PUBLISHED_SEED = Buffer.from('148112b05e2c693932e5adf3e53601f3521032eebeb3abb5e316902f0a40a024', 'hex');
const PUBLISHED = [
    ['ascii', 'Hello, World!', 'fO5dbYhXUhBMhe6kId/cuVq/AfEnHRHEvsP8vXh03M1uLpi5e46yO2Q8rEBzu3feXQewcQE5GArp88u6ePK6BA=='],
    ['japanese', '\u3053\u3093\u306b\u3061\u306f\u3001\u4e16\u754c\uff01',
     'CDU265Xs8y3OWbB/56H9jPgUss5G9A0qFuTqH2zs2YDgTm+++dIfmAEceFqB7bhfN3am59lCtDXrCtwH2k1GBA=='],
    ['binary', Buffer.from('2zZDP1sa1BVBfLP7TeeMk3sUbaxAkUhBhDiNdrksaFo=', 'base64'),
     'VA1+7hefNwv2NKScH6n+Sljj15kLAge+M2wE7fzFOf+L0MMbssA1mwfJZRyyrhBORQRle10X1Dxpx+UOI4EbDQ=='],
];

const as_message = (message) => (typeof message === 'string' ? { text: message } : { base64: base64(message) });

export function sep53_vectors() {
    const file = new VectorFile('sep53.json', 'SEP-53 messages by Stellar\'s libraries, what breaks them, and what wallets sign in its place.');
    published(file);
    const other = signer('other');
    for (const [name, message, why] of MESSAGES) {
        const who = signer(`signer ${name}`);
        const signature = who.sign(message);
        const request = { chain: CHAIN, scheme: 'sep53', account: who.account, message: as_message(message), signature: base64(signature) };
        file.add(`sep53-${name}`, request, valid(who.account), BOTH, why);
        break_one(file, `sep53-${name}`, request, message, signature, other);
    }
    for (const form of [forms, keys, chains, params, other_bytes, edges]) form(file);
    return file;
}

function published(file) {
    const who = signer(PUBLISHED_SEED);
    for (const [name, message, signature] of PUBLISHED) {
        if (base64(who.sign(message)) !== signature) throw new Error(`${name}: not as SEP-53 prints it`);
        file.add(`sep53-published-${name}`, { chain: CHAIN, scheme: 'sep53', account: who.account, message: as_message(message), signature },
            valid(who.account), 'SEP-53 1.0.0, test cases', 'as published');
    }
}

/** What is no longer a signature by this account. `walletauth vectors breed` makes many more. */
function break_one(file, id, request, message, signature, other) {
    const say = (kind, changed, expect, why) => file.add(`${id}-${kind}`, { ...request, ...changed }, expect, `derived from ${id}`, why);
    const bit = id.length * 7 % 512;
    say('flip', { signature: base64(flip(signature, bit)) }, rejected('signature'), `bit ${bit} of the signature turned`);
    say('cut', { signature: hex(signature.subarray(0, 63)) }, malformed('signature'), '63 bytes');
    say('extended', { signature: hex(signature) + '00' }, malformed('signature'), '65 bytes');
    say('other-message', { message: as_message(Buffer.concat([Buffer.from(message), Buffer.from('.')])) }, rejected('signature'), 'another message');
    say('other-account', { account: other.account }, rejected('signature'), 'an account is its key');
    say('other-key', { public_key: other.account }, rejected('signer'), 'account and key differ, and the chain is not heard');
}

/** Notations of signatures. */
function forms(file) {
    const who = signer('forms');
    const signature = who.sign('forms');
    const say = (id, text, expect, why) => file.add(`sep53-form-${id}`,
        { chain: 'stellar:testnet', scheme: 'sep53', account: who.account, message: { text: 'forms' }, signature: text }, expect, BOTH, why);
    const good = valid(who.account);
    say('base64', base64(signature), good, 'Freighter, xBull, LOBSTR, Hana');
    say('hex', hex(signature), good, 'Albedo, Bitget');
    say('hex-upper', hex(signature).toUpperCase(), good, 'digits of either case');
    say('raw', { hex: hex(signature) }, good, 'raw bytes');
    say('0x', '0x' + hex(signature), malformed('signature'), 'no wallet of Stellar writes 0x');
    say('unpadded', base64(signature).replace(/=+$/, ''), malformed('signature'), 'padding is part of it');
    say('base64url', signature.toString('base64url') + '==', malformed('signature'), 'another alphabet');
    say('spare-bits', base64(signature).replace(/[AQgw]==$/, (end) => String.fromCharCode(end.charCodeAt(0) + 1) + '=='), malformed('signature'),
        'an unused bit is set');
    say('twice', base64(Buffer.from(base64(signature))), malformed('signature'), 'base64 of base64, as the dashboard of idOS met it');
    say('line-feed', base64(signature) + '\n', malformed('signature'), 'a line feed behind it');
    say('blank', base64(signature).replace('+', ' ').replace('/', ' '), malformed('signature'), 'a blank, as forms make of +');
    say('array', [...signature], malformed('signature'), 'no wallet hands out an array');
    say('empty', '', malformed('signature'), 'no bytes');
    say('odd-hex', hex(signature).slice(1), malformed('signature'), 'a digit is missing');
}

/** The account, the key, or both. */
function keys(file) {
    const who = signer('keys');
    const other = signer('other');
    const request = { chain: CHAIN, scheme: 'sep53', message: { text: 'keys' }, signature: base64(who.sign('keys')) };
    const say = (id, changed, expect, why) => file.add(`sep53-key-${id}`, { ...request, ...changed }, expect, BOTH, why);
    const good = valid(who.account);
    const compact = hex(Buffer.from(who.account));
    say('account-only', { account: who.account }, good, 'the account is its key');
    say('only', { public_key: who.account }, good, 'the key as its account');
    say('hex', { account: who.account, public_key: hex(who.key) }, good, 'the key in hex, as idOS sends it');
    say('hex-upper', { public_key: hex(who.key).toUpperCase() }, good, 'digits of either case');
    say('raw', { public_key: { hex: hex(who.key) } }, good, '32 bytes');
    say('both', { account: who.account, public_key: who.account }, good, 'both, and they agree');
    say('compact-id', { public_key: { hex: compact } }, { ...good, public_key: who.account }, 'the compact id of kwil: the account\'s text, 56 bytes');
    say('compact-id-hex', { public_key: compact }, { ...good, public_key: who.account }, 'as idOS hands it over: hex of the text');
    say('compact-id-other', { public_key: hex(Buffer.from(other.account)) }, rejected('signature'), 'of another account');
    say('compact-id-wrong', { public_key: hex(Buffer.from(who.account.slice(0, 55) + (who.account.endsWith('A') ? 'B' : 'A'))) }, malformed('public_key'),
        '56 bytes that are no account');
    say('neither', {}, malformed('account'), 'nothing is claimed');
    say('0x', { public_key: '0x' + hex(who.key) }, malformed('public_key'), 'no 0x');
    say('short', { public_key: { hex: hex(who.key.subarray(1)) } }, malformed('public_key'), '31 bytes');
    say('long', { public_key: { hex: hex(who.key) + '00' } }, malformed('public_key'), '33 bytes');
    say('seed', { public_key: who.secret }, malformed('public_key'), 'a secret seed');
    say('base64', { public_key: base64(who.key) }, malformed('public_key'), 'no wallet writes keys as base64');
    say('other', { account: who.account, public_key: hex(other.key) }, rejected('signer'), 'not the account\'s');
    for (const [id, account, why] of address_texts(who)) say(`account-${id}`, { account }, malformed('account'), why);
    say('caip10', { account: `${CHAIN}:${who.account}` }, good, 'CAIP-10 of the same chain');
    say('caip10-other', { account: `stellar:testnet:${who.account}` }, malformed('account'), 'CAIP-10 of another chain');
    say('order', { account: strkey(who.key, 96), public_key: 'x', signature: 'x' }, malformed('account'), 'account, key and signature are wrong: the first is told');
}

function chains(file) {
    const who = signer('chains');
    const request = { scheme: 'sep53', account: who.account, message: { text: 'chains' }, signature: base64(who.sign('chains')) };
    const say = (id, chain, expect, why) => file.add(`sep53-chain-${id}`, { ...request, chain }, expect, BOTH, why);
    say('pubnet', 'stellar:pubnet', valid(who.account), 'the network is not signed');
    say('testnet', 'stellar:testnet', valid(who.account), 'so the same signature is good on both');
    for (const reference of ['public', 'mainnet', 'futurenet', 'Pubnet', '1']) {
        say(reference === 'Pubnet' ? 'upper' : reference, `stellar:${reference}`, unsupported('chain'), 'CASA has pubnet and testnet');
    }
    file.add('sep53-chain-scheme', { ...request, chain: CHAIN, scheme: 'sep10' }, unsupported('scheme'), BOTH, 'no such scheme');
}

function params(file) {
    const who = signer('params');
    const request = { chain: CHAIN, scheme: 'sep53', account: who.account, message: { text: 'params' }, signature: base64(who.sign('params')) };
    const say = (id, given, expect, why, more = {}) => file.add(`sep53-params-${id}`, { ...request, params: given, ...more }, expect, BOTH, why);
    for (const threshold of ['low', 'medium', 'high']) say(threshold, { threshold }, valid(who.account), 'without chain state there is nothing to compare');
    for (const [id, threshold] of [['upper', 'Medium'], ['short', 'med'], ['number', '1'], ['empty', ''], ['blank', 'low ']]) {
        say(id, { threshold }, malformed('params'), 'no threshold of Stellar');
    }
    say('unknown', { network: 'public' }, unsupported('params'), 'the scheme has no such parameter');
    // Two faults at once are answered by the first: the conformance tool crosses what differs from one valid vector.
    say('low-flip', { threshold: 'low' }, rejected('signature'), 'a bit of the signature turned', { signature: base64(flip(who.sign('params'), 9)) });
    say('low-message', { threshold: 'low' }, rejected('signature'), 'another message', { message: { text: 'param' } });
    say('low-signature', { threshold: 'low' }, malformed('signature'), '63 bytes', { signature: { hex: '00'.repeat(63) } });
    say('order', { threshold: 'x' }, malformed('params'), 'parameters come before the signature', { signature: 'x' });
}

/** Signatures by the account's own key that mean something else. */
function other_bytes(file) {
    const who = signer('dialects');
    for (const { id, message, signed, source, why } of dialects(who)) {
        file.add(`sep53-bad-${id}`, { chain: CHAIN, scheme: 'sep53', account: who.account, message: as_message(message), signature: base64(signed) },
            rejected('signature'), source ?? SDK, why);
    }
}

function edges(file) {
    const text = 'edges';
    for (const { id, key, signature, why } of edge_cases(sep53_hash(text))) {
        const account = strkey(key);
        const good = verifies(signature, sep53_hash(text), key);
        file.add(`sep53-ed25519-${id}`, { chain: CHAIN, scheme: 'sep53', account, message: { text }, signature: base64(signature) },
            good ? valid(account) : rejected('signature'), EQUATION, why);
    }
}
