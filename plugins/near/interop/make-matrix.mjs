// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/matrix.json: NEP-413, by keys of both curves, and as kwil-db has it.

import { ED25519_SEED, MESSAGE, SECP256K1_SECRET, matrix_case, write_matrix } from '../../../tests/interop/matrix.mjs';
import { payload_bytes } from '../../../tests/interop/nep413-payload.mjs';
import { base64 } from '../../../tests/interop/verdicts.mjs';
import { kwil_blob } from './kwil-blob.mjs';
import { NEAR_API_JS, NEAR_SIGN_VERIFY, NOBLE, ed25519_signer, nonce_of, params, payload_hash, secp256k1_signer, sign_nep413 } from './sign.mjs';

const edwards = ed25519_signer(ED25519_SEED);
const secp = secp256k1_signer(SECP256K1_SECRET);
const payload = { message: MESSAGE, nonce: nonce_of('matrix'), recipient: 'app.example' };
const hash = payload_hash(payload);
const signed = [hash, payload_bytes(payload)];
const source = `${NEAR_API_JS} and ${NEAR_SIGN_VERIFY}: same bytes`;
const request = (who, scheme, signature, more) => ({ chain: 'near:mainnet', scheme, account: who.account, public_key: who.key,
    message: { text: MESSAGE }, ...more, signature: base64(signature) });

const by_edwards = await sign_nep413(edwards, payload);
const by_secp = secp.raw(hash);
write_matrix(import.meta.url, [
    matrix_case('nep413', 'ed25519', request(edwards, 'nep413', by_edwards, { params: params(payload) }), by_edwards, signed, source),
    matrix_case('nep413-secp256k1', 'secp256k1', request(secp, 'nep413', by_secp, { params: params(payload) }), by_secp.subarray(0, 64), signed, NOBLE),
    matrix_case('nep413-kwil', 'ed25519', request(edwards, 'nep413-kwil', kwil_blob(payload, by_edwards)), by_edwards, signed, source),
], [
    { scheme: 'near/nep413', also: 'near/nep413-kwil', offered: 'message', why: 'both are NEP-413; the blob holds the payload' },
    { scheme: 'near/nep413-kwil', also: 'near/nep413', offered: 'message', why: 'both are NEP-413' },
]);
