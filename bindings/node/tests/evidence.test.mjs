// SPDX-License-Identifier: Apache-2.0
// Asking a chain, with the answers that the vectors recorded from nodes.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Query, answerOf, isValidOrThrow, openInstalled, rawJson } from 'walletauth';
import { prefix, refused, request } from './support.mjs';
import { requestOf, serviceOf, vectorsOf } from './vector-request.mjs';

let host;
before(() => { host = openInstalled(); });
after(() => host.close());

/** Vectors that evidence decides. */
function recorded() {
    const files = ['evm/contract-accounts-recorded.json', 'near/nep413.json'];
    return files.flatMap((file) => vectorsOf(readFileSync(join(prefix, 'share/walletauth/vectors', file), 'utf8')))
        .map(({ id, request: text, service, expect }) => ({ id, own: requestOf(text), service: serviceOf(service) ?? {}, expect }))
        .filter(({ service, expect }) => service.evidence !== undefined && ['valid', 'rejected'].includes(expect.status));
}

/** A source that knows what was recorded; another question has no answer. */
function sourceOf(evidence, counted) {
    return {
        async fetch(chain, queries) {
            counted.rounds += 1;
            return queries.map((query) => {
                assert(query instanceof Query);
                assert.equal(typeof query.method, 'string');
                const found = evidence.find((item) => item.query.text === query.text);
                if (found === undefined) throw new Error(`nobody recorded ${query.text}`);
                return found.result === undefined ? { error: found.error } : { result: found.result };
            });
        },
    };
}

test('verdicts by rounds are those of recorded evidence', async () => {
    let valid = 0;
    const counted = { rounds: 0 };
    for (const { id, own, service, expect } of recorded()) {
        const { evidence, ...part } = service;
        if (host.verifySync(own, part).status !== 'needs_evidence') continue; // what is there unasked is another test
        const verdict = await host.verifyWithEvidence(own, sourceOf(evidence, counted), part, { timeoutMs: 60_000 });
        assert.deepEqual([verdict.status, verdict.reason], [expect.status, expect.reason], id);
        if (expect.status === 'valid') {
            assert.equal(verdict.link, expect.link, id);
            valid += 1;
        }
    }
    assert(valid > 10, `only ${valid} were valid`);
    assert(counted.rounds > 10);
});

function recordedAtBlock() {
    const found = recorded().find(({ service, expect }) => service.block !== undefined && expect.link === 'chain_state');
    assert(found, 'no vector has a block');
    return found;
}

test('the block is what the source pins, and the service may choose it', async () => {
    const { own, service } = recordedAtBlock();
    const { evidence, block, ...part } = service;
    const pinned = [];
    const source = { ...sourceOf(evidence, { rounds: 0 }), pin: async (chain) => { pinned.push(chain); return block; } };
    assert.equal((await host.verifyWithEvidence(own, source, part)).block, block);
    assert.deepEqual(pinned, [own.chain]);
    assert.equal((await host.verifyWithEvidence(own, source, { ...part, block })).status, 'valid');
    assert.deepEqual(pinned, [own.chain], 'nobody pins where the service has a block');
    const never = { pin: () => assert.fail('pin'), fetch: () => assert.fail('fetch') };
    assert.equal((await host.verifyWithEvidence(request, never, { accept: ['derived', 'chain_state'] })).status, 'valid');
});

test('no answer is an error, and never a verdict', async () => {
    const { own, service } = recordedAtBlock();
    const { evidence, block, ...part } = service;
    const ask = (source, options) => () => host.verifyWithEvidence(own, source, part, options);
    await refused(ask({ fetch: () => { throw new Error('node-a is down'); } }), 'evidence', /fetch: node-a is down/);
    await refused(ask({ fetch: async () => [] }), 'evidence', /one for each query/);
    await refused(ask({ fetch: async () => undefined }), 'evidence', /one for each query/);
    await refused(ask({ fetch: async (_, queries) => queries.map(() => ({})) }), 'evidence', /a result or an error/);
    await refused(ask({ fetch: () => [], pin: () => { throw new Error('which block?'); } }), 'evidence', /pin: which block/);
    await refused(ask({ fetch: () => new Promise(() => {}) }, { timeoutMs: 20 }), 'evidence', /fetch: .*timeout/);
});

test('needs_evidence has the queries, also of bytes', async () => {
    const { own, service } = recordedAtBlock();
    const { evidence, ...part } = service;
    const bytes = { ...own, signature: Buffer.from(String(own.signature).slice(2), 'hex') };
    for (const verdict of [host.verifySync(own, part), await host.verify(own, part), host.verifySync(bytes, part), await host.verify(bytes, part)]) {
        assert.equal(verdict.status, 'needs_evidence');
        assert.deepEqual(verdict.queries.map((query) => query.text).filter((text) => !evidence.some((item) => item.query.text === text)), []);
        assert.notEqual(verdict.queries.length, 0);
        assert.throws(() => isValidOrThrow(verdict), { status: 'needs_evidence' });
        const own_evidence = verdict.queries.map((query) => ({ query, result: evidence.find((item) => item.query.text === query.text).result }));
        assert.notEqual(host.verifySync(own, { ...part, evidence: own_evidence }).status, 'malformed');
    }
});

test('a reply of JSON-RPC keeps its text', async () => {
    const big = '{"nonce":12345678901234567890, "a":"]}\\"{"}';
    assert.equal(answerOf(`{"jsonrpc":"2.0","id":1,"result": ${big} }`).result.text, big);
    assert.equal(answerOf('{"id":1,"error":null,"result":[]}').result.text, '[]');
    assert.equal(answerOf('{"id":1,"error":{"code":-32000}}').error.text, '{"code":-32000}');
    for (const reply of ['{}', '[]', '5', '"result"']) await refused(() => answerOf(reply), 'evidence', /neither/);
    await refused(() => answerOf('<html>'), 'argument', /not one JSON value/);
    assert.deepEqual(rawJson('[1]').toJSON(), [1]);
});
