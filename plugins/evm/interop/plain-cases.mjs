// SPDX-License-Identifier: Apache-2.0
// A node that runs no init code, or has no gas for it: the probe fails, and three plain calls are made.

import { concat } from 'ethers';
import { calldata, DELEGATING, KEYS, salt_of } from './account-chain.mjs';
import { address_of } from './curve.mjs';
import { error, no, unsupported, WITH_WORD, yes } from './contract-case.mjs';
import { safe_pair, sign, sign_module, TEXT, TYPED, wrap } from './contract-signatures.mjs';

export async function plain_cases({ add, chain }) {
    const put = (id, m, account, signature, expect, why, more = {}) => add(`plain-${id}`, { m, account, signature, expect, why, node: 'plain', ...more });
    const owner = { text: await sign(KEYS.owner, TEXT), typed: await sign(KEYS.owner, TYPED) };
    put('naive', TYPED, chain.naive, owner.typed, yes('chain_state'), 'the account says yes', { breed: true, other: chain.naive_other, asks: true });
    put('safe', TEXT, chain.safe, await safe_pair(chain.safe, TEXT.digest), yes('chain_state'), 'two owners of three', { breed: true, other: chain.safe_twin });
    put('safe-approved', TYPED, chain.safe, '0x', yes('chain_state'), 'the empty signature', { viem: false, viem_why: 'it reads the last 32 bytes of a signature' });
    put('tag', TEXT, chain.naive, owner.text, yes('chain_state'), 'with the tag nobody tells the height', { block: '', height: null });
    put('33-bytes', TEXT, chain.answer_33, owner.text, yes('chain_state'), 'a byte behind the word');
    put('no-28', TEXT, chain.answer_28, owner.text, no('signature'), '28 bytes');
    put('no-5th', TYPED, chain.answer_5th, owner.typed, no('signature'), 'a bit behind the magic value');
    put('no-none', TEXT, chain.answer_none, owner.text, no('signature'), 'no bytes');
    put('no-revert', TEXT, chain.revert_custom, owner.text, no('signature'), 'a revert, as this node spells it');
    put('err-burns', TYPED, chain.burns, owner.typed, error, 'lack of gas is an error of another code');
    put('eoa', TYPED, address_of(KEYS.eoa), await sign(KEYS.eoa, TYPED), yes('chain_state'), 'no code: the key has the word', { accept: ['chain_state'], key: KEYS.eoa, unread: 'eth_call of an address without code' });
    put('no-eoa', TEXT, address_of(KEYS.eoa), owner.text, no('signer'), 'another key, and no code');
    put('delegated', TYPED, chain.never, await sign(DELEGATING.never, TYPED), yes('chain_state'), 'a delegate that says no: the key has the last word',
        { accept: ['chain_state'], key: DELEGATING.never, unread: 'how the delegate says no' });
    put('passkey', TEXT, chain.passkey, await sign(KEYS.late, TEXT), yes('chain_state'), 'a delegate that knows another key');
    put('modular', TEXT, chain.modular, concat([chain.session_validator, await sign(KEYS.session, TEXT)]), no('signature'), 'a session that is over');

    // The account catches that its module's gas is gone, and calls it a no: with more gas it might be a yes.
    const modular = async (validator, m) => concat([validator, await sign_module(KEYS.owner, chain.modular, m.digest)]);
    put('poor', TEXT, chain.modular, await modular(chain.key_validator, TEXT), yes('chain_state'), 'little gas, and enough for this account', { node: 'poor' });
    put('err-poor', TYPED, chain.modular, await modular(chain.burning_validator, TYPED), error, 'no gas for the probe: a "no" may be of what ran out', { node: 'poor' });

    const deploy = (salt) => calldata('Factory', 'deploy', [address_of(KEYS.owner), salt_of(salt)]);
    put('err-undeployed', TEXT, chain.later, wrap(chain.factory, deploy('later'), owner.text), error, 'this node cannot deploy the account to ask it',
        { accept: WITH_WORD, viem: null });  // viem is asked through a node that can
    put('undeployed-no-word', TEXT, chain.later, wrap(chain.factory, deploy('later'), owner.text), unsupported('evidence'), 'no code, and not the word');
    put('since', TYPED, chain.since, wrap(chain.factory, deploy('since'), owner.typed), yes('chain_state'), 'a wrapper of an account that is there', { accept: WITH_WORD });
    put('token', TEXT, chain.bound_there, wrap(chain.factory, deploy('since'), owner.text), no('policy'), 'a wrapper of a token-bound account (ERC-6551)',
        { viem: true, viem_why: 'it knows no token-bound accounts' });
}
