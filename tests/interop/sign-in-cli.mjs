// SPDX-License-Identifier: Apache-2.0
// A user of each chain signs in from a shell: `walletauth challenge`, the chain's own library (plugins/<chain>/interop/
// sign-in.mjs), `walletauth sign-in`. The second use must be refused. node sign-in-cli.mjs WALLETAUTH

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chain_modules } from './chain-modules.mjs';

const walletauth = process.argv[2];
const directory = mkdtempSync(join(tmpdir(), 'walletauth-sign-in.'));
const service = ['--store', join(directory, 'login.db'), '--domain', 'app.example'];

function sign_in(file, added) {
    const options = [];
    for (const [name, value] of Object.entries(added)) {
        options.push('--' + name.replace('_', '-'), typeof value === 'string' ? value : JSON.stringify(value));
    }
    const ended = spawnSync(walletauth, ['sign-in', ...service, '--challenge', file, ...options], { encoding: 'utf8' });
    return { status: ended.status, answer: ended.stdout || ended.stderr };
}

let failed = false;
for (const { chain, asked, sign } of await chain_modules('sign-in.mjs', ['asked', 'sign'])) {
    const options = Object.entries(asked).flatMap(([name, value]) => ['--' + name, value]);
    const challenge = execFileSync(walletauth, ['challenge', ...service, ...options], { encoding: 'utf8' });
    const file = join(directory, `${chain}.json`);
    writeFileSync(file, challenge);
    const added = await sign(JSON.parse(challenge));
    const first = sign_in(file, added), second = sign_in(file, added);
    const good = first.status === 0 && JSON.parse(first.answer).address === asked.account
        && second.status === 1 && JSON.parse(second.answer).code === 'nonce_used';
    console.log(`sign-in ${asked.form}: ${good ? 'once, and not twice' : first.answer + second.answer}`);
    failed ||= !good;
}
rmSync(directory, { recursive: true });
process.exit(failed ? 1 : 0);
