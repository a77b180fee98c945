// SPDX-License-Identifier: Apache-2.0
// nep413-kwil: the blob that idOS' clients send, strict and as kwil-db reads it.

import { baseDecode, baseEncode } from 'near-api-js';
import { EQUATION, edge_cases } from '../../../tests/interop/ed25519.mjs';
import { VectorFile, rotation } from '../../../tests/interop/writer.mjs';
import { base64, hex, malformed, rejected, unsupported, valid } from '../../../tests/interop/verdicts.mjs';
import { judge, kwil_blob } from './kwil-blob.mjs';
import { BREED, make } from './kwil-samples.mjs';
import {
    NEAR_API_JS, NEAR_SIGN_VERIFY, TWEETNACL, ed25519_signer, payload_hash, secp256k1_signer,
} from './sign.mjs';

const LIBRARIES = `${NEAR_API_JS} and ${NEAR_SIGN_VERIFY}: same bytes; ${TWEETNACL} verifies`;
const KWIL = 'kwil-db release-v0.9 extensions/auth/nep413.go, near/borsh-go';

const TRANSACTION = 'Store a credential\n\nPayloadType: execute\nPayloadDigest: ' +
    'e9122a61e2f86846c23ebb78e478b4f3a25754cb\nFee: 0\nNonce: 7\n\nKwil Chain ID: idos\n';
const MESSAGES = [
    ['transaction', TRANSACTION], ['empty', ''], ['utf8', 'Grüße 👋 世界'], ['nul', 'a\u0000b'],
    ['long', 'x'.repeat(2000)],
];
const CALLBACKS = [['no-url', undefined], ['url', 'http://localhost:5173/']];

/** Adds what the rules of kwil-blob.mjs agree with; stops otherwise. */
class Adder {
    constructor(file) { this.file = file; }

    add(id, { key, message, blob, params, compat, ...more }, expect, source, why) {
        const account = hex(key);
        const claim = more.account ?? account;
        const judged = judge({ key, claim, message, blob, params, compat });
        if (JSON.stringify(judged) !== JSON.stringify(expect)) {
            throw new Error(`${id}: ${JSON.stringify(expect)} but ${JSON.stringify(judged)}`);
        }
        const text = message.toString();
        this.file.add(`nep413-kwil-${id}`, {
            chain: 'near:mainnet', scheme: 'nep413-kwil', account: claim, public_key: account,
            message: Buffer.from(text).equals(message) ? { text } : { hex: hex(message) },
            ...(params === undefined ? {} : { params }), ...(compat ? { compat } : {}),
            signature: base64(blob),
        }, expect, source, why);
    }
}

export async function nep413_kwil_vectors() {
    const file = new VectorFile('nep413-kwil.json',
        'NEP-413 as kwil-db verifies it: the payload stands in the signature.');
    const adder = new Adder(file);
    published(adder);
    const next = rotation(BREED, 5);
    for (const [message_name, text] of MESSAGES) {
        for (const [callback_name, callback_url] of CALLBACKS) {
            const id = `${message_name}-${callback_name}`;
            const sample = await make(`kwil ${message_name}`, { message: text, callback_url });
            const good = valid(hex(sample.key));
            adder.add(id, sample, good, LIBRARIES, 'the payload as it was signed');
            adder.add(`${id}-compat`, { ...sample, compat: true }, good, LIBRARIES, 'the same to kwil-db');
            for (const [kind, bend, expect, why] of next()) {
                adder.add(`${id}-${kind}`, { ...sample, ...bend(sample) }, expect,
                          `derived from nep413-kwil-${id}`, why);
            }
        }
    }
    await readings(adder);
    await parameters(adder);
    await edges(adder);
    await spellings(file);
    identities(file);
    return file;
}

/** Signatures by wallets, from kwil-db's own test (extensions/auth/nep413_test.go, release-v0.9). */
function published(adder) {
    const key = Buffer.from('bcb7c8d4ae100a39d8d39be9443b96e14dcc3764e682ae9fb004afecc1cba33d', 'hex');
    const text = '*See your idOS profile ID*\n\nDBID: x625a832c84f02fbebb229ee3b5e66b6767802b29d87acf72b8dd05d1' +
        '\nAction: get_wallet_human_id\nPayloadDigest: e9122a61e2f86846c23ebb78e478b4f3a25754cb\n\nKwil 🖋\n';
    const wallets = [
        ['meteor', text, 'base64', '',
         'FtSnvFmYDTYk5nuMo9W0AfPsyIy1Pl4pyttvDWmLBsUH2J1SJU6s1JoJvzjKVf95MRby2kc8+vjvQNLAYRpwCQ=='],
        ['mynearwallet', text, 'base64',
         'http://localhost:5173/#accountId=juliosantos-staging.testnet&signature=PYogCMrEnbAr7LSVoOYFAz9wZu1IL4' +
         'Wtj5TL1A%2BJAa05q4RGhtKX8IpghYvFPIkCbcGjeBe%2Fd7INxpfgFaEcDw%3D%3D&publicKey=ed25519%3ADhgBrU3N1n36MV9r' +
         'ENSaQgc4xprMgh7N2vY4th8kLRZN&',
         'Jf9lg+2ikw+Xnp6pR74K/kazF+KLPzT5QGb+nualZOGZcDXEcC7cRjsN9iUwdtVDWELJaIh1BYVMHmVYC78iAw=='],
        ['plaintext', text.replace('🖋', ''), 'text', 'http://localhost:5173/',
         'PCvQ1VOrm2uZl2gcE9JPni/3j/C4ZU2kTlFZeofWMCRybT+rLuQ2Zuft3Vv5DKise7/zNqzZIA9noGJQ8RHZBg=='],
    ];
    const source = 'kwil-db release-v0.9 extensions/auth/nep413_test.go';
    for (const [name, words, message_encoding, callback_url, signature] of wallets) {
        const message = Buffer.from(words);
        const signed = message_encoding === 'text' ? words : base64(message);
        const payload = { message: signed, nonce: Buffer.alloc(32), recipient: 'idos.network', callback_url };
        const bytes = Buffer.from(signature, 'base64');
        const sample = { key, message, params: { message_encoding } };
        adder.add(`published-${name}`, { ...sample, blob: kwil_blob(payload, bytes) }, valid(hex(key)), source,
                  callback_url === '' ? 'the callback "" is signed as absent' : 'the callback is signed');
        const empty = kwil_blob({ ...payload, message: '' }, bytes, { tag: 0 });
        adder.add(`published-${name}-empty`, { ...sample, blob: empty }, rejected('signature'), source,
                  'the test sends tag 0 and no message');
        adder.add(`published-${name}-empty-compat`, { ...sample, blob: empty, compat: true }, valid(hex(key)),
                  source, 'the test sends tag 0 and no message, which kwil-db replaces');
        adder.add(`published-${name}-other-encoding`, { ...sample, blob: empty, compat: true,
            params: { message_encoding: message_encoding === 'text' ? 'base64' : 'text' } },
            rejected('signature'), source, 'the wallet was given the other encoding');
    }
}

/** Where kwil-db reads more than a wallet writes. */
async function readings(adder) {
    const sample = await make('kwil readings', { message: TRANSACTION });
    const { payload, signature } = sample;
    const url = 'http://localhost:5173/';
    const with_url = await make('kwil readings url', { message: TRANSACTION, callback_url: url });
    const good = valid(hex(sample.key));
    const both = (id, of, blob, strict, compat, why) => {
        adder.add(`reading-${id}`, { ...of, blob }, strict, KWIL, why);
        adder.add(`reading-${id}-compat`, { ...of, blob, compat: true }, compat, KWIL, why);
    };
    const no = rejected('signature');
    const bad = malformed('signature');
    both('tag', sample, kwil_blob(payload, signature, { tag: 413 }), no, good, 'another tag in the blob');
    both('message', sample, kwil_blob({ ...payload, message: 'another' }, signature), no, good,
         'another message in the blob');
    both('trailing', sample, kwil_blob(payload, signature, { trailing: 'more' }), bad, good,
         'bytes behind the payload');
    both('empty-callback', sample, kwil_blob({ ...payload, callback_url: '' }, signature), good, good,
         'Some("") is signed as None');
    for (const option of [2, 255]) {
        both(`option-${option}`, with_url, kwil_blob(with_url.payload, with_url.signature, { option }), bad,
             valid(hex(with_url.key)), `option byte ${option}`);
    }
    both('option-without-text', sample, kwil_blob(payload, signature, { option: 1 }), bad, bad,
         'the text that follows is missing');
    both('option-0-before-text', with_url, kwil_blob(with_url.payload, with_url.signature, { option: 0 }), bad, no,
         'None, and the callback that was signed behind it');
    const { signer } = sample;
    const raw = (changed) => ({ ...payload, ...changed });
    const signed = (one) => kwil_blob(one, signer.raw(payload_hash(one)));
    both('some-empty-signed', sample, kwil_blob(raw({ callback_url: '' }),
         signer.raw(payload_hash(raw({ callback_url: '' })))), no, no, 'signed with Some(""), which nobody writes');
    const bytes = Buffer.from('ff', 'hex');
    both('message-not-utf8', { ...sample, message: bytes }, signed(raw({ message: bytes })), malformed('message'),
         good, 'Go texts are any bytes');
    both('recipient-not-utf8', sample, signed(raw({ recipient: bytes })), bad, good, 'Go texts are any bytes');
    both('callback-not-utf8', sample, signed(raw({ callback_url: bytes })), bad, good, 'Go texts are any bytes');
    both('no-hash', sample, kwil_blob(payload, signer.raw(Buffer.from(TRANSACTION))), no, no,
         'the bare message was signed');
    for (const [id, size] of [['empty', 0], ['one-byte', 1], ['65-bytes', 65], ['66-bytes', 66]]) {
        both(id, sample, Buffer.alloc(size), bad, bad, `${size} zero bytes`);
    }
}

async function parameters(adder) {
    const sample = await make('kwil parameters', { message: TRANSACTION });
    const good = valid(hex(sample.key));
    const say = (id, params, expect, why, more = {}) =>
        adder.add(`params-${id}`, { ...sample, ...more, params }, expect, LIBRARIES, why);
    say('recipient', { recipient: 'idos.network' }, good, 'the signed one');
    say('recipient-other', { recipient: 'idos.net' }, rejected('policy'), 'not the signed one');
    say('recipient-other-compat', { recipient: 'idos.net' }, rejected('policy'),
        'kwil-db never asks, a service that does means it', { compat: true });
    say('recipient-case', { recipient: 'IDOS.network' }, rejected('policy'), 'compared by bytes');
    say('encoding-text', { message_encoding: 'text' }, good, 'the default');
    say('encoding-base64', { message_encoding: 'base64' }, rejected('signature'), 'the text itself was signed');
    say('encoding-unknown', { message_encoding: 'hex' }, malformed('params'), 'text or base64');
    say('identity-hex', { identity: 'hex' }, good, 'the default');
    say('identity-key', { identity: 'key' }, good, 'names what deriving gives; the account is the same');
    say('identity-unknown', { identity: 'address' }, malformed('params'), 'hex or key');
    const binary = Buffer.from('00ff10', 'hex');
    for (const [name, message] of [['binary', binary], ['empty', Buffer.alloc(0)], ['text', sample.message]]) {
        const encoded = await make(`kwil base64 ${name}`, { message: base64(message) });
        const params = { message_encoding: 'base64' };
        const ask = { ...encoded, message, params };
        adder.add(`base64-${name}`, ask, valid(hex(encoded.key)), LIBRARIES, 'the wallet was given base64');
        adder.add(`base64-${name}-compat`, { ...ask, compat: true }, valid(hex(encoded.key)), LIBRARIES,
                  'the wallet was given base64');
        adder.add(`base64-${name}-twice`, { ...ask, message: encoded.message }, name === 'empty'
            ? valid(hex(encoded.key)) : rejected('signature'), LIBRARIES, 'given in base64 already');
        adder.add(`base64-${name}-longer`, { ...ask, message: Buffer.concat([message, Buffer.alloc(1)]) },
                  rejected('signature'), LIBRARIES, 'one byte more');
    }
    say('unpadded', { message_encoding: 'base64' }, rejected('signature'), 'the signed base64 has its padding',
        await unpadded(binary.subarray(0, 1)));
}

/** What a wallet signs that was given base64 without padding. */
async function unpadded(message) {
    const made = await make('kwil unpadded', { message: base64(message).replace(/=+$/, '') });
    return { ...made, message, blob: kwil_blob({ ...made.payload, message: base64(message) }, made.signature) };
}

async function edges(adder) {
    const { payload, message } = await make('kwil edges', { message: TRANSACTION });
    for (const { id, key, signature, why } of edge_cases(payload_hash(payload))) {
        const sample = { key, message, blob: kwil_blob(payload, signature) };
        for (const compat of [false, true]) {
            const expect = judge({ ...sample, claim: hex(key), compat });
            adder.add(`ed25519-${id}${compat ? '-compat' : ''}`, { ...sample, compat }, expect,
                      EQUATION, why);
        }
    }
}

/** Notations of keys and signatures. */
async function spellings(file) {
    const { key, signer, blob } = await make('kwil spellings', { message: 'spellings' });
    const good = valid(hex(key));
    const request = { chain: 'near:testnet', scheme: 'nep413-kwil', account: hex(key), public_key: signer.key,
                      message: { text: 'spellings' }, signature: base64(blob) };
    const say = (id, changed, expect, why) => {
        const asked = { ...request, ...changed };
        for (const name of Object.keys(asked)) if (asked[name] === undefined) delete asked[name];
        file.add(`nep413-kwil-form-${id}`, asked, expect, LIBRARIES, why);
    };
    say('key-near', {}, good, 'ed25519: and base58');
    say('key-hex', { public_key: hex(key) }, good, '64 hex digits');
    say('key-hex-upper', { public_key: hex(key).toUpperCase() }, good, 'kwil takes either case');
    say('key-raw', { public_key: { hex: hex(key) } }, good, 'the compact id');
    say('key-absent', { public_key: undefined }, good, 'an implicit id is its key');
    say('account-absent', { account: undefined }, good, 'the account that the key gives');
    say('both-absent', { account: undefined, public_key: undefined }, malformed('account'), 'nothing is claimed');
    say('named-without-key', { account: 'alice.testnet', public_key: undefined }, malformed('public_key'),
        'a name says nothing of its keys');
    say('key-31', { public_key: { hex: hex(key).slice(2) } }, malformed('public_key'), '31 bytes');
    say('key-33', { public_key: { hex: hex(key) + '00' } }, malformed('public_key'), '33 bytes');
    say('key-secp256k1', { public_key: secp256k1_signer('kwil').key }, malformed('public_key'), 'ed25519 only');
    say('account-upper', { account: hex(key).toUpperCase() }, malformed('account'), 'ids are lower case');
    say('account-key-text', { account: signer.key }, malformed('account'),
        'what identity "key" derives is the caller\'s name in kwil-db, and no account id');
    say('signature-hex', { signature: hex(blob) }, good, 'hex');
    say('signature-hex-upper', { signature: hex(blob).toUpperCase() }, good, 'hex in capitals');
    say('signature-raw', { signature: { hex: hex(blob) } }, good, 'raw bytes');
    say('signature-0x', { signature: '0x' + hex(blob) }, malformed('signature'), '0x is refused on NEAR');
    say('signature-odd', { signature: hex(blob).slice(1) }, malformed('signature'), 'an odd number of digits');
    say('signature-unpadded', { signature: base64(blob).replace(/=+$/, '') + '=' }, malformed('signature'),
        'padding of another length');
    say('signature-empty', { signature: '' }, malformed('signature'), 'no bytes');
    say('signature-array', { signature: [...blob] }, good, 'the bytes of a Uint8Array');
    say('signature-array-cut', { signature: [...blob].slice(0, -1) }, malformed('signature'), '63 bytes behind the payload');
    say('signature-bare', { signature: base64(blob.subarray(-64)) }, malformed('signature'), 'the wallet\'s signature without the payload');
    say('signature-line-feed', { signature: base64(blob) + '\n' }, malformed('signature'), 'a line feed behind it');
    say('key-other-curve', { public_key: signer.key.replace('ed25519', 'secp256k1') }, malformed('public_key'), '32 bytes');
    say('nonce-param', { params: { nonce: { hex: '00'.repeat(32) } } }, unsupported('params'),
        'the nonce stands in the blob');
    say('params-null', { params: { recipient: null } }, malformed('params'), 'null is no text');
    say('chain', { chain: 'near:betanet' }, unsupported('chain'), 'mainnet and testnet');
}

/** What the key is called: the account of nep413-kwil, and idOS' @caller. */
function identities(file) {
    const { key, account } = ed25519_signer('kwil identity');
    const request = { chain: 'near:mainnet', scheme: 'nep413-kwil', public_key: account };
    const say = (id, changed, expect, why, source = `${NEAR_API_JS} writes the key; plugins/kwil/kwil-db.md`) =>
        file.add(`nep413-kwil-identity-${id}`, { ...request, ...changed }, expect, source, why);
    const is = (address) => ({ status: 'valid', address });
    say('default', {}, is(account), 'kwil-db writes lower-case hex');
    say('hex', { params: { identity: 'hex' } }, is(account), 'kwil-db writes lower-case hex');
    say('key', { params: { identity: 'key' } }, is(key), 'idOS writes ed25519: and base58');
    say('key-of-near', { public_key: key, params: { identity: 'key' } }, is(key), 'the key as NEAR writes it');
    say('upper', { public_key: account.toUpperCase() }, is(account), 'the key in capitals');
    // RFC 8032, 5.1.3: y = 2 has no x. kwil-db's Identifier looks at no point, and nodes must agree about a name.
    const off_curve = '02' + '00'.repeat(31);
    const off_curve_key = `ed25519:${baseEncode(Buffer.from(off_curve, 'hex'))}`;
    say('off-curve', { public_key: off_curve }, is(off_curve), 'no point, and a name all the same', KWIL);
    say('off-curve-key', { public_key: off_curve, params: { identity: 'key' } }, is(off_curve_key), 'the same by the other name');
    say('unknown', { params: { identity: 'base58' } }, malformed('params'), 'hex or key');
    say('short', { public_key: account.slice(2) }, malformed('public_key'), '31 bytes');
    say('secp256k1', { public_key: secp256k1_signer('kwil').key }, malformed('public_key'), 'ed25519 only');
    say('chain', { chain: 'near:betanet' }, unsupported('chain'), 'mainnet and testnet');
    if (!Buffer.from(baseDecode(key.slice('ed25519:'.length))).equals(Buffer.from(account, 'hex'))) {
        throw new Error('the two names are of different keys');
    }
}
