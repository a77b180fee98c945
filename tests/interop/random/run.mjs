// SPDX-License-Identifier: Apache-2.0
// Signs random messages with every library and asks `walletauth verify` through a pipe: each signature
// must be valid for its account, and no mutation of it may be. Nor is a signature that is refused on
// purpose (docs/interop.md); its mutations would be refused for the same reason, so none are asked.
//
// node run.mjs --walletauth PATH [--signatures N] [--seed TEXT] [--part I/N]

import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { chain_modules } from '../chain-modules.mjs';
import { Random } from './random.mjs';
import { parted } from '../writer.mjs';

// plugins/<chain>/interop/random.mjs exports
//   weight      how many signatures, against the weights of the other chains
//   per_round   how many signatures one round has
//   cases       (random, rounds): yields {library, account, request, mutations}; `difference` says why one is
//               refused on purpose
const CHAINS = await chain_modules('random.mjs', ['weight', 'per_round', 'cases']);
const WEIGHT = CHAINS.reduce((sum, { weight }) => sum + weight, 0);

const { values: options } = parseArgs({ options: {
    walletauth: { type: 'string' }, signatures: { type: 'string', default: '10500' },
    seed: { type: 'string', default: 'walletauth' }, part: { type: 'string' }, parts: { type: 'string', default: '2' },
} });
if (!options.walletauth) {
    console.error('usage: node run.mjs --walletauth PATH [--signatures N] [--seed TEXT]');
    process.exit(2);
}
for (const name of ['signatures', 'parts']) {
    if (/^[1-9]\d{0,8}$/.test(options[name])) continue;
    console.error(`run.mjs: --${name} wants a positive integer, not ${JSON.stringify(options[name])}`);
    process.exit(2);
}

/** The service's part stands in the line, for --trust-service. */
function line_of(members) {
    const { request, service } = parted(members);
    return JSON.stringify(service === undefined ? request : { ...request, service });
}

/** Lines to ask, with what is expected of each. A case's mutations: two of them, drawn. */
async function* questions(random, signatures) {
    for (const { weight, per_round, cases } of CHAINS) {
        for await (const found of cases(random, Math.ceil(signatures * weight / WEIGHT / per_round))) {
            yield { ...found, kind: found.difference ? 'difference' : 'signed' };
            if (found.difference) continue;
            const names = Object.keys(found.mutations).filter((name) => Object.values(found.mutations[name]).every((v) => v?.text !== null));
            for (const name of new Set([random.pick(names), random.pick(names)])) {
                yield { ...found, kind: 'mutated', name, request: { ...found.request, ...found.mutations[name] } };
            }
        }
    }
}

/** Asks the CLI; counts by library. Signatures that disagree are printed whole. */
async function ask(seed, signatures) {
    const cli = spawn(options.walletauth, ['verify', '--json', '--trust-service', '-'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const exited = once(cli, 'close');
    const open = [];
    let asked = 0;
    let answers = 0;
    let refused = 0;
    const counts = {};
    const check = (question, answer) => {
        const count = counts[question.library] ??= { signed: 0, agree: 0, mutated: 0, refused: 0, differences: {} };
        const is_valid = answer.status === 'valid';
        refused += !is_valid;
        let good = !is_valid;
        if (question.kind === 'signed') {
            good = is_valid && answer.address === question.account;
            ++count.signed;
            count.agree += good;
        } else if (question.kind === 'mutated') {
            good &&= answer.status !== 'error';
            ++count.mutated;
            count.refused += good;
        } else {
            count.differences[question.difference] = (count.differences[question.difference] ?? 0) + 1;
        }
        if (!good) {
            count.failed = true;
            console.log(`DISAGREES: ${question.library} ${question.kind} ${question.name ?? ''}\n  ${JSON.stringify(question.request)}\n  ${JSON.stringify(answer)}`);
        }
    };
    const read = (async () => {
        for await (const line of createInterface({ input: cli.stdout })) {
            if (++answers > asked) throw new Error(`an answer to no request: ${line}`);
            check(open.shift(), JSON.parse(line));
        }
    })();
    for await (const question of questions(new Random(seed), signatures)) {
        open.push(question);
        ++asked;
        if (!cli.stdin.write(line_of(question.request) + '\n')) await once(cli.stdin, 'drain');
    }
    cli.stdin.end();
    const [, [code, signal]] = await Promise.all([read, exited]);
    if (asked === 0 || answers !== asked) throw new Error(`${asked} requests have ${answers} answers`);
    const expected = refused > 0 ? 1 : 0; // its other statuses are failures
    if (code !== expected) throw new Error(`the CLI ended with ${code ?? signal}, expected ${expected}`);
    return counts;
}

function add(total, counts) {
    for (const [library, count] of Object.entries(counts)) {
        const sum = total[library] ??= { signed: 0, agree: 0, mutated: 0, refused: 0, differences: {}, failed: false };
        for (const name of ['signed', 'agree', 'mutated', 'refused']) sum[name] += count[name];
        for (const [name, n] of Object.entries(count.differences)) sum.differences[name] = (sum.differences[name] ?? 0) + n;
        sum.failed ||= count.failed ?? false;
    }
}

function report(total) {
    const row = (...cells) => console.log(cells[0].padEnd(36) + cells.slice(1).map((c) => String(c).padStart(10)).join(''));
    row('LIBRARY', 'SIGNED', 'VALID', 'MUTATED', 'REFUSED');
    const sum = { signed: 0, agree: 0, mutated: 0, refused: 0 };
    for (const [library, count] of Object.entries(total)) {
        row(library, count.signed, count.agree, count.mutated, count.refused);
        for (const [name, n] of Object.entries(count.differences)) console.log(`  and ${n} refused on purpose: ${name} (docs/interop.md)`);
        for (const name of Object.keys(sum)) sum[name] += count[name];
    }
    row('total', sum.signed, sum.agree, sum.mutated, sum.refused);
    return Object.values(total).every((count) => !count.failed);
}

if (options.part) {
    process.send(await ask(`${options.seed} ${options.part}`, Number(options.signatures)));
    process.disconnect();
} else {
    const parts = Number(options.parts);
    console.log(`seed ${JSON.stringify(options.seed)}, ${options.signatures} signatures, ${parts} processes`);
    const total = {};
    const codes = await Promise.all(Array.from({ length: parts }, async (_, i) => {
        const child = fork(new URL(import.meta.url), ['--walletauth', options.walletauth, '--seed', options.seed, '--part', String(i),
                                                      '--signatures', String(Math.ceil(Number(options.signatures) / parts))]);
        child.on('message', (counts) => add(total, counts));
        const [code] = await once(child, 'close');
        return code;
    }));
    process.exitCode = report(total) && codes.every((code) => code === 0) ? 0 : 1;
}
