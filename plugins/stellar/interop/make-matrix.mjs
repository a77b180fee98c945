// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/matrix.json: SEP-53.

import { ED25519_SEED, MESSAGE, matrix_case, write_matrix } from '../../../tests/interop/matrix.mjs';
import { base64 } from '../../../tests/interop/verdicts.mjs';
import { BOTH, sep53_hash, signer } from './sign.mjs';

const who = signer(ED25519_SEED);
const signature = who.sign(MESSAGE);
const request = { chain: 'stellar:pubnet', scheme: 'sep53', account: who.account, message: { text: MESSAGE }, signature: base64(signature) };
const hashed = Buffer.from('Stellar Signed Message:\n' + MESSAGE);

write_matrix(import.meta.url, [matrix_case('sep53', 'ed25519', request, signature, [sep53_hash(MESSAGE), hashed], BOTH)],
    [{ scheme: 'stellar/sep53', also: 'kwil/ed25519_nr', offered: 'signed', why: 'both sign a sha256: there, the prefix is the beginning of the message' }]);
