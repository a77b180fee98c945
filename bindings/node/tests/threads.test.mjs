// SPDX-License-Identifier: Apache-2.0
// Worker threads, libuv's threads, and the stacks of both.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { openInstalled } from 'walletauth';
import { bytes, report, request } from './support.mjs';

const script = fileURLToPath(new URL('thread.mjs', import.meta.url));
let host;
before(() => { host = openInstalled(); });
after(() => host.close());

/** What a worker says before it ends; its error is ours. */
function said(workerData, options = {}, told = () => {}) {
    return new Promise((resolve, reject) => {
        const worker = new Worker(script, { workerData, ...options });
        let message;
        worker.on('message', (one) => {
            message = one;
            told();
        });
        worker.on('error', reject);
        worker.on('exit', (code) => (code === 0 ? resolve(message) : reject(new Error(`the worker ended with ${code}`))));
    });
}

/** A thousand requests of four kinds, with the answers of one thread. */
function cases() {
    const kinds = [request, bytes, { ...bytes, message: 'Other data' }, { ...request, signature: '0x00' }];
    return kinds.map((one) => ({ one, expected: host.verifySync(one).status }));
}

test('threads', async () => {
    const kinds = cases();
    assert.deepEqual(kinds.map((kind) => kind.expected), ['valid', 'valid', 'rejected', 'malformed']);
    const work = { job: 'verify', shared: host.share(), kinds, calls: 1000 };
    const wrong = await Promise.all(Array.from({ length: 8 }, () => said(work)));
    assert.deepEqual(wrong, Array(8).fill(0));
    report({ misuse: ['threads'] });
});

test('a worker may open a host of its own', async () => {
    assert.equal(await said({ job: 'open', one: request }), 'valid');
});

test('a host that another thread closed goes on where it is shared', async () => {
    const own = openInstalled();
    let opened;
    const isOpen = new Promise((resolve) => { opened = resolve; });
    const worker = said({ job: 'verify', shared: own.share(), kinds: cases(), calls: 4000, tells: true }, {}, opened);
    await isOpen;
    own.close();
    assert.equal(await worker, 0);
});

test('workers that are ended while they verify and wait', async () => {
    for (const job of ['flood', 'wait']) {
        for (let i = 0; i < 4; i += 1) {
            const worker = new Worker(script, { workerData: { job, shared: host.share(), one: bytes } });
            await new Promise((resolve, reject) => {
                worker.once('message', resolve);
                worker.once('error', reject);
            });
            await worker.terminate();
        }
    }
    await new Promise((resolve) => { setTimeout(resolve, 400); }); // longer than a store has: nobody may wait any more
    assert.equal(host.verifySync(bytes).status, 'valid');
});

test('a call at the end of the stack is refused', async () => {
    // In a worker the engine keeps 192 KiB below its own limit; the library needs 320. A thread may get a larger stack
    // than it asked for, one that another thread has left: so not each of these is refused anything.
    let all = 0;
    for (const resourceLimits of [{}, { stackSizeMb: 0.5 }, { stackSizeMb: 1 }, { stackSizeMb: 16 }]) {
        const { refused, valid } = await said({ job: 'stack', shared: host.share(), one: bytes }, { resourceLimits });
        assert(refused + valid > 0);
        all += refused;
    }
    assert(all > 0, 'nothing was refused');
});

test('the stacks of the pool', () => {
    // The main thread's limit is 1 MiB, and becomes the default of threads. libuv's four have 8 MiB each all the same.
    const program = `import { openInstalled } from 'walletauth';
        import { readFileSync } from 'node:fs';
        const { status } = await openInstalled().verify(${JSON.stringify(request)});
        const sizes = readFileSync('/proc/self/smaps', 'utf8').match(/^Size: +8192 kB$/gm) ?? [];
        console.log(status, sizes.length >= 4);`;
    const printed = spawnSync('sh', ['-c', 'ulimit -s 1024 && exec "$0" --input-type=module -e "$1"', process.execPath, program],
                              { encoding: 'utf8', cwd: import.meta.dirname });
    assert.equal(printed.stdout, 'valid true\n', printed.stderr);
});

test('what Node exports', () => {
    // Some builds export all of OpenSSL, some have it as a library. None of what libwalletauth calls may be among it.
    const names = (file, ...options) => spawnSync('nm', ['-D', ...options, file], { encoding: 'utf8', maxBuffer: 1 << 28 })
        .stdout.split('\n').map((line) => line.trim().split(' ').at(-1)).filter((name) => name !== '' && !name.includes('@'));
    const library = readFileSync('/proc/self/maps', 'utf8').split('\n').map((line) => line.split(/ +/)[5])
        .find((path) => path?.includes('/libwalletauth.so'));
    const called = names(library, '--undefined-only');
    assert(called.includes('crypto_hash_sha256'), 'libsodium\'s, which the loader calls');
    const exported = new Set(names(process.execPath, '--defined-only'));
    assert.deepEqual(called.filter((name) => exported.has(name)), []);
});

test('a process that exits while calls are under way', () => {
    const program = `import { openInstalled, openSignIn } from 'walletauth';
        const never = () => new Promise(() => {});
        const host = openInstalled();
        const signIn = openSignIn(host, { domain: 'a.example', chains: ['eip155:1'], forms: ['eip4361'], channels: ['none'] },
                                  { store: { consume: never, generation: never }, storeTimeoutMs: 60000 });
        for (let i = 0; i < 40; i += 1) signIn.challenge({ chain: 'eip155:1', scheme: 'eip191', account: ${JSON.stringify(request.account)} });
        for (let i = 0; i < 400; i += 1) host.verify(${JSON.stringify(request)});
        setTimeout(() => { console.log('exits'); process.exit(7); }, 50);`;
    const { status, signal, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', cwd: import.meta.dirname });
    assert.deepEqual([status, signal, stdout], [7, null, 'exits\n']);
});

test('a program ends by itself when nothing is under way', () => {
    const program = `import { openInstalled, openSignIn } from 'walletauth';
        const now = () => 'x';
        const signIn = openSignIn(openInstalled(), { domain: 'a.example', chains: ['eip155:1'], forms: ['eip4361'], channels: ['none'] },
                                  { store: { consume: now, generation: now } });
        const { status } = await signIn.challenge({ chain: 'eip155:1', scheme: 'eip191', account: ${JSON.stringify(request.account)} });
        console.log(status);`;
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program],
                                         { encoding: 'utf8', cwd: import.meta.dirname, timeout: 20_000 });
    assert.deepEqual([status, stdout], [0, 'challenge\n']);
});
