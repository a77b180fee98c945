// SPDX-License-Identifier: Apache-2.0
// How much gas the probe needs on anvil: the least with which it answers as it does without a limit. Prints the table of
// docs/performance.md. Usage: node probe-gas.mjs

import { calldata, KEYS, salt_of } from './account-chain.mjs';
import { with_account_nodes } from './account-nodes.mjs';
import { ANVIL } from './anvil.mjs';
import { request_of } from './contract-case.mjs';
import { contract_verdict } from './contract-judge.mjs';
import { address_of } from './curve.mjs';
import { sign, TEXT, wrap } from './contract-signatures.mjs';

const MOST = 30_000_000;  // a block's
const STEP = 1_000;

/** The least gas, to a thousand, with which `answers` holds; it holds with MOST. */
async function least(answers) {
    let low = 0;
    let high = MOST;
    if (!await answers(high)) throw new Error('it has no such answer');
    while (high - low > STEP) {
        const middle = Math.floor((low + high) / 2);
        if (await answers(middle)) high = middle; else low = middle;
    }
    return Math.ceil(high / STEP) * STEP;
}

async function rows({ chain, anvil }) {
    const owner = await sign(KEYS.owner, TEXT);
    const accept = ['chain_state', 'counterfactual'];
    const measure = async (what, account, signature, outcome) => {
        const one = { chain: 'eip155:31337', m: TEXT, account, signature, accept, block: String(chain.head) };
        const { queries: [{ method, params: [transaction, block] }] } = contract_verdict(request_of(one), TEXT);
        const gas = await least(async (limit) => {
            const { result } = await anvil.call(method, [{ ...transaction, gas: '0x' + limit.toString(16) }, block]);
            return result !== undefined && parseInt(result.slice(2 + 4 * 64, 2 + 5 * 64), 16) === outcome;
        });
        return `| ${what} | ${gas.toLocaleString('en')} | ${((transaction.data.length - 2) / 2).toLocaleString('en')} |`;
    };
    const deploy = calldata('Factory', 'deploy', [address_of(KEYS.owner), salt_of('later')]);
    return [
        await measure('an account with one owner says yes', chain.naive, owner, 1),
        await measure('an address without code', address_of(KEYS.eoa), owner, 0),
        await measure('a factory deploys the account (ERC-6492), which says yes', chain.later, wrap(chain.factory, deploy, owner), 1),
        await measure('a signature of 16 KiB, to an account that says yes to all', chain.answer_32, '0x' + 'a5'.repeat(16384), 1),
        await measure('an account that burns all gas: still told from a "no"', chain.burns, owner, 4),
    ];
}

await with_account_nodes(async (nodes) => {
    const table = await rows(nodes);
    console.log([`By ${ANVIL}, to a thousand:`, '', '| the probe finds | gas | bytes of call data |', '|---|---|---|', ...table].join('\n'));
});
