// SPDX-License-Identifier: Apache-2.0
// contract-accounts.json: each case put to a node, with what the node answered. What must come out stands beside the case.
// There are two files. walletauth-conformance wants every byte of a signature and of an answer to count, so the few valid
// cases of which a part is not read are in ../tests/vectors: the plugin's own tests read both.
// contract-judge.mjs must find the same, and viem must say yes where it is valid and no where it is rejected.

import { getAddress } from 'ethers';
import { createPublicClient, http } from 'viem';
import { CHAIN_ID } from './account-chain.mjs';
import { with_account_nodes } from './account-nodes.mjs';
import { ANVIL } from './anvil.mjs';
import { changed_answers } from './changed-answers.mjs';
import { expectation, request_of } from './contract-case.mjs';
import { canonical, contract_verdict } from './contract-judge.mjs';
import { ETHERS, VIEM } from './libraries.mjs';
import { VectorFile } from '../../../tests/interop/writer.mjs';

const SOURCE = `${ETHERS} and ${VIEM} sign: same bytes; ${ANVIL} answers`;

/** The model's answer, without the key: recovering it is judge.mjs's part. */
export const model = (one, evidence) =>
    contract_verdict({ ...request_of(one, evidence), checksummed: getAddress(one.account) }, one.m);

function must_agree(id, verdict, expect) {
    const { public_key, ...rest } = expect;
    if (canonical(verdict) !== canonical(rest)) throw new Error(`${id}: expected ${canonical(rest)}, the model says ${canonical(verdict)}`);
}

/** Asks round by round. The answers of each round, and the last verdict. */
async function walk(one, ask) {
    const rounds = [];
    for (;;) {
        const verdict = model(one, rounds.flat());
        if (verdict.status !== 'needs_evidence') return { verdict, rounds };
        if (rounds.length === 2) throw new Error(`${one.id}: a third round`);
        const answers = [];
        for (const query of verdict.queries) answers.push({ query, ...await ask(one.node, query) });
        rounds.push(answers);
    }
}

/** viem's verdict at the block, by both of its front doors. */
async function viem_says(client, { account, m, signature, block }, chain) {
    const at = { address: getAddress(account), signature,
                 ...(block === '' ? { blockTag: 'finalized' } : { blockNumber: block === chain.head_hash ? BigInt(chain.head) : BigInt(block) }) };
    const by_hash = await client.verifyHash({ ...at, hash: m.digest });
    const by_message = m.scheme === 'eip712' ? await client.verifyTypedData({ ...at, ...m.message.json })
        : await client.verifyMessage({ ...at, message: m.message.text ?? { raw: m.message.hex } });
    if (by_hash !== by_message) throw new Error('viem contradicts itself');
    return by_hash;
}

/** What viem says, for `source`. Throws where that is not what is expected of it. It knows no `accept`, so that is not compared. */
async function check_viem(client, one, chain) {
    const { status } = one.expect;
    const expected = one.viem === undefined ? { valid: true, rejected: false, error: false }[status] : one.viem;
    const elsewhere = one.chain !== `eip155:${CHAIN_ID}` || !one.accept.includes('chain_state');
    if (expected === undefined || expected === null || elsewhere) return '';
    const said = await viem_says(client, one, chain);
    if (said !== expected) throw new Error(`${one.id}: viem says ${said}, expected ${expected}`);
    if (status === 'error') return `; ${VIEM} says ${said}: it has no other word for a fault`;
    const agrees = said === (status === 'valid');
    if (agrees !== (one.viem_why === undefined)) throw new Error(`${one.id}: why does viem differ?`);
    return agrees ? `; ${VIEM} says the same` : `; ${VIEM} says ${said}: ${one.viem_why}`;
}

/** The questions alone, as vectors: the last answers are what they lead to. */
function add_questions(file, one, rounds) {
    for (let i = 0; i < rounds.length; ++i) {
        const id = `${one.id}-asks${i === 0 ? '' : '-again'}`;
        const expect = { status: 'needs_evidence', queries: rounds[i].map(({ query }) => query) };
        file.add(id, request_of(one, rounds.slice(0, i).flat()), expect, SOURCE,
                 i === 0 ? 'what is asked first' : 'the node runs no init code: what is asked then');
    }
}

const why_of = ({ of, why, unread }) => (of ? `${of.id}: ` : '') + why + (unread ? `. Not read: ${unread}` : '');

/** Two files. */
export async function contract_account_vectors() {
    const what = 'Contract accounts (ERC-1271, ERC-6492, EIP-7702) with the answers of a node, recorded from a chain that ' +
        'plugins/evm/interop builds. The keys are public.';
    const file = new VectorFile('contract-accounts.json', what);
    const unread = new VectorFile('../tests/vectors/contract-accounts.json', `${what} Valid ones of which a part is not read.`);
    await with_account_nodes(async ({ cases, chain, urls, ask }) => {
        const client = createPublicClient({ transport: http(urls.anvil, { retryCount: 0 }), chain: { id: CHAIN_ID, name: 'anvil', nativeCurrency: {}, rpcUrls: {} } });
        const recorded = new Map();
        for (const one of cases) {
            const kept = one.evidence === 'kept' ? recorded.get(one.of.id).flat() : null;
            const { verdict, rounds } = kept ? { verdict: model(one, kept), rounds: [kept] } : await walk(one, ask);
            const expect = expectation(one);
            must_agree(one.id, verdict, expect);
            const by_viem = await check_viem(client, one, chain);
            (one.unread ? unread : file).add(one.id, request_of(one, rounds.flat()), expect, SOURCE + by_viem, why_of(one));
            recorded.set(one.id, rounds);
            if (one.asks) add_questions(file, one, rounds);
        }
        changed_answers(file, cases, recorded, must_agree);
    });
    return [file, unread];
}
