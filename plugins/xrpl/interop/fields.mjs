// SPDX-License-Identifier: Apache-2.0
// The rows of ../known_fields.hpp, made of ripple-binary-codec's definitions: `node fields.mjs` prints them.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { DEFAULT_DEFINITIONS } = createRequire(import.meta.url)('ripple-binary-codec');
const MARKS = ['ObjectEndMarker', 'ArrayEndMarker'];
const HOOK_PARAMETERS = [15, 19]; // Xahau's

export function known_fields() {
    const codes = new Map();
    const add = (type, code) => codes.set(type, [...(codes.get(type) ?? []), code]);
    for (const field of Object.values(DEFAULT_DEFINITIONS.field)) {
        if (field?.isSerialized && field.type?.ordinal > 0 && field.type.ordinal < 256 && !MARKS.includes(field.name)) {
            add(field.type.ordinal, field.nth);
        }
    }
    add(...HOOK_PARAMETERS);
    const word = (all, from) => all.filter((code) => code >= from && code < from + 64)
        .reduce((bits, code) => bits | 1n << BigInt(code - from), 0n);
    return [...codes].sort(([a], [b]) => a - b).map(([type, all]) =>
        `KnownFields{${type}, {0x${word(all, 0).toString(16).padStart(16, '0')}, 0x${word(all, 64).toString(16)}}}`);
}

/** Throws where the header has other rows. */
export function check_known_fields() {
    const header = readFileSync(new URL('../known_fields.hpp', import.meta.url), 'utf8');
    const found = header.match(/KnownFields\{\d+, \{0x[0-9a-f]+, 0x[0-9a-f]+\}\}/g) ?? [];
    if (found.join() !== known_fields().join()) throw new Error('known_fields.hpp is not what fields.mjs makes');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(known_fields().join(',\n'));
