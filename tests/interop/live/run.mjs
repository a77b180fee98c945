// SPDX-License-Identifier: Apache-2.0
// Vectors whose evidence nodes gave, once more against nodes that run now, end to end:
//   by rounds        `walletauth verify` says what to ask, the node is asked here, the answers go back into the service's part
//   by --endpoints   `walletauth verify --endpoints FILE` asks by itself, where the program has that option
//
// node run.mjs --walletauth PATH [--plugins DIR]

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { chain_modules } from '../chain-modules.mjs';
import { parted } from '../writer.mjs';

// plugins/<chain>/interop/live.mjs exports
//   lacks            () => why it cannot run here, or null
//   with_live_cases  (use): starts nodes, calls use({cases, nodes, ask}), ends them
//     cases          {id, node, request, expect}: `expect` has members that the answer must have
//     nodes          by name: the chains that they are asked for, their URLs, how many must agree, the block that is pinned
//     ask            (node, query): what it answers, {result} or {error}
const CHAINS = await chain_modules('live.mjs', ['lacks', 'with_live_cases']);
const MOST_ROUNDS = 4;  // docs/wire-format.md

const { values: options } = parseArgs({ options: { walletauth: { type: 'string' }, plugins: { type: 'string' } } });
if (!options.walletauth) {
    console.error('usage: node run.mjs --walletauth PATH [--plugins DIR]');
    process.exit(2);
}
const plugins = options.plugins === undefined ? [] : ['--plugins', options.plugins];

/** A running `walletauth verify`: `ask` writes a line and waits for its answer, `end` for its end. */
function start_verify(...more) {
    const cli = spawn(options.walletauth, ['verify', '--json', '--lines', ...plugins, ...more, '-']);
    const said = [];  // a node that is out is no fault here: shown if something else is
    createInterface({ input: cli.stderr }).on('line', (line) => said.push(line));
    const fail = (what) => { throw new Error([`walletauth verify ${what}`, ...new Set(said)].join('\n')); };
    const closed = once(cli, 'close');
    const lines = createInterface({ input: cli.stdout })[Symbol.asyncIterator]();
    const ask = async (request) => {
        cli.stdin.write(JSON.stringify(request) + '\n');
        const { value, done } = await lines.next();
        if (done) fail('ended without an answer');
        return JSON.parse(value);
    };
    const end = async () => {
        cli.stdin.end();
        const [code, signal] = await closed;
        if (code !== 0 && code !== 1) fail(`ended with ${code ?? signal}`);
    };
    return { ask, end };
}

/** Asks the node what walletauth asks for. */
async function by_rounds(verify, ask, { request, node }) {
    const evidence = [];
    const line = () => {
        const { request: user, service } = parted(evidence.length === 0 ? request : { ...request, evidence });
        return { ...user, service };
    };
    for (let round = 0; ; ++round) {
        const answer = await verify.ask(line());
        if (answer.status !== 'needs_evidence') return answer;
        if (round === MOST_ROUNDS) throw new Error('it asks after the last round');
        for (const query of answer.queries) evidence.push({ query, ...await ask(node, query) });
    }
}

/** Counts what agrees, and prints what does not. */
class Report {
    constructor(name) {
        Object.assign(this, { name, agree: 0, differ: 0, started: Date.now() });
    }
    add({ id, expect }, answer) {
        const wrong = Object.entries(expect).filter(([name, value]) => JSON.stringify(answer[name]) !== JSON.stringify(value));
        if (wrong.length === 0) {
            ++this.agree;
            return;
        }
        ++this.differ;
        console.log(`DIFFERS: ${this.name}: ${id}\n  expected ${JSON.stringify(expect)}\n  found    ${JSON.stringify(answer)}`);
    }
    end() {
        console.log(`${this.name}: ${this.agree} agree, ${this.differ} differ, ${((Date.now() - this.started) / 1000).toFixed(1)} s`);
        return this.agree > 0 && this.differ === 0;
    }
}

async function rounds_agree(chain, cases, ask) {
    const report = new Report(`live, ${chain} by rounds`);
    const verify = start_verify('--trust-service');
    for (const one of cases) report.add(one, await by_rounds(verify, ask, one));
    await verify.end();
    return report.end();
}

/** The file of endpoints. The only place that knows its form: docs/resolver.md. */
function endpoints_text({ chains, urls, quorum, pin }) {
    const endpoint = (chain) => (url, i) =>
        `[[chain."${chain}".endpoint]]\nname = "node-${i + 1}"\nurl = "${url}"\nallow_private = true\nrequests_per_s = 10000\n`;
    const table = (chain) => `[chain."${chain}"]\npin = "${pin}"\nquorum = ${quorum}\nmax_age_s = 0\n${urls.map(endpoint(chain)).join('')}`;
    return `[limits]\nclient_per_minute = 1000000\n${chains.map(table).join('')}`;
}

const has_endpoints = () => {
    const { stdout } = spawnSync(options.walletauth, ['verify', '--help'], { encoding: 'utf8' });
    return stdout.includes('--endpoints');
};

/** With --endpoints the service's part holds for a whole stream: cases by what theirs says. */
function by_service(cases) {
    const groups = new Map();
    for (const one of cases) {
        const text = JSON.stringify(parted(one.request).service);
        groups.set(text, [...(groups.get(text) ?? []), one]);
    }
    return groups;
}

/** Where the service names no block, the program chooses one. */
function pinned({ id, request, expect }) {
    const { block, ...rest } = expect;
    return { id, expect: request.block === undefined ? rest : expect };
}

async function endpoints_agree(chain, cases, nodes) {
    const folder = mkdtempSync(join(tmpdir(), 'walletauth-live-'));
    try {
        const report = new Report(`live, ${chain} by --endpoints`);
        for (const [name, node] of Object.entries(nodes)) {
            const file = join(folder, `${name}.toml`);
            writeFileSync(file, endpoints_text(node), { mode: 0o600 });
            for (const [service, group] of by_service(cases.filter((one) => one.node === name))) {
                const verify = start_verify('--endpoints', file, '--service', service);
                for (const one of group) report.add(pinned(one), await verify.ask(parted(one.request).request));
                await verify.end();
            }
        }
        return report.end();
    } finally {
        rmSync(folder, { recursive: true });
    }
}

let good = true;
for (const { chain, lacks, with_live_cases } of CHAINS) {
    const why = lacks();
    if (why !== null) {
        console.error(`SKIP SKIP SKIP: the live run of ${chain} did not run: ${why}`);
        continue;
    }
    await with_live_cases(async ({ cases, nodes, ask }) => {
        good = await rounds_agree(chain, cases, ask) && good;
        if (has_endpoints()) {
            good = await endpoints_agree(chain, cases, nodes) && good;
        } else {
            console.error('SKIP SKIP SKIP: --endpoints did not run live: this walletauth has no such option');
        }
    });
}
process.exit(good ? 0 : 1);
