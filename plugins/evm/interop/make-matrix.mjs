// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/matrix.json: personal_sign, also as kwil-db has it, and typed data.

import { TypedDataEncoder, concat, getBytes } from 'ethers';
import { MESSAGE, SECP256K1_SECRET, matrix_case, write_matrix } from '../../../tests/interop/matrix.mjs';
import { hex } from '../../../tests/interop/verdicts.mjs';
import { ETHERS, METAMASK, VIEM, personal_sign, sign_typed_data } from './libraries.mjs';

const secret = '0x' + hex(SECP256K1_SECRET);
const source = `${ETHERS}, ${VIEM} and ${METAMASK}: same signature`;
const bytes = Buffer.from(MESSAGE);
const document = {
    types: { EIP712Domain: [{ name: 'name', type: 'string' }], Message: [{ name: 'text', type: 'string' }] },
    primaryType: 'Message', domain: { name: 'app.example' }, message: { text: MESSAGE },
};
const plain = await personal_sign(secret, bytes);
const typed = await sign_typed_data(secret, JSON.stringify(document));
const hashed = Buffer.concat([Buffer.from(`\x19Ethereum Signed Message:\n${bytes.length}`), bytes]);
const hashed_typed = concat(['0x1901', TypedDataEncoder.hashDomain(document.domain),
                             TypedDataEncoder.hashStruct('Message', { Message: document.types.Message }, document.message)]);
const made = (scheme, { signature, account, digest }, message, preimage) => matrix_case(scheme, 'secp256k1',
    { chain: 'eip155:1', scheme, account, message, signature }, getBytes(signature).subarray(0, 64), [getBytes(digest), preimage], source);

write_matrix(import.meta.url, [
    made('eip191', plain, { text: MESSAGE }, hashed),
    made('eip191-kwil', plain, { text: MESSAGE }, hashed),
    made('eip712', typed, { json: document }, getBytes(hashed_typed)),
], [
    { scheme: 'eip155/eip191', also: 'eip155/eip191-kwil', offered: 'message', why: 'both are personal_sign' },
    { scheme: 'eip155/eip191-kwil', also: 'eip155/eip191', offered: 'message', why: 'both are personal_sign' },
]);
