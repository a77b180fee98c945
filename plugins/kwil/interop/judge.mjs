// SPDX-License-Identifier: Apache-2.0
// The rules of kwil's schemes once more, in a few lines: what every expectation is held against.

import { secp256k1 } from '@noble/curves/secp256k1';
import { verifies } from '../../../tests/interop/ed25519.mjs';
import { hex, malformed, rejected, valid } from '../../../tests/interop/verdicts.mjs';
import { sha256 } from './sign.mjs';

const N = secp256k1.CURVE.n;

/** UTF-8 without control characters but TAB, LF and CR. */
function is_text(bytes) {
    try {
        const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(text);
    } catch {
        return false;
    }
}

/** The names of a JSON object's members; none of another text. */
function names_of(bytes) {
    let document;
    try {
        document = JSON.parse(bytes.toString());
    } catch {
        return [];
    }
    return document !== null && typeof document === 'object' && !Array.isArray(document) ? Object.keys(document) : [];
}

/** What the members are of a transaction that is text: of Cosmos chains, and of MultiversX. */
const TEXT_TRANSACTIONS = {
    secp256k1: ['account_number', 'chain_id', 'msgs', 'sequence'],
    ed25519: ['nonce', 'value', 'receiver', 'sender', 'gasPrice', 'gasLimit', 'chainID', 'version'],
};
function is_transaction(scheme, message) {
    const members = TEXT_TRANSACTIONS[scheme];
    const names = members ? names_of(message) : [];
    return members !== undefined && members.every((name) => names.includes(name));
}

function refused_message({ scheme, message, compat, kind = 'text' }) {
    if (compat) return false;
    return (kind === 'text' && !is_text(message)) || is_transaction(scheme, message);
}

function judge_ed25519({ scheme, key, message, signature, compat, kind }) {
    if (key.length !== 32) return malformed('public_key');
    if (signature.length !== 64) return malformed('signature');
    if (refused_message({ scheme, message, compat, kind })) return rejected('policy');
    const signed = scheme === 'ed25519' ? message : sha256(message);
    return verifies(signature, signed, key, compat) ? key : rejected('signature');
}

/** A key of SEC 1, under compat also hybrid: 06 or 07 tell y's parity. Null: no point. */
function read_key(key, compat) {
    const hybrid = compat && key.length === 65 && (key[0] === 6 || key[0] === 7);
    if (!hybrid && !(key.length === 33 && (key[0] === 2 || key[0] === 3)) && !(key.length === 65 && key[0] === 4)) {
        return undefined;
    }
    if (hybrid && (key[64] & 1) !== (key[0] & 1)) return null;
    try {
        return secp256k1.ProjectivePoint.fromHex(hybrid ? Buffer.from([4, ...key.subarray(1)]) : Uint8Array.from(key));
    } catch {
        return null;
    }
}

function judge_secp256k1({ scheme, key, message, signature, compat, kind }) {
    const point = read_key(key, compat);
    if (point === undefined) return malformed('public_key');
    if (signature.length !== 65) return malformed('signature');
    if (refused_message({ scheme, message, compat, kind })) return rejected('policy');
    if (point === null) return rejected('signer');
    const [r, s] = [0, 32].map((at) => BigInt('0x' + hex(signature.subarray(at, at + 32))));
    if (r === 0n || r >= N || s === 0n || s >= N || (s > N / 2n && !compat)) return rejected('signature');
    const good = secp256k1.verify(new secp256k1.Signature(r, s), sha256(message), point.toRawBytes(true), { lowS: false });
    return good ? Buffer.from(point.toRawBytes(true)) : rejected('signature');
}

/** The verdict for bytes; `claim` is an account, or the key's own. */
export function judge(ask) {
    const key = ask.scheme === 'secp256k1' ? judge_secp256k1(ask) : judge_ed25519(ask);
    if (!Buffer.isBuffer(key)) return key;
    return ask.claim === undefined || ask.claim === hex(key) ? valid(hex(key)) : rejected('signer');
}

/** Adds vectors of one scheme; stops where the rules above say another thing. */
export function adder(file, scheme) {
    return (id, { key, message, signature, account, compat = false, kind }, expect, source, why) => {
        const judged = judge({ scheme, key, message, signature, claim: account, compat, kind });
        if (JSON.stringify(judged) !== JSON.stringify(expect)) {
            throw new Error(`${scheme} ${id}: ${JSON.stringify(expect)} but ${JSON.stringify(judged)}`);
        }
        const text = message.toString();
        file.add(`${scheme.replace('_', '-')}-${id}`, {
            chain: 'kwil:idos', scheme, ...(account === undefined ? {} : { account }), public_key: hex(key),
            message: Buffer.from(text).equals(message) ? { text } : { hex: hex(message) },
            ...(kind === undefined ? {} : { params: { message_kind: kind } }),
            ...(compat ? { compat } : {}), signature: hex(signature),
        }, expect, source, why);
    };
}
