// SPDX-License-Identifier: Apache-2.0
// ERC-6492: accounts that are not there yet, or not ready, and the calls that make them so.

import { concat, dataSlice, getBytes } from 'ethers';
import { encodeAbiParameters, keccak256 } from 'viem';
import { calldata, CHAIN_ID, KEYS, REGISTRY_6551, SAFE_KEYS, salt_of } from './account-chain.mjs';
import { address_of } from './curve.mjs';
import { error, malformed, no, unsupported, WITH_WORD, yes } from './contract-case.mjs';
import { safe_pair, sign, sign_raw, TEXT, TYPED, wrap } from './contract-signatures.mjs';

const BOTH = [['text', TEXT], ['typed', TYPED]];
const OWNER = address_of(KEYS.owner);
const factory_call = (name, ...args) => calldata('Factory', name, args);
const deploy = (owner, salt) => factory_call('deploy', owner, salt_of(salt));

async function to_be_deployed({ add, chain }) {
    const good = (id, m, account, factory, data, inner, why, more = {}) =>
        add(`undeployed-${id}`, { m, account, signature: wrap(factory, data, inner), accept: WITH_WORD, expect: yes('counterfactual'), other: chain.later_other, breed: true, why, ...more });
    const deploy_safe = factory_call('deploySafe', SAFE_KEYS.map(address_of), 2n, salt_of('safe'));
    const clone_for = calldata('CloneFactory', 'cloneFor', [chain.clone_target, OWNER, salt_of('later')]);
    for (const [form, m] of BOTH) {
        good(`naive-${form}`, m, chain.later, chain.factory, deploy(OWNER, 'later'), await sign(KEYS.owner, m),
             'the factory deploys the account, which then says yes', { asks: form === 'text' });
        good(`safe-${form}`, m, chain.safe_later, chain.factory, deploy_safe, await safe_pair(chain.safe_later, m.digest),
             'the same for an account of three owners: the inner signature has 130 bytes');
        good(`clone-${form}`, m, chain.clone, chain.clones, clone_for, await sign(KEYS.owner, m), 'a minimal proxy (EIP-1167), deployed and initialised');
    }
    const anybody = calldata('CloneFactory', 'cloneForAnybody', [chain.clone_target, address_of(KEYS.thief), salt_of('first come')]);
    good('anybody', TEXT, chain.clone_anybody, chain.clones, anybody, await sign(KEYS.thief, TEXT),
         'DANGER, and right: the factory\'s address does not commit to the owner, so whoever calls first is the owner', { breed: false, without_word: true });
}

async function factories({ add, chain }) {
    const inner = await sign(KEYS.owner, TEXT);
    const put = (id, factory, data, expect, why, more = {}) =>
        add(`factory-${id}`, { m: TEXT, account: chain.later, signature: wrap(factory, data, inner), accept: WITH_WORD, expect, why, ...more });
    put('no-revert', chain.factory, factory_call('deployThenRevert', OWNER, salt_of('later')), no('signature'), 'deploys, then reverts: nothing is left of it');
    put('no-nothing', chain.factory, factory_call('nothing'), no('signature'), 'succeeds, and deploys nothing');
    put('no-code', address_of(KEYS.stranger), deploy(OWNER, 'later'), no('signature'), 'the factory has no code');
    put('no-salt', chain.factory, deploy(OWNER, 'earlier'), no('signature'), 'deploys the owner\'s account at another address');
    put('err-burns', chain.factory, factory_call('burn'), error, 'burns all gas: no answer');
    put('none', chain.factory, deploy(OWNER, 'later'), no('signature'), 'the service says that no factory is called, and the account has no code',
        { params: { counterfactual: 'none' }, viem: true, viem_why: 'it always calls the factory' });
    put('malformed-word', chain.factory, deploy(OWNER, 'later'), malformed('params'), 'the parameter has three words', { params: { counterfactual: 'Deploy' } });
    add('factory-not-wrapped', { m: TYPED, account: chain.later, signature: await sign(KEYS.owner, TYPED), accept: WITH_WORD, expect: no('signer'),
                                 why: 'the owner\'s signature without the wrapper: no code, so the key has the word' });
    add('factory-eoa', { m: TYPED, account: address_of(KEYS.eoa), signature: wrap(chain.factory, factory_call('nothing'), await sign(KEYS.eoa, TYPED)), accept: WITH_WORD,
                         expect: no('signature'), why: 'a key\'s own signature in a wrapper: no wallet makes that' });
    add('factory-derived', { m: TEXT, account: chain.later, signature: wrap(chain.factory, deploy(OWNER, 'later'), inner), accept: ['derived'],
                             expect: unsupported('evidence'), why: 'only chain state can tell' });
}

const FACTORY_UNREAD = 'what the wrapper says of the factory';
/** A wrapper of an account that is there: the live account is asked. */
async function deployed_since({ add, chain }) {
    const data = deploy(OWNER, 'since');
    for (const [form, m] of BOTH) {
        add(`since-${form}`, { m, account: chain.since, signature: wrap(chain.factory, data, await sign(KEYS.owner, m)), expect: yes('chain_state'), other: chain.naive_other,
                               breed: true, unread: FACTORY_UNREAD, why: 'deployed since: the wrapper is opened, and needs no word' });
    }
    const inner = await sign(KEYS.owner, TYPED);
    const put = (id, changed, why) => add(`since-${id}`, { m: TYPED, account: chain.since, signature: wrap(chain.factory, data, inner), accept: WITH_WORD, why, ...changed });
    put('word', { expect: yes('chain_state') }, 'with the word: the factory is not called where there is code');
    put('none', { expect: yes('chain_state'), unread: FACTORY_UNREAD, params: { counterfactual: 'none' } }, 'the service wants no factory called: none is needed');
    put('no-other', { signature: wrap(chain.factory, deploy(address_of(KEYS.other), 'since'), await sign(KEYS.other, TYPED)), expect: no('signature') },
        'the wrapper tells of an account of another owner: the live account\'s word counts');
}

/** ERC-6492's prepare call: the first key's word that another key is good, too. */
async function prepared({ add, chain }) {
    const late = address_of(KEYS.late);
    const add_key = async (account, by) => calldata('KeysAccount', 'addKey', [late, await sign_raw(by,
        keccak256(encodeAbiParameters([{ type: 'address' }, { type: 'address' }], [account, late])))]);
    const prepare = { counterfactual: 'prepare' };
    const data = await add_key(chain.keys, KEYS.owner);
    const put = async (id, m, changed, why) => add(`prepare-${id}`, { m, account: chain.keys, signature: wrap(chain.keys, data, await sign(KEYS.late, m)), accept: WITH_WORD,
                                                                     params: prepare, other: chain.naive_other, why, ...changed });
    for (const [form, m] of BOTH) {
        await put(form, m, { expect: yes('counterfactual'), breed: true, asks: form === 'text' }, 'the account says no, its own word makes the key known, it says yes');
    }
    const viem = { viem: true, viem_why: 'it always makes the prepare call' };
    await put('no-deploy', TEXT, { params: undefined, expect: no('signature'), ...viem }, 'the service has not asked for it');
    await put('no-stranger', TEXT, { signature: wrap(chain.keys, await add_key(chain.keys, KEYS.stranger), await sign(KEYS.late, TEXT)), expect: no('signature') },
              'a stranger\'s word for the key');
    await put('first', TEXT, { signature: wrap(chain.keys, data, await sign(KEYS.owner, TEXT)), expect: yes('counterfactual') },
              'the first key: nobody tells whether it took the call, so the link is the weaker one');
    await put('undeployed', TYPED, { account: chain.keys_later, expect: yes('counterfactual'),
                                     signature: wrap(chain.factory, factory_call('deployKeys', OWNER, salt_of('keys')), await sign(KEYS.owner, TYPED)) }, 'it includes deploying');
}

/** ERC-6551: whoever buys the token, if only within the call, is the account's owner. */
async function token_bound({ add, chain }) {
    const create = (target, registry_token) => calldata('Registry6551', 'createAccount', [target, salt_of('token'), BigInt(CHAIN_ID), chain.collection, registry_token]);
    const buy = (token, factory, data) => calldata('Purchase', 'buyAndCall', [chain.collection, token, address_of(KEYS.thief), factory, data]);
    const zero = '0x0000000000000000000000000000000000000000';
    const stolen = wrap(chain.purchase, buy(2n, REGISTRY_6551, create(chain.token_target, 2n)), await sign(KEYS.thief, TEXT));
    add('token-theft', { m: TEXT, account: chain.bound, signature: stolen, accept: WITH_WORD, expect: yes('counterfactual'), without_word: true,
                         why: 'DANGER: the thief buys the token within the call, with capital that stays where it is. A proxy that another contract deploys is not visible: hence the word' });
    const there = wrap(chain.purchase, buy(1n, zero, '0x'), await sign(KEYS.thief, TYPED));
    const viem = { viem: true, viem_why: 'it makes the prepare call' };
    add('token-no-theft', { m: TYPED, account: chain.bound_there, signature: there, accept: WITH_WORD, params: { counterfactual: 'prepare' }, expect: no('policy'), ...viem,
                            why: 'the same for an account that is there: its code shows what it is' });
    add('token-no-theft-deploy', { m: TYPED, account: chain.bound_there, signature: there, accept: WITH_WORD, expect: no('policy'), ...viem, why: 'whatever the parameter' });
    const registry = wrap(REGISTRY_6551, create(chain.token_target, 2n), await sign(KEYS.owner, TEXT));
    add('token-no-registry', { m: TEXT, account: chain.bound, signature: registry, accept: WITH_WORD, expect: no('policy'), viem: true,
                               viem_why: 'it knows no token-bound accounts', why: 'the registry as factory: nothing is asked, although the signer is the token\'s holder' });
    add('token-no-wrapped', { m: TEXT, account: chain.bound_there, signature: wrap(REGISTRY_6551, create(chain.token_target, 1n), await sign(KEYS.owner, TEXT)),
                              expect: no('policy'), viem: true, viem_why: 'it knows no token-bound accounts', why: 'a wrapper of it is refused without the word, too. Not wrapped it is asked' });
}

/** What abi.encode does not write. */
async function wrappers({ add, chain }) {
    const good = wrap(chain.factory, deploy(OWNER, 'later'), await sign(KEYS.owner, TEXT));
    const suffix = dataSlice(good, getBytes(good).length - 32);
    const body = dataSlice(good, 0, getBytes(good).length - 32);
    const put = (id, signature, why) => add(`wrapper-malformed-${id}`, { m: TEXT, account: chain.later, signature, accept: WITH_WORD, expect: malformed('signature'), why });
    put('padding', concat([dataSlice(body, 0, getBytes(body).length - 1), '0x01', suffix]), 'a byte of the padding is not zero');
    put('nested', wrap(chain.factory, '0x', good), 'a wrapper in a wrapper');
    put('size', concat([dataSlice(body, 0, 96), '0x' + 'ff'.repeat(32), dataSlice(body, 128), suffix]), 'the size of the calldata is above all bounds');
    put('address', concat(['0x01', dataSlice(body, 1), suffix]), 'an address of more than 20 bytes');
}

export async function undeployed_cases(context) {
    for (const part of [to_be_deployed, factories, deployed_since, prepared, token_bound, wrappers]) await part(context);
}
