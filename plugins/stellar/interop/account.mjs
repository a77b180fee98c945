// SPDX-License-Identifier: Apache-2.0
// account.json: StrKeys that are accounts, and all else that StrKeys and texts can be.

import { MuxedAccount, Account, StrKey } from '@stellar/stellar-base';
import { StrKey as SdkStrKey } from '@stellar/stellar-sdk';
import { VectorFile } from '../../../tests/interop/writer.mjs';
import { hex, malformed, unsupported } from '../../../tests/interop/verdicts.mjs';
import { strkey } from './ledger.mjs';
import { BASE, SDK, signer } from './sign.mjs';

const SOURCE = `${BASE} and ${SDK}`;
const replaced = (text, at, by) => text.slice(0, at) + by + text.slice(at + 1);

/** [id, text, why]: what is no account, and looks like this one's. */
export function address_texts(who) {
    const { account } = who;
    const muxed = new MuxedAccount(new Account(account, '0'), '1234').accountId();
    const spare = replaced(account, 55, String.fromCharCode(account.charCodeAt(55) ^ 1));
    const texts = [
        ['lower', account.toLowerCase(), 'lower case'],
        ['mixed', 'G' + account.slice(1).toLowerCase(), 'mixed case'],
        ['checksum', replaced(account, 20, account[20] === 'A' ? 'B' : 'A'), 'a digit changed'],
        ['swapped', account.slice(0, 20) + account[21] + account[20] + account.slice(22), 'two digits swapped'],
        ['last-digit', spare, 'the last digit changed'],
        ['big-endian', strkey(who.key, 48, true), 'the checksum in the other order'],
        ['short', account.slice(0, 55), 'a digit is missing'], ['long', account + 'A', 'a digit more'],
        ['padded', account + '====', 'padding'], ['line-feed', account + '\n', 'a line feed behind it'], ['blank', ' ' + account, 'a blank before it'],
        ['digit-1', replaced(account, 30, '1'), '1 is no digit of base32'],
        ['muxed', muxed, 'M...: a customer of the key\'s holder'],
        ['contract', StrKey.encodeContract(who.key), 'C...: a contract'],
        ['seed', who.secret, 'S...: a secret seed'],
        ['pre-auth', StrKey.encodePreAuthTx(who.key), 'T...: a transaction that was signed ahead'],
        ['hash-x', StrKey.encodeSha256Hash(who.key), 'X...: the hash of a secret'],
        ['payload', StrKey.encodeSignedPayload(Buffer.concat([who.key, Buffer.from([0, 0, 0, 4, 1, 2, 3, 4])])), 'P...: a signed payload'],
        ['memo', account + '-1234', 'an account and a memo'],
        ['federated', 'alice*example.org', 'a federated name'],
        ['hex', hex(who.key), 'the key in hex'], ['zero-key-version', strkey(who.key, 0), 'A...: an unknown version'],
        ['other-version', strkey(who.key, 48 + 1), 'low bits of the version are set'],
    ];
    for (const [id, text] of texts) {
        if (StrKey.isValidEd25519PublicKey(text) || SdkStrKey.isValidEd25519PublicKey(text)) throw new Error(`a library takes ${id}`);
    }
    return texts;
}

export function account_vectors() {
    const file = new VectorFile('account.json', 'Accounts of Stellar: `chain` and `account` are normalised; `chain`, `scheme` and `public_key` give the account of a key.');
    const say = (id, request, expect, why, source = SOURCE) => file.add(id, { chain: 'stellar:pubnet', ...request }, expect, source, why);
    const good = (address) => ({ status: 'valid', address });
    const who = signer('account');
    const sep23 = 'GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ';
    if (!StrKey.isValidEd25519PublicKey(sep23)) throw new Error('SEP-23');
    say('account-sep23', { account: sep23 }, good(sep23), 'the key of SEP-23\'s test cases', 'SEP-23, valid test cases');
    say('account-muxed-sep23', { account: 'MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUQ' }, malformed('account'), 'the same, muxed', 'SEP-23, valid test cases');
    say('account-own', { account: who.account }, good(who.account), 'one spelling');
    say('account-testnet', { chain: 'stellar:testnet', account: who.account }, good(who.account), 'the same on both networks');
    for (const [id, account, why] of address_texts(who)) say(`account-bad-${id}`, { account }, malformed('account'), why);
    for (const reference of ['public', 'mainnet', 'futurenet']) {
        say(`account-chain-${reference}`, { chain: `stellar:${reference}`, account: who.account }, unsupported('chain'), 'CASA has pubnet and testnet');
    }
    const derive = (id, public_key, expect, why, more = {}) => say(`derive-${id}`, { scheme: 'sep53', public_key, ...more }, expect, why);
    derive('strkey', who.account, good(who.account), 'the key as its account');
    derive('hex', hex(who.key), good(who.account), 'the key in hex');
    derive('compact-id', { hex: hex(Buffer.from(who.account)) }, good(who.account), 'the compact id of kwil');
    derive('compact-id-lower', { hex: hex(Buffer.from(who.account.toLowerCase())) }, malformed('public_key'), 'no account');
    derive('short', { hex: '00' }, malformed('public_key'), 'one byte');
    derive('between', { hex: '00'.repeat(40) }, malformed('public_key'), '40 bytes are neither');
    derive('zero', { hex: '00'.repeat(32) }, good(strkey(Buffer.alloc(32))), 'any 32 bytes are an account, also those that nobody can sign for');
    derive('chain', who.account, unsupported('chain'), 'no such network', { chain: 'stellar:futurenet' });
    return file;
}
