// SPDX-License-Identifier: Apache-2.0
// solana-memo: a transaction that holds a memo and nothing else, by @solana/web3.js.

import {
    ComputeBudgetProgram, PublicKey, SystemProgram, Transaction, TransactionInstruction,
    TransactionMessage, VersionedTransaction,
} from '@solana/web3.js';
import {
    appendTransactionMessageInstructions, compileTransaction, createTransactionMessage, getTransactionDecoder, getTransactionEncoder,
    setTransactionMessageConfig, setTransactionMessageFeePayer, setTransactionMessageLifetimeUsingBlockhash,
} from '@solana/kit';
import { VectorFile } from '../../../tests/interop/writer.mjs';
import { base64, flip, malformed, rejected, valid } from '../../../tests/interop/verdicts.mjs';
import { KIT, WEB3, base58, signer } from './sign.mjs';
import { CHAIN } from './message.mjs';

const MEMO = new PublicKey('MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr');
const blockhash = base58(Buffer.alloc(32, 9));

export const memo = (text, keys = []) => new TransactionInstruction({ programId: MEMO, keys, data: Buffer.from(text) });

export function legacy(who, instructions, payer = who) {
    const transaction = new Transaction({ feePayer: payer.keypair.publicKey, recentBlockhash: blockhash });
    transaction.add(...instructions);
    transaction.partialSign(...new Set([who.keypair, payer.keypair]));
    return transaction.serialize({ requireAllSignatures: false });
}

function v0(who, instructions) {
    const message = new TransactionMessage({ payerKey: who.keypair.publicKey, recentBlockhash: blockhash, instructions })
        .compileToV0Message();
    const transaction = new VersionedTransaction(message);
    transaction.sign([who.keypair]);
    return Buffer.from(transaction.serialize());
}

const as_it_is = (bytes) => bytes;

/** @solana/kit compiles and encodes; `bend` may change the message before it is signed. */
function v1(who, instructions, config = {}, bend = as_it_is) {
    let message = createTransactionMessage({ version: 1 });
    message = setTransactionMessageFeePayer(who.account, message);
    message = setTransactionMessageLifetimeUsingBlockhash({ blockhash, lastValidBlockHeight: 0n }, message);
    message = appendTransactionMessageInstructions(instructions.map(({ programId, keys, data }) => ({
        programAddress: programId.toBase58(), data: Uint8Array.from(data),
        accounts: keys.map((key) => ({ address: key.pubkey.toBase58(), role: (key.isSigner ? 2 : 0) | (key.isWritable ? 1 : 0) })),
    })), message);
    if (Object.keys(config).length > 0) message = setTransactionMessageConfig(config, message);
    const compiled = compileTransaction(message);
    const messageBytes = bend(Buffer.from(compiled.messageBytes));
    const signature = who.sign(messageBytes);
    const transaction = Buffer.concat([messageBytes, signature]);
    if (bend === as_it_is) {
        const encoded = getTransactionEncoder().encode({ ...compiled, signatures: { [who.account]: signature } });
        if (!transaction.equals(encoded)) throw new Error('kit encodes another transaction');
    }
    return transaction;
}

/** Version 1 (SIMD-0385): limits and fee stand in the header, the signatures behind the message. */
function version_1(say, who, other, text, good) {
    const mine = { pubkey: who.keypair.publicKey, isSigner: true, isWritable: false };
    const source = `${KIT} compiles and encodes`;
    const add = (id, bytes, expect, why, changed = {}) => say(`v1-${id}`, bytes, expect, why, changed, source);
    const all = { computeUnitLimit: 1000, heapSize: 65536, loadedAccountsDataSizeLimit: 65536, priorityFeeLamports: 5n };
    const plain = v1(who, [memo(text)]);
    if (plain[0] !== 0x81 || getTransactionDecoder().decode(plain).signatures[who.account] === null) throw new Error('kit reads another transaction');
    add('plain', plain, good, 'a memo alone');
    add('base58', plain, good, 'base58', { signature: base58(plain) });
    add('signer', v1(who, [memo(text, [mine])]), good, 'the memo names the wallet as signer');
    add('limit', v1(who, [memo(text)], { computeUnitLimit: 1000 }), good, 'a unit limit in the header');
    add('config', v1(who, [memo(text)], all), good, 'limits, heap and fee in the header');
    const long = 'm'.repeat(3500);
    add('long', v1(who, [memo(long)]), good, 'more than a packet', { message: { text: long } });
    const transfer = SystemProgram.transfer({ fromPubkey: who.keypair.publicKey, toPubkey: other.keypair.publicKey, lamports: 1 });
    add('transfer', v1(who, [memo(text), transfer]), rejected('policy'), 'money moves');
    add('two-memos', v1(who, [memo(text), memo(text)]), rejected('policy'), 'a second memo');
    add('none', v1(who, []), rejected('policy'), 'no memo at all');
    add('nonce', v1(who, [SystemProgram.nonceAdvance({ noncePubkey: other.keypair.publicKey, authorizedPubkey: who.keypair.publicKey }), memo(text)]),
        rejected('policy'), 'a durable nonce');
    add('other-message', plain, rejected('signature'), 'another message', { message: { text: text + '.' } });
    add('other-account', plain, rejected('signer'), 'the account of another key', { account: other.account });
    add('flip-signature', flip(plain, 8 * (plain.length - 30)), rejected('signature'), 'a bit of the signature turned');
    add('flip-blockhash', flip(plain, 8 * plain.indexOf(Buffer.alloc(32, 9))), rejected('signature'), 'a bit of the block hash turned');
    add('trailing', Buffer.concat([plain, Buffer.from([0])]), malformed('signature'), 'a byte behind the signatures');
    for (const size of [1, 8, 40, 65, 130, plain.length - 64, plain.length - 1]) {
        add(`cut-${size === plain.length - 1 ? 'last' : size === plain.length - 64 ? 'signature' : size}`, plain.subarray(0, size), malformed('signature'), 'cut off');
    }
    const bent = (id, config, at, bytes, why) => add(id, v1(who, [memo(text)], config, (message) => {
        Buffer.from(bytes).copy(message, at);
        return message;
    }), malformed('signature'), why);
    bent('half-fee', { priorityFeeLamports: 5n }, 4, [1], 'one of the two bits of the fee');
    bent('unknown-bit', { computeUnitLimit: 1000 }, 4, [0x20], 'a bit that the format does not have yet');
    const values = 4 + 4 + 32 + 2 + 64; // head, mask, block hash, counts, two keys
    bent('heap-odd', { heapSize: 65536 }, values, [1], 'a heap of no whole KiB');
    bent('heap-small', { heapSize: 65536 }, values, [0, 0x7c, 0, 0], 'a heap of 31 KiB');
    bent('heap-large', { heapSize: 65536 }, values, [0, 4, 4, 0], 'a heap of 257 KiB');
    bent('no-signer', {}, 1, [0], 'nobody signs, but a signature is there');
    bent('payer-read-only', {}, 2, [1], 'the payer is read-only');
    bent('same-key', {}, 4 + 4 + 32 + 2 + 32, who.key, 'a key twice');
    bent('version-2', {}, 0, [0x82], 'a version that is not there yet');
    bent('version-0', {}, 0, [0x80], 'version 0 has its signatures first');
    bent('program-payer', {}, values, [0], 'the payer as a program');
    bent('program-outside', {}, values, [2], 'a program that is no key');
}

/** Other accounts and texts, and what cannot be read, a field at a time. */
function fields(say, who) {
    const second = signer('memo second');
    const [text, utf8] = ['Sign in to example.org, nonce 43', 'Grüße 世界, nonce 44'];
    const plain = legacy(who, [memo(text)]);
    const of = (text) => ({ message: { text } });
    say('second', legacy(second, [memo(text)]), valid(second.account), 'another account', { account: second.account, ...of(text) });
    say('utf8', legacy(who, [memo(utf8)]), valid(who.account), 'beyond ASCII', of(utf8));
    say('key', plain, valid(who.account), 'the key beside the account', { public_key: who.account, ...of(text) });
    say('message-empty', plain, rejected('signature'), 'the memo says something', of(''));
    say('message-latin-1', plain, malformed('message'), 'no UTF-8: the program fails on it', { message: { hex: '4772fcdf65' } });
    say('key-31', plain, malformed('public_key'), '31 bytes', { public_key: base58(who.key.subarray(1)), ...of(text) });
    say('account-31', plain, malformed('account'), '31 bytes', { account: base58(who.key.subarray(1)), ...of(text) });
}

export function memo_vectors() {
    const file = new VectorFile('solana-memo.json',
        'Memo transactions as Ledger users sign them, and transactions that could do more.');
    const who = signer('memo');
    const other = signer('other');
    const text = 'Sign in to example.org, nonce 42';
    const good = valid(who.account);
    const base = { chain: CHAIN, scheme: 'solana-memo', account: who.account, message: { text } };
    const say = (id, bytes, expect, why, changed = {}, source = WEB3) => file.add(`memo-${id}`,
        { ...base, signature: base64(bytes), ...changed }, expect, source, why);
    const mine = { pubkey: who.keypair.publicKey, isSigner: true, isWritable: false };
    const budget = [ComputeBudgetProgram.setComputeUnitLimit({ units: 1000 }), ComputeBudgetProgram.setComputeUnitPrice({ microLamports: 1 })];
    const transfer = SystemProgram.transfer({ fromPubkey: who.keypair.publicKey, toPubkey: other.keypair.publicKey, lamports: 1 });
    for (const [name, build] of [['legacy', legacy], ['v0', v0]]) {
        const plain = build(who, [memo(text)]);
        say(name, plain, good, 'a memo alone');
        say(`${name}-signer`, build(who, [memo(text, [mine])]), good, 'the memo names the wallet as signer');
        say(`${name}-budget`, build(who, [...budget, memo(text)]), good, 'compute budget before it');
        say(`${name}-budget-after`, build(who, [memo(text), ...budget]), good, 'compute budget behind it');
        say(`${name}-base58`, plain, good, 'base58', { signature: base58(plain) });
        say(`${name}-transfer`, build(who, [memo(text), transfer]), rejected('policy'), 'money moves');
        say(`${name}-two-memos`, build(who, [memo(text), memo(text)]), rejected('policy'), 'a second memo');
        say(`${name}-no-memo`, build(who, budget), rejected('policy'), 'no memo at all');
        say(`${name}-budget-twice`, build(who, [budget[0], budget[0], memo(text)]), rejected('policy'), 'each once');
        say(`${name}-heap`, build(who, [ComputeBudgetProgram.requestHeapFrame({ bytes: 32768 }), memo(text)]), rejected('policy'), 'only limit and price');
        say(`${name}-nonce`, build(who, [SystemProgram.nonceAdvance({ noncePubkey: other.keypair.publicKey, authorizedPubkey: who.keypair.publicKey }), memo(text)]), rejected('policy'), 'a durable nonce');
        say(`${name}-other-message`, plain, { status: 'rejected' }, 'another message', { message: { text: text + '.' } });
        say(`${name}-other-account`, plain, { status: 'rejected' }, 'the account of another key', { account: other.account });
        say(`${name}-flip-signature`, flip(plain, 8 * 20), rejected('signature'), 'a bit of the signature turned');
        say(`${name}-flip-blockhash`, flip(plain, 8 * plain.indexOf(Buffer.alloc(32, 9))), rejected('signature'), 'a bit of the block hash turned');
        say(`${name}-trailing`, Buffer.concat([plain, Buffer.from([0])]), malformed('signature'), 'a byte behind the transaction');
        for (const size of [1, 64, 65, 70, plain.length - 1]) {
            say(`${name}-cut-${size === plain.length - 1 ? 'last' : size}`, plain.subarray(0, size), malformed('signature'), 'cut off');
        }
    }
    version_1(say, who, other, text, good);
    fields(say, who);
    say('other-payer', legacy(who, [memo(text, [mine])], other), { status: 'rejected' }, 'somebody else pays');
    return file;
}
