// Writes vector files below tests/vectors, or with --check compares them with what is there.
// Nothing here reads a clock or a random source: two runs give the same bytes.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

export function write_files(chain, files) {
    const directory = new URL(`../vectors/${chain}/`, import.meta.url);
    const options = process.argv.slice(2);
    const check = options.length === 1 && options[0] === '--check';
    if (options.length > 0 && !check) {
        console.error('usage: node make-...-vectors.mjs [--check]');
        process.exit(2);
    }
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
        console.log(`${chain}/${file.name}`, JSON.stringify(file.counts()));
    }
    process.exit(differs ? 1 : 0);
}
