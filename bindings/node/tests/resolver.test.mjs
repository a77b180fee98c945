// SPDX-License-Identifier: Apache-2.0
// The resolver over a node of our own on loopback, which speaks as nearcore does (docs.near.org, "RPC API").

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openInstalled, openResolver, openSignIn } from 'walletauth';
import { fullAccess, namedRequest, nearWallet } from './near-wallet.mjs';
import { refused, request } from './support.mjs';

const service = { accept: ['derived', 'chain_state'] };
const wallet = nearWallet();
const asked = [];
let fault;
let host;
let server;
let folder;
let file;

const results = {
    status: () => ({ chain_id: 'mainnet' }),
    block: () => ({ header: { height: 7, hash: fullAccess.block_hash, timestamp: Date.now() * 1e6 } }),
    query: ({ account_id: account, public_key: key }) => (account === 'alice.near' && key === wallet.publicKey ? fullAccess : undefined),
};
const unknownKey = { code: -32000, name: 'HANDLER_ERROR', message: 'Server error',
                     cause: { name: 'UNKNOWN_ACCESS_KEY', info: { block_hash: fullAccess.block_hash, block_height: 7 } } };

function answer(request, response) {
    let body = '';
    request.on('data', (part) => { body += part; });
    request.on('end', () => {
        const { id, method, params } = JSON.parse(body);
        asked.push(method);
        if (fault !== undefined) return fault(response);
        const result = results[method](params);
        return response.end(JSON.stringify({ jsonrpc: '2.0', id, ...(result === undefined ? { error: unknownKey } : { result }) }));
    });
}

before(async () => {
    host = openInstalled();
    server = createServer(answer).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    folder = mkdtempSync(join(tmpdir(), 'walletauth-'));
    file = join(folder, 'endpoints.toml');
    const url = `http://127.0.0.1:${server.address().port}/`;
    writeFileSync(file, `[chain."near:mainnet"]\n[[chain."near:mainnet".endpoint]]\nname = "own"\nurl = "${url}"\nallow_private = true\n`,
                  { mode: 0o600 });
});
after(() => {
    host.close();
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true });
});

test('nodes prove a named account, and the event loop goes on', async () => {
    const resolver = openResolver(file);
    const verdict = await host.verifyWithEvidence(namedRequest(wallet), resolver, service, { timeoutMs: 5000 });
    assert.deepEqual([verdict.status, verdict.link, verdict.block], ['valid', 'chain_state', fullAccess.block_hash]);
    assert(asked.includes('query'));
    const thief = await host.verifyWithEvidence(namedRequest(nearWallet()), resolver, service, { timeoutMs: 5000 });
    assert.deepEqual([thief.status, thief.reason], ['rejected', 'signer']);
    const client = resolver.client('192.0.2.1');
    const many = Array.from({ length: 40 }, (_, i) => host.verifyWithEvidence(namedRequest(wallet, `message ${i}`), client, service));
    assert((await Promise.all(many)).every(({ status }) => status === 'valid'));
    assert.match(resolver.metrics(), /walletauth_rpc_requests_total\{chain="near:mainnet",endpoint="own"/);
    resolver.reload();
    client.close();
    resolver.close();
    resolver.close();
    await refused(() => resolver.metrics(), 'argument', /it was closed/);
    await refused(() => host.verifyWithEvidence(namedRequest(wallet), resolver, service), 'argument', /it was closed/);
});

test('a named account signs in by the resolver', async () => {
    const resolver = openResolver(file);
    const config = { domain: 'app.example', chains: ['near:mainnet'], forms: ['nep413'], channels: ['none'], ...service };
    const signIn = openSignIn(host, config);
    const ask = { chain: 'near:mainnet', scheme: 'nep413', account: 'alice.near', statement: 'Sign in' };
    const { message, params } = await signIn.challenge(ask);
    const nonce = Buffer.from(params.nonce.base64, 'base64');
    const attempt = { ...namedRequest(wallet), form: 'nep413', message, params,
                      signature: wallet.signMessage({ message: message.text, nonce, recipient: params.recipient }) };
    assert.equal((await signIn.signIn(attempt, {}, new Date(), { source: resolver })).subject, 'near:mainnet:alice.near');
    resolver.close();
});

test('nodes that fail are an error', async () => {
    const resolver = openResolver(file);
    for (fault of [(response) => response.writeHead(500).end(), (response) => response.end('<html>'), () => {}]) {
        await refused(() => host.verifyWithEvidence(namedRequest(wallet), resolver, service, { timeoutMs: 300 }), 'evidence', /./);
    }
    fault = undefined;
    const waiting = host.verifyWithEvidence(namedRequest(wallet), resolver, service, { timeoutMs: 2000 });
    resolver.close(); // it ends when the last of them has ended
    await waiting.catch((error) => assert.equal(error.reason, 'evidence'));
});

test('a file that is none is refused', async () => {
    await refused(() => openResolver(join(folder, 'none.toml')), 'argument', /none\.toml/);
    writeFileSync(join(folder, 'bad.toml'), 'chain = 5\n', { mode: 0o600 });
    await refused(() => openResolver(join(folder, 'bad.toml')), 'argument', /bad\.toml/);
});

test('an allocator of the process is no crash', () => {
    // As jemalloc by LD_PRELOAD: the resolver would free by one what the other gave.
    writeFileSync(join(folder, 'own.c'), 'void *__libc_malloc(unsigned long);\nvoid *malloc(unsigned long n) { return __libc_malloc(n); }\n');
    execFileSync('gcc', ['-shared', '-fPIC', join(folder, 'own.c'), '-o', join(folder, 'own.so')]);
    const program = `import { openInstalled, openResolver } from 'walletauth';
        console.log(openInstalled().verifySync(${JSON.stringify(request)}).status);
        try { openResolver(${JSON.stringify(file)}); } catch (error) { console.log(error.message); }`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program],
                                 { encoding: 'utf8', env: { ...process.env, LD_PRELOAD: join(folder, 'own.so') }, cwd: import.meta.dirname });
    assert.match(printed, /^valid\nerror \(internal\): the resolver can't be loaded: .*allocator/);
});
