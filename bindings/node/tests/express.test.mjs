// SPDX-License-Identifier: Apache-2.0
// The example of a service: viem's wallet signs in, a second use and a thief do not.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { makeApp } from '../examples/express/server.mjs';

const wallet = privateKeyToAccount(generatePrivateKey());
let server;
let url;
before(async () => {
    server = makeApp({ domain: 'app.example' }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    url = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

/** A client with cookies of its own. */
function client() {
    const cookies = new Map();
    return async (method, path, body) => {
        const headers = { 'content-type': 'application/json', origin: 'https://app.example',
                          cookie: [...cookies].map((pair) => pair.join('=')).join('; ') };
        const reply = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
        for (const set of reply.headers.getSetCookie()) {
            const [name, value] = set.split(';')[0].split('=');
            if (value === '') cookies.delete(name);
            else cookies.set(name, value);
        }
        return { http: reply.status, body: await reply.json().catch(() => undefined) };
    };
}

async function attemptOf(call, account = wallet) {
    const { http, body } = await call('POST', '/challenge', { chain: 'eip155:1', scheme: 'eip191', account: wallet.address });
    assert.equal(http, 200, JSON.stringify(body));
    const { chain, scheme, form, message } = body;
    return { chain, scheme, form, account: wallet.address, message, signature: await account.signMessage({ message: message.text }) };
}

test('a wallet of viem signs in, once', async () => {
    const call = client();
    assert.equal((await call('GET', '/me')).http, 401);
    const attempt = await attemptOf(call);
    const other = client();
    assert.deepEqual(await other('POST', '/sign-in', attempt).then(({ http, body }) => [http, body.check]), [403, 'channel']);
    const first = await call('POST', '/sign-in', attempt);
    assert.deepEqual(first, { http: 200, body: { subject: `eip155:1:${wallet.address}` } });
    assert.deepEqual((await call('GET', '/me')).body, { subject: `eip155:1:${wallet.address}` });
});

test('somebody else does not sign in', async () => {
    const call = client();
    const { http, body } = await call('POST', '/sign-in', await attemptOf(call, privateKeyToAccount(generatePrivateKey())));
    assert.deepEqual([http, body.status, body.check], [401, 'rejected', 'signature']);
    assert.equal((await call('GET', '/me')).http, 401);
});

test('what is no request is refused', async () => {
    const call = client();
    for (const body of [{}, [], { chain: 5 }, { chain: 'eip155:1', scheme: 'eip191', cookie: 'x' }]) {
        assert.equal((await call('POST', '/challenge', body)).http, 400);
        assert.equal((await call('POST', '/sign-in', body)).http, 400);
    }
});
