// SPDX-License-Identifier: Apache-2.0
// For people who come from viem: its wallet signs, and its own functions say what the answer must be.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openInstalled } from 'walletauth';
import { isValidOrThrow, viemVerifier } from 'walletauth/viem';
import { parseSignature, verifyMessage, verifyTypedData } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { refused } from './support.mjs';

const wallet = privateKeyToAccount(generatePrivateKey());
const other = privateKeyToAccount(generatePrivateKey()).address;
let host;
let ours;
before(() => {
    host = openInstalled();
    ours = viemVerifier(host);
});
after(() => host.close());

/** Both say the same of these arguments. */
async function same(theirs, own, parameters) {
    const expected = await theirs(parameters);
    assert.equal(isValidOrThrow(await own(parameters)), expected);
    return expected;
}

test('verifyMessage', async () => {
    const messages = ['', 'hello', 'ünï 🦊', '0xdead', { raw: '0xdead' }, { raw: new Uint8Array([0, 255, 10]) }, { raw: '0x' }];
    for (const message of messages) {
        const signature = await wallet.signMessage({ message });
        const { r, s, yParity, v } = parseSignature(signature);
        for (const form of [signature, Uint8Array.from(Buffer.from(signature.slice(2), 'hex')), { r, s, yParity }, { r, s, v }]) {
            assert(await same(verifyMessage, ours.verifyMessage, { address: wallet.address, message, signature: form }));
            assert(!await same(verifyMessage, ours.verifyMessage, { address: other, message, signature: form }));
        }
        assert(await same(verifyMessage, ours.verifyMessage, { address: wallet.address.toLowerCase(), message, signature }));
        assert(!await same(verifyMessage, ours.verifyMessage, { address: wallet.address, message: 'another', signature }));
    }
});

const mail = {
    domain: { name: 'Mail', version: '1', chainId: 1, verifyingContract: '0xcccccccccccccccccccccccccccccccccccccccc' },
    types: { Person: [{ name: 'name', type: 'string' }, { name: 'wallet', type: 'address' }],
             Mail: [{ name: 'from', type: 'Person' }, { name: 'contents', type: 'string' }, { name: 'value', type: 'uint256' }] },
    primaryType: 'Mail',
    message: { from: { name: 'Cow', wallet: other.toLowerCase() }, contents: 'Hello', value: 2n ** 255n },
};
const documents = [mail, { ...mail, domain: { name: 'Mail', chainId: 1n } }, { ...mail, domain: {} }, { ...mail, domain: undefined },
                   { ...mail, domain: { salt: `0x${'11'.repeat(32)}`, version: '2' } }, { ...mail, message: { ...mail.message, value: 5 } }];

test('verifyTypedData', async () => {
    for (const document of documents) {
        const signature = await wallet.signTypedData(document);
        assert(await same(verifyTypedData, ours.verifyTypedData, { ...document, address: wallet.address, signature }));
        assert(!await same(verifyTypedData, ours.verifyTypedData, { ...document, address: other, signature }));
        const changed = { ...document, message: { ...document.message, contents: 'Bye' } };
        assert(!await same(verifyTypedData, ours.verifyTypedData, { ...changed, address: wallet.address, signature }));
    }
});

test('chainId', async () => {
    const signature = await wallet.signTypedData({ ...mail, domain: { ...mail.domain, chainId: 10 } });
    const parameters = { ...mail, domain: { ...mail.domain, chainId: 10 }, address: wallet.address, signature };
    assert.equal((await viemVerifier(host, { chainId: 10 }).verifyTypedData(parameters)).account, `eip155:10:${wallet.address}`);
    const elsewhere = await ours.verifyTypedData(parameters);
    assert.deepEqual([elsewhere.status, elsewhere.reason], ['rejected', 'policy']);
});

test('what is neither valid nor rejected is thrown by the helper, and a verdict without it', async () => {
    const signature = await wallet.signMessage({ message: 'hello' });
    for (const [changed, reason] of [[{ signature: '0x12' }, 'signature'], [{ signature: '0xzz' }, 'signature'], [{ signature: 5 }, 'request'],
                                     [{ address: '0x12' }, 'account'], [{ address: undefined }, 'account'],
                                     [{ message: { raw: '0x1' } }, 'message'], [{ message: 5 }, 'request']]) {
        const verdict = await ours.verifyMessage({ address: wallet.address, message: 'hello', signature, ...changed });
        assert.deepEqual([verdict.status, verdict.reason], ['malformed', reason], JSON.stringify(changed));
        assert.throws(() => isValidOrThrow(verdict), { name: 'WalletauthError', status: 'malformed', reason });
    }
    await refused(() => ours.verifyMessage({ address: wallet.address, message: 'x', signature: { r: '0x1', s: '0x1' } }), 'argument', /yParity/);
    await refused(() => ours.verifyMessage({ address: wallet.address, message: 'x', signature: { r: 1, s: '0x1', yParity: 0 } }), 'argument', /signature.r/);
});

test('a contract account needs a source', async () => {
    const parameters = { address: other, message: 'hello', signature: await wallet.signMessage({ message: 'hello' }) };
    const asked = [];
    const source = { fetch(chain, queries) { asked.push(chain, queries[0].method); throw new Error('no node'); } };
    await refused(() => viemVerifier(host, { source }).verifyMessage(parameters), 'evidence', /no node/);
    assert.deepEqual(asked, ['eip155:1', 'eth_call']);
    assert.equal((await ours.verifyMessage(parameters)).status, 'rejected');
});
