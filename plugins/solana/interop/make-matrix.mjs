// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/matrix.json: messages, off-chain envelopes and memos.

import { ED25519_SEED, MESSAGE, matrix_case, write_matrix } from '../../../tests/interop/matrix.mjs';
import { base64 } from '../../../tests/interop/verdicts.mjs';
import { legacy, memo } from './memo.mjs';
import { CHAIN } from './message.mjs';
import { layouts } from './offchain.mjs';
import { STANDARD, TWEETNACL, WEB3, base58, signer } from './sign.mjs';

const who = signer(ED25519_SEED);
const source = `${TWEETNACL}; ${STANDARD} verifies; keys by ${WEB3}`;
const request = (scheme, signature) => ({ chain: CHAIN, scheme, account: who.account, message: { text: MESSAGE }, signature });
const of_bytes = (id, scheme, bytes) => {
    const signature = who.sign(bytes);
    return matrix_case(id, 'ed25519', request(scheme, base58(signature)), signature, id === scheme ? [] : [bytes], source);
};
const memo_case = () => {
    const wire = legacy(who, [memo(MESSAGE)]); // a count of 1, the signature, and what it signs
    return matrix_case('solana-memo', 'ed25519', request('solana-memo', base64(wire)), wire.subarray(1, 65), [wire.subarray(65)], WEB3);
};

write_matrix(import.meta.url, [
    of_bytes('solana-message', 'solana-message', Buffer.from(MESSAGE)),
    of_bytes('offchain-v0', 'solana-offchain', layouts.v0(MESSAGE, 1, [who.key])),
    of_bytes('offchain-v0-legacy', 'solana-offchain', layouts['v0-legacy'](MESSAGE, 1)),
    of_bytes('offchain-v1', 'solana-offchain', layouts.v1(MESSAGE, 0, [who.key])),
    memo_case(),
], [{ scheme: 'solana/solana-message', also: 'kwil/ed25519', offered: 'message', why: 'both sign the text itself, with nothing around it' }]);
