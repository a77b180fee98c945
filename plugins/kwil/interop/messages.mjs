// SPDX-License-Identifier: Apache-2.0
// What kwil-db hands to an authenticator, and what it never does.

import { actions, buildDelegateAction, createTransaction, encodeDelegateAction, encodeTransaction }
    from 'near-api-js';
import { payload_bytes } from '../../../tests/interop/nep413-payload.mjs';
import { hex, rejected, valid } from '../../../tests/interop/verdicts.mjs';
import { sha256 } from './sign.mjs';

const DIGEST = 'e9122a61e2f86846c23ebb78e478b4f3a25754cb';
const texts = [
    ['transaction', `Store a credential\n\nPayloadType: execute\nPayloadDigest: ${DIGEST}\nFee: 0\nNonce: 7\n\n` +
        'Kwil Chain ID: idos\n', 'core/types/transaction.go, serialization "concat"'],
    ['call', `Kwil view call.\n\nNamespace: main\nMethod: get_wallets\nDigest: ${DIGEST}\nChallenge: ${'5a'.repeat(32)}\n`,
        'core/types/message.go'],
    ['login', 'idos.network wants you to sign in with your account:\n\nURI: https://idos.network\nVersion: 1\n' +
        'Chain ID: idos\nNonce: 5a5a\nIssue At: 2026-01-01T00:00:00Z\nExpiration Time: 2026-01-01T00:10:00Z\n',
        'kwil-js src/core/auth.ts'],
    ['wallet', 'Sign this message to add FaceSign to your idOS profile', 'idos-sdk-js'],
    ['utf8', 'Grüße 👋 世界', 'any text'], ['empty', '', 'no bytes'],
    ['31-bytes', 'x'.repeat(31), 'one byte less than a hash'], ['32-bytes', 'x'.repeat(32), 'as long as a hash, and text'],
    ['33-bytes', 'x'.repeat(33), 'one byte more'],
];

/** [name, bytes, where it is from] */
export const MESSAGES = texts.map(([name, text, from]) => [name, Buffer.from(text), from]);

/** kwil-db's serialization "direct" for nodes: the sha256 of the transaction's body. */
export const DIRECT = sha256('a transaction\'s body');

/** What a NEAR key signs by sha256, which must not count as a message: [name, bytes, why]. */
export function near_bytes(public_key) {
    const transfer = [actions.transfer(1n)];
    const transaction = createTransaction('alice.near', public_key, 'bob.near', 5n, transfer, new Uint8Array(32).fill(9));
    const delegate = buildDelegateAction({ actions: transfer, maxBlockHeight: 9n, nonce: 5n, publicKey: public_key,
                                           receiverId: 'bob.near', senderId: 'alice.near' });
    const nep413 = { message: 'Sign in', nonce: Buffer.alloc(32, 0x5a), recipient: 'app.near' };
    return [
        ['near-transaction', Buffer.from(encodeTransaction(transaction)), 'a NEAR transaction'],
        ['near-delegate', Buffer.from(encodeDelegateAction(delegate)), 'a NEAR delegate action (NEP-366)'],
        ['near-nep413', payload_bytes(nep413), 'a NEP-413 payload'],
    ];
}

const fee = { amount: [{ amount: '1000', denom: 'uatom' }], gas: '200000' };
const msgs = [{ type: 'cosmos-sdk/MsgSend', value: { amount: fee.amount, from_address: 'cosmos1a', to_address: 'cosmos1b' } }];
const amino = { account_number: '7', chain_id: 'cosmoshub-4', fee, memo: 'a "quoted" } memo', msgs, sequence: '3' };
const reversed = Object.fromEntries(Object.entries(amino).reverse());
const four = { account_number: '7', chain_id: 'cosmoshub-4', msgs, sequence: '3' };
// cosmos-sdk 0.53, TxBody: a transaction without an order has a timeout instead.
const unordered = { ...amino, sequence: '0', timeout_timestamp: '2026-01-01T00:00:00Z', unordered: true };
// BNB Beacon Chain, StdSignMsg: there is no fee.
const beacon = { account_number: '7', chain_id: 'Binance-Chain-Tigris', data: null, memo: '', msgs: [{ id: 'B1-1', ordertype: 2,
    price: 100, quantity: 100, sender: 'bnb1a', side: 1, symbol: 'BNB_BTC', timeinforce: 1 }], sequence: '3', source: '1' };
const without = (name) => Buffer.from(JSON.stringify(Object.fromEntries(Object.entries(amino).filter(([key]) => key !== name))));

/** Texts that a Cosmos chain takes for a transaction: [name, bytes, why]. */
export const AMINO = [
    ['amino', Buffer.from(JSON.stringify(amino)), 'an amino document'],
    ['amino-reversed', Buffer.from(JSON.stringify(reversed)), 'its members in another order'],
    ['amino-indented', Buffer.from(JSON.stringify(amino, null, 2) + '\n'), 'with white space'],
    ['amino-unordered', Buffer.from(JSON.stringify(unordered)), 'a transaction without an order, as cosmos-sdk 0.53 has them'],
    ['amino-beacon', Buffer.from(JSON.stringify(beacon)), 'an order of BNB Beacon Chain: no fee, but data and source'],
    ['amino-four', Buffer.from(JSON.stringify(four)), 'what all of them have'],
    ['amino-more', Buffer.from(JSON.stringify({ ...amino, nonce: '1' })), 'a member that no chain has yet'],
    ['amino-timeout', Buffer.from(JSON.stringify({ ...amino, timeout_height: '9' })), 'with the member that cosmos-sdk adds where it is set'],
];
/** Objects that are no such document. */
export const NOT_AMINO = [
    ...['account_number', 'chain_id', 'msgs', 'sequence'].map((name) =>
        [`amino-no-${name.replace('_', '-')}`, without(name), `${name} is missing, which all of them have`]),
    ['amino-inside', Buffer.from(JSON.stringify({ document: amino })), 'the document inside another object'],
    ['amino-array', Buffer.from(JSON.stringify([amino])), 'the document in an array'],
    ['amino-and-text', Buffer.from(`Sign in: ${JSON.stringify(amino)}`), 'a text that ends with the document'],
];

/** Adds what strict refuses as no text, and kwil-db or a service that asks for bytes accepts. */
export const no_text = (add, source) => (id, sample, why) => {
    const good = valid(hex(sample.key));
    add(id, sample, rejected('policy'), source, why);
    add(`${id}-bytes`, { ...sample, kind: 'bytes' }, good, source, 'the service takes bytes');
    add(`${id}-compat`, { ...sample, compat: true }, good, source, 'kwil-db takes anything');
};
