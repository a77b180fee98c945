// SPDX-License-Identifier: Apache-2.0
// Writes the vector files of a chain, plugins/<chain>/vectors, or with --check compares them with what is there.
// Nothing here reads a clock or a random source: two runs give the same bytes.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

/** `script` is the import.meta.url of plugins/<chain>/interop/make-vectors.mjs. */
export function write_files(script, files) {
    const directory = new URL('../vectors/', script);
    const generator = relative(REPOSITORY, fileURLToPath(script));
    const chain = generator.split('/').at(-3);
    const options = process.argv.slice(2);
    const check = options.length === 1 && options[0] === '--check';
    if (options.length > 0 && !check) {
        console.error('usage: node make-vectors.mjs [--check]');
        process.exit(2);
    }
    let differs = false;
    mkdirSync(directory, { recursive: true });
    for (const file of files) {
        const url = new URL(file.name, directory);
        const text = file.text(generator);
        if (check) {
            let committed = null;
            try {
                committed = readFileSync(url, 'utf8');
            } catch (problem) {
                if (problem.code !== 'ENOENT') throw problem;
            }
            if (committed !== text) {
                console.error(`${chain}/${file.name}: ${committed === null ? 'missing' : 'differs'}`);
                differs = true;
            }
        } else {
            writeFileSync(url, text);
        }
        console.log(`${chain}/${file.name}`, JSON.stringify(file.counts()));
    }
    process.exit(differs ? 1 : 0);
}
