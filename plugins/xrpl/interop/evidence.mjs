// SPDX-License-Identifier: Apache-2.0
// account_info in the shapes of rippled and Clio (xrpl.org, "account_info", API version 2).

import { rejected, valid, valid_at } from '../../../tests/interop/verdicts.mjs';

export const HASH = '4BC50C9B0D8515D3EAAE1E74B29A95804346C491EE1A95BF25E4AAB854A6A652';
export const DISABLE_MASTER = 0x00100000;
const INDEX = 90000000;

export const query = (account, ledger = { ledger_index: 'validated' }) => ({ method: 'account_info', params: [
    { account, api_version: 2, ...ledger, signer_lists: true }] });

const ledger = { ledger_hash: HASH, ledger_index: INDEX, validated: true };
export const found = (Account, data = {}, more = {}) => ({
    account_data: { Account, Balance: '25000000', Flags: 0, LedgerEntryType: 'AccountRoot', OwnerCount: 0, Sequence: 7, ...data },
    ...ledger, signer_lists: [], status: 'success', ...more });
/** rippled names account and ledger, Clio does not. */
export const absent_by_rippled = (account) => ({ account, error: 'actNotFound', error_code: 19, error_message: 'Account not found.',
                                                 ...ledger, request: { account, api_version: 2 }, status: 'error' });
export const absent_by_clio = (account) => ({ error: 'actNotFound', error_code: 19, error_message: 'accountNotFound',
                                              request: { account, api_version: 2 }, status: 'error' });
const failed = (error) => ({ error, error_code: 1, status: 'error' });

const both = ['derived', 'chain_state'];
const state_alone = ['chain_state'];
const error = { status: 'error', reason: 'evidence' };

/** [id, whose key signed, accept, answer, expect, why]. */
export function state_cases(account, regular, other) {
    const by_state = valid_at(account, HASH);
    const as = (Flags, RegularKey) => found(account, { Flags, ...(RegularKey ? { RegularKey } : {}) });
    return [
        ['needed', 'own', state_alone, undefined, { status: 'needs_evidence', queries: [query(account)] }, 'chain state alone must say it'],
        ['regular-needed', 'regular', both, undefined, { status: 'needs_evidence', queries: [query(account)] }, 'another key than the account\'s may be its regular key'],
        ['regular-derived-only', 'regular', ['derived'], undefined, rejected('signer'), 'another key, and nobody may be asked'],
        ['counterfactual-only', 'own', ['counterfactual'], undefined, { status: 'unsupported', reason: 'evidence' }, 'no account of XRPL is counterfactual'],
        ['master', 'own', both, as(0), by_state, 'the master key'],
        ['master-alone', 'own', state_alone, as(0), by_state, 'the same, where derivation is not enough'],
        ['master-derived-only', 'own', ['derived'], as(0), valid(account), 'evidence that nobody needed agrees'],
        ['master-disabled', 'own', both, as(DISABLE_MASTER, regular), rejected('signer'), 'lsfDisableMaster: the key that derives the account signs no longer'],
        ['master-disabled-derived-only', 'own', ['derived'], as(DISABLE_MASTER, regular), rejected('signer'), 'evidence beats derivation'],
        ['master-other-flags', 'own', both, as(0x00010000 | 0x00800000), by_state, 'other flags say nothing of keys'],
        ['regular', 'regular', both, as(0, regular), by_state, 'RegularKey is the address of the key that signed'],
        ['regular-master-disabled', 'regular', both, as(DISABLE_MASTER, regular), by_state, 'the regular key of an account without master key'],
        ['regular-none', 'regular', both, as(0), rejected('signer'), 'no RegularKey'],
        ['regular-other', 'regular', both, as(0, other), rejected('signer'), 'the RegularKey is another key'],
        ['black-hole', 'own', both, as(DISABLE_MASTER, 'rrrrrrrrrrrrrrrrrrrrrhoLvTp'), rejected('signer'), 'a black hole: ACCOUNT_ZERO is nobody\'s'],
        ['signer-list', 'regular', both, { ...as(DISABLE_MASTER), signer_lists: [{ SignerEntries: [{ SignerEntry: { Account: regular, SignerWeight: 1 } }], SignerQuorum: 1 }] }, rejected('signer'), 'signer lists never suffice'],
        ['absent', 'own', both, absent_by_rippled(account), valid(account), 'actNotFound: an account without funds follows from its key'],
        ['absent-alone', 'own', state_alone, absent_by_rippled(account), by_state, 'chain state alone: nobody can have taken the key away'],
        ['absent-clio', 'own', both, absent_by_clio(account), valid(account), 'Clio names no ledger beside an error'],
        ['absent-clio-alone', 'own', state_alone, absent_by_clio(account), valid(account, 'chain_state'), 'the same, where derivation is not enough'],
        ['absent-regular', 'regular', both, absent_by_rippled(account), rejected('signer'), 'absent, and another key'],
        ['absent-not-validated', 'own', state_alone, { ...absent_by_rippled(account), validated: false }, error, 'a ledger that may change'],
        ['absent-other-account', 'own', state_alone, absent_by_rippled(other), error, 'the answer is of another account'],
        ['not-validated', 'own', state_alone, found(account, {}, { validated: false }), error, 'a ledger that may change'],
        ['validated-missing', 'own', state_alone, found(account, {}, { validated: undefined }), error, 'a ledger that may change'],
        ['other-account', 'own', state_alone, found(other), error, 'the answer is of another account'],
        ['flags-missing', 'own', state_alone, found(account, { Flags: undefined }), error, 'nobody can tell whether the master key is disabled'],
        ['flags-text', 'own', state_alone, found(account, { Flags: '0' }), error, 'Flags is a number'],
        ['flags-large', 'own', state_alone, found(account, { Flags: 2 ** 32 }), error, 'Flags has 32 bits'],
        ['regular-number', 'regular', both, found(account, { RegularKey: 1 }), error, 'RegularKey is a text'],
        ['no-data', 'own', state_alone, { status: 'success', validated: true }, error, 'no account_data'],
        ['no-network', 'own', state_alone, failed('noNetwork'), error, 'the node cannot say'],
        ['ledger-missing', 'own', state_alone, failed('lgrNotFound'), error, 'the node cannot say'],
        ['whole-answer', 'own', state_alone, { result: as(0) }, error, 'the whole answer in the place of its result'],
        ['null', 'own', state_alone, null, error, 'no object'],
    ];
}

/** The same for both schemes: `make` gives the request of a user. */
export function add_state(file, prefix, make, users, source) {
    const { owner, regular, other } = users;
    const request_of = (who) => make(who === 'own' ? owner : regular, owner);
    for (const [id, who, accept, answer, expect, why] of state_cases(owner.account, regular.account, other.account)) {
        const evidence = answer === undefined ? {} : { evidence: [{ query: query(owner.account), result: answer }] };
        file.add(`${prefix}-state-${id}`, { ...request_of(who), accept, ...evidence }, expect, `${source}; answers as xrpl.org prints them`, why);
    }
    const say = (id, members, expect, why) => file.add(`${prefix}-state-${id}`, { ...request_of('own'), accept: both, ...members }, expect,
        `${source}; answers as xrpl.org prints them`, why);
    const good = valid_at(owner.account, HASH);
    const item = (ledger_of, result) => ({ query: query(owner.account, ledger_of), result });
    say('error-object', { evidence: [{ query: query(owner.account), error: failed('actNotFound') }] }, error, 'nodes put errors into the result');
    say('unasked', { evidence: [{ query: query(other.account), result: found(other.account) }] }, { status: 'malformed', reason: 'evidence' }, 'a question that nobody asked');
    say('block-hash', { block: HASH, evidence: [item({ ledger_hash: HASH }, found(owner.account))] }, good, 'at a ledger by its hash');
    say('block-hash-lower', { block: HASH.toLowerCase(), evidence: [item({ ledger_hash: HASH.toLowerCase() }, found(owner.account))] }, good, 'a hash is hex of either case');
    say('block-index', { block: String(INDEX), evidence: [item({ ledger_index: INDEX }, found(owner.account))] }, good, 'at a ledger by its index');
    say('block-other-hash', { block: HASH, evidence: [item({ ledger_hash: HASH }, found(owner.account, {}, { ledger_hash: HASH.replace('4B', '5B') }))] }, error, 'the answer is of another ledger');
    say('block-other-index', { block: String(INDEX), evidence: [item({ ledger_index: INDEX }, found(owner.account, {}, { ledger_index: INDEX + 1 }))] }, error, 'the answer is of another ledger');
    say('block-needed', { accept: state_alone, block: HASH }, { status: 'needs_evidence', queries: [query(owner.account, { ledger_hash: HASH })] }, 'every query names the ledger');
}
