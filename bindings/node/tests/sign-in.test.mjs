// SPDX-License-Identifier: Apache-2.0
// Signing in: viem writes and signs the texts. Memory, and stores of the caller's own.

import assert from 'node:assert/strict';
import { lookup } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { openInstalled, openSignIn } from 'walletauth';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { createSiweMessage } from 'viem/siwe';
import { fullAccess, nearWallet } from './near-wallet.mjs';
import { refused, report } from './support.mjs';

const wallet = privateKeyToAccount(generatePrivateKey());
const config = { issuer: 'https://app.example', domain: 'app.example', chains: ['eip155:1'], forms: ['eip4361'] };
const cookie = '00112233445566778899aabbccddeeff';
const context = { cookie, fromPage: true };
const ask = { chain: 'eip155:1', scheme: 'eip191', account: wallet.address };
const keys = `1 ${'5a'.repeat(32)}\n`;

let host;
before(() => { host = openInstalled(); });
after(() => host.close());

/** viem writes the text from the nonce, so that it is not our own text which we read. */
async function attemptOf(challenge, now) {
    const text = createSiweMessage({ address: wallet.address, chainId: 1, domain: 'app.example', nonce: challenge.nonce,
                                     uri: 'https://app.example', version: '1', issuedAt: now,
                                     expirationTime: new Date(challenge.expiresAt) });
    return { chain: 'eip155:1', scheme: 'eip191', form: 'eip4361', account: wallet.address, message: text,
             signature: await wallet.signMessage({ message: text }) };
}

const now = new Date('2026-01-15T12:00:00Z');
const later = (seconds) => new Date(now.getTime() + 1000 * seconds);

async function onceOver(signIn) {
    const challenge = await signIn.challenge(ask, context, now);
    assert.deepEqual([challenge.status, challenge.http, challenge.expiresAt], ['challenge', 200, '2026-01-15T12:10:00Z']);
    const attempt = await attemptOf(challenge, now);
    assert.equal(attempt.message.replaceAll('.000Z', 'Z'), challenge.message.text); // viem writes milliseconds
    const [first, second] = [await signIn.signIn(attempt, context, later(60)), await signIn.signIn(attempt, context, later(61))];
    assert.deepEqual([first.status, first.http, first.subject, first.authTime, first.maySetCookie],
                     ['valid', 200, `eip155:1:${wallet.address}`, '2026-01-15T12:01:00Z', true]);
    assert.deepEqual([second.status, second.check, second.code, second.http, second.next], ['rejected', 'nonce', 'nonce_used', 401, 'challenge']);
}

test('sign-in-once', async () => {
    const signIn = openSignIn(host, config);
    await onceOver(signIn);
    const challenge = await signIn.challenge(ask, context, now);
    const attempt = await attemptOf(challenge, now);
    const many = await Promise.all(Array.from({ length: 20 }, () => signIn.signIn(attempt, context, later(1))));
    assert.equal(many.filter(({ status }) => status === 'valid').length, 1);
    signIn.close();
    signIn.close();
    await refused(() => signIn.signIn(attempt), 'argument', /it was closed/);
    await refused(() => signIn.challenge(ask), 'argument', /it was closed/);
    report({ misuse: ['sign-in-once'] });
});

test('what does not fit is refused, by name', async () => {
    const signIn = openSignIn(host, config);
    const challenge = await signIn.challenge(ask, context, now);
    const attempt = await attemptOf(challenge, now);
    const check = async (...args) => (await signIn.signIn(...args)).check;
    assert.equal(await check(attempt, { ...context, cookie: 'f'.repeat(32) }, now), 'nonce');
    assert.equal(await check(attempt, {}, now), 'channel');
    assert.equal(await check({ ...attempt, form: 'siws' }, context, now), 'form');
    assert.equal(await check(attempt, context, later(3600)), 'nonce');
    assert.equal(await check({ ...attempt, signature: `0x${'11'.repeat(65)}` }, context, now), 'signature');
    assert.equal(await check({ ...attempt, cookie }, context, now), 'request');
    await refused(() => signIn.signIn(attempt, context, 1768478400), 'argument', /now/);
    await refused(() => signIn.signIn(attempt, context, new Date(NaN)), 'argument', /now/);
    await refused(() => openSignIn(host, { ...config, domains: [] }), 'argument', /domains/);
    await refused(() => openSignIn(host, config, { keys }), 'argument', /keys outlive the store/);
    await refused(() => openSignIn(host, config, { store: {} }), 'argument', /store/);
});

/** A store in a Map that also does what needs a thread of libuv. */
class MapStore {
    used = new Map();
    present = 'first-history';

    async consume(key, ttlSeconds) {
        assert(ttlSeconds >= 600);
        await lookup('localhost');
        await readFile(new URL(import.meta.url));
        const outcome = this.used.has(key) ? 'again' : 'first';
        this.used.set(key, ttlSeconds);
        return { outcome, generation: this.present };
    }

    async generation() {
        await lookup('localhost');
        return this.present;
    }
}

test('a store of the caller, shared by two', async () => {
    const store = new MapStore();
    const [one, two] = [openSignIn(host, config, { keys, store }), openSignIn(host, config, { keys, store })];
    await onceOver(one);
    const attempt = await attemptOf(await one.challenge(ask, context, now), now);
    const results = await Promise.all([one, two, one, two].map((signIn) => signIn.signIn(attempt, context, now)));
    assert.equal(results.filter(({ status }) => status === 'valid').length, 1);
    // More than there are threads of either kind, which all wait for the store.
    const attempts = await Promise.all(Array.from({ length: 64 }, async () => attemptOf(await two.challenge(ask, context, now), now)));
    const sessions = await Promise.all(attempts.map((each) => two.signIn(each, context, now)));
    assert(sessions.every(({ status }) => status === 'valid'));
    assert.equal(store.used.size, 66);
});

test('a store that begins anew, fails, or says nothing', async () => {
    const store = new MapStore();
    const errors = [];
    const signIn = openSignIn(host, config, { keys, store, storeTimeoutMs: 50, onError: (error) => errors.push(error.message) });
    const attempt = await attemptOf(await signIn.challenge(ask, context, now), now);
    const unavailable = { status: 'error', check: 'store', code: 'store_unavailable', http: 503 };
    const faults = [() => { throw new Error('the database is gone'); }, () => new Promise(() => {}), () => undefined,
                    () => ({ outcome: 'maybe', generation: 'x' }), () => ({ outcome: 'first', generation: 'x'.repeat(257) })];
    for (const consume of faults) {
        store.consume = consume;
        const { status, check, code, http } = await signIn.signIn(attempt, context, now);
        assert.deepEqual({ status, check, code, http }, unavailable);
    }
    assert.equal(errors[0], 'the database is gone');
    store.consume = () => ({ outcome: 'first', generation: 'second-history' });
    assert.equal((await signIn.signIn(attempt, context, now)).code, 'nonce_unknown');
    const unknown = openSignIn(host, config, { keys, store: { consume() {}, generation: () => 5 } });
    assert.equal((await unknown.challenge(ask, context, now)).http, 503);
});

test('the host may be closed before, and the sign-in while somebody waits', async () => {
    const own = openInstalled();
    const signIn = openSignIn(own, config, { keys, store: new MapStore() });
    own.close();
    const waiting = signIn.challenge(ask, context, now);
    signIn.close();
    assert.equal((await waiting).status, 'challenge');
});

test('the channel verifier (RFC 7636, appendix B)', async () => {
    const signIn = openSignIn(host, config);
    const challenge = await signIn.challenge(ask, { verifier: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM' }, now);
    const attempt = await attemptOf(challenge, now);
    assert.equal((await signIn.signIn(attempt, { verifier: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM' }, now)).check, 'nonce');
    assert.equal((await signIn.signIn(attempt, { verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk' }, now)).status, 'valid');
});

/** Signs in as a named account with a source for the chain. */
async function signInNamed(source, options = {}) {
    const near = { ...config, chains: ['near:mainnet'], forms: ['nep413'], accept: ['derived', 'chain_state'] };
    const signIn = openSignIn(host, near);
    const challenge = await signIn.challenge({ chain: 'near:mainnet', scheme: 'nep413', account: 'alice.near', statement: 'Sign in' }, context, now);
    assert.equal(challenge.status, 'challenge', challenge.detail);
    const named = nearWallet();
    const nonce = Buffer.from(challenge.params.nonce.base64, 'base64');
    const { recipient } = challenge.params;
    const attempt = { chain: 'near:mainnet', scheme: 'nep413', form: 'nep413', account: 'alice.near', message: challenge.message,
                      publicKey: named.publicKey, params: { nonce, recipient },
                      signature: named.signMessage({ message: challenge.message.text, nonce, recipient }) };
    return { signIn, attempt, answer: await signIn.signIn(attempt, context, now, { source, ...options }) };
}

test('a source of the caller is asked where only the chain can tell', async () => {
    const seen = [];
    const source = { async fetch(chain, queries) {
        await lookup('localhost');
        seen.push([chain, ...queries.map(({ method, params }) => [method, params.account_id, String(params.block_id ?? params.finality)])]);
        return queries.map(() => ({ result: fullAccess }));
    } };
    const { answer } = await signInNamed(source);
    assert.deepEqual([answer.status, answer.link, answer.subject], ['valid', 'chain_state', 'near:mainnet:alice.near'], answer.detail);
    assert.deepEqual(seen, [['near:mainnet', ['query', 'alice.near', 'final']]]);
    const pinned = await signInNamed({ ...source, pin: () => '7' });
    assert.equal(pinned.answer.status, 'valid', pinned.answer.detail);
    assert.deepEqual(seen[1], ['near:mainnet', ['query', 'alice.near', '7']]);
});

test('nodes that fail let nobody in, and a ticket spares a new signature', async () => {
    const errors = [];
    const options = { timeoutMs: 100, onError: (error) => errors.push(error.message) };
    const faults = [{ fetch() { throw new Error('node-a is down'); } }, { fetch: () => [] }, { fetch: () => new Promise(() => {}) },
                    { pin() { throw new Error('no block'); }, fetch: () => assert.fail('fetch') }, {}];
    for (const source of faults) {
        const { signIn, attempt, answer } = await signInNamed(source, options);
        assert.deepEqual([answer.status, answer.check, answer.http], ['error', 'evidence', 503]);
        const again = await signIn.signIn({ ...attempt, retryTicket: answer.retryTicket }, context, now,
                                          { source: { fetch: (_, queries) => queries.map(() => ({ result: fullAccess })) } });
        assert.equal(again.status, 'valid', again.detail);
    }
    assert(errors.includes('node-a is down') && errors.includes('no block'), errors);
});
