// SPDX-License-Identifier: Apache-2.0
// What viem's verifyMessage says when the node has a fault: each of the list that the resolver is tried with
// (tests/nodes/faults.cpp), which a mock_node process plays. docs/resolver-faults.md has the answers.
//
// node faults.mjs MOCK_NODE            prints the rows of the table
// node faults.mjs MOCK_NODE --check    compares them with the page; ends with 1 if they differ

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createPublicClient, http } from 'viem';

// The true of viem's validator, in a word (ERC-6492: it returns a bool).
const TRUE = `"0x${'1'.padStart(64, '0')}"`;
// An account whose owner is not the signer of this: only its contract could say yes, and that is asked of the node.
const CLAIM = { address: '0x5FbDB2315678afecb367f032d93F642f64180aa3', message: 'Sign in to example.org', signature: `0x${'11'.repeat(64)}1b` };
// viem's defaults are 10 s and 3 retries. The answers are the same; waiting for them is not.
const PATIENCE = { timeout: 1500, retryCount: 1, retryDelay: 20 };
const MOST_AT_ONCE = 16;
const MOST_SECONDS = 8;

const page = new URL('../../../docs/resolver-faults.md', import.meta.url);

async function verify(url) {
    const client = createPublicClient({ transport: http(url, PATIENCE) });
    try {
        return `\`${await client.verifyMessage(CLAIM)}\``;
    } catch (error) {
        return `throws ${error.name}`;
    }
}

/** viem's time-out ends with the headers: a body may keep it waiting. */
async function ask(url) {
    let timer;
    const over = new Promise((resolve) => {
        timer = setTimeout(() => resolve(`still waits after ${MOST_SECONDS} s`), MOST_SECONDS * 1000);
    });
    const answer = await Promise.race([verify(url), over]);
    clearTimeout(timer);
    return answer;
}

async function all(url, names) {
    const answers = [];
    let next = 0;
    const worker = async () => {
        while (next < names.length) {
            const mine = next++;
            answers[mine] = await ask(`${url}/${mine}`);
        }
    };
    await Promise.all(Array.from({ length: MOST_AT_ONCE }, worker));
    return answers;
}

async function main(mock_node, check) {
    const node = spawn(mock_node, ['--faults', TRUE], { stdio: ['pipe', 'pipe', 'ignore'] });
    try {
        const { value: port } = await createInterface({ input: node.stdout })[Symbol.asyncIterator]().next();
        const url = `http://127.0.0.1:${port}`;
        if (await ask(`${url}/well`) !== '`true`') throw new Error('viem does not say true of a node that is well');
        const names = await (await fetch(`${url}/names`)).json();
        const answers = await all(url, names);
        const rows = names.map((name, i) => `| ${name} | the same as without it | \`error\` (evidence) | ${answers[i]} |`);
        const lines = [...rows.map((row) => `${row}\n`), `${answers.filter((answer) => answer === '`false`').length} of ${names.length} faults`];
        const text = readFileSync(page, 'utf8');
        const wrong = check ? lines.filter((line) => !text.includes(line)) : [];
        if (!check) console.log(rows.join('\n'));
        for (const row of wrong) console.log(`docs/resolver-faults.md lacks: ${row}`);
        const kinds = [...new Set(answers)];
        const counts = kinds.map((kind) => `${answers.filter((answer) => answer === kind).length} ${kind}`);
        console.log(`viem and ${names.length} faults: ${counts.join(', ')}`);
        return wrong.length === 0 ? 0 : 1;
    } finally {
        node.stdin.end();
    }
}

if (process.argv.length < 3) {
    console.error('usage: node faults.mjs MOCK_NODE [--check]');
    process.exit(2);
}
process.exit(await main(process.argv[2], process.argv[3] === '--check'));
