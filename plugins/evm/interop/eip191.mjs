// SPDX-License-Identifier: Apache-2.0
// eip191: personal_sign.

import { concat, hashMessage, keccak256, SigningKey, toUtf8Bytes } from 'ethers';
import { contract_wallets } from './contract-wallets.mjs';
import { address_of, key, parts, sig64, sig65 } from './curve.mjs';
import { ALL, bred_expectation, BREED, HELLO, MESSAGES } from './eip191-messages.mjs';
import { edges, forms, ranges } from './eip191-signatures.mjs';
import { precedence, texts } from './eip191-texts.mjs';
import { eip1191, is_wrong_on } from './eip1191.mjs';
import { judge, malformed, valid } from './judge.mjs';
import { VIEM, personal_sign } from './libraries.mjs';
import { message_kinds } from './message-kind.mjs';
import { rotation, VectorFile } from '../../../tests/interop/writer.mjs';

export async function eip191_vectors() {
    const file = new VectorFile('eip191.json',
        'EIP-191 personal_sign (version 0x45) of externally owned accounts: what wallets sign, ' +
        'and what must be refused. An expectation without a reason accepts any reason.');
    const secret = key('eip191');
    const account = address_of(secret);
    const base = { chain: 'eip155:1', scheme: 'eip191', account };

    /** Adds a vector whose hand-written expectation must be what the rules say. */
    const add = (id, request, digest, expect, source, why) => {
        const q = { ...base, ...request };
        const judged = judge({ ...q, digest, claim: q.account });
        if (JSON.stringify(judged) !== JSON.stringify(expect)) {
            throw new Error(`${id}: ${JSON.stringify(expect)} but ${JSON.stringify(judged)}`);
        }
        file.add(`eip191-${id}`, q, expect, source, why);
    };

    // What wallets sign, each message with its negatives.
    const next = rotation(BREED, 2);
    for (const [name, { message, bytes: raw, params }, why] of MESSAGES) {
        const signed = await personal_sign(secret, raw);
        const request = { message, signature: signed.signature, ...(params ? { params } : {}) };
        add(name, request, signed.digest, valid(account), ALL, why);
        const kinds = name === 'ascii' ? BREED : next();
        for (const [kind, bend, reason] of kinds) {
            const whole = { ...base, ...request };
            const changed = bend(whole);
            file.add(`eip191-${name}-${kind}`, { ...whole, ...changed },
                     bred_expectation(whole, changed, signed.digest),
                     `derived from eip191-${name}`, reason);
        }
    }

    await published(add);
    await chains(add, secret);
    const hello = await personal_sign(secret, toUtf8Bytes('Hello, walletauth!'));
    const odd = await odd_parity(secret);
    for (const [parity, { message, digest, signature }] of [[0, pick(hello, odd, 0)],
                                                           [1, pick(hello, odd, 1)]]) {
        forms(add, `p${parity}`, { message, digest, signature, parity });
    }
    ranges(add);
    edges(add);
    texts(file, add, hello, base);
    prefixes(add, secret, account);
    precedence(file, hello, base);
    await message_kinds(file, base, secret);
    contract_wallets((id, changed, expect, source, why) => file.add(`eip191-${id}`,
        { ...base, message: HELLO, signature: hello.signature, ...changed }, expect, source, why),
        hello);
    rootstock(file, hello, base);
    return file;
}

const parity_of = (signature) => parts(signature).v - 27;

/** A message whose signature has the parity that HELLO's has not. */
async function odd_parity(secret) {
    const hello = await personal_sign(secret, toUtf8Bytes(HELLO.text));
    for (let i = 0; ; i++) {
        const message = { text: `Hello, walletauth! (${i})` };
        const signed = await personal_sign(secret, toUtf8Bytes(message.text));
        if (parity_of(signed.signature) !== parity_of(hello.signature)) {
            return { message, ...signed };
        }
    }
}

const pick = (hello, odd, parity) =>
    parity_of(hello.signature) === parity ? { message: HELLO, ...hello } : odd;

/** Published examples, which the libraries must reproduce from the published keys. */
async function published(add) {
    const k2098 = '0x' + '1234567890'.repeat(7).slice(0, 60) + '1234';
    const cases = [
        ['eip2098-spec-1', k2098, 'Hello World',
         '68a020a209d3d56c46f38cc50a33f704f4a9a10a59377f8dd762ac66910e9b90',
         '7e865ad05c4035ab5792787d4a0297a43617ae897930a6fe4d822b8faea52064', 27,
         'EIP-2098, first test case'],
        ['eip2098-spec-2', k2098, "It's a small(er) world",
         '9328da16089fcba9bececa81663203989f2df5fe1faa6291a45381c81bd17f76',
         '139c6d6b623b42da56557e5e734a43dc83345ddfadec52cbe24d0cc64f550793', 28,
         'EIP-2098, second test case'],
        ['web3js-some-data', '0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318',
         'Some data', 'b91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd',
         '6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a029', 28,
         'web3.js documentation, eth.accounts.sign'],
    ];
    for (const [id, secret, message, r, s, v, source] of cases) {
        const signed = await personal_sign(secret, toUtf8Bytes(message));
        const full = '0x' + r + s + v.toString(16);
        if (signed.signature !== full) throw new Error(`${id}: not as published`);
        const request = { account: signed.account, message: { text: message } };
        add(id, { ...request, signature: full }, signed.digest, valid(signed.account), source,
            'published signature, reproduced from the published key');
        const compact = '0x' + sig64(BigInt('0x' + r), BigInt('0x' + s), v - 27);
        add(`${id}-compact`, { ...request, signature: compact }, signed.digest,
            valid(signed.account), source, 'the same as 64 bytes');
    }
}

/** personal_sign names no chain. */
async function chains(add, secret) {
    const signed = await personal_sign(secret, toUtf8Bytes(HELLO.text));
    for (const reference of ['10', '137', '11155111', '9'.repeat(32)]) {
        add(`chain-${reference}`, { chain: `eip155:${reference}`, message: HELLO,
                                    signature: signed.signature },
            signed.digest, valid(signed.account), ALL,
            'nothing in the signed bytes names a chain: good under every eip155 reference');
    }
}

/** The chains whose addresses have a checksum of their own. */
function rootstock(file, { signature }, base) {
    const own = (chain) => eip1191(base.account, chain);
    const say = (id, chain, account, why) => file.add(`eip191-eip1191-${id}`,
        { ...base, chain: `eip155:${chain}`, account, message: HELLO, signature },
        is_wrong_on(account, chain) ? malformed('account') : valid(base.account),
        `${VIEM} getAddress with a chain id`, why);
    say('30', 30, own(30), 'the checksum of Rootstock');
    say('31', 31, own(31), 'the checksum of its testnet');
    say('30-eip55', 30, base.account, 'EIP-55 counts there, too');
    say('31-eip55', 31, base.account, 'EIP-55 counts there, too');
    say('30-of-31', 30, own(31), 'the other chain\'s checksum');
    say('31-of-30', 31, own(30), 'the other chain\'s checksum');
    say('1-of-30', 1, own(30), 'counts on eip155:30 only');
    say('137-of-31', 137, own(31), 'counts on eip155:31 only');
    say('300-of-30', 300, own(30), 'a reference is compared whole');
}

/** Signatures over other readings of the prefix. */
function prefixes(add, secret, account) {
    const wrong = (id, shown, signed_bytes, why) => {
        const { r, s, v } = parts(new SigningKey(secret).sign(keccak256(signed_bytes)).serialized);
        const digest = hashMessage(toUtf8Bytes(shown));
        add(`prefix-${id}`, { message: { text: shown }, signature: '0x' + sig65(r, s, v) }, digest,
            judge({ scheme: 'eip191', digest, signature: sig65(r, s, v), claim: account }),
            'made from the rule', why);
    };
    const t = toUtf8Bytes;
    const p = '\x19Ethereum Signed Message:\n';
    const greek = '\u03b1\u03b2\u03b3';
    wrong('characters', greek, t(p + '3' + greek), 'length in characters');
    wrong('utf16', '\u{1f511}', t(p + '2\u{1f511}'), 'length in UTF-16 units');
    wrong('padded-length', 'hello', t(p + '05hello'), 'length with a leading zero');
    wrong('hex-length', 'hello world, this is it', t(p + '17hello world, this is it'),
          'length in hexadecimal');
    wrong('no-length', 'hello', t(p + 'hello'), 'no length');
    wrong('none', 'hello', t('hello'), 'no prefix: a raw digest');
    wrong('no-0x19', 'hello', t(p.slice(1) + '5hello'), 'no 0x19');
    wrong('tron', 'hello', t('\x19TRON Signed Message:\n5hello'), 'the prefix of TRON');
    wrong('bitcoin', 'hello', t('\x18Bitcoin Signed Message:\n\x05hello'), 'the prefix of Bitcoin');
    wrong('version-0', 'hello', concat(['0x1900', account, t('hello')]),
          'EIP-191 version 0, intended validator');
    wrong('digest-of-message', 'hello', concat([t(p + '32'), keccak256(t('hello'))]),
          'the hash of the message was signed as the message');
    wrong('terminated', 'hello', t(p + '6hello\u0000'), 'the terminating NUL was signed');
}
