// SPDX-License-Identifier: Apache-2.0
// What a thief would try: contracts of his own, factories of his own, addresses where no account can be.

import { concat } from 'ethers';
import { getContractAddress } from 'viem';
import { calldata, DELEGATING, KEYS } from './account-chain.mjs';
import { address_of } from './curve.mjs';
import { error, malformed, no, WITH_WORD, yes } from './contract-case.mjs';
import { sign, TEXT, TYPED, wrap } from './contract-signatures.mjs';

const ZERO = '0x0000000000000000000000000000000000000000';
const IDENTITY = '0x0000000000000000000000000000000000000004';
/** Where the probe runs: the first contract of the sender that a call without `from` has. */
const PROBE = getContractAddress({ from: ZERO, nonce: 0n }).toLowerCase();

async function contracts({ add, chain }) {
    const signature = await sign(KEYS.thief, TEXT);
    const put = (name, expect, why, more = {}) => add(`hostile-${name.replaceAll('_', '-')}`, { m: TEXT, account: chain.hostile(name), signature, expect, why, ...more });
    put('bytes_31', no('signature'), '31 bytes of the magic word');
    put('bytes_64', yes('chain_state'), 'the word and 32 bytes behind it');
    put('bytes_1mb', yes('chain_state'), 'the word and a megabyte behind it, which nobody copies');
    put('reverts_1mb', no('signature'), 'reverts with a megabyte that begins with the word');
    put('echo', no('signature'), 'the call itself, which begins with the magic value');
    put('yes_to_nobody', no('signature'), 'yes if nobody calls: the probe is somebody');
    put('calls_back', no('signature'), 'calls the probe back: there is no code to call');
    put('tells_gas', no('signature'), 'answers with its gas');
    for (const [name, why] of [['destroys', 'SELFDESTRUCT'], ['transient', 'TSTORE'], ['memory', 'memory that no gas pays for'], ['past_the_end', 'copies what was not returned']])
        put(name, error, `${why}: takes all gas in a static call`);
}

/** A wrapper for somebody else's accounts, with every factory that a thief may name. */
async function factories({ add, chain }) {
    const signature = await sign(KEYS.thief, TYPED);
    const take = calldata('NaiveAccount', 'setOwner', [address_of(KEYS.thief)]);
    const magic = '0x1626ba7e' + '0'.repeat(56);
    const by = {
        itself: [null, take], nobody: [ZERO, '0x'], identity: [IDENTITY, magic], probe: [PROBE, '0x'],
        yes: [chain.hostile('bytes_64'), '0x'], burning: [chain.burns, '0x'],
    };
    const victims = { naive: chain.naive, later: chain.later, eoa: address_of(KEYS.eoa), never: chain.never };
    for (const [victim, account] of Object.entries(victims)) {
        for (const [name, [factory, data]] of Object.entries(by)) {
            const has_code = victim === 'naive' || victim === 'never';
            add(`hostile-factory-${name}-${victim}`, {
                m: TYPED, account, signature: wrap(factory ?? account, data, signature), accept: WITH_WORD,
                ...(has_code ? { params: { counterfactual: 'prepare' } } : {}),
                expect: name === 'burning' ? error : no('signature'), why: 'somebody else\'s account, and a factory of the thief\'s' });
        }
        add(`hostile-factory-forwards-${victim}`, {
            m: TYPED, account, signature: wrap(chain.hostile('forwards'), concat([account, take]), signature), accept: WITH_WORD,
            params: { counterfactual: 'prepare' }, expect: no('signature'), why: 'the factory tries to become the owner' });
    }
}

async function addresses({ add, chain }) {
    const signature = await sign(KEYS.thief, TEXT);
    const where = { identity: IDENTITY, probe: PROBE, p256: '0x0000000000000000000000000000000000000100' };
    for (const [name, account] of Object.entries(where)) {
        add(`hostile-at-${name}`, { m: TEXT, account, signature, expect: no('signer'), why: 'no code can stand there' });
        add(`hostile-at-${name}-wrapped`, { m: TEXT, account, signature: wrap(chain.factory, '0x', signature), accept: WITH_WORD, expect: no('signature'), why: 'nor by a factory' });
    }
    add('hostile-at-zero', { m: TEXT, account: ZERO, signature: wrap(chain.factory, '0x', signature), accept: WITH_WORD, asked: false, expect: no('signer'), why: 'nobody holds it' });
    add('hostile-nested', { m: TEXT, account: chain.naive, signature: wrap(chain.factory, '0x', wrap(chain.factory, '0x', signature)), accept: WITH_WORD, asked: false,
                            expect: malformed('signature'), why: 'a wrapper in a wrapper' });
    add('hostile-delegated-own', { m: TEXT, account: chain.precompile, signature: await sign(DELEGATING.precompile, TEXT), accept: ['chain_state'], key: DELEGATING.precompile,
                                   expect: yes('chain_state'), why: 'delegated to a precompile, whose code is not run: its own key has the last word' });
    add('hostile-delegated-no', { m: TEXT, account: chain.precompile, signature, expect: no('signature'), why: 'the same, and a stranger\'s key' });
    add('hostile-factory-most', { m: TEXT, account: chain.later, signature: wrap(chain.factory, '0x' + 'ee'.repeat(15000), signature), accept: WITH_WORD,
                                  expect: no('signature'), why: 'as many bytes for the factory as fit' });
}

export async function hostile_cases(context) {
    await contracts(context);
    await factories(context);
    await addresses(context);
}
