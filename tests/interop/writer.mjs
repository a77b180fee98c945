// Vector files: one vector a line, ASCII only, the same bytes on every run.

import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));
export const named = (name) => `${name}@${manifest.dependencies[name]}`;

export const ETHERS = named('ethers');
export const VIEM = named('viem');
export const METAMASK = named('@metamask/eth-sig-util');
export const NOBLE = named('@noble/curves');

const ascii = (text) => text.replace(/[\u007f-\uffff]/g,
    (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));

/** Collects the vectors of one file; ids are unique. */
export class VectorFile {
    constructor(name, description, generator = 'make-evm-vectors.mjs') {
        this.name = name;
        this.description = description;
        this.generator = generator;
        this.vectors = new Map();
    }

    /** `more` are further members of the vector, such as trust_evidence. */
    add(id, request, expect, source, why, more = {}) {
        if (this.vectors.has(id)) throw new Error(`two vectors are called ${id}`);
        if (!/^[a-z0-9-]+$/.test(id)) throw new Error(`bad id ${id}`);
        this.vectors.set(id, { id, request, expect, source, why, ...more });
    }

    counts() {
        const counts = { total: this.vectors.size };
        for (const { expect } of this.vectors.values()) {
            counts[expect.status] = (counts[expect.status] ?? 0) + 1;
        }
        return counts;
    }

    text() {
        const head = [
            '"format": "walletauth-vectors/1"',
            `"description": ${JSON.stringify(this.description)}`,
            `"generator": "tests/interop/${this.generator}"`,
        ];
        const lines = [...this.vectors.values()].map((v) => '  ' + JSON.stringify(v));
        return ascii(`{\n ${head.join(',\n ')},\n "vectors": [\n${lines.join(',\n')}\n ]\n}\n`);
    }
}

/** One member of `choices` and the next ones, round and round: spreads cases over vectors. */
export function rotation(choices, count) {
    let next = 0;
    return () => Array.from({ length: count }, () => choices[next++ % choices.length]);
}
