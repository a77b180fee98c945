// SPDX-License-Identifier: Apache-2.0
// bip322: simple and full, with the prefixes of 2026 and without, of each kind of address; and what breaks them.

import { bech32, bech32m } from 'bech32';
import bs58check from 'bs58check';
import { VectorFile } from '../../../tests/interop/writer.mjs';
import { flip, hex, malformed, rejected, unsupported, valid } from '../../../tests/interop/verdicts.mjs';
import { bad_transactions } from './bad-transactions.mjs';
import { add_published } from './published.mjs';
import {
    BIP322_JS, BITCOINJS, MAINNET, MESSAGE, ORDER, SCURE, SIGNET, Signer, TESTNET3, TESTNET4, TYPES, Verifier, base64, bitcoin, der, full,
    high_s, legacy_digest, numbers_of, schnorr, sign_bitcoinjs, sign_legacy, sign_scure, signer, simple, stack, to_spend,
    witness_of,
} from './sign.mjs';

export const BOTH = `${BITCOINJS} and ${SCURE} give the same`;

export const MESSAGES = [
    ['hello', 'Hello World'], ['empty', ''], ['utf8', 'Gr\u00fc\u00dfe, \u4e16\u754c \ud83e\udd8a'], ['long', 'x'.repeat(300)],
    ['lf', 'app.example wants you to sign in with your Bitcoin account:\nbc1q\n\nNonce: 32891757'],
];

export function bip322_vectors() {
    const file = new VectorFile('bip322.json', 'Messages signed by BIP-322, simple and full, and what breaks them.');
    const who = signer('bip322');
    const other = signer('other');
    for (const type of ['p2wpkh', 'p2tr', 'p2sh-p2wpkh']) {
        for (const [name, message] of MESSAGES) positive(file, who, type, name, message);
    }
    for (const type of TYPES) full_positives(file, who, type);
    legacy(file, who, other);
    networks(file);
    keys(file, signer('bip322 keys'), other);
    negatives(file, who, other);
    bad_transactions(file, who, other);
    addresses(file, who);
    multisig(file, who, other);
    add_published(file);
    return file;
}

const ask = (who, type, message, signature, more = {}) => ({
    chain: MAINNET, scheme: 'bip322', account: who.address(type), message: { text: message }, signature, ...more,
});

/** Signed by both libraries; bip322-js must say that it is good, and its own signature is kept where it is the same on each run. */
function positive(file, who, type, name, message) {
    const good = valid(who.address(type));
    const one = sign_bitcoinjs(who, type, message);
    const two = sign_scure(who, type, message);
    const checked = (transaction) => {
        const text = base64(witness_of(transaction));
        if (!Verifier.verifySignature(who.address(type), message, text)) throw new Error(`bip322-js refuses ${type} ${name}`);
        return text;
    };
    const add = (id, signature, source, why) => file.add(`bip322-${type}-${name}-${id}`, ask(who, type, message, signature), good, source, why);
    if (type === 'p2tr') {
        add('bitcoinjs', checked(one), `${BITCOINJS}; ${BIP322_JS} verifies`, '64 bytes, SIGHASH_DEFAULT');
        add('scure', checked(two), `${SCURE}; ${BIP322_JS} verifies`, '64 bytes, as Xverse signs');
        const all = sign_bitcoinjs(who, type, message, { hash_type: 1 });
        add('all', checked(all), `${BITCOINJS}; ${BIP322_JS} verifies`, '65 bytes with SIGHASH_ALL, as bip322-js signs');
    } else {
        const text = checked(one);
        if (text !== checked(two) || text !== Signer.sign(who.wif, who.address(type), message)) throw new Error(`libraries differ: ${type} ${name}`);
        add('bare', text, `${BOTH}; ${BIP322_JS} does, too`, 'no prefix, as wallets wrote it before 2026');
    }
    if (type === 'p2sh-p2wpkh') return;
    add('smp', simple(one), BOTH, 'the prefix of BIP-322 1.0.0');
}

function full_positives(file, who, type) {
    const message = 'Hello World';
    const good = valid(who.address(type));
    for (const [id, fields, why] of [
        ['full', {}, 'all fields have their defaults'],
        ['full-version-2', { version: 2 }, 'version 2, as time locks need it'],
        ['full-times', { version: 2, lock_time: 1767225600, sequence: 2016 }, 'nLockTime and nSequence: signed, and not judged'],
    ]) {
        const one = sign_bitcoinjs(who, type, message, fields);
        const two = sign_scure(who, type, message, fields);
        if (type !== 'p2tr' && full(one) !== full(two)) throw new Error(`libraries differ: ${type} ${id}`);
        file.add(`bip322-${type}-${id}`, ask(who, type, message, full(one)), good, type === 'p2tr' ? BITCOINJS : BOTH, why);
        if (type === 'p2tr') file.add(`bip322-${type}-${id}-scure`, ask(who, type, message, full(two)), good, SCURE, why);
    }
    if (type !== 'p2pkh') return;
    const loose = sign_bitcoinjs(who, 'loose', message);
    file.add('bip322-p2pkh-full-uncompressed', ask(who, 'loose', message, full(loose)), valid(who.address('loose')), BITCOINJS,
        'P2PKH of the uncompressed key');
}

/** The 65 bytes of signmessage, which BIP-322 lets stand for P2PKH. */
function legacy(file, who, other) {
    const message = 'Hello World';
    const text = base64(sign_legacy(who, 'p2pkh', message));
    if (text !== Signer.sign(who.wif, who.address('p2pkh'), message)) throw new Error('bip322-js signs otherwise');
    const source = `${MESSAGE}; ${BIP322_JS} gives the same`;
    const say = (id, type, signature, expect, why) => file.add(`bip322-legacy-${id}`, ask(who, type, message, signature), expect, source, why);
    say('p2pkh', 'p2pkh', text, valid(who.address('p2pkh')), 'signmessage, compressed key');
    say('loose', 'loose', base64(sign_legacy(who, 'loose', message)), valid(who.address('loose')), 'signmessage, uncompressed key');
    say('loose-header', 'p2pkh', base64(sign_legacy(who, 'p2pkh', message, 27)), rejected('signer'), 'the header says uncompressed');
    say('segwit-header', 'p2pkh', base64(sign_legacy(who, 'p2pkh', message, 39)), malformed('signature'), 'a header of segwit');
    say('high-s', 'p2pkh', base64(high_s(sign_legacy(who, 'p2pkh', message))), rejected('signature'), 'n - s in the place of s');
    say('smp', 'p2pkh', 'smp' + text, malformed('signature'), 'behind a prefix it must be a witness stack');
    for (const type of ['p2wpkh', 'p2sh-p2wpkh', 'p2tr']) {
        // Of another message: beside P2PKH's, which is good, not the account alone makes this one bad.
        const elsewhere = 'elsewhere';
        const signature = base64(sign_legacy(who, type === 'p2tr' ? 'p2pkh' : type, elsewhere));
        file.add(`bip322-legacy-${type}`, ask(who, type, elsewhere, signature), malformed('signature'), source, 'the legacy form is P2PKH\'s alone: scheme bip137');
    }
    say('other-message', 'p2pkh', base64(sign_legacy(who, 'p2pkh', 'another')), rejected('signer'), 'another key is recovered');
    say('other-key', 'p2pkh', base64(sign_legacy(other, 'p2pkh', message)), rejected('signer'), 'another key signed');
}

function networks(file) {
    const who = signer('test networks', true);
    for (const type of TYPES) {
        for (const [id, chain] of [['testnet3', TESTNET3], ['testnet4', TESTNET4], ['signet', SIGNET]]) {
            const one = sign_bitcoinjs(who, type, 'test');
            const two = sign_scure(who, type, 'test');
            if (type !== 'p2tr' && full(one) !== full(two)) throw new Error(`libraries differ: ${type} ${id}`);
            file.add(`bip322-${type}-${id}`, ask(who, type, 'test', full(one), { chain }), valid(who.address(type)), BITCOINJS, `an address of ${id}`);
        }
        const one = full(sign_bitcoinjs(who, type, 'test'));
        file.add(`bip322-${type}-on-mainnet`, ask(who, type, 'test', one), malformed('account'), BITCOINJS, 'an address of a test network');
    }
    for (const [id, chain] of [['litecoin', 'bip122:12a765e31ffd4059bada1e25190f6e98'], ['name', 'bip122:mainnet']]) {
        file.add(`bip322-chain-${id}`, ask(who, 'p2wpkh', 'test', 'smpAA==', { chain }), unsupported('chain'), BITCOINJS, 'no network of Bitcoin');
    }
}

/** A key beside the address, or in its place. */
function keys(file, who, other) {
    const message = 'keys';
    const signed = Object.fromEntries([...TYPES, 'loose'].map((type) => [type, full(sign_bitcoinjs(who, type, message))]));
    const say = (id, type, more, expect, why) => {
        const request = ask(who, type, message, signed[type], more);
        if (request.account === undefined) delete request.account;
        file.add(`bip322-key-${id}`, request, expect, BITCOINJS, why);
    };
    for (const type of ['p2pkh', 'p2sh-p2wpkh', 'p2wpkh']) {
        say(`${type}-compressed`, type, { public_key: hex(who.pubkey) }, valid(who.address(type)), 'the key of the witness');
        say(`${type}-uncompressed`, type, { public_key: hex(who.loose) }, rejected('signer'), 'the same point in the form that has another address');
        say(`${type}-other`, type, { public_key: hex(other.pubkey) }, rejected('signer'), 'another key');
        say(`${type}-x`, type, { public_key: hex(who.x) }, rejected('signer'), '32 bytes are Taproot\'s');
    }
    say('loose', 'loose', { public_key: hex(who.loose) }, valid(who.address('loose')), 'the uncompressed key, P2PKH');
    say('loose-compressed', 'loose', { public_key: hex(who.pubkey) }, rejected('signer'), 'the same point in the form that has other addresses');
    say('loose-alone', 'loose', { account: undefined, public_key: hex(who.loose) }, valid(who.address('loose')), 'it has one address');
    say('p2tr-output', 'p2tr', { public_key: hex(who.output_key) }, valid(who.address('p2tr')), 'the output key');
    say('p2tr-internal', 'p2tr', { public_key: hex(who.x) }, valid(who.address('p2tr')), 'the internal key, tweaked by BIP-86');
    say('p2tr-other', 'p2tr', { public_key: hex(other.x) }, rejected('signer'), 'another key');
    say('p2tr-uncompressed', 'p2tr', { public_key: hex(who.loose) }, rejected('signer'), 'Taproot has no key of 65 bytes');
    say('p2tr-alone', 'p2tr', { account: undefined, public_key: hex(who.output_key) }, valid(who.address('p2tr')), 'an output key has one address');
    say('alone', 'p2wpkh', { account: undefined, public_key: hex(who.pubkey), message: { text: 'alone' } }, malformed('account'), 'a compressed key has four addresses');
    for (const type of ['p2pkh', 'p2sh-p2wpkh', 'p2wpkh']) {
        say(`${type}-typed`, type, { account: undefined, public_key: hex(who.pubkey), params: { address_type: type } }, valid(who.address(type)), 'the type is said');
        say(`${type}-both`, type, { public_key: hex(who.pubkey), params: { address_type: type } }, valid(who.address(type)), 'both are said');
    }
    say('typed-otherwise', 'p2wpkh', { params: { address_type: 'p2pkh' } }, rejected('signer'), 'the account is of another type');
    say('type-unknown', 'p2wpkh', { params: { address_type: 'P2WPKH' } }, malformed('params'), 'no such word');
    say('type-empty', 'p2wpkh', { params: { address_type: '' } }, malformed('params'), 'no such word');
    say('loose-typed', 'p2wpkh', { account: undefined, public_key: hex(who.loose), params: { address_type: 'p2wpkh' } }, malformed('params'), 'segwit has compressed keys');
    say('x-typed', 'p2tr', { account: undefined, public_key: hex(who.output_key), params: { address_type: 'p2wpkh' } }, malformed('params'), 'x alone is Taproot\'s');
    say('undeclared', 'p2wpkh', { params: { network: 'main' } }, unsupported('params'), 'no such parameter');
    const off_curve = Buffer.concat([Buffer.from([2]), Buffer.alloc(31), Buffer.from([5])]);
    say('off-curve', 'p2wpkh', { public_key: hex(off_curve) }, rejected('signer'), 'x = 5 is of no point');
    say('off-curve-alone', 'p2tr', { account: undefined, public_key: hex(off_curve.subarray(1)) }, rejected('signer'), 'x = 5 is of no point');
    say('hybrid', 'p2wpkh', { public_key: hex(Buffer.concat([Buffer.from([6]), who.loose.subarray(1)])) }, malformed('public_key'), 'the hybrid form');
    say('31', 'p2wpkh', { public_key: hex(who.x.subarray(1)) }, malformed('public_key'), '31 bytes');
    say('base64', 'p2wpkh', { public_key: base64(who.pubkey) }, malformed('public_key'), 'hex is wanted');
    say('0x', 'p2wpkh', { public_key: '0x' + hex(who.pubkey) }, malformed('public_key'), 'wallets of Bitcoin write no 0x');
    say('compat', 'p2wpkh', { compat: true }, unsupported('flag'), 'bip322 has no compat');
    compressed(say, who, other);
}

/** Of Taproot the internal key in 33 bytes, as UniSat, OKX and Leather give it. BIP-341 takes x of it: the first byte says nothing. */
function compressed(say, who, other) {
    const good = valid(who.address('p2tr'));
    for (const [id, first, why] of [['even', '02', 'y of the internal key is even'], ['odd', '03', 'y is odd']]) {
        const public_key = first + hex(who.x);
        const params = { address_type: 'p2tr' };
        say(`p2tr-${id}`, 'p2tr', { public_key }, good, why);
        say(`p2tr-${id}-typed`, 'p2tr', { account: undefined, public_key, params }, good, `${why}; the type is said`);
        say(`p2tr-${id}-both`, 'p2tr', { public_key, params }, good, `${why}; both are said`);
        say(`p2tr-${id}-output`, 'p2tr', { public_key: first + hex(who.output_key) }, rejected('signer'), 'an output key has 32 bytes: 33 are an internal key');
        say(`p2tr-${id}-other`, 'p2tr', { public_key: first + hex(other.x) }, rejected('signer'), 'another key');
    }
    say('p2tr-internal-both', 'p2tr', { public_key: hex(who.x), params: { address_type: 'p2tr' } }, good, 'x alone; both are said');
    say('p2tr-off-curve', 'p2tr', { public_key: '02' + '5'.padStart(64, '0') }, rejected('signer'), 'x = 5 is of no point');
    say('p2tr-other-typed', 'p2tr', { account: undefined, public_key: hex(other.pubkey), params: { address_type: 'p2tr' } }, rejected('signature'), 'the address of another key, which has not signed');
}

/** One thing wrong in a simple signature. */
function negatives(file, who, other) {
    const message = 'Hello World';
    for (const type of ['p2wpkh', 'p2sh-p2wpkh', 'p2tr']) {
        const items = sign_bitcoinjs(who, type, message).ins[0].witness;
        const id = (name) => `bip322-bad-${type}-${name}`;
        const say = (name, changed, expect, why, more = {}) =>
            file.add(id(name), ask(who, type, message, base64(stack(changed)), more), expect, BITCOINJS, why);
        say('message', items, rejected('signature'), 'another message', { message: { text: message + '.' } });
        say('account', items, rejected(type === 'p2tr' ? 'signature' : 'signer'), 'an address of the same kind', { account: other.address(type) });
        const foreign = sign_bitcoinjs(other, type, message).ins[0].witness;
        say('other-key', foreign, rejected(type === 'p2tr' ? 'signature' : 'signer'), 'another key signed');
        say('none', [], rejected('signature'), 'an empty stack');
        say('flip', [Buffer.from(flip(items[0], 100)), ...items.slice(1)], rejected('signature'), 'a bit of the signature');
        if (type === 'p2tr') taproot_negatives(say, who, message, items);
        else segwit_negatives(say, who, message, items);
    }
    stacks(file, who, message);
}

function segwit_negatives(say, who, message, [signature, key]) {
    const [r, s] = numbers_of(signature);
    const with_der = (name, changed, why) => say(name, [changed, key], rejected('signature'), why);
    with_der('high-s', der(r, ORDER - s), 'n - s in the place of s (BIP-146)');
    with_der('s-plus-n', der(r, s + ORDER), 's + n');
    with_der('r-zero', der(0n, s), 'r is 0');
    with_der('s-zero', der(r, 0n), 's is 0');
    with_der('r-n', der(ORDER, s), 'r is n');
    for (const type of [0, 2, 3, 0x81, 0x83]) with_der(`type-${type}`, Buffer.concat([signature.subarray(0, -1), Buffer.from([type])]), 'another hash type behind it');
    with_der('no-type', signature.subarray(0, -1), 'no hash type');
    with_der('signature-empty', Buffer.alloc(0), 'an empty signature');
    with_der('compact', Buffer.concat([Buffer.from(r.toString(16).padStart(64, '0') + s.toString(16).padStart(64, '0'), 'hex'), Buffer.from([1])]), 'r and s without DER');
    with_der('long-length', Buffer.concat([Buffer.from([0x30, 0x81]), signature.subarray(1)]), 'a length in two bytes');
    with_der('byte-behind', Buffer.concat([signature.subarray(0, -1), Buffer.from([0, 1])]), 'a byte between DER and hash type');
    say('three', [signature, key, Buffer.alloc(0)], rejected('signature'), 'a third item');
    say('one', [signature], rejected('signature'), 'the key is missing');
    say('swapped', [key, signature], rejected('signature'), 'items exchanged');
    say('uncompressed', [signature, who.loose], rejected('signature'), 'an uncompressed key in segwit');
    say('signed-none', sign_bitcoinjs(who, 'p2wpkh', message, { hash_type: 2 }).ins[0].witness, rejected('signature'), 'signed with SIGHASH_NONE');
}

function taproot_negatives(say, who, message, [signature]) {
    const typed = (type) => sign_bitcoinjs(who, 'p2tr', message, { hash_type: type }).ins[0].witness;
    say('type-0', [Buffer.concat([signature, Buffer.from([0])])], rejected('signature'), 'SIGHASH_DEFAULT is written without a byte (BIP-341)');
    say('type-1-behind-default', [Buffer.concat([signature, Buffer.from([1])])], rejected('signature'), 'the digest has the type, too');
    say('type-default-of-all', [typed(1)[0].subarray(0, 64)], rejected('signature'), 'the digest has the type, too');
    for (const type of [2, 3, 0x81, 0x83]) say(`type-${type}`, typed(type), rejected('signature'), 'signed with another hash type');
    say('63', [signature.subarray(1)], rejected('signature'), '63 bytes');
    say('item-empty', [Buffer.alloc(0)], rejected('signature'), 'an empty item');
    say('annex', [signature, Buffer.from([0x50])], unsupported('operation'), 'an annex');
    say('script', [signature, Buffer.from([0x51]), Buffer.concat([Buffer.from([0xc0]), who.x])], unsupported('operation'), 'the script path');
    const direct = schnorr(legacy_digest(message), who.secret);
    say('other-digest', [direct], rejected('signature'), 'BIP-340 over the digest of signmessage');
    const untweaked = schnorr(sign_digest(who, message), who.secret);
    say('internal', [untweaked], rejected('signature'), 'signed by the internal key');
}

function sign_digest(who, message) {
    const transaction = sign_bitcoinjs(who, 'p2tr', message);
    return transaction.hashForWitnessV1(0, [who.script('p2tr')], [0], 0);
}

/** Texts and stacks that do not read. */
function stacks(file, who, message) {
    const transaction = sign_bitcoinjs(who, 'p2wpkh', message);
    const bytes = witness_of(transaction);
    const text = base64(bytes);
    const say = (id, signature, why, expect = malformed('signature')) =>
        file.add(`bip322-text-${id}`, ask(who, 'p2wpkh', message, signature), expect, BITCOINJS, why);
    say('raw', { hex: hex(bytes) }, 'raw bytes', valid(who.address('p2wpkh')));
    say('raw-smp', { hex: hex(Buffer.from('smp')) + hex(bytes) }, 'raw bytes with the letters in front', valid(who.address('p2wpkh')));
    say('hex', hex(bytes), 'WalletConnect answers hex: base64 is wanted');
    say('upper', 'SMP' + text, 'a prefix in capitals');
    say('foo', 'foo' + text, 'no prefix of BIP-322');
    say('twice', 'smpsmp' + text, 'a prefix behind a prefix');
    say('pof', 'pof' + text, 'a proof of funds', unsupported('operation'));
    say('ful-of-stack', 'ful' + text, 'behind ful stands a transaction');
    say('smp-of-transaction', 'smp' + base64(transaction.toBuffer()), 'behind smp stands a witness stack');
    say('bare-transaction', base64(transaction.toBuffer()), 'a transaction without prefix, as drafts had it');
    say('smp-alone', 'smp', 'nothing behind the prefix');
    say('empty', '', 'nothing');
    say('url', text.replaceAll('+', '-').replaceAll('/', '_'), 'the alphabet of URLs');
    say('line-feed', text + '\n', 'a line feed behind it');
    say('blank', 'smp ' + text, 'a blank behind the prefix');
    say('unpadded', base64(Buffer.concat([bytes, Buffer.alloc(1)])).replaceAll('=', ''), 'no padding');
    say('long-count', base64(Buffer.concat([Buffer.from([0xfd, 2, 0]), bytes.subarray(1)])), 'the count in three bytes');
    say('byte-behind', base64(Buffer.concat([bytes, Buffer.alloc(1)])), 'a byte left over');
    say('cut', base64(bytes.subarray(0, -1)), 'a byte is missing');
    say('count-3', base64(Buffer.concat([Buffer.from([3]), bytes.subarray(1)])), 'three items are promised');
    say('count-1', base64(Buffer.concat([Buffer.from([1]), bytes.subarray(1)])), 'one item is promised, and bytes are left');
    say('bare-64', base64(sign_bitcoinjs(who, 'p2tr', message).ins[0].witness[0]), 'the 64 bytes of a signature without a stack');
    say('huge-count', base64(Buffer.from('ffffffffffffffffff', 'hex')), 'a count of 2^64 - 1');
}

/** P2SH addresses of two keys. Without scriptSig the witness ends in the script that the address is of. */
function multisig(file, who, other) {
    const message = 'Hello World';
    const inner = bitcoin.payments.p2ms({ m: 2, pubkeys: [who.pubkey, other.pubkey] });
    const p2wsh = bitcoin.payments.p2wsh({ redeem: inner });
    const add = (id, account, items, expect, why, prefix = '') => file.add(`bip322-multisig-${id}`, ask(who, 'p2wpkh', message,
        prefix + base64(stack(items)), { account }), expect, BITCOINJS, why);
    const sign_all = (output, hash) => {
        const transaction = new bitcoin.Transaction();
        transaction.version = 0;
        transaction.addInput(to_spend(message, output).getHash(), 0, 0);
        transaction.addOutput(Buffer.from([0x6a]), 0);
        const digest = hash(transaction);
        return [who, other].map(({ pair }) => bitcoin.script.signature.encode(pair.sign(digest), 1));
    };
    const nested = bitcoin.payments.p2sh({ redeem: p2wsh });
    const by_witness = sign_all(nested.output, (t) => t.hashForWitnessV0(0, inner.output, 0, 1));
    const items = [Buffer.alloc(0), ...by_witness, inner.output];
    const inconclusive = 'inconclusive by the BIP where no scripts are run';
    add('nested', nested.address, items, unsupported('operation'), `P2SH-P2WSH of two keys, which signed: ${inconclusive}`);
    add('nested-smp', nested.address, items, rejected('signature'), 'the BIP has smp for native segwit alone', 'smp');
    add('nested-other', nested.address, [...items.slice(0, -1), who.payments.p2pkh.output], rejected('signature'), 'the script is not of the address');
    const plain = bitcoin.payments.p2sh({ redeem: inner });
    const by_script = sign_all(plain.output, (t) => t.hashForSignature(0, inner.output, 1));
    add('p2sh', plain.address, [Buffer.alloc(0), ...by_script, inner.output], unsupported('operation'), `P2SH of two keys: ${inconclusive}`);
    add('p2sh-one', plain.address, [by_script[0], who.pubkey], rejected('signer'), 'one of the keys alone is not of the address');
    const single = who.payments['p2sh-p2wpkh'];
    const own = sign_bitcoinjs(who, 'p2sh-p2wpkh', message).ins[0].witness;
    add('p2wpkh-script', single.address, [...own, who.payments.p2wpkh.output], rejected('signature'), 'of P2SH-P2WPKH the redeem script is no item of the witness');
}

/** Kinds of addresses, and what no address of the network is. */
function addresses(file, who) {
    const message = 'Hello World';
    const signature = simple(sign_bitcoinjs(who, 'p2wpkh', message));
    const say = (id, account, expect, why, more = {}) =>
        file.add(`bip322-address-${id}`, ask(who, 'p2wpkh', message, signature, { account, ...more }), expect, BITCOINJS, why);
    const p2wpkh = who.address('p2wpkh');
    say('upper', p2wpkh.toUpperCase(), valid(p2wpkh), 'BIP-173: all upper case, as in QR codes');
    say('mixed', p2wpkh.slice(0, 10) + p2wpkh.slice(10).toUpperCase(), malformed('account'), 'mixed case');
    say('caip10', `${MAINNET}:${p2wpkh}`, valid(p2wpkh), 'CAIP-10');
    const hash = bitcoin.crypto.hash160(who.pubkey);
    say('v0-bech32m', bech32m.encode('bc', [0, ...bech32m.toWords(hash)]), malformed('account'), 'version 0 in Bech32m (BIP-350)');
    say('v1-bech32', bech32.encode('bc', [1, ...bech32.toWords(who.output_key)]), malformed('account'), 'version 1 in Bech32 (BIP-350)');
    say('v0-21', bech32.encode('bc', [0, ...bech32.toWords(Buffer.concat([hash, Buffer.alloc(1)]))]), malformed('account'), 'version 0 of 21 bytes');
    say('v2', bech32m.encode('bc', [2, ...bech32m.toWords(hash)]), unsupported('operation'), 'witness version 2 has no meaning yet');
    say('v1-20', bech32m.encode('bc', [1, ...bech32m.toWords(hash)]), unsupported('operation'), 'version 1 of 20 bytes has no meaning yet');
    say('p2a', bech32m.encode('bc', [1, ...bech32m.toWords(Buffer.from([0x4e, 0x73]))]), unsupported('operation'), 'pay to anchor: anybody spends');
    const off_curve = Buffer.concat([Buffer.alloc(31), Buffer.from([5])]);
    say('v1-off-curve', bech32m.encode('bc', [1, ...bech32m.toWords(off_curve)]), rejected('signer'), 'an output key off the curve', { signature: simple(sign_bitcoinjs(who, 'p2tr', message)) });
    const p2wsh = bitcoin.payments.p2wsh({ redeem: bitcoin.payments.p2pkh({ pubkey: who.pubkey }) });
    say('p2wsh', p2wsh.address, rejected('signer'), 'P2WSH, and the witness has another script');
    const script = p2wsh.redeem.output;
    say('p2wsh-script', p2wsh.address, unsupported('operation'), 'P2WSH with its script', { signature: 'smp' + base64(stack([Buffer.from([1]), who.pubkey, script])) });
    const checksum = (payload) => bs58check.encode(payload);
    say('base58-version', checksum(Buffer.concat([Buffer.from([0x30]), hash])), malformed('account'), 'Litecoin\'s version byte');
    say('base58-19', checksum(Buffer.concat([Buffer.from([0]), hash.subarray(1)])), malformed('account'), '19 bytes');
    say('base58-p2sh-of-key', checksum(Buffer.concat([Buffer.from([5]), hash])), rejected('signature'), 'the hash of the key as if it were a script\'s');
    say('base58-checksum', who.address('p2pkh').slice(0, -1) + (who.address('p2pkh').endsWith('a') ? 'b' : 'a'), malformed('account'), 'a wrong checksum');
    say('key', hex(who.pubkey), malformed('account'), 'a key is no account');
    say('regtest', bech32.encode('bcrt', [0, ...bech32.toWords(hash)]), malformed('account'), 'regtest is no network of this plugin');
    say('blank', p2wpkh + ' ', malformed('account'), 'a blank behind it');
}
