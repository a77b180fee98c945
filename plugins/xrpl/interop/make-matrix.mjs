// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/matrix.json: messages and SignIn blobs by keys of both curves.

import { ED25519_SEED, MESSAGE, SECP256K1_SECRET, matrix_case, write_matrix } from '../../../tests/interop/matrix.mjs';
import { secp256k1 } from '@noble/curves/secp256k1';
import { CODEC, ELLIPTIC, KEYPAIRS, VERIFY_XRPL, codec, memo, sha512_half, sign, signer_of_secret, signin_blob } from './sign.mjs';

const bytes = Buffer.from(MESSAGE);
const raw_of = (signer, signature) => (signer.kind === 'ed' ? Buffer.from(signature, 'hex')
    : secp256k1.Signature.fromDER(signature.toLowerCase()).toCompactRawBytes());
/** Ed25519 signs the bytes themselves; ECDSA their hash. */
const signed_of = (signer, all) => (signer.kind === 'ed' ? [all] : [sha512_half(all), all]);

function message(signer, curve) {
    const signature = sign(signer, bytes);
    return matrix_case(`message-${curve}`, curve, { chain: 'xrpl:0', scheme: 'xrpl-message', account: signer.account, public_key: signer.key,
        message: { text: MESSAGE }, signature }, raw_of(signer, signature), signer.kind === 'ed' ? [] : signed_of(signer, bytes),
        `${KEYPAIRS} and ${ELLIPTIC}: same bytes`);
}

function signin(signer, curve) {
    const blob = signin_blob(signer, { Memos: [memo(bytes)] });
    const { TxnSignature, ...tx } = codec.decode(blob);
    return matrix_case(`signin-${curve}`, curve, { chain: 'xrpl:0', scheme: 'xrpl-signin', account: signer.account,
        message: { text: MESSAGE }, signature: blob }, raw_of(signer, TxnSignature), signed_of(signer, Buffer.from(codec.encodeForSigning(tx), 'hex')),
        `${CODEC} and ${KEYPAIRS}; ${VERIFY_XRPL} verifies`);
}

const same = (a, b) => [{ scheme: a, also: b }, { scheme: b, also: a }].map((pair) =>
    ({ ...pair, offered: 'message', why: 'by Ed25519 both sign the text itself, with nothing around it' }));

const edwards = signer_of_secret('ed', ED25519_SEED);
const secp = signer_of_secret('secp', SECP256K1_SECRET);
write_matrix(import.meta.url, [message(edwards, 'ed25519'), message(secp, 'secp256k1'), signin(edwards, 'ed25519'), signin(secp, 'secp256k1')],
    [...same('xrpl/xrpl-message', 'kwil/ed25519'), ...same('xrpl/xrpl-message', 'solana/solana-message')]);
