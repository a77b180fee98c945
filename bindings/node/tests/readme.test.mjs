// SPDX-License-Identifier: Apache-2.0
// The README's examples run as they are printed; what they take from around is given here. hello.mjs is run by `test`,
// where the package is installed.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import * as walletauth from 'walletauth';
import * as viem from 'walletauth/viem';
import { privateKeyToAccount, generatePrivateKey } from 'viem/accounts';
import { fullAccess, namedRequest, nearWallet } from './near-wallet.mjs';

const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...text.matchAll(/```js\n([\s\S]*?)```/g)].map((match) => match[1]);
const wallet = privateKeyToAccount(generatePrivateKey());
const AsyncFunction = (async () => {}).constructor;
let host;
before(() => { host = walletauth.openInstalled(); });
after(() => host.close());

/** Runs the example that has `part`, and returns the variable `result` of it. */
async function run(part, given, result) {
    const found = examples.filter((example) => example.includes(part));
    assert.equal(found.length, 1, part);
    const code = found[0].replace(/^import .*$/gm, '');
    const names = { ...walletauth, ...viem, host, ...given };
    return new AsyncFunction(...Object.keys(names), `${code}\nreturn ${result};`)(...Object.values(names));
}

test('from viem', async () => {
    const signature = await wallet.signMessage({ message: 'hello' });
    assert.equal(await run('viemVerifier', { address: wallet.address, signature }, 'isTheirs'), true);
});

test('accounts that only the chain can prove', async () => {
    const askNode = async () => JSON.stringify({ jsonrpc: '2.0', id: 1, result: fullAccess });
    const verdict = await run('askNode', { request: namedRequest(nearWallet()), askNode }, 'verdict');
    assert.deepEqual([verdict.status, verdict.link], ['valid', 'chain_state']);
});

test('signing in', async () => {
    const users = [];
    // The page and the wallet: they read what the service wrote.
    const req = {};
    const openSignIn = (...args) => {
        const signIn = walletauth.openSignIn(...args);
        return {
            async challenge(...asked) {
                const { chain, scheme, form, message, ...challenge } = await signIn.challenge(...asked);
                req.body = { chain, scheme, form, account: wallet.address, message, signature: await wallet.signMessage({ message: message.text }) };
                return { ...challenge, message };
            },
            signIn: (...asked) => signIn.signIn(...asked),
        };
    };
    const given = { openSignIn, account: wallet.address, cookie: '00'.repeat(16), req, logIn: (user) => users.push(user), res: undefined };
    await run('const answer = await signIn.signIn', given, 'answer');
    assert.deepEqual(users, [`eip155:1:${wallet.address}`]);
});

test('a store of your own', async () => {
    const config = { domain: 'app.example', chains: ['eip155:1'], forms: ['eip4361'], channels: ['none'] };
    const given = { config, generation: 'x', keys: `1 ${'11'.repeat(32)}\n` };
    const store = await run('async consume', given, 'store');
    assert.equal((await store.consume('n:x', 600)).outcome, 'first');
});

test('every example is one of these', () => {
    assert.equal(examples.length, 5);
});
