// SPDX-License-Identifier: Apache-2.0
// plugins/<chain>/tests/matrix.json: one message, signed with every scheme of a chain by the same two keys on all
// chains. tests/matrix tries each signature with all other schemes of all plugins: none may take it.

import { readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { hex } from './verdicts.mjs';

const sha256 = (text) => createHash('sha256').update(text).digest();

/** The keys of tests. Nobody may use them for anything else. */
export const ED25519_SEED = sha256('walletauth matrix, ed25519');
export const SECP256K1_SECRET = sha256('walletauth matrix, secp256k1');

export const MESSAGE = 'app.example asks who you are; nonce q7mZ2k9xB4vT1nR8wE5yU3hJ6cL0pA2d';

/**
 * One case. `key` is ed25519 or secp256k1. `raw`: the 64 bytes R and S, or r and s, as they stand in the signature of
 * the request. `signed`: what else could be offered as the message: the bytes that were signed, and those that were
 * hashed on the way.
 */
export const matrix_case = (id, key, request, raw, signed, source) => ({ id, source, key, raw: hex(raw), signed: signed.map(hex), request });

/**
 * Writes ../tests/matrix.json, or with --check compares it. `same` are the pairs where two schemes really sign the same
 * bytes: {scheme, also, offered, why}. A signature by `scheme` is valid under `also` (namespace/scheme), where the
 * message offered is the `message` itself or one of the bytes `signed`.
 */
export function write_matrix(script, cases, same = []) {
    const file = fileURLToPath(new URL('../tests/matrix.json', script));
    const lines = (items) => (items.length === 0 ? '[]' : `[\n${items.map((one) => '  ' + JSON.stringify(one)).join(',\n')}\n ]`);
    const made = `{\n "cases": ${lines(cases)},\n "same": ${lines(same)}\n}\n`;
    if (process.argv[2] === '--check') {
        if (readFileSync(file, 'utf8') === made) return;
        console.error(`${file}: differs`);
        process.exit(1);
    }
    writeFileSync(file, made);
}
