// SPDX-License-Identifier: Apache-2.0
// Microseconds of one call above wa_verify_flat in C, in one process and in turns; the least of all turns counts.
// Usage: node bench/overhead.mjs. It needs a C compiler, and what building the package needs.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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

/** The memory of this process in KiB; pages that several share are divided among them. */
const proportionalKb = () => Number(/^Pss:\s+(\d+)/m.exec(readFileSync('/proc/self/smaps_rollup', 'utf8'))[1]);

/** What the first host of a process takes, and each of some more. */
function measureHosts() {
    const before = proportionalKb();
    const figures = { open_ms: Infinity };
    const open = () => {
        const begun = performance.now();
        const opened = openInstalled();
        figures.open_ms = Math.min(figures.open_ms, performance.now() - begun);
        return opened;
    };
    const first = open();
    figures.host_kb = proportionalKb() - before;
    const more = Array.from({ length: 8 }, open);
    figures.more_host_kb = (proportionalKb() - before - figures.host_kb) / more.length;
    for (const opened of more) opened.close();
    return [first, figures];
}

const [host, ofHosts] = measureHosts();

const refused = { ...bytes, signature: bytes.signature.subarray(0, 10) }; // before any arithmetic
const cases = {
    refused: { C: refused, verifySync: refused, 'verifySync, text': { ...request, signature: '0x12' }, verify: refused },
    valid: { C: bytes, verifySync: bytes, 'verifySync, text': request, verify: bytes },
};
const turns = 200; // short ones: where others use the machine, too, the least is of a turn that nothing has interrupted

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
        const count = kind === 'valid' ? 20 : 300;
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
console.log(`opening ${ofHosts.open_ms.toFixed(1)} ms, ${ofHosts.host_kb.toFixed(0)} KiB; ` +
            `each further host ${ofHosts.more_host_kb.toFixed(0)} KiB`);
report({
    overhead_us: least['refused: verifySync'] - least['refused: C'],
    text_overhead_us: least['valid: verifySync, text'] - least['valid: C'],
    arithmetic_us: least['valid: C'] - least['refused: C'],
    ...ofHosts,
});
host.close();
