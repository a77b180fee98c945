// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/matrix.json: SNIP-12 by an account whose key is on secp256k1. Keys of the Stark curve sign for no
// other chain.

import { secp256k1 } from '@noble/curves/secp256k1';
import { EthSigner } from 'starknet';
import { MESSAGE, SECP256K1_SECRET, matrix_case, write_matrix } from '../../../tests/interop/matrix.mjs';
import { hex } from '../../../tests/interop/verdicts.mjs';
import * as classes from './accounts.mjs';
import { deployed } from './deployed.mjs';
import { STARKNET, document_hash, hex as felt, padded } from './sign.mjs';
import { MAIN } from './snip12.mjs';

const document = {
    types: {
        StarknetDomain: ['name', 'version', 'chainId', 'revision'].map((name) => ({ name, type: 'shortstring' })),
        Message: [{ name: 'text', type: 'string' }],
    },
    primaryType: 'Message', domain: { name: 'app.example', version: '1', chainId: 'SN_MAIN', revision: '1' }, message: { text: MESSAGE },
};
const number = (bytes) => BigInt('0x' + hex(bytes));
const limbs = (n) => [n & ((1n << 128n) - 1n), n >> 128n];
const point = secp256k1.getPublicKey(SECP256K1_SECRET, false).slice(1);
const holder = deployed(classes.ETH_ACCOUNTS[0][1], [...limbs(number(point.slice(0, 32))), ...limbs(number(point.slice(32)))], null);
const [r_low, r_high, s_low, s_high] = (await new EthSigner('0x' + hex(SECP256K1_SECRET)).signMessage(document, holder.account)).map(BigInt);
const raw = Buffer.from([r_low + (r_high << 128n), s_low + (s_high << 128n)].map((n) => padded(n).slice(2)).join(''), 'hex');
const request = { chain: MAIN, scheme: 'snip12', account: holder.account, message: { json: document }, params: holder.params,
                  signature: [r_low, r_high, s_low, s_high].map(felt) };

write_matrix(import.meta.url, [matrix_case('snip12-eth-account', 'secp256k1', request, raw,
    [Buffer.from(padded(document_hash(document, holder.account)).slice(2), 'hex')], `${STARKNET} EthSigner`)]);
