// SPDX-License-Identifier: Apache-2.0
// kwil-db's ed25519 and ed25519_nr.

import { KeyPair, baseEncode } from 'near-api-js';
import nacl from 'tweetnacl';
import { EQUATION, edge_cases } from '../../../tests/interop/ed25519.mjs';
import { VectorFile, rotation } from '../../../tests/interop/writer.mjs';
import { base64, flip, hex, malformed, rejected, unsupported, valid } from '../../../tests/interop/verdicts.mjs';
import { MULTIVERSX, MULTIVERSX_TEXTS, NOT_MULTIVERSX_TEXTS, foreign_bytes } from '../../../tests/interop/foreign-bytes.mjs';
import { adder, judge } from './judge.mjs';
import { AMINO, DIRECT, MESSAGES, near_bytes, no_text } from './messages.mjs';
import { ED25519_LIBRARIES, ed25519_signer, facesign_seed, seed, sha256 } from './sign.mjs';

const other = ed25519_signer(seed('other'));
const other_message = ({ message }) => ({ message: Buffer.concat([message, Buffer.from('..')]) });

/** Negatives that follow from any positive: [kind, what changes, verdict, why]. */
const BREED = [
    ['flip', ({ signature }) => ({ signature: Buffer.from(flip(signature, 133)) }), rejected('signature'), 'bit 133 turned'],
    ['other-message', other_message, rejected('signature'), 'another message'],
    ['other-message-compat', (sample) => ({ ...other_message(sample), compat: true }), rejected('signature'), 'another message'],
    ['other-key', () => ({ key: other.key }), rejected('signature'), 'the key of somebody else'],
    ['other-account', () => ({ account: hex(other.key) }), rejected('signer'), 'the account of another key'],
    ['cut', ({ signature }) => ({ signature: signature.subarray(0, 63) }), malformed('signature'), '63 bytes'],
    ['extended', ({ signature }) => ({ signature: Buffer.concat([signature, Buffer.alloc(1)]) }), malformed('signature'), '65 bytes'],
    ['key-cut', ({ key }) => ({ key: key.subarray(0, 31) }), malformed('public_key'), '31 bytes'],
    ['key-extended', ({ key }) => ({ key: Buffer.concat([key, Buffer.alloc(1)]) }), malformed('public_key'), '33 bytes'],
];

export function ed25519_vectors(scheme) {
    const file = new VectorFile(`${scheme}.json`, scheme === 'ed25519'
        ? 'kwil-db\'s ed25519: the message itself is signed; what breaks it.'
        : 'kwil-db\'s ed25519_nr: sha256 of the message is signed; what breaks it.');
    const add = adder(file, scheme);
    const signed_bytes = (message) => scheme === 'ed25519' ? message : sha256(message);
    const make = (label, message) => {
        const signer = ed25519_signer(seed(label));
        return { signer, key: signer.key, message, signature: signer.sign(signed_bytes(message)) };
    };
    const next = rotation(BREED, 5);
    for (const [name, message, from] of MESSAGES) {
        const sample = make(name, message);
        const good = valid(hex(sample.key));
        add(name, sample, good, ED25519_LIBRARIES, from);
        add(`${name}-compat`, { ...sample, compat: true }, good, ED25519_LIBRARIES, 'the same to kwil-db');
        for (const [kind, bend, expect, why] of next()) {
            add(`${name}-${kind}`, { ...sample, ...bend(sample) }, expect, `derived from ${name}`, why);
        }
    }
    published(add, scheme, signed_bytes);
    domains(add, scheme, make);
    for (const { id, key, signature, why } of edge_cases(signed_bytes(MESSAGES[0][1]))) {
        for (const compat of [false, true]) {
            const sample = { key, message: MESSAGES[0][1], signature, compat };
            add(`edge-${id}${compat ? '-compat' : ''}`, sample, judge({ scheme, ...sample }),
                EQUATION, why);
        }
    }
    forms(file, scheme, make('forms', Buffer.from('forms')));
    return file;
}

/** Keys and signatures that other projects publish. */
function published(add, scheme, signed_bytes) {
    // kwil-db core/crypto/auth/auth_test.go (a secret made for the test) and extensions/auth/ed25519_sha256_test.go.
    const key = '0aa611bf555596912bc6f9a9f169f8785918e7bab9924001895798ff13f05842';
    const signer = ed25519_signer(Buffer.from('7c67e60fce0c403ff40193a3128e5f3d8c2139aed36d76d7b5f1e70ec19c43f0', 'hex'));
    const message = Buffer.from('foo');
    const sample = { key: Buffer.from(key, 'hex'), message, signature: signer.sign(signed_bytes(message)) };
    add('kwil-test', sample, valid(key), 'kwil-db core/crypto/auth/auth_test.go', 'key and identity of kwil-db\'s test');
    const nr = Buffer.from('089bcf52220dad77abc2cfcb1639bcb2944fdf64e0b173f40cd0d144bdbf7808' +
        'f4eff3716eb3e98ed40be3ab126e1449d5f57efbe5626673059edc90e9cd9801', 'hex');
    add('kwil-nr-test', { ...sample, signature: nr }, scheme === 'ed25519' ? rejected('signature') : valid(key),
        'kwil-db extensions/auth/ed25519_sha256_test.go', 'kwil-db\'s signature over sha256 of foo');
    // idos-sdk-js packages/utils/src/facesign/index.test.ts: the key of the mnemonic.
    const face = ed25519_signer(facesign_seed('abandon '.repeat(11) + 'about'));
    const face_key = 'c5785e1865b708938aff8161d573006496663b1aa10834e396dc566869a2c66a';
    const text = Buffer.from('Sign this message to add FaceSign to your idOS profile');
    add('facesign', { key: Buffer.from(face_key, 'hex'), message: text, signature: face.sign(signed_bytes(text)) },
        valid(face_key), 'idos-sdk-js packages/utils/src/facesign/index.test.ts', 'the key of the published mnemonic');
}

/** Bytes that are no text, and what the same key signs for others. */
function domains(add, scheme, make) {
    const hashing = scheme !== 'ed25519';
    const thrice = (id, sample, why) => no_text(add, ED25519_LIBRARIES)(id, sample, why);
    const direct = make('direct', DIRECT);
    thrice('direct', direct, 'a digest may be of anything');
    const flipped = { ...direct, signature: Buffer.from(flip(direct.signature, 9)) };
    add('direct-flip', flipped, rejected('policy'), ED25519_LIBRARIES, 'the message decides before the signature');
    add('direct-flip-bytes', { ...flipped, kind: 'bytes' }, rejected('signature'), ED25519_LIBRARIES, 'bytes are allowed, the signature is wrong');
    add('direct-cut', { ...direct, signature: direct.signature.subarray(1) }, malformed('signature'), ED25519_LIBRARIES,
        'malformed comes first');
    thrice('nul', make('nul', Buffer.from('a\u0000b')), 'a text with a NUL byte');
    thrice('not-utf8', make('not-utf8', Buffer.from([0x61, 0xc3])), 'UTF-8 cut off');
    thrice('c1', make('c1', Buffer.from('a\u0085b')), 'U+0085, a control character');
    thrice('signature-and-content', make('binary', Buffer.concat([DIRECT, DIRECT, Buffer.from('{"content":1}')])),
        'what issuers sign over: a signature and its content');
    const text = make('kind', Buffer.from('a\tb\r\n'));
    add('kind-text', { ...text, kind: 'text' }, valid(hex(text.key)), ED25519_LIBRARIES, 'the default, stated');
    add('kind-bytes', { ...text, kind: 'bytes' }, valid(hex(text.key)), ED25519_LIBRARIES, 'a text is bytes, too');
    const amino = make('amino', AMINO[0][1]);
    add('amino', amino, valid(hex(amino.key)), ED25519_LIBRARIES, 'no Cosmos account signs so');
    multiversx(add, scheme, make);
    for (const [name, bytes, why] of foreign_bytes(ed25519_signer(seed('thief')).key)) {
        thrice(`theft-${name}`, make('thief', bytes), why);
    }
    const secret = seed('near');
    const near = ed25519_signer(secret);
    const pair = KeyPair.fromString('ed25519:' + baseEncode(nacl.sign.keyPair.fromSeed(secret).secretKey));
    for (const [name, bytes, why] of near_bytes(pair.getPublicKey())) {
        const message = hashing ? bytes : sha256(bytes);
        const { signature } = pair.sign(sha256(bytes));
        thrice(name, { key: near.key, message, signature }, why);
    }
}

/** MultiversX signs its transactions as text, not the sha256 of it. */
function multiversx(add, scheme, make) {
    const strict = (sample) => scheme === 'ed25519' ? rejected('policy') : valid(hex(sample.key));
    for (const [name, text, why] of MULTIVERSX_TEXTS) {
        const sample = make('multiversx', Buffer.from(text));
        add(`theft-${name}`, sample, strict(sample), ED25519_LIBRARIES, why);
        add(`theft-${name}-bytes`, { ...sample, kind: 'bytes' }, strict(sample), ED25519_LIBRARIES, 'it is text, so bytes do not lift it');
        add(`theft-${name}-compat`, { ...sample, compat: true }, valid(hex(sample.key)), ED25519_LIBRARIES, 'kwil-db takes anything');
    }
    for (const [name, text, why] of NOT_MULTIVERSX_TEXTS) {
        const sample = make('multiversx', Buffer.from(text));
        add(name, sample, valid(hex(sample.key)), ED25519_LIBRARIES, why);
    }
    if (scheme !== 'ed25519') return;
    const { source, text, ...published } = MULTIVERSX;
    const sample = { ...published, message: Buffer.from(text) };
    add('theft-multiversx', sample, rejected('policy'), source, 'a published transaction\'s signature');
    add('theft-multiversx-compat', { ...sample, compat: true }, valid(hex(sample.key)), source, 'kwil-db takes anything');
}

/** Notations. */
function forms(file, scheme, { key, signature }) {
    const id32 = hex(key);
    const request = { chain: 'kwil:idos', scheme, account: id32, public_key: id32, message: { text: 'forms' },
                      signature: hex(signature) };
    const good = valid(id32);
    const say = (id, changed, expect, why, source = ED25519_LIBRARIES) => {
        const asked = { ...request, ...changed };
        for (const name of Object.keys(asked)) if (asked[name] === undefined) delete asked[name];
        file.add(`${scheme.replace('_', '-')}-form-${id}`, asked, expect, source, why);
    };
    say('plain', {}, good, 'account and key');
    say('key-absent', { public_key: undefined }, good, 'the account is the key');
    say('account-absent', { account: undefined }, good, 'the key is the account');
    say('both-absent', { account: undefined, public_key: undefined }, malformed('account'), 'nobody is claimed');
    say('key-upper', { public_key: id32.toUpperCase() }, good, 'digits of either case');
    say('key-raw', { public_key: { hex: id32 } }, good, 'the compact id');
    say('key-0x', { public_key: '0x' + id32 }, malformed('public_key'), 'kwil writes no 0x');
    say('account-upper', { account: id32.toUpperCase() }, good, 'normalised to lower case');
    say('account-short', { account: id32.slice(2) }, malformed('account'), '62 digits');
    say('account-secp256k1', { account: '02' + id32, public_key: undefined }, malformed('account'), 'an identity of the other curve');
    say('caip10', { account: 'kwil:idos:' + id32 }, good, 'CAIP-10');
    say('reference', { chain: 'kwil:main' }, good, 'any reference');
    say('signature-base64', { signature: base64(signature) }, good, 'base64');
    say('signature-0x', { signature: '0x' + hex(signature) }, malformed('signature'), 'no 0x here');
    say('signature-upper', { signature: hex(signature).toUpperCase() }, good, 'digits of either case');
    say('signature-empty', { signature: '' }, malformed('signature'), 'no bytes');
    say('params', { params: { identity: 'key' } }, unsupported('params'), 'the scheme declares no such');
    for (const kind of ['', 'Bytes', 'binary']) {
        say(`bad-kind-${kind.toLowerCase() || 'empty'}`, { params: { message_kind: kind } }, malformed('params'), 'text or bytes');
    }
    say('kind-compat', { params: { message_kind: 'x' }, compat: true }, malformed('params'), 'compat lifts the rule, not what is malformed');
    say('kind-and-signature', { params: { message_kind: 'x' }, signature: { hex: '00' } }, malformed('params'), 'parameters come first');
    say('kind-number', { params: { message_kind: 1 } }, malformed('params'), 'a text');
    const derive = { account: undefined, message: undefined, signature: undefined };
    const is = (address) => ({ status: 'valid', address });
    say('derive', derive, is(id32), 'Identifier(compact id)');
    say('derive-upper', { ...derive, public_key: id32.toUpperCase() }, is(id32), 'lower case');
    const off_curve = '02' + '00'.repeat(31); // RFC 8032, 5.1.3: y = 2 has no x
    say('derive-off-curve', { ...derive, public_key: off_curve }, is(off_curve), 'no point, and a name all the same',
        'kwil-db core/crypto/auth/ed25519.go: Identifier asks for 32 bytes, and writes them as hex');
    say('derive-short', { ...derive, public_key: id32.slice(2) }, malformed('public_key'), '31 bytes');
}
