// SPDX-License-Identifier: Apache-2.0
// Microseconds of one call above wa_verify_flat in C, in one process and in turns; the least of all turns counts.
// Usage: node bench/overhead.mjs. It needs a C compiler, and what building the package needs.

import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openInstalled } from 'walletauth';
import { bytes, report, request } from '../tests/support.mjs';

const require = createRequire(import.meta.url);
const here = fileURLToPath(new URL('.', import.meta.url));
const addon = join(here, '../build/loop.node');
const flags = execFileSync('pkg-config', ['--cflags', '--libs', 'libwalletauth'], { encoding: 'utf8' }).trim().split(/\s+/);
execFileSync(process.env.CC ?? 'gcc', ['-O2', '-shared', '-fPIC', '-isystem', require('node-api-headers').include_dir,
                                       join(here, 'loop.c'), '-o', addon, ...flags]);
const { run } = require(addon);

const begun = performance.now();
const host = openInstalled();
const openMs = performance.now() - begun;

const refused = { ...bytes, signature: bytes.signature.subarray(0, 10) }; // before any arithmetic
const cases = {
    refused: { C: refused, verifySync: refused, 'verifySync, text': { ...request, signature: '0x12' }, verify: refused },
    valid: { C: bytes, verifySync: bytes, 'verifySync, text': request, verify: bytes },
};
const turns = 40;

async function once(name, one, count) {
    if (name === 'C') return run(one.chain, one.scheme, one.account, one.message, one.signature, count);
    const start = process.hrtime.bigint();
    if (name === 'verify') for (let i = 0; i < count; i += 1) await host.verify(one);
    else for (let i = 0; i < count; i += 1) host.verifySync(one);
    return Number(process.hrtime.bigint() - start) / 1e3 / count;
}

/** Many promises at once: what a server that is busy pays for each. */
async function atOnce(one, count) {
    const start = process.hrtime.bigint();
    await Promise.all(Array.from({ length: count }, () => host.verify(one)));
    return Number(process.hrtime.bigint() - start) / 1e3 / count;
}

const least = {};
for (let turn = 0; turn < turns; turn += 1) {
    for (const [kind, ways] of Object.entries(cases)) {
        const count = kind === 'valid' ? 100 : 1000;
        for (const [name, one] of Object.entries(ways)) {
            const key = `${kind}: ${name}`;
            least[key] = Math.min(least[key] ?? Infinity, await once(name, one, count));
        }
        const key = `${kind}: verify, many at once`;
        least[key] = Math.min(least[key] ?? Infinity, await atOnce(ways.verify, count));
    }
}

for (const [key, value] of Object.entries(least)) {
    const above = value - least[`${key.split(':')[0]}: C`];
    console.log(`${key.padEnd(32)} ${value.toFixed(2).padStart(8)} us${above === 0 ? '' : `   above C ${above.toFixed(2)} us`}`);
}
console.log(`opening ${openMs.toFixed(1)} ms`);
const overhead = Number((least['refused: verifySync'] - least['refused: C']).toFixed(2));
report({ overhead_us: overhead, open_ms: Number(openMs.toFixed(1)) });
host.close();
