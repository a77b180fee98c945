// SPDX-License-Identifier: Apache-2.0
// Accounts that are there: what they answer, and what their answers prove.

import { concat } from 'ethers';
import { KEYS, SAFE_KEYS, SESSION_END } from './account-chain.mjs';
import { address_of } from './curve.mjs';
import { error, malformed, no, yes } from './contract-case.mjs';
import { approved_part, BYTES, contract_part, dynamic_part, ELSEWHERE, safe_hash, safe_pair, sign, sign_module, sign_raw, sign_safe,
         sign_safe_personally, TEXT, TYPED, UNBOUND } from './contract-signatures.mjs';

const BOTH = [['text', TEXT], ['typed', TYPED]];

async function naive({ add, chain }) {
    const by = (secret, m) => sign(secret, m);
    for (const [form, m] of [...BOTH, ['bytes', BYTES], ['unbound', UNBOUND]]) {
        add(`naive-${form}`, { m, account: chain.naive, signature: await by(KEYS.owner, m), expect: yes('chain_state'), other: chain.naive_other, breed: true,
                               asks: form === 'typed', why: 'the owner signs the hash itself, and the account says yes' });
    }
    const signature = await by(KEYS.owner, TEXT);
    const more = (id, changed, why) => add(`naive-${id}`, { m: TEXT, account: chain.naive, signature, expect: yes('chain_state'), ...changed, why });
    more('twin', { account: chain.naive_twin }, 'DANGER, and right: another account of the same owner takes the same signature. The message must name the account');
    more('lower-case', { account: chain.naive.toLowerCase(), accept: ['chain_state'] }, 'chain state alone; the address in lower case');
    more('block-hash', { block: chain.head_hash }, 'the block by its hash: EIP-1898');
    more('tag', { block: '', height: String(chain.finalized) }, 'no block: the tag finalized, and the answer tells the height');
    more('no-block-before', { block: '0', expect: no('signer') }, 'before the deployment: no code, so the key has the word');
    more('err-block-unknown', { block: '99999999', expect: error }, 'a block that the node does not have: no answer is no "no"');
    more('no-derived', { accept: ['derived'], expect: no('signer') }, 'chain state is not accepted, and the key is not the account\'s');
    add('naive-no-elsewhere', { m: ELSEWHERE, account: chain.naive, signature: await by(KEYS.owner, ELSEWHERE), expect: no('policy'), viem: true, viem_why: 'it compares no chain',
                                why: 'typed data of chain 1: refused before anything is asked, although the account would say yes' });
    add('rotated-new', { m: TYPED, account: chain.rotated, signature: await by(KEYS.owner, TYPED), expect: yes('chain_state'), breed: true, other: chain.naive_other,
                         why: 'the owner since a later block' });
    add('rotated-no-before', { m: TYPED, account: chain.rotated, signature: await by(KEYS.owner, TYPED), block: String(chain.rotated_before), expect: no('signature'),
                               why: 'at the block before, somebody else was the owner' });
    add('keys-text', { m: TEXT, account: chain.keys, signature, expect: yes('chain_state'), breed: true, other: chain.naive_other, why: 'the first of the account\'s keys' });
}

async function safe({ add, chain }) {
    const { safe: account, safe_twin: other } = chain;
    const put = (id, m, signature, expect, why, more = {}) => add(`safe-${id}`, { m, account, signature, expect, other, why, ...more });
    for (const [form, m] of BOTH) {
        put(`pair-${form}`, m, await safe_pair(account, m.digest), yes('chain_state'), 'two owners of three, 130 bytes', { breed: true });
        put(`approved-${form}`, m, '0x', yes('chain_state'), 'the empty signature: the account has approved the message on chain',
            { breed: true, viem: false, viem_why: 'it reads the last 32 bytes of a signature' });
    }
    const [first, second, third] = SAFE_KEYS;
    const part = (secret, m) => sign_safe(secret, account, m.digest);
    put('personal', TEXT, concat([await sign_safe_personally(first, account, TEXT.digest), await part(second, TEXT)]), yes('chain_state'),
        'one of the owners by personal_sign: v 31 or 32', { breed: true });
    put('approved-part', TYPED, concat([await part(first, TYPED), approved_part(third)]), yes('chain_state'),
        'the second part is no signature: v 1, its owner has approved the hash on chain', { breed: true });
    put('no-approved-part', TYPED, concat([approved_part(first), await part(second, TYPED)]), no('signature'), 'v 1 of an owner who has approved nothing');
    put('no-one', TEXT, await part(first, TEXT), no('signature'), 'one of two, 65 bytes');
    put('no-order', TEXT, concat([await part(second, TEXT), await part(first, TEXT)]), no('signature'), 'the owners in the wrong order');
    put('no-twice', TYPED, concat([await part(first, TYPED), await part(first, TYPED)]), no('signature'), 'the same owner twice');
    put('no-chain', TEXT, await safe_pair(account, TEXT.digest, 1), no('signature'), 'the owners have signed for the account\'s address on chain 1');
    const owner = chain.safe_of_contract;
    const inner = await sign_raw(KEYS.owner, await safe_hash(owner, TEXT.digest));
    add('safe-contract-owner', { m: TEXT, account: owner, signature: concat([contract_part(chain.naive, 65), dynamic_part(inner)]), expect: yes('chain_state'),
                                 other: account, breed: true, why: 'v 0: the owner is a contract account, and its owner signs' });
    add('safe-no-contract-owner', { m: TEXT, account: owner, signature: concat([contract_part(chain.naive_twin, 65), dynamic_part(inner)]), expect: no('signature'),
                                    why: 'v 0 of a contract that is no owner, although it would say yes' });
}

async function modular({ add, chain }) {
    const { modular: account, modular_twin: other } = chain;
    const put = (id, m, signature, expect, why, more = {}) => add(`modular-${id}`, { m, account, signature, expect, other, why, ...more });
    for (const [form, m] of BOTH) {
        put(`key-${form}`, m, concat([chain.key_validator, await sign_module(KEYS.owner, account, m.digest)]), yes('chain_state'),
            '20 bytes name the module that judges the rest: 85 bytes', { breed: true });
    }
    const session = concat([chain.session_validator, await sign(KEYS.session, TEXT)]);
    put('session', TEXT, session, yes('chain_state'), 'a key that is good until a time, at the last block before it', { block: String(SESSION_END), breed: true });
    put('no-session-over', TEXT, session, no('signature'), 'the same a block later: a "yes" is of its block');
    put('no-validator', TEXT, concat([chain.naive, await sign(KEYS.owner, TEXT)]), no('signature'), 'a module that is not installed: reverts with an error of its own');
    put('no-short', TEXT, '0x' + '11'.repeat(19), no('signature'), '19 bytes: the account\'s decoder reverts');
    put('err-burning', TYPED, concat([chain.burning_validator, await sign(KEYS.owner, TYPED)]), error,
        'the account catches its module\'s lack of gas and calls it a no: that is no answer');
}

/** Contracts that answer everybody alike: what counts as a yes. */
async function answers({ add, chain }) {
    const signature = await sign(KEYS.stranger, TEXT);
    const put = (name, expect, why, m = TEXT, by = signature) =>
        add(`answer-${name.replace('answer_', '').replaceAll('_', '-')}`, { m, account: chain[name], signature: by, expect, why });
    put('answer_32', yes('chain_state'), 'the magic value in a word');
    put('answer_33', yes('chain_state'), 'a byte behind the word: decoders read the word', TYPED, await sign(KEYS.stranger, TYPED));
    put('answer_5th', no('signature'), 'a bit behind the magic value: whoever compares four bytes is fooled');
    put('answer_last', no('signature'), 'the word\'s last bit');
    put('answer_28', no('signature'), '28 bytes that begin with the magic value');
    put('answer_array', no('signature'), 'the magic value as dynamic bytes', TYPED, await sign(KEYS.stranger, TYPED));
    put('answer_none', no('signature'), 'no bytes, as a wallet\'s fallback function answers');
    put('revert_custom', no('signature'), 'reverts with an error of Solidity: InvalidSignature()', TYPED, await sign(KEYS.stranger, TYPED));
    put('revert_magic_64', no('signature'), 'reverts with the magic value: a revert is no answer');
}

async function costs({ add, chain }) {
    const signature = await sign(KEYS.owner, TEXT);
    const put = (name, expect, why) => add(`cost-${name.replaceAll('_', '-')}`, { m: TEXT, account: chain[name], signature, expect, why });
    put('spends_most_no', no('signature'), 'a fifth of the gas is left: its "no" counts');
    put('spends_all_no', error, 'a tenth of the gas is left: its "no" may be of what ran out');
    put('spends_all_yes', yes('chain_state'), 'a tenth of the gas is left, and the answer is "yes"');
    put('calls_itself', no('signature'), 'calls itself until the gas of the deepest call is gone, and catches that: most of the gas is left, so its "no" counts');
    put('burns', error, 'burns all gas');
    put('invalid', error, 'the opcode INVALID takes all gas');
    put('writes', error, 'writes a counter: in a static call that takes all gas');
    put('emits', error, 'writes an event');
    put('creates', error, 'deploys a contract');
    put('writes_caught', yes('chain_state'), 'its attempt to write fails, it says yes all the same');
}

async function proxies({ add, chain }) {
    for (const [form, m] of BOTH) {
        add(`clone-${form}`, { m, account: chain.clone_there, signature: await sign(KEYS.owner, m), expect: yes('chain_state'), other: chain.clone_nobody, breed: true,
                               why: 'a minimal proxy: EIP-1167' });
        add(`token-${form}`, { m, account: chain.bound_there, signature: await sign(KEYS.owner, m), expect: yes('chain_state'), other: chain.clone_nobody, breed: true,
                               why: 'an account of a token\'s holder (ERC-6551), not wrapped: its word at this block' });
    }
    add('clone-no-owner', { m: TYPED, account: chain.clone_nobody, signature: await sign(KEYS.owner, TYPED), expect: no('signature'), why: 'a proxy that was never initialised' });
    add('clone-no-target', { m: TEXT, account: chain.clone_empty, signature: await sign(KEYS.stranger, TEXT), expect: no('signature'),
                             why: 'a proxy of an address without code: succeeds, and says nothing' });
}

async function without_code({ add, chain }) {
    const account = address_of(KEYS.eoa);
    const signature = await sign(KEYS.eoa, TYPED);
    const put = (id, changed, why) => add(`eoa-${id}`, { m: TYPED, account, signature, why, ...changed });
    put('not-asked', { expect: yes('derived'), asked: false, key: KEYS.eoa }, 'the account\'s own key: nothing is asked');
    put('state-only', { accept: ['chain_state'], expect: yes('chain_state'), key: KEYS.eoa, breed: true, no: 'signer', other: address_of(KEYS.other) },
        'derivation is not accepted: the chain says that no code is there, so the key speaks');
    put('no-stranger', { signature: await sign(KEYS.stranger, TYPED), expect: no('signer') }, 'another key, and no code');
    put('malformed-pair', { m: TEXT, signature: await safe_pair(chain.safe, TEXT.digest), expect: malformed('signature') },
        '130 bytes may be a contract\'s. Without code they are no signature');
}

export async function deployed_cases(context) {
    for (const part of [naive, safe, modular, answers, costs, proxies, without_code]) await part(context);
}
