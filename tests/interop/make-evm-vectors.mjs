// Writes tests/vectors/evm/*.json, or with --check compares them with what is committed.
// Nothing here reads a clock or a random source: two runs give the same bytes.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { account_vectors } from './evm/account.mjs';
import { eip191_vectors } from './evm/eip191.mjs';
import { eip191_kwil_vectors } from './evm/eip191-kwil.mjs';
import { eip712_vectors } from './evm/eip712.mjs';

const directory = new URL('../vectors/evm/', import.meta.url);
const options = process.argv.slice(2);
const check = options.length === 1 && options[0] === '--check';
if (options.length > 0 && !check) {
    console.error('usage: node make-evm-vectors.mjs [--check]');
    process.exit(2);
}

const files = [
    await eip191_vectors(), await eip191_kwil_vectors(), await eip712_vectors(),
    await account_vectors(),
];

let differs = false;
mkdirSync(directory, { recursive: true });
for (const file of files) {
    const url = new URL(file.name, directory);
    if (check) {
        let committed = null;
        try {
            committed = readFileSync(url, 'utf8');
        } catch (problem) {
            if (problem.code !== 'ENOENT') throw problem;
        }
        if (committed !== file.text()) {
            console.error(`${file.name}: ${committed === null ? 'missing' : 'differs'}`);
            differs = true;
        }
    } else {
        writeFileSync(url, file.text());
    }
    console.log(file.name, JSON.stringify(file.counts()));
}
process.exit(differs ? 1 : 0);
