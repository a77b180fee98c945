// SPDX-License-Identifier: Apache-2.0
// Peers on npm of the curves and hashes that belong to no chain (serve.mjs).

import { ed25519 } from '@noble/curves/ed25519';
import { secp256k1 } from '@noble/curves/secp256k1';
import { keccak_256 } from '@noble/hashes/sha3';
import nacl from 'tweetnacl';

const bytes = (hex) => new Uint8Array(Buffer.from(hex, 'hex'));
const are_equal = (a, b) => Buffer.compare(a, b) === 0;

function edwards(inputs) {
    const operation = 'Ed25519';
    const [key, message, signature] = ['key', 'message', 'signature'].map((name) => bytes(inputs[operation][name]));
    return [
        { operation, who: '@noble/curves', does: () => ed25519.verify(signature, message, key) },
        { operation, who: 'tweetnacl', does: () => nacl.sign.detached.verify(message, signature, key) },
    ];
}

function secp(inputs) {
    const { recovery_id, ...hex } = inputs['secp256k1, recovery'];
    const [key, digest, signature] = ['key', 'digest', 'signature'].map((name) => bytes(hex[name]));
    const recover = () => secp256k1.Signature.fromCompact(signature).addRecoveryBit(Number(recovery_id)).recoverPublicKey(digest);
    const by_noble = (operation, does) => ({ operation, who: '@noble/curves', does });
    return [
        by_noble('secp256k1, verification', () => secp256k1.verify(signature, digest, key)),
        by_noble('secp256k1, recovery', () => are_equal(recover().toRawBytes(true), key)),
    ];
}

function keccak(inputs) {
    return Object.keys(inputs).filter((name) => name.startsWith('Keccak-256')).map((operation) => {
        const [message, digest] = ['message', 'digest'].map((name) => bytes(inputs[operation][name]));
        return { operation, who: '@noble/hashes', does: () => are_equal(keccak_256(message), digest) };
    });
}

export const peers = (inputs) => [...edwards(inputs), ...secp(inputs), ...keccak(inputs)];
