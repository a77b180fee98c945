// SPDX-License-Identifier: Apache-2.0
// NEP-413 by near-api-js, near-sign-verify and @near-js/signers.

import { KeyPair, KeyPairSigner, baseEncode } from 'near-api-js';
import * as near_sign_verify from 'near-sign-verify';
import { KeyPair as OtherKeyPair } from '@near-js/crypto';
import { KeyPairSigner as OtherSigner } from '@near-js/signers';
import nacl from 'tweetnacl';
import { NEAR_API_JS, NEAR_JS, NEAR_SIGN_VERIFY } from './sign.mjs';

const is_ascii = (text) => /^[\u0000-\u007f]*$/.test(text);

const LIBRARIES = {
    [NEAR_API_JS]: async (key, { message, nonce, recipient, callback_url }) =>
        (await new KeyPairSigner(KeyPair.fromString(key)).signNep413Message('alice.near',
            { message, nonce: Uint8Array.from(nonce), recipient, callbackUrl: callback_url })).signature,
    [NEAR_SIGN_VERIFY]: async (key, { message, nonce, recipient, callback_url }) =>
        Buffer.from(near_sign_verify.parseAuthToken(await near_sign_verify.sign(message,
            { signer: key, accountId: 'alice.near', recipient, nonce: Uint8Array.from(nonce), callbackUrl: callback_url })).signature, 'base64'),
    [NEAR_JS]: async (key, { message, nonce, recipient, callback_url }) =>
        (await new OtherSigner(OtherKeyPair.fromString(key)).signNep413Message(message, 'alice.near', recipient, Uint8Array.from(nonce), callback_url)).signature,
};

// For tests/interop/random/run.mjs.
export const weight = 30;
export const per_round = Object.keys(LIBRARIES).length;

export async function* cases(random, rounds) {
    for (let i = 0; i < rounds; ++i) {
        for (const [library, sign] of Object.entries(LIBRARIES)) {
            const pair = nacl.sign.keyPair.fromSeed(random.bytes(32));
            const account = Buffer.from(pair.publicKey).toString('hex');
            // Half of what @near-js signs is ASCII, else hardly any of it could be compared.
            const text = library === NEAR_JS && random.chance(50) ? (max) => random.ascii(max) : (max) => random.text(max);
            const payload = {
                message: text(1000), nonce: random.bytes(32),
                recipient: random.chance(80) ? `${random.identifier().toLowerCase()}.near` : text(60) || 'x',
                callback_url: random.chance(60) ? undefined : `https://${random.identifier()}.example/?${text(40)}`,
            };
            const signature = Buffer.from(await sign('ed25519:' + baseEncode(pair.secretKey), payload));
            const params = ({ nonce, recipient, callback_url }) => ({ nonce: { base64: nonce.toString('base64') }, recipient,
                ...(callback_url === undefined ? {} : { callback_url }) });
            const request = { chain: 'near:mainnet', scheme: 'nep413', account, public_key: 'ed25519:' + baseEncode(pair.publicKey),
                              message: { text: payload.message }, params: params(payload), signature: signature.toString('base64') };
            const other = Buffer.from(nacl.sign.keyPair.fromSeed(random.bytes(32)).publicKey);
            // borsh-js 1.0.0 writes the low bytes of the UTF-16 units behind their count.
            const broken = library === NEAR_JS && !is_ascii(payload.message + payload.recipient + (payload.callback_url ?? ''));
            yield { library, account, request, difference: broken ? 'borsh-js 1.0.0: text beyond ASCII' : undefined, mutations: {
                signature: { signature: random.flip(signature).toString('base64') },
                message: { message: { text: payload.message + ' ' } },
                nonce: { params: params({ ...payload, nonce: random.flip(payload.nonce) }) },
                recipient: { params: params({ ...payload, recipient: payload.recipient + 'x' }) },
                callback: { params: params({ ...payload, callback_url: payload.callback_url === undefined ? '' : payload.callback_url + '/' }) },
                account: { account: other.toString('hex') },
                key: { account: other.toString('hex'), public_key: 'ed25519:' + baseEncode(other) },
            } };
        }
    }
}
