// solana-memo: a transaction that holds a memo and nothing else, by @solana/web3.js.

import {
    ComputeBudgetProgram, PublicKey, SystemProgram, Transaction, TransactionInstruction,
    TransactionMessage, VersionedTransaction,
} from '@solana/web3.js';
import { VectorFile } from '../writer.mjs';
import { base64, flip, malformed, rejected, valid } from '../verdicts.mjs';
import { WEB3, base58, signer } from './sign.mjs';
import { CHAIN } from './message.mjs';

const MEMO = new PublicKey('MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr');
const blockhash = base58(Buffer.alloc(32, 9));

const memo = (text, keys = []) => new TransactionInstruction({ programId: MEMO, keys, data: Buffer.from(text) });

function legacy(who, instructions, payer = who) {
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

export function memo_vectors() {
    const file = new VectorFile('solana-memo.json',
        'Memo transactions as Ledger users sign them, and transactions that could do more.', 'make-solana-vectors.mjs');
    const who = signer('memo');
    const other = signer('other');
    const text = 'Sign in to example.org, nonce 42';
    const good = valid(who.account);
    const base = { chain: CHAIN, scheme: 'solana-memo', account: who.account, message: { text } };
    const say = (id, bytes, expect, why, changed = {}) => file.add(`memo-${id}`,
        { ...base, signature: base64(bytes), ...changed }, expect, WEB3, why);
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
    say('other-payer', legacy(who, [memo(text, [mine])], other), { status: 'rejected' }, 'somebody else pays');
    return file;
}
