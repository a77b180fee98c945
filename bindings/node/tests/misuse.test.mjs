// SPDX-License-Identifier: Apache-2.0
// What callers do wrong, and what they must get then: the names are those of all bindings.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openDirectory, openInstalled, openManifest, openResolver, openShared, openSignIn, rawJson } from 'walletauth';
import { bytes, refused, report, request } from './support.mjs';

let host;
const done = [];
before(() => { host = openInstalled(); });
after(() => {
    host.close();
    report({ misuse: done });
});

function misuse(name, check) {
    test(name, async () => {
        await check();
        done.push(name);
    });
}

const answers = (verdict) => [verdict.status, verdict.reason];
/** By all three ways: as JSON, as bytes at once, as bytes later. */
async function everyWay(change, expected, service) {
    for (const base of [request, bytes]) {
        assert.deepEqual(answers(host.verifySync({ ...base, ...change }, service)), expected);
        assert.deepEqual(answers(await host.verify({ ...base, ...change }, service)), expected);
    }
}

misuse('closed-host', async () => {
    const closed = openInstalled();
    const shared = closed.share();
    closed.close();
    for (const call of [() => closed.verify(request), () => closed.verifySync(request), () => closed.verifySync(bytes),
                        () => closed.verify(bytes), () => closed.verifyJSON('{}'), () => closed.verifyJSONSync('{}'),
                        () => closed.account({}), () => closed.identify('a:b', 'c', new Uint8Array(1)), () => closed.describe(),
                        () => closed.share(), () => openSignIn(closed, {}),
                        () => closed.verifyWithEvidence(request, { fetch: () => [] })]) {
        await refused(call, 'argument', /it was closed/);
    }
    await refused(() => openShared(shared), 'argument', /nobody has it open/);
});

misuse('close-twice', () => {
    const closed = openInstalled();
    closed.close();
    closed.close();
});

misuse('close-while-verifying', async () => {
    const closed = openInstalled();
    const running = Array.from({ length: 200 }, () => closed.verify(bytes));
    closed.close();
    for (const verdict of await Promise.all(running)) assert.equal(verdict.status, 'valid');
    await refused(() => closed.verify(bytes), 'argument', /it was closed/);
});

misuse('nul-in-text', async () => {
    await everyWay({ chain: 'eip155:1\0' }, ['malformed', 'chain']);
    await everyWay({ scheme: 'eip191\0' }, ['unsupported', 'scheme']);
    await everyWay({ account: `${request.account}\0` }, ['malformed', 'account']);
    await everyWay({ message: 'Some data\0' }, ['rejected', 'signer']);
    assert.deepEqual(answers(host.verifySync({ ...request, signature: `${request.signature}\0` })), ['malformed', 'signature']);
    await refused(() => openManifest('/no\0where'), 'argument', /NUL/);
    await refused(() => openDirectory('\0'), 'argument', /NUL/);
    await refused(() => openResolver('\0'), 'argument', /NUL/);
});

misuse('not-utf8', async () => { // a string of JavaScript may have half a character
    for (const name of ['chain', 'scheme', 'account', 'message']) {
        await everyWay({ [name]: 'half \ud83d' }, ['malformed', 'request']);
    }
    await everyWay({ params: { some: '\udc00' } }, ['malformed', 'request']);
    await refused(() => host.verify(request, { block: '\ud800' }), 'argument', /service/);
});

misuse('too-large', async () => {
    const size = 4 * 1024 * 1024 + 1;
    for (const message of ['x'.repeat(size), new Uint8Array(size), Buffer.alloc(16 * size)]) {
        assert.deepEqual(answers(host.verifySync({ ...request, message })), ['malformed', 'message']);
        assert.equal((await host.verify({ ...bytes, message })).status, 'malformed');
    }
    const signature = new Uint8Array(size);
    assert.equal(host.verifySync({ ...bytes, signature }).status, 'malformed');
    await refused(() => host.verify(request, { params: { x: 'x'.repeat(size) } }), 'argument', /service/);
    assert.equal(JSON.parse(host.verifyJSONSync(' '.repeat(size))).status, 'malformed');
});

misuse('evidence-without-trust', async () => {
    for (const name of ['evidence', 'accept', 'compat', 'block', 'service']) {
        await everyWay({ [name]: name === 'evidence' ? [] : true }, ['malformed', 'request']);
    }
});

misuse('service-no-object', async () => {
    for (const service of [[], 5, 'text', true, null, rawJson('[]'), { unknown: 1 }]) {
        for (const one of [request, bytes]) {
            await refused(() => host.verifySync(one, service), 'argument', /service/);
            await refused(() => host.verify(one, service), 'argument', /service/);
        }
        await refused(() => host.verifyWithEvidence(request, { fetch: () => [] }, service), 'argument', /service/);
    }
});

misuse('unknown-scheme', async () => {
    await everyWay({ scheme: 'nobody-signs-so' }, ['unsupported', 'scheme']);
    await everyWay({ chain: 'nobody:1' }, ['unsupported', 'chain']);
    assert.throws(() => host.identify('eip155:1', 'nobody-signs-so', new Uint8Array(33)), { status: 'unsupported', reason: 'scheme' });
});

misuse('no-such-folder', async () => {
    await refused(() => openDirectory('/no/such/folder'), 'argument', /\/no\/such\/folder/);
    await refused(() => openManifest('/no/such/file.toml'), 'argument', /\/no\/such\/file\.toml/);
    await refused(() => openDirectory(''), 'argument', /empty/);
});

test('what is no request is a verdict, and what JSON does not know is an error', async () => {
    const loop = { ...request };
    loop.params = { loop };
    for (const one of [null, undefined, 5, 'text', [], {}, rawJson('{}'), { ...request, message: 5 }, { ...request, account: 5 },
                       { ...request, account: '' }, { ...bytes, account: null }, { ...bytes, signature: new Uint8Array(0) },
                       { ...request, public_key: '0x', publicKey: '0x' }, loop, JSON.parse('{"__proto__": {"chain": "eip155:1"}}')]) {
        if (one === undefined) {
            await refused(() => host.verify(one), 'argument', /request/);
            continue;
        }
        assert.equal(host.verifySync(one).status, 'malformed');
        assert.equal((await host.verify(one)).status, 'malformed');
    }
    for (const value of [NaN, Infinity, () => {}, Symbol('x')]) {
        await refused(() => host.verify({ ...request, params: { value } }), 'argument', /params has/);
    }
    await refused(() => host.verifyJSON(5), 'argument', /^request: /);
    await refused(() => host.verifyJSONSync('{}', {}), 'argument', /^service: /);
    await refused(() => host.identify(5, 'eip191', new Uint8Array(33)), 'argument', /^chain: /);
    await refused(() => host.identify('eip155:1', 'eip191', '02'), 'argument', /^compactId: /);
    await refused(() => host.verifyWithEvidence(request, {}), 'argument', /^source: /);
    await refused(() => rawJson('{"a": 1}, "evidence": []'), 'argument', /not one JSON value/);
    await refused(() => openSignIn({}, {}), 'argument', /host/);
});

test('texts of the wire format, accounts, identities and what is loaded', async () => {
    const { account, chain, scheme } = request;
    const wire = JSON.stringify({ id: 'x', ...request, message: { text: request.message } });
    for (const answer of [host.verifyJSONSync(wire), await host.verifyJSON(wire, '{}')]) {
        assert.deepEqual([JSON.parse(answer).id, JSON.parse(answer).status, JSON.parse(answer).address], ['x', 'valid', account]);
    }
    assert.equal(JSON.parse(await host.verifyJSON(wire, '[]')).status, 'error');
    assert.deepEqual(host.account({ chain, account: account.toLowerCase() }), { status: 'valid', account: `${chain}:${account}`, address: account });
    const key = Buffer.from(host.verifySync(bytes).publicKeyBytes);
    assert.equal(host.account({ chain, scheme, publicKey: key }).address, account);
    assert.equal(host.account({ chain, scheme, publicKey: `0x${key.toString('hex')}` }).address, account);
    assert.equal(host.identify(chain, scheme, key), account);
    assert.equal(host.account({ chain, account: '0x12' }).status, 'malformed');
    assert(host.describe().plugins.some(({ schemes }) => schemes.some(({ id }) => id === scheme)));
});

test('an answer is about the bytes at the time of the call', async () => {
    const signature = Buffer.from(bytes.signature);
    const running = host.verify({ ...bytes, signature });
    signature.fill(0);
    assert.equal((await running).status, 'valid');
});
