// SPDX-License-Identifier: Apache-2.0
// Answers of the node with something changed: what no node should say, and what proves nothing.

import { ANVIL } from './anvil.mjs';
import { expectation, malformed, request_of, error as unclear } from './contract-case.mjs';
import { model } from './contract-accounts.mjs';

/** The answer with word `i` of the probe's six set. */
const with_word = (result, i, hex) => result.slice(0, 2 + 64 * i) + hex.padStart(64, '0') + result.slice(66 + 64 * i);

/** What is done to the one answer of a good case's first round, and what it then comes to. */
const PROBE_CHANGES = [
    ['outcome-high', (r) => with_word(r, 4, '1' + '0'.repeat(62) + '1'), unclear, 'the outcome\'s low byte alone is right'],
    ['upper', (r) => '0x' + r.slice(2).toUpperCase(), unclear, 'digits in upper case'],
];
const second = (change) => ([probe, ...others]) => [probe, ...others.map((item) => change(item.query.method, item))];
const only = (method, more) => second((name, item) => (name === method ? { query: item.query, ...more } : item));
/** What is done to the answers of a node that runs no init code: eth_chainId, eth_getCode, eth_call. */
const PLAIN_CHANGES = [
    ['chain-zeros', only('eth_chainId', { result: '0x07a69' }), unclear, 'no quantity has a leading zero'],
    ['code-error', only('eth_getCode', { error: { code: -32000, message: 'missing trie node' } }), unclear, 'the node does not have the state'],
    ['call-busy', only('eth_call', { error: { code: -32005, message: 'limit exceeded' } }), unclear, 'a fault is no "no"'],
    ['twice', (items) => [...items, items[1]], malformed('evidence'), 'an answer twice'],
    ['unasked', ([, ...others]) => others, malformed('evidence'), 'the plain answers without the probe\'s fault: not asked yet'],
];

export function changed_answers(file, cases, recorded, must_agree) {
    const add = (id, one, evidence, expect, why) => {
        const changed = { ...one, id, expect };
        const whole = expectation(changed);
        must_agree(id, model(changed, evidence), whole);
        file.add(id, request_of(changed, evidence), whole, `${ANVIL} answers, then changed by the script`, why);
    };
    const find = (id) => [cases.find((one) => one.id === id), recorded.get(id).flat()];
    const [typed, [probe]] = find('naive-typed');
    for (const [id, change, expect, why] of PROBE_CHANGES) {
        add(`changed-probe-${id}`, typed, [{ query: probe.query, result: change(probe.result) }], expect, why);
    }
    add('changed-probe-height', typed, [{ query: probe.query, result: with_word(probe.result, 1, '7') }], unclear,
        'the height alone: the node answered at another block than the one that was asked for');
    // A node that takes another block's state for the one that it was asked about.
    const [before, [asked]] = find('rotated-no-before');
    const [, [later]] = find('rotated-new');
    add('changed-block-other', before, [{ query: asked.query, result: later.result }], unclear,
        'the question about block 10, answered at block 14: the account had another owner at block 10');
    const [text, [answer]] = find('naive-text');
    const on_arbitrum = with_word(with_word(answer.result, 0, (42161).toString(16)), 1, '7');
    add('changed-block-arbitrum', { ...text, chain: 'eip155:42161' }, [{ query: answer.query, result: on_arbitrum }], text.expect,
        'NUMBER is Ethereum\'s height there (docs.arbitrum.io, "Block numbers and time"), so it is not compared');
    const [hashed, [by_hash]] = find('naive-block-hash');
    add('changed-block-hash-height', hashed, [{ query: by_hash.query, result: with_word(by_hash.result, 1, '7') }], hashed.expect,
        'a block named by its hash: the probe does not see the hash, so there is nothing to compare');
    const reordered = { params: probe.query.params, method: probe.query.method };
    add('changed-query-order', typed, [{ query: reordered, result: probe.result }], typed.expect, 'members of a query may come in any order');
    const [, [other]] = find('naive-lower-case');
    add('changed-query-other', typed, [{ query: other.query, result: other.result }], malformed('evidence'), 'the answer to another message\'s question');
    const [plain, answers] = find('plain-naive');
    for (const [id, change, expect, why] of PLAIN_CHANGES) add(`changed-plain-${id}`, plain, change(answers), expect, why);
}
