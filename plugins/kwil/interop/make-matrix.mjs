// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/matrix.json: kwil-db's own authenticators.

import { ED25519_SEED, MESSAGE, SECP256K1_SECRET, matrix_case, write_matrix } from '../../../tests/interop/matrix.mjs';
import { base64, hex } from '../../../tests/interop/verdicts.mjs';
import { ED25519_LIBRARIES, SECP256K1_LIBRARIES, ed25519_signer, secp256k1_signer, sha256 } from './sign.mjs';

const bytes = Buffer.from(MESSAGE);
const edwards = ed25519_signer(ED25519_SEED);
const secp = secp256k1_signer(SECP256K1_SECRET);
const made = (scheme, kind, key, signature, signed, source) => matrix_case(scheme, kind,
    { chain: 'kwil:mainnet', scheme, account: hex(key), public_key: hex(key), message: { text: MESSAGE }, signature: base64(signature) },
    signature.subarray(0, 64), signed, source);

write_matrix(import.meta.url, [
    made('ed25519', 'ed25519', edwards.key, edwards.sign(bytes), [], ED25519_LIBRARIES),
    made('ed25519_nr', 'ed25519', edwards.key, edwards.sign(sha256(bytes)), [sha256(bytes)], ED25519_LIBRARIES),
    made('secp256k1', 'secp256k1', secp.key, secp.sign(bytes), [sha256(bytes)], SECP256K1_LIBRARIES),
], [{ scheme: 'kwil/ed25519', also: 'solana/solana-message', offered: 'message', why: 'both sign the text itself, with nothing around it' }]);
