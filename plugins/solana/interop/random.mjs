// SPDX-License-Identifier: Apache-2.0
// Messages, sign-in texts, off-chain envelopes and memo transactions by Solana's libraries.

import {
    Keypair, PublicKey, Transaction, TransactionInstruction, TransactionMessage, VersionedTransaction,
} from '@solana/web3.js';
import {
    OffchainMessageContentFormat, compileOffchainMessageEnvelope, createKeyPairSignerFromPrivateKeyBytes, createSignableMessage,
    getOffchainMessageEnvelopeEncoder, offchainMessageApplicationDomain, signOffchainMessageEnvelope,
} from '@solana/kit';
import { createSignInMessageText, verifyMessageSignature } from '@solana/wallet-standard-util';
import bs58 from 'bs58';
import nacl from 'tweetnacl';
import { KIT, STANDARD, WEB3 } from './sign.mjs';

const CHAIN = 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp';
const MEMO = new PublicKey('MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr');

const notation = (random, bytes) => random.pick([bs58.encode(bytes), Buffer.from(bytes).toString('base64'),
                                                 Buffer.from(bytes).toString('hex'), [...bytes]]);

/** Where a service asks for text, control characters are none. */
const has_control = (text) => /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(text);

function finish(random, library, scheme, account, text, signature, more = {}) {
    if (scheme === 'solana-message' && has_control(text)) more = { params: { message_kind: 'bytes' } };
    const other = Keypair.fromSeed(random.bytes(32)).publicKey.toBase58();
    return {
        library, account,
        request: { chain: CHAIN, scheme, account, message: { text }, signature: notation(random, signature), ...more },
        mutations: {
            message: { message: { text: text + '.' } }, account: { account: other },
            signature: { signature: bs58.encode(random.flip(signature)) },
        },
    };
}

// For tests/interop/random/run.mjs.
export const weight = 27;
export const per_round = 3;

export async function* cases(random, rounds) {
    for (let i = 0; i < rounds; ++i) {
        yield await memo_case(random);
        yield await (random.chance(50) ? kit_message(random) : kit_offchain(random));
        yield sign_in_case(random);
    }
}

async function memo_case(random) {
    const keypair = Keypair.fromSeed(random.bytes(32));
    const text = random.text(200) || 'x';
    const keys = random.chance(50) ? [{ pubkey: keypair.publicKey, isSigner: true, isWritable: random.chance(50) }] : [];
    const instruction = new TransactionInstruction({ programId: MEMO, keys, data: Buffer.from(text) });
    const blockhash = bs58.encode(random.bytes(32));
    let wire;
    if (random.chance(50)) {
        const transaction = new Transaction({ feePayer: keypair.publicKey, recentBlockhash: blockhash }).add(instruction);
        transaction.sign(keypair);
        wire = transaction.serialize();
    } else {
        const transaction = new VersionedTransaction(new TransactionMessage({ payerKey: keypair.publicKey, recentBlockhash: blockhash,
            instructions: [instruction] }).compileToV0Message());
        transaction.sign([keypair]);
        wire = Buffer.from(transaction.serialize());
    }
    const made = finish(random, WEB3, 'solana-memo', keypair.publicKey.toBase58(), text, wire);
    made.request.signature = wire.toString('base64');
    made.mutations.signature = { signature: random.flip(wire).toString('base64') };
    return made;
}

async function kit_message(random) {
    const signer = await createKeyPairSignerFromPrivateKeyBytes(random.bytes(32));
    const text = random.text(1000);
    const [signatures] = await signer.signMessages([createSignableMessage(new TextEncoder().encode(text))]);
    return finish(random, KIT, 'solana-message', signer.address, text, Buffer.from(signatures[signer.address]));
}

async function kit_offchain(random) {
    const signer = await createKeyPairSignerFromPrivateKeyBytes(random.bytes(32));
    const requiredSignatories = [{ address: signer.address }];
    const format = random.below(3);
    const is_v1 = random.chance(40);
    const text = (!is_v1 && format === OffchainMessageContentFormat.RESTRICTED_ASCII_1232_BYTES_MAX ? random.ascii(1000) : random.text(250)) || 'x';
    const domain = random.chance(50) ? Buffer.alloc(32) : random.bytes(32);
    const message = is_v1 ? { version: 1, content: text, requiredSignatories }
        : { version: 0, content: { format, text }, requiredSignatories,
            applicationDomain: offchainMessageApplicationDomain(bs58.encode(domain)) };
    const envelope = await signOffchainMessageEnvelope([signer.keyPair], compileOffchainMessageEnvelope(message));
    const params = is_v1 ? (random.chance(50) ? {} : { layout: 'v1' }) : random.pick([
        { layout: 'v0', format, application_domain: { hex: domain.toString('hex') } },
        { envelope: { hex: Buffer.from(envelope.content).toString('hex') } },
        ...(domain.equals(Buffer.alloc(32)) ? [{}] : []),
    ]);
    const whole = random.chance(30);
    const bytes = whole ? getOffchainMessageEnvelopeEncoder().encode(envelope) : envelope.signatures[signer.address];
    return finish(random, KIT, 'solana-offchain', signer.address, text, Buffer.from(bytes), { params: whole ? {} : params });
}

function sign_in_case(random) {
    const pair = nacl.sign.keyPair.fromSeed(random.bytes(32));
    const account = bs58.encode(pair.publicKey);
    const maybe = (name, draw) => (random.chance(50) ? { [name]: draw() } : {});
    const text = createSignInMessageText({
        domain: `${random.identifier()}.example`, address: account,
        ...maybe('statement', () => random.text(200)), ...maybe('uri', () => `https://${random.identifier()}.example/`),
        ...maybe('version', () => '1'), ...maybe('chainId', () => random.pick(['mainnet', 'devnet', 'solana:mainnet'])),
        ...maybe('nonce', () => random.bytes(8).toString('hex')), ...maybe('issuedAt', () => new Date(random.below(2 ** 41)).toISOString()),
        ...maybe('resources', () => Array.from({ length: random.below(4) }, () => `https://${random.identifier()}.example`)),
    });
    const message = new TextEncoder().encode(text);
    const signature = nacl.sign.detached(message, pair.secretKey);
    if (!verifyMessageSignature({ message, signedMessage: message, signature, publicKey: pair.publicKey })) {
        throw new Error('wallet-standard-util refuses the signature');
    }
    return finish(random, STANDARD, 'solana-message', account, text, Buffer.from(signature));
}
