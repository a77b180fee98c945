// SPDX-License-Identifier: Apache-2.0
// Compiles the contracts of this folder into artifacts.json, or with --check compares. `npm ci` first: solc is 10 MB, and
// nobody else needs it.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const solc = createRequire(import.meta.url)('solc');
const file = (name) => new URL(name, import.meta.url);
const names = readdirSync(file('.')).filter((name) => name.endsWith('.sol')).sort();
const input = {
    language: 'Solidity',
    sources: Object.fromEntries(names.map((name) => [name, { content: readFileSync(file(name), 'utf8') }])),
    settings: {
        evmVersion: 'paris', optimizer: { enabled: true, runs: 200 },
        metadata: { appendCBOR: false, bytecodeHash: 'none' },
        outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
    },
};
const { contracts, errors = [] } = JSON.parse(solc.compile(JSON.stringify(input)));
const wrong = errors.filter(({ severity }) => severity === 'error');
if (wrong.length > 0) throw new Error(wrong.map(({ formattedMessage }) => formattedMessage).join('\n'));

const artifacts = {};
for (const name of names) {
    for (const [contract, { abi, evm }] of Object.entries(contracts[name])) {
        if (evm.bytecode.object === '') continue;  // an interface
        artifacts[contract] = { source: name, abi, bytecode: '0x' + evm.bytecode.object };
    }
}
const lines = Object.entries(artifacts).map(([name, artifact]) => ` ${JSON.stringify(name)}: ${JSON.stringify(artifact)}`);
const text = `{\n${lines.join(',\n')}\n}\n`;
if (process.argv[2] === '--check') {
    if (readFileSync(file('artifacts.json'), 'utf8') !== text) throw new Error('artifacts.json differs: npm run make');
} else {
    writeFileSync(file('artifacts.json'), text);
}
console.log(`${lines.length} contracts by solc ${solc.version()}`);
