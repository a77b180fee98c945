// What kwil-db hands to an authenticator, and what it never does.

import { actions, buildDelegateAction, createTransaction, encodeDelegateAction, encodeTransaction }
    from 'near-api-js';
import { payload_bytes } from '../near/sign.mjs';
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
    ['31-bytes', 'x'.repeat(31), 'one byte less than a hash'], ['33-bytes', 'x'.repeat(33), 'one byte more'],
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
