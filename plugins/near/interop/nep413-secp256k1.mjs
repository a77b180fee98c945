// SPDX-License-Identifier: Apache-2.0
// nep413 by secp256k1 keys: ETH-implicit accounts, recovery ids, high s.

import { baseEncode } from 'near-api-js';
import { base64, hex, malformed, rejected, unsupported, valid } from '../../../tests/interop/verdicts.mjs';
import { NOBLE, nonce_of, params, payload_hash, secp256k1_signer } from './sign.mjs';

export function eth_implicit(file) {
    const signer = secp256k1_signer('eth');
    const payload = { message: 'eth', nonce: nonce_of('eth'), recipient: 'app.example' };
    const signature = signer.raw(payload_hash(payload));
    const request = { chain: 'near:mainnet', scheme: 'nep413', account: signer.account,
                      public_key: signer.key, message: { text: 'eth' }, params: params(payload),
                      signature: base64(signature) };
    const good = valid(signer.account);
    const say = (id, changed, expect, why) => file.add(`nep413-secp256k1-${id}`,
        { ...request, ...changed }, expect, `${NOBLE} over the hash; nearcore core/crypto/src/signature.rs`, why);
    const with_id = (v) => base64(Buffer.concat([signature.subarray(0, 64), Buffer.from([v])]));
    const id = signature[64];
    say('eth-implicit', {}, good, '0x and the address of the key (NEP-518)');
    say('eth-implicit-counterfactual', { accept: ['counterfactual'] }, unsupported('evidence'), 'the key gives it, and that proof is not accepted');
    say('other-id', { signature: with_id(id ^ 1) }, rejected('signature'), 'recovers another key');
    say('other-id-compat', { signature: with_id(id ^ 1), compat: true }, good, 'nearcore ignores which of 0 to 3');
    say('id-2', { signature: with_id(2) }, rejected('signature'), 'x = r + n');
    say('id-2-compat', { signature: with_id(2), compat: true }, good, 'nearcore ignores which of 0 to 3');
    say('id-4', { signature: with_id(4), compat: true }, rejected('signature'), 'beyond 3 also nearcore refuses');
    say('id-27', { signature: with_id(27 + id) }, rejected('signature'), 'Ethereum\'s v');
    say('64-bytes', { signature: hex(signature.subarray(0, 64)) }, malformed('signature'), 'the recovery id is missing');
    say('id-first', { signature: base64(Buffer.concat([signature.subarray(64), signature.subarray(0, 64)])) }, rejected('signature'), 'recovery id in front');
    const n = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const s = BigInt('0x' + hex(signature.subarray(32, 64)));
    const high = Buffer.concat([signature.subarray(0, 32), Buffer.from((n - s).toString(16).padStart(64, '0'), 'hex'), Buffer.from([id ^ 1])]);
    say('high-s', { signature: base64(high) }, rejected('signature'), 'high s');
    say('high-s-compat', { signature: base64(high), compat: true }, rejected('signature'), 'nearcore refuses it, too');
    say('other-eth-implicit', { account: '0x' + 'a'.repeat(40) }, rejected('signer'), 'these have no access keys: no other key can be one');
    const base58 = baseEncode(signature);
    say('base58', { signature: base58 }, good, 'base58');
    say('prefix', { signature: 'secp256k1:' + base58 }, good, 'the curve before it');
    say('other-curve', { signature: 'ed25519:' + base58 }, malformed('signature'), 'a prefix of another curve than the key');
    say('other-curve-64', { signature: 'ed25519:' + baseEncode(signature.subarray(0, 64)) }, malformed('signature'), 'an ed25519 signature and a secp256k1 key');
    say('other-curve-key', { public_key: signer.key.replace('secp256k1', 'ed25519') }, malformed('public_key'), '64 bytes');
    say('array', { signature: [...signature] }, good, 'the bytes of a Uint8Array');
    // What it would give if somebody hashed it: nobody can sign for it (SEC 1, section 2.3.4).
    const off = Buffer.from(signer.point);
    off[63] ^= 1;
    const off_key = 'secp256k1:' + baseEncode(off);
    say('key-off-curve', { public_key: off_key, account: undefined }, rejected('signature'), 'no point of the curve');
    const derive = (id, public_key, expect, why) => file.add(`nep413-secp256k1-derive${id}`,
        { chain: 'near:mainnet', scheme: 'nep413', public_key }, expect, NOBLE, why);
    derive('', signer.key, { status: 'valid', address: signer.account }, '0x and the address of the key (NEP-518)');
    derive('-off-curve', off_key, rejected('signer'), 'no point of the curve: no account');
    say('mixed-case', { account: '0xA' + signer.account.slice(3) }, malformed('account'), 'ids are lower case');
}
