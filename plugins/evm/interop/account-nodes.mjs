// SPDX-License-Identifier: Apache-2.0
// The nodes and the cases together: whoever wants them live gets them here.

import { build_chain } from './account-chain.mjs';
import { call, start_anvil } from './anvil.mjs';
import { Cases } from './contract-case.mjs';
import { BYTES, safe_hash, TEXT, TYPED } from './contract-signatures.mjs';
import { delegated_cases } from './delegated-cases.mjs';
import { deployed_cases } from './deployed-cases.mjs';
import { hostile_cases } from './hostile-cases.mjs';
import { plain_cases } from './plain-cases.mjs';
import { start_plain_node } from './plain-node.mjs';
import { undeployed_cases } from './undeployed-cases.mjs';

/** Enough for a plain call of most accounts, and not for the probe. */
const LITTLE_GAS = 60_000;

/** What the Safe's third owner approves on chain. */
const APPROVALS = { messages: [TEXT.digest, TYPED.digest], hashes: [TYPED.digest, BYTES.digest], hash_of: safe_hash };

/**
 * Starts the nodes, builds the chain, makes the cases, and gives them to `use({cases, chain, urls, ask})`. The nodes end
 * when it is done. `urls` has a URL for each `node` of a case; `ask(node, query)` is {result} or {error}.
 */
export async function with_account_nodes(use) {
    const anvil = await start_anvil();
    try {
        const plain = await start_plain_node(anvil.url);
        const poor = await start_plain_node(anvil.url, { refuses: false, gas: LITTLE_GAS });
        try {
            const chain = await build_chain(anvil, APPROVALS);
            const cases = new Cases(chain);
            for (const part of [deployed_cases, undeployed_cases, delegated_cases, plain_cases, hostile_cases]) await part(cases);
            const urls = { anvil: anvil.url, plain: plain.url, poor: poor.url };
            return await use({ cases: cases.all, chain, urls, anvil, ask: (node, { method, params }) => call(urls[node], method, params) });
        } finally {
            await plain.stop();
            await poor.stop();
        }
    } finally {
        await anvil.stop();
    }
}
