// SPDX-License-Identifier: Apache-2.0
// Writes hello.mjs and hello.cjs into a folder: the README's hello world as it is printed, and the same by `require`.
// Usage: node readme.mjs FOLDER

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const hello = /```js\n(\/\/ hello\.mjs\n[\s\S]*?)```/.exec(text)?.[1];
assert(hello, 'README.md has no hello.mjs');
const required = hello.replace("import { openInstalled } from 'walletauth';", "const { openInstalled } = require('walletauth');")
    .replace('await host.verify(', 'host.verifySync(');
assert(!required.includes('import'));
writeFileSync(join(process.argv[2], 'hello.mjs'), hello);
writeFileSync(join(process.argv[2], 'hello.cjs'), required);
