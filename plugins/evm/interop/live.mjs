// SPDX-License-Identifier: Apache-2.0
// The cases of contract-accounts.json, for the live run (tests/interop/live/run.mjs): the same chain, built anew.

import { with_account_nodes } from './account-nodes.mjs';
import { has_anvil } from './anvil.mjs';
import { expectation, request_of } from './contract-case.mjs';
import { start_plain_node } from './plain-node.mjs';

export const lacks = () => (has_anvil() ? null : 'anvil is for Linux on x86-64');

/** Cases whose answers come from the node: not those that keep another block's. */
export async function with_live_cases(use) {
    await with_account_nodes(async ({ cases, urls, ask }) => {
        // Equally quick, so that all are asked. One of the three lies, or is out.
        const three = await Promise.all([false, false, true].map((fails) => start_plain_node(urls.anvil, { refuses: false, fails })));
        const chains = ['eip155:31337', 'eip155:1'];  // this node is not of chain 1, and that must be seen
        try {
            await use({
                cases: cases.filter(({ evidence }) => evidence !== 'kept')
                    .map((one) => ({ id: one.id, node: one.node, request: request_of(one), expect: expectation(one) })),
                nodes: {
                    anvil: { chains, urls: three.map(({ url }) => url), quorum: 2, pin: 'finalized' },
                    plain: { chains, urls: [urls.plain], quorum: 1, pin: 'finalized' },
                    poor: { chains, urls: [urls.poor], quorum: 1, pin: 'finalized' },
                },
                ask,
            });
        } finally {
            for (const node of three) await node.stop();
        }
    });
}
