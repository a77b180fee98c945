// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/matrix.json: BIP-322 of a native segwit address, the form of before of a P2PKH address, which is
// signmessage's own, and signmessage.

import { MESSAGE as TEXT, SECP256K1_SECRET, matrix_case, write_matrix } from '../../../tests/interop/matrix.mjs';
import {
    BITCOINJS, MAINNET, MESSAGE, base64, bitcoin, bytes_of, key_of, legacy_digest, numbers_of, sign_bitcoinjs, sign_legacy, to_spend, witness_of,
} from './sign.mjs';

const who = key_of(SECP256K1_SECRET);
const { sha256, hash256 } = bitcoin.crypto;
const asked = (scheme, type, signature) => ({ chain: MAINNET, scheme, account: who.address(type), message: { text: TEXT }, signature });

/** What BIP-143 hashes twice. */
function preimage() {
    const spent = Buffer.concat([to_spend(TEXT, who.script('p2wpkh')).getHash(), Buffer.alloc(4)]);
    const output = Buffer.from('0000000000000000016a', 'hex');
    const script = who.payments.p2pkh.output;
    return Buffer.concat([Buffer.alloc(4), hash256(spent), hash256(Buffer.alloc(4)), spent, Buffer.from([script.length]), script, Buffer.alloc(8),
                          Buffer.alloc(4), hash256(output), Buffer.alloc(4), Buffer.from('01000000', 'hex')]);
}

const transaction = sign_bitcoinjs(who, 'p2wpkh', TEXT);
const segwit = preimage();
if (!hash256(segwit).equals(transaction.hashForWitnessV0(0, who.payments.p2pkh.output, 0, 1))) throw new Error('another digest than bitcoinjs-lib has');
const compact = sign_legacy(who, 'p2pkh', TEXT);
const prefixed = Buffer.concat([Buffer.from('\x18Bitcoin Signed Message:\n'), Buffer.from([TEXT.length]), Buffer.from(TEXT)]);
const hashes = (bytes, digest) => [digest, sha256(bytes), bytes];
const raw = Buffer.concat(numbers_of(transaction.ins[0].witness[0]).map(bytes_of));

write_matrix(import.meta.url, [
    matrix_case('bip322', 'secp256k1', asked('bip322', 'p2wpkh', base64(witness_of(transaction))), raw, hashes(segwit, hash256(segwit)), BITCOINJS),
    matrix_case('bip322-legacy', 'secp256k1', asked('bip322', 'p2pkh', base64(compact)), compact.subarray(1), hashes(prefixed, legacy_digest(TEXT)), MESSAGE),
    matrix_case('bip137', 'secp256k1', asked('bip137', 'p2pkh', base64(compact)), compact.subarray(1), hashes(prefixed, legacy_digest(TEXT)), MESSAGE),
], [
    { scheme: 'bip122/bip322', also: 'bip122/bip137', offered: 'message', why: 'BIP-322 takes the 65 bytes of signmessage for P2PKH' },
    { scheme: 'bip122/bip137', also: 'bip122/bip322', offered: 'message', why: 'BIP-322 takes the 65 bytes of signmessage for P2PKH' },
]);
