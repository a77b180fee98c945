// SPDX-License-Identifier: Apache-2.0
// Keys of Bitcoin and their addresses, and the transactions of BIP-322 by bitcoinjs-lib and by @scure/btc-signer.
// Addresses are kept only where both give the same.

import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import * as ecc from '@bitcoinerlab/secp256k1';
import * as scure from '@scure/btc-signer';
import * as bitcoin from 'bitcoinjs-lib';
import bitcoinMessage from 'bitcoinjs-message';
import { ECPairFactory } from 'ecpair';
import { named_by } from '../../../tests/interop/named.mjs';

const require = createRequire(import.meta.url);
export const { Signer, Verifier } = require('bip322-js');
export const okx_bip322 = require('@okxweb3/coin-bitcoin/dist/bitcoinjs-lib/bip0322.js');
export const okx_message = require('@okxweb3/coin-bitcoin/dist/message.js');

bitcoin.initEccLib(ecc);
const ECPair = ECPairFactory(ecc);

const named = named_by(import.meta.url);
export const BIP322_JS = named('bip322-js');
export const BITCOINJS = named('bitcoinjs-lib');
export const MESSAGE = named('bitcoinjs-message');
export const OKX = named('@okxweb3/coin-bitcoin');
export const SCURE = named('@scure/btc-signer');

export const MAINNET = 'bip122:000000000019d6689c085ae165831e93';
export const TESTNET3 = 'bip122:000000000933ea01ad0ee984209779ba';
export const TESTNET4 = 'bip122:00000000da84f2bafbbc53dee25a72ae';
export const SIGNET = 'bip122:00000008819873e925422c1ff0f99f7c';
export const TYPES = ['p2pkh', 'p2sh-p2wpkh', 'p2wpkh', 'p2tr'];

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const double_sha256 = (bytes) => sha256(sha256(bytes));

/** A key by its 32 bytes, and its addresses on one of the two kinds of networks. */
export function key_of(secret, is_test = false) {
    const network = is_test ? bitcoin.networks.testnet : bitcoin.networks.bitcoin;
    const other = is_test ? scure.TEST_NETWORK : scure.NETWORK;
    const pair = ECPair.fromPrivateKey(secret, { network });
    const loose = ECPair.fromPrivateKey(secret, { network, compressed: false });
    const pubkey = pair.publicKey;
    const x = pubkey.subarray(1);
    const redeem = bitcoin.payments.p2wpkh({ pubkey, network });
    const payments = {
        p2pkh: bitcoin.payments.p2pkh({ pubkey, network }),
        'p2sh-p2wpkh': bitcoin.payments.p2sh({ redeem, network }),
        p2wpkh: redeem,
        p2tr: bitcoin.payments.p2tr({ internalPubkey: x, network }),
        loose: bitcoin.payments.p2pkh({ pubkey: loose.publicKey, network }),
    };
    const judged = {
        p2pkh: scure.p2pkh(pubkey, other), 'p2sh-p2wpkh': scure.p2sh(scure.p2wpkh(pubkey, other), other),
        p2wpkh: scure.p2wpkh(pubkey, other), p2tr: scure.p2tr(x, undefined, other),
    };
    for (const type of TYPES) {
        if (payments[type].address !== judged[type].address) throw new Error(`${type}: the libraries give two addresses`);
    }
    return {
        sign_recoverable: (digest) => {
            const { signature, recoveryId } = ecc.signRecoverable(digest, secret);
            return { signature: Buffer.from(signature), recoveryId };
        },
        secret, pair, pubkey, loose: loose.publicKey, x, output_key: payments.p2tr.pubkey, payments, judged, network,
        wif: pair.toWIF(), loose_wif: loose.toWIF(), address: (type) => payments[type].address, script: (type) => payments[type].output,
    };
}

export const signer = (name, is_test = false) => key_of(sha256('bitcoin ' + name), is_test);

const tagged = (tag, bytes) => sha256(Buffer.concat([sha256(tag), sha256(tag), bytes]));
export const message_hash = (message) => tagged('BIP0322-signed-message', Buffer.from(message));

/** to_spend of BIP-322, of an output script. */
export function to_spend(message, script) {
    const transaction = new bitcoin.Transaction();
    transaction.version = 0;
    transaction.addInput(Buffer.alloc(32), 0xffffffff, 0, Buffer.concat([Buffer.from([0, 32]), message_hash(message)]));
    transaction.addOutput(script, 0);
    return transaction;
}

/** BIP-340 with no auxiliary randomness: the same bytes on each run. */
export const schnorr = (digest, secret) => Buffer.from(ecc.signSchnorr(digest, secret, Buffer.alloc(32)));

const OP_RETURN = Buffer.from([0x6a]);
const compact = (n) => Buffer.from(n < 0xfd ? [n] : [0xfd, n & 255, n >> 8]);
export const stack = (items) => Buffer.concat([compact(items.length), ...items.flatMap((item) => [compact(item.length), item])]);

/** to_sign, signed by bitcoinjs-lib's sighash: the transaction with its witness or scriptSig. `change` alters it before or behind. */
export function sign_bitcoinjs(who, type, message, { version = 0, lock_time = 0, sequence = 0, hash_type, before = () => {}, behind = () => {} } = {}) {
    const script = who.script(type);
    const transaction = new bitcoin.Transaction();
    transaction.version = version;
    transaction.locktime = lock_time;
    transaction.addInput(to_spend(message, script).getHash(), 0, sequence);
    transaction.addOutput(OP_RETURN, 0);
    before(transaction);
    const der = (digest, kind) => bitcoin.script.signature.encode(who.pair.sign(digest), kind);
    if (type === 'p2tr') {
        const kind = hash_type ?? 0;
        const digest = transaction.hashForWitnessV1(0, [script], [0], kind);
        const tweaked = who.pair.tweak(tagged('TapTweak', who.x));
        const signature = schnorr(digest, tweaked.privateKey);
        transaction.setWitness(0, [kind === 0 ? signature : Buffer.concat([signature, Buffer.from([kind])])]);
    } else if (type === 'p2pkh' || type === 'loose') {
        const key = type === 'loose' ? who.loose : who.pubkey;
        const kind = hash_type ?? 1;
        const signature = der(transaction.hashForSignature(0, script, kind), kind);
        transaction.setInputScript(0, bitcoin.script.compile([signature, key]));
    } else {
        const kind = hash_type ?? 1;
        const digest = transaction.hashForWitnessV0(0, who.payments.p2pkh.output, 0, kind);
        transaction.setWitness(0, [der(digest, kind), who.pubkey]);
        if (type === 'p2sh-p2wpkh') transaction.setInputScript(0, bitcoin.script.compile([who.script('p2wpkh')]));
    }
    behind(transaction);
    return transaction;
}

/** The same by @scure/btc-signer, with the fields that wallets set (xverse-core, connect/messageSigning.ts). */
export function sign_scure(who, type, message, { version = 0, lock_time = 0, sequence = 0 } = {}) {
    const options = { version, lockTime: lock_time, allowUnknownOutputs: true, allowUnknownVersion: true, disableScriptCheck: true };
    const transaction = new scure.Transaction(options);
    const script = who.script(type);
    const spent = to_spend(message, script);
    const input = { txid: Buffer.from(spent.getHash()).reverse(), index: 0, sequence, witnessUtxo: { script, amount: 0n } };
    if (type === 'p2sh-p2wpkh') input.redeemScript = who.judged[type].redeemScript;
    if (type === 'p2tr') input.tapInternalKey = who.x;
    if (type === 'p2pkh') {
        delete input.witnessUtxo;
        input.nonWitnessUtxo = spent.toBuffer();
    }
    transaction.addInput(input);
    transaction.addOutput({ script: OP_RETURN, amount: 0n });
    transaction.signIdx(who.secret, 0, undefined, Buffer.alloc(32));
    transaction.finalize();
    return bitcoin.Transaction.fromBuffer(Buffer.from(transaction.extract()));
}

export const base64 = (bytes) => Buffer.from(bytes).toString('base64');
export const witness_of = (transaction) => stack(transaction.ins[0].witness);
export const simple = (transaction) => 'smp' + base64(witness_of(transaction));
export const full = (transaction) => 'ful' + base64(transaction.toBuffer());

/** The digest that signmessage signs, made here. */
export function legacy_digest(message, prefix = '\x18Bitcoin Signed Message:\n') {
    const bytes = Buffer.from(message);
    return double_sha256(Buffer.concat([Buffer.from(prefix), compact(bytes.length), bytes]));
}

const HEADERS = { loose: 27, p2pkh: 31, 'p2sh-p2wpkh': 35, p2wpkh: 39 };

/** 65 bytes by bitcoinjs-message, of the address that BIP-137's header means; or with another header. */
export function sign_legacy(who, type, message, header) {
    const options = type.startsWith('p2') && type.endsWith('wpkh') ? { segwitType: type === 'p2wpkh' ? 'p2wpkh' : 'p2sh(p2wpkh)' } : undefined;
    const signature = bitcoinMessage.sign(message, who.secret, type !== 'loose', options);
    if (header !== undefined) signature[0] = header + ((signature[0] - 27) & 3);
    else if (Math.floor((signature[0] - HEADERS[type]) / 4) !== 0) throw new Error(`header ${signature[0]} of ${type}`);
    return signature;
}

export const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const number = (bytes) => BigInt('0x' + Buffer.from(bytes).toString('hex'));
export const bytes_of = (value) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');

/** The twin with n - s, which the same key has signed. */
export function high_s(signature) {
    const twin = Buffer.from(signature);
    bytes_of(ORDER - number(signature.subarray(33))).copy(twin, 33);
    twin[0] = (((twin[0] - 27) ^ 1)) + 27;
    return twin;
}

/** DER of r and s, with any numbers. */
export function der(r, s, hash_type = 1) {
    const integer = (value) => {
        let bytes = value === 0n ? Buffer.from([0]) : Buffer.from((value.toString(16).length % 2 ? '0' : '') + value.toString(16), 'hex');
        if (bytes[0] & 0x80) bytes = Buffer.concat([Buffer.from([0]), bytes]);
        return Buffer.concat([Buffer.from([2, bytes.length]), bytes]);
    };
    const body = Buffer.concat([integer(r), integer(s)]);
    return Buffer.concat([Buffer.from([0x30, body.length]), body, Buffer.from([hash_type])]);
}

/** r and s of DER with its hash type. */
export function numbers_of(item) {
    const { signature } = bitcoin.script.signature.decode(Buffer.from(item));
    return [number(signature.subarray(0, 32)), number(signature.subarray(32))];
}

export { bitcoin, bitcoinMessage, ecc };
