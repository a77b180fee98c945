// SPDX-License-Identifier: Apache-2.0
// Messages by ripple-keypairs (by noble and by elliptic), and SignIn blobs by ripple-binary-codec and by Xaman's own.

import { createRequire } from 'node:module';
import { CODEC, ELLIPTIC, KEYPAIRS, VERIFY_XRPL, codec, keypairs, memo } from './sign.mjs';

const below = createRequire(createRequire(import.meta.url).resolve('verify-xrpl-signature'));
const elliptic_keypairs = below('ripple-keypairs');
const xaman_codec = below('xrpl-binary-codec-prerelease');

const user_of = (random) => {
    const seed = keypairs.generateSeed({ entropy: random.bytes(16), algorithm: random.pick(['ed25519', 'ecdsa-secp256k1']) });
    const { privateKey, publicKey } = keypairs.deriveKeypair(seed);
    return { secret: privateKey, key: publicKey, account: keypairs.deriveAddress(publicKey) };
};
const flip = (random, digits) => random.flip(Buffer.from(digits, 'hex')).toString('hex').toUpperCase();

function message_case(random, library, by) {
    const user = user_of(random), other = user_of(random);
    const is_text = random.chance(70);
    // The older one signs no empty message by Ed25519.
    const bytes = (is_text ? Buffer.from(random.text(1000).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '') || 'x') : random.bytes(random.between(1, 200)));
    const signature = by.sign(bytes.toString('hex'), user.secret);
    const request = { chain: random.pick(['xrpl:0', 'xrpl:1', 'xrpl:21337']), scheme: 'xrpl-message', account: user.account, public_key: user.key,
                      message: is_text ? { text: bytes.toString() } : { hex: bytes.toString('hex') },
                      signature: random.chance(50) ? signature : signature.toLowerCase(),
                      ...(is_text ? {} : { params: { message_kind: 'bytes' } }) };
    return { library, account: user.account, request, mutations: {
        signature: { signature: flip(random, signature) },
        message: { message: { hex: Buffer.concat([bytes, Buffer.from('.')]).toString('hex') } },
        account: { account: other.account },
        key: { account: other.account, public_key: other.key },
    } };
}

function signin_case(random, library, format, by) {
    const user = user_of(random), other = user_of(random);
    const bytes = random.chance(50) ? Buffer.from(random.text(400) || 'x') : random.bytes(random.between(1, 400));
    const maybe = (name, value) => (random.chance(30) ? { [name]: value } : {});
    const type = random.chance(30) ? { MemoType: random.bytes(20).toString('hex').toUpperCase() } : {};
    const tx = { SigningPubKey: user.key, Account: user.account, Memos: [memo(bytes, type)], ...maybe('Flags', random.below(2 ** 32)),
                 ...maybe('Sequence', random.below(2 ** 32)), ...maybe('Fee', String(random.below(1e6))), ...maybe('SourceTag', random.below(2 ** 32)),
                 ...maybe('LastLedgerSequence', random.below(2 ** 32)) };
    const blob = format.encode({ ...tx, TxnSignature: by.sign(format.encodeForSigning(tx), user.secret) });
    const request = { chain: 'xrpl:0', scheme: 'xrpl-signin', account: user.account, message: { hex: bytes.toString('hex') }, signature: blob };
    return { library, account: user.account, request, mutations: {
        signature: { signature: flip(random, blob) },
        message: { message: { hex: random.flip(bytes).toString('hex') } },
        account: { account: other.account },
        key: { public_key: other.key },
    } };
}

// For tests/interop/random/run.mjs.
export const weight = 16;
export const per_round = 4;

export async function* cases(random, rounds) {
    for (let i = 0; i < rounds; ++i) {
        yield message_case(random, KEYPAIRS, keypairs);
        yield message_case(random, ELLIPTIC, elliptic_keypairs);
        yield signin_case(random, CODEC, codec, keypairs);
        yield signin_case(random, VERIFY_XRPL, xaman_codec, elliptic_keypairs);
    }
}
