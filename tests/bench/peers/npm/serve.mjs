// SPDX-License-Identifier: Apache-2.0
// serve.mjs MODULE INPUTS: does what standard input asks for, as tests/bench/operations.cpp says.
// MODULE exports peers(inputs): [{operation, who, does}]. `inputs` has the inputs of each operation; `does` does it
// once, and gives, or promises, whether the answer is right.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [module, inputs] = process.argv.slice(2);
const { peers } = await import(pathToFileURL(resolve(module)));
const known = new Map(peers(JSON.parse(readFileSync(inputs))).map(({ operation, who, does }) => [`${operation}\t${who}`, does]));
console.log([...known.keys(), '', ''].join('\n').slice(0, -1));
for await (const line of createInterface({ input: process.stdin })) {
    const key = line.slice(line.indexOf('\t') + 1);
    const does = known.get(key);
    if (!does) throw new Error(`unknown: ${line}`);
    try {
        for (let times = parseInt(line); times > 0; --times) {
            let is_right = does();
            if (is_right instanceof Promise) is_right = await is_right; // what promises nothing must not pay for it
            if (!is_right) throw new Error('it says no');
        }
    } catch (error) {
        console.error(`wrong answer: ${key}: ${error.message}`);
        process.exit(1);
    }
    console.log();
}
