// SPDX-License-Identifier: Apache-2.0
// EIP-7702: accounts with a key and a delegate's code. Either may speak for the account.

import { DELEGATING, KEYS } from './account-chain.mjs';
import { error, no, yes } from './contract-case.mjs';
import { sign, TEXT, TYPED } from './contract-signatures.mjs';

const STATE = ['chain_state'];

/** The account's own key where only chain state counts, and a stranger's. If the delegate says yes, no key is named. */
async function both_keys({ add, chain }, name, m, stranger, why) {
    const account = chain[name];
    const key = DELEGATING[name];
    add(`delegated-${name}-own`, { m, account, signature: await sign(key, m), accept: STATE, expect: yes('chain_state'),
                                     ...(name === 'self' ? { why: `${why}, and says yes` } : { key, why: `${why}: its own key has the last word` }) });
    add(`delegated-${name}-no`, { m, account, signature: await sign(KEYS.stranger, m), expect: stranger, why: `${why}: a stranger's key` });
}

export async function delegated_cases(context) {
    const { add, chain } = context;
    add('delegated-not-asked', { m: TYPED, account: chain.never, signature: await sign(DELEGATING.never, TYPED), expect: yes('derived'), asked: false, key: DELEGATING.never,
                                 why: 'the account\'s own key: nothing is asked, whatever the delegate thinks' });
    await both_keys(context, 'self', TYPED, no('signature'), 'a delegate that asks for the account\'s key');
    await both_keys(context, 'never', TYPED, no('signature'), 'a delegate that always says no');
    await both_keys(context, 'without', TEXT, no('signature'), 'a delegate without isValidSignature');
    await both_keys(context, 'nowhere', TEXT, no('signature'), 'a delegate without code');
    await both_keys(context, 'burning', TEXT, error, 'a delegate that burns all gas');
    await both_keys(context, 'chained', TYPED, error, 'a delegate that is itself delegated: its 0xef is run, and takes all gas');

    for (const [form, m] of [['text', TEXT], ['typed', TYPED]]) {
        add(`delegated-passkey-${form}`, { m, account: chain.passkey, signature: await sign(KEYS.late, m), expect: yes('chain_state'), breed: true, other: chain.never,
                                           asks: form === 'text', why: 'another key, which the account\'s storage names' });
    }
    const before = String(chain.delegated_before);
    const by_late = await sign(KEYS.late, TEXT);
    const at = (id, account, block, expect, why) => add(`delegated-${id}`, { m: TEXT, account, signature: by_late, ...(block ? { block } : {}), expect, why });
    at('moved-before', chain.moved, before, yes('chain_state'), 'before the account has delegated to somebody else');
    at('moved-no', chain.moved, null, no('signature'), 'the delegate of now does not know the key');
    at('cleared-before', chain.cleared, before, yes('chain_state'), 'before the delegation was cleared');
    at('cleared-no', chain.cleared, null, no('signer'), 'cleared: no code, so only the account\'s key counts');

    // What no chain has: anvil writes the code.
    for (const [name, why] of [['plain23', '23 bytes of code that are no delegation'], ['occupied', 'a contract that says no']]) {
        const request = { m: TYPED, account: chain[name], signature: await sign(DELEGATING[name], TYPED) };
        add(`key-under-code-${name}-no`, { ...request, accept: STATE, expect: no('signature'), viem: true, viem_why: 'it recovers the key where the account says no',
                                           why: `the account's key, under ${why}: the contract rules` });
        add(`key-under-code-${name}`, { ...request, expect: yes('derived'), asked: false, key: DELEGATING[name], why: `the same where derivation is accepted: nothing is asked` });
    }
}
