// SPDX-License-Identifier: Apache-2.0
// An Ethereum node of this process's own: anvil on loopback, on a free port, ended by its process id.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { named_by } from '../../../tests/interop/named.mjs';

export const ANVIL = named_by(import.meta.url)('@foundry-rs/anvil-linux-amd64');
const PROGRAM = fileURLToPath(new URL('node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil', import.meta.url));
/** The time of block 0, and seconds from block to block: the chain is the same on every run. */
export const FIRST_TIME = 1700000000;
export const BLOCK_TIME = 12;

/** A node does not outlive this process. */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/** npm leaves anvil out where it does not run: on another system or processor. */
export const has_anvil = () => process.platform === 'linux' && process.arch === 'x64';

async function free_port() {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    server.close();
    await once(server, 'close');
    return port;
}

/** POST of one JSON-RPC call: {result} or {error}, as the node says. Throws where there is no such answer. */
export async function call(url, method, params = []) {
    const response = await fetch(url, {
        method: 'POST', headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
    const { result, error } = await response.json();
    return error === undefined ? { result } : { error };
}

/** Waits until eth_chainId is answered. */
async function is_up(url, process) {
    const ended = once(process, 'exit').then(() => { throw new Error(`${PROGRAM} ended at its start`); });
    const asked = async () => {
        for (let tries = 0; tries < 400; ++tries) {
            try {
                return await call(url, 'eth_chainId');
            } catch {
                await new Promise((resolve) => setTimeout(resolve, 25));
            }
        }
        throw new Error('anvil does not answer');
    };
    await Promise.race([ended, asked()]);
    ended.catch(() => {});  // it ends when it is told to
}

/** The running node: `url`, `call` as above, `must` that throws where the node says error, `stop`. */
export async function start_anvil() {
    if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there: tests/interop/install`);
    for (let tries = 1; ; ++tries) {  // the port may be taken between asking for it and using it
        const port = await free_port();
        const child = spawn(PROGRAM, ['--host', '127.0.0.1', '--port', String(port), '--silent', '--no-mining', '--accounts', '5',
                                      '--timestamp', String(FIRST_TIME), '--slots-in-an-epoch', '1'], { stdio: 'ignore' });
        const kill = () => child.kill('SIGKILL');
        const interrupted = (signal) => process.exit(128 + SIGNALS[signal]);  // so that 'exit' comes
        process.once('exit', kill);
        for (const signal of Object.keys(SIGNALS)) process.once(signal, interrupted);
        const url = `http://127.0.0.1:${port}`;
        const stop = async () => {
            process.off('exit', kill);
            for (const signal of Object.keys(SIGNALS)) process.off(signal, interrupted);
            if (child.exitCode !== null || child.signalCode !== null) return;
            child.kill('SIGKILL');
            await once(child, 'exit');
        };
        try {
            await is_up(url, child);
        } catch (problem) {
            await stop();
            if (tries === 3) throw problem;
            continue;
        }
        const must = async (method, params) => {
            const { result, error } = await call(url, method, params);
            if (error !== undefined) throw new Error(`${method}: ${JSON.stringify(error)}`);
            return result;
        };
        return { url, call: (method, params) => call(url, method, params), must, stop };
    }
}
