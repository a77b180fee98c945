// SPDX-License-Identifier: Apache-2.0
// Every vector of every chain, through the types of this package. The vectors say what they expect, and why.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { WalletauthError, openInstalled } from 'walletauth';
import { prefix, report } from './support.mjs';
import { requestOf, serviceOf, vectorsOf } from './vector-request.mjs';

const host = openInstalled();
const names = { public_key: 'publicKey', chain_bound: 'chainBound' };
const hexSchemes = new Set(['eip191', 'eip191-kwil', 'eip712']);
const counted = { passed: 0, total: 0 };
let flat = 0;

/** What is thrown as an error is an answer here: its status and reason are expected, too. */
async function settled(call) {
    try {
        return await call();
    } catch (error) {
        if (error instanceof WalletauthError) return error;
        throw error;
    }
}

function member(verdict, name) {
    if (name === 'queries') return verdict.queries?.map((query) => JSON.parse(query.text));
    if (name === 'public_key' && verdict.publicKeyBytes) return `0x${Buffer.from(verdict.publicKeyBytes).toString('hex')}`;
    return verdict[names[name] ?? name];
}

function compare(verdict, expect, id) {
    for (const [name, value] of Object.entries(expect)) {
        assert.deepEqual(member(verdict, name), value, `${id}: ${name}: ${verdict.detail ?? ''}`);
    }
}

async function check({ id, request, service, expect }) {
    const own = requestOf(request);
    const part = serviceOf(service);
    if (own.signature === undefined && own.message === undefined) {
        compare(await settled(() => host.account(own)), expect, id);
        return;
    }
    compare(await settled(() => host.verify(own, part)), expect, `${id}, promise`);
    compare(await settled(() => host.verifySync(own, part)), expect, `${id}, sync`);
    // Where a wallet returns hex, it is tried as bytes, too: these go by wa_verify_flat.
    if (hexSchemes.has(own.scheme) && /^0x([0-9a-f]{2})+$/.test(own.signature) && own.publicKey === undefined) {
        const bytes = { ...own, signature: Buffer.from(own.signature.slice(2), 'hex') };
        if (typeof bytes.message !== 'string' && bytes.message?.json) bytes.message = bytes.message.json.text;
        compare(await settled(() => host.verify(bytes, part)), expect, `${id}, bytes`);
        flat += 1;
    }
}

const folder = join(prefix, 'share/walletauth/vectors');
for (const chain of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    for (const file of readdirSync(join(folder, chain.name)).filter((name) => name.endsWith('.json'))) {
        test(`vectors: ${chain.name}/${file}`, async () => {
            const failures = [];
            const vectors = vectorsOf(readFileSync(join(folder, chain.name, file), 'utf8'));
            assert.notEqual(vectors.length, 0);
            for (const vector of vectors) {
                counted.total += 1;
                try {
                    await check(vector);
                    counted.passed += 1;
                } catch (error) {
                    failures.push(error.message);
                }
            }
            assert.deepEqual(failures, []);
        });
    }
}

after(() => {
    assert(counted.total > 4000, `only ${counted.total} vectors were found`);
    assert(flat > 1000, `only ${flat} went the flat way`);
    report({ vectors: counted });
    host.close();
});
