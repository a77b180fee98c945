// SPDX-License-Identifier: Apache-2.0
// The chain that the contract accounts of the vectors stand on: the contracts of contracts/, deployed on anvil by JSON-RPC
// calls that are the same on every run, and so are all addresses, blocks and hashes.

import { readFileSync } from 'node:fs';
import { concat, encodeAbiParameters, encodeDeployData, encodeFunctionData, getAddress, getContractAddress, keccak256, pad } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { BLOCK_TIME, FIRST_TIME } from './anvil.mjs';
import { address_of, key } from './curve.mjs';
import { HOSTILE, hostile_address } from './hostile-code.mjs';

export const ARTIFACTS = JSON.parse(readFileSync(new URL('contracts/artifacts.json', import.meta.url), 'utf8'));
export const CHAIN_ID = 31337;
const NOBODY = '0x000000000000000000000000000000000000dEaD';
export const REGISTRY_6551 = '0x000000006551c19487814612e58FE06813775758';
export const TIME_OF = (block) => FIRST_TIME + BLOCK_TIME * block;

/** Who signs: keys that anyone can make again. Addresses rise from the first to the last owner of a Safe. */
export const KEYS = Object.fromEntries(['owner', 'other', 'stranger', 'session', 'late', 'thief', 'eoa'].map((name) => [name, key(`contract ${name}`)]));
export const SAFE_KEYS = ['safe 1', 'safe 2', 'safe 3'].map(key)
    .sort((a, b) => (BigInt(address_of(a)) < BigInt(address_of(b)) ? -1 : 1));
export const DELEGATING = Object.fromEntries(['self', 'passkey', 'never', 'without', 'moved', 'cleared', 'chained', 'nowhere', 'burning', 'plain23', 'occupied', 'precompile']
    .map((name) => [name, key(`delegating ${name}`)]));

export const salt_of = (text) => keccak256(Buffer.from(text));
export const calldata = (contract, functionName, args) => encodeFunctionData({ abi: ARTIFACTS[contract].abi, functionName, args });
export const init_code = (contract, args = []) => encodeDeployData({ abi: ARTIFACTS[contract].abi, bytecode: ARTIFACTS[contract].bytecode, args });
export const created_by = (from, salt, code) => getContractAddress({ opcode: 'CREATE2', from, salt, bytecode: code });
/** EIP-1167: 10 bytes that copy the code, then the code. */
export const clone_code = (target) => concat(['0x3d602d80600a3d3981f3363d3d373d3d3d363d73', target, '0x5af43d82803e903d91602b57fd5bf3']);
/** ERC-6551: the same, and behind it which token it belongs to. */
export const token_bound_code = (target, salt, collection, token) => concat([
    '0x3d60ad80600a3d3981f3363d3d373d3d3d363d73', target, '0x5af43d82803e903d91602b57fd5bf3',
    encodeAbiParameters([{ type: 'bytes32' }, { type: 'uint256' }, { type: 'address' }, { type: 'uint256' }], [salt, BigInt(CHAIN_ID), collection, token])]);

/** Sends transactions of anvil's first account, and mines them. */
class Builder {
    constructor(node, sender) {
        Object.assign(this, { node, sender, height: 0, pending: [] });
    }
    async send(transaction) {
        this.pending.push(await this.node.must('eth_sendTransaction', [{ from: this.sender, gas: '0x2dc6c0', ...transaction }]));
        if (this.pending.length === 8) await this.mine();
    }
    async send_raw(raw) {
        this.pending.push(await this.node.must('eth_sendRawTransaction', [raw]));
    }
    /** A block; throws if a transaction of it failed. Its number. */
    async mine() {
        await this.node.must('anvil_mine', ['0x1']);
        for (const hash of this.pending.splice(0)) {
            const receipt = await this.node.must('eth_getTransactionReceipt', [hash]);
            if (receipt?.status !== '0x1') throw new Error(`a transaction failed: ${JSON.stringify(receipt)}`);
        }
        this.height = Number(await this.node.must('eth_blockNumber'));
        return this.height;
    }
    async deploy(contract, args) {
        const nonce = BigInt(await this.node.must('eth_getTransactionCount', [this.sender, 'pending']));
        await this.send({ data: init_code(contract, args) });
        return getContractAddress({ from: this.sender, nonce });
    }
    call(to, contract, name, args, more = {}) {
        return this.send({ to, data: calldata(contract, name, args), ...more });
    }
    async code_of(address) {
        return this.node.must('eth_getCode', [address, 'latest']);
    }
    /** By a transaction that the account's own key signs: EIP-7702. `data`, if any, is what it calls itself with. */
    async delegate(secret, target, data = '0x') {
        const account = privateKeyToAccount(secret);
        await this.node.must('anvil_setBalance', [account.address, '0x8ac7230489e80000']);
        const nonce = Number(await this.node.must('eth_getTransactionCount', [account.address, 'pending']));
        const authorization = await account.signAuthorization({ chainId: CHAIN_ID, nonce: nonce + 1, contractAddress: target });
        await this.send_raw(await account.signTransaction({
            type: 'eip7702', chainId: CHAIN_ID, nonce, to: data === '0x' ? NOBODY : account.address, data, gas: 500000n, maxFeePerGas: 10n ** 11n,
            maxPriorityFeePerGas: 1n, authorizationList: [authorization] }));
        return account.address;
    }
}

async function deployed_accounts(build) {
    const safe_owners = SAFE_KEYS.map(address_of);
    const [owner, other, session] = [KEYS.owner, KEYS.other, KEYS.session].map(address_of);
    const key_validator = await build.deploy('KeyValidator', [owner]);
    const session_validator = await build.deploy('SessionValidator', [session, BigInt(TIME_OF(SESSION_END))]);
    const burning_validator = await build.deploy('BurningValidator');
    const validators = [key_validator, session_validator, burning_validator];
    const fixed = (bytes, reverts = false) => build.deploy('FixedAnswer', [bytes, reverts]);
    const naive = await build.deploy('NaiveAccount', [owner]);
    const magic = '0x1626ba7e';
    const word = (hex) => pad(hex, { dir: 'right', size: 32 });
    return {
        key_validator, session_validator, burning_validator,
        naive, naive_other: await build.deploy('NaiveAccount', [other]),
        naive_twin: await build.deploy('NaiveAccount', [owner]), rotated: await build.deploy('NaiveAccount', [build.sender]),
        safe: await build.deploy('SafeLike', [safe_owners, 2n]), safe_twin: await build.deploy('SafeLike', [safe_owners, 2n]),
        safe_of_contract: await build.deploy('SafeLike', [[naive], 1n]),
        modular: await build.deploy('ModularAccount', [validators]), modular_twin: await build.deploy('ModularAccount', [validators]),
        keys: await build.deploy('KeysAccount', [owner]),
        answer_32: await fixed(word(magic)), answer_33: await fixed(concat([word(magic), '0x99'])), answer_5th: await fixed(word('0x1626ba7e80')),
        answer_last: await fixed(concat(['0x1626ba7e', pad('0x01', { size: 28 })])), answer_28: await fixed(concat([magic, pad('0x', { size: 24 })])),
        answer_array: await fixed(concat([pad('0x20', { size: 32 }), pad('0x04', { size: 32 }), word(magic)])),
        answer_none: await fixed('0x'),
        revert_custom: await fixed('0x8baa579f', true), revert_magic_64: await fixed(concat([word(magic), word(magic)]), true),
        spends_most_no: await build.deploy('SpendsGas', [200n, '0xffffffff']), spends_all_no: await build.deploy('SpendsGas', [100n, '0xffffffff']),
        spends_all_yes: await build.deploy('SpendsGas', [100n, magic]), calls_itself: await build.deploy('CallsItself'),
        burns: await build.deploy('BurnsGas'), invalid: await build.deploy('InvalidOpcode'),
        writes: await build.deploy('Writes', [0n]), emits: await build.deploy('Writes', [1n]), creates: await build.deploy('Writes', [2n]),
        writes_caught: await build.deploy('Writes', [3n]),
    };
}
/** The last block at which the session key is good: the one before the chain's last. */
export const SESSION_END = 13;

async function undeployed_accounts(build) {
    const owner = address_of(KEYS.owner);
    const factory = await build.deploy('Factory');
    const clones = await build.deploy('CloneFactory');
    const clone_target = await build.deploy('ClonedAccount');
    const collection = await build.deploy('Collection');
    const token_target = await build.deploy('TokenBoundAccount');
    const own_registry = await build.deploy('Registry6551');
    const purchase = await build.deploy('Purchase');
    await build.mine();
    await build.node.must('anvil_setCode', [REGISTRY_6551, await build.code_of(own_registry)]);
    for (const token of [1n, 2n, 3n]) await build.call(collection, 'Collection', 'mint', [token, owner, 10n ** 18n]);
    await build.send({ to: purchase, value: '0x' + (10n ** 19n).toString(16) });
    const bound = (registry, token) => created_by(registry, salt_of('token'), token_bound_code(token_target, salt_of('token'), collection, token));
    await build.call(REGISTRY_6551, 'Registry6551', 'createAccount', [token_target, salt_of('token'), BigInt(CHAIN_ID), collection, 1n]);
    const salt = (who, text) => keccak256(encodeAbiParameters([{ type: 'address' }, { type: 'bytes32' }], [who, salt_of(text)]));
    await build.call(clones, 'CloneFactory', 'cloneFor', [clone_target, owner, salt_of('there')]);
    await build.call(clones, 'CloneFactory', 'clone', [clone_target, salt_of('nobody')]);
    await build.call(clones, 'CloneFactory', 'clone', [address_of(KEYS.stranger), salt_of('empty target')]);
    await build.call(factory, 'Factory', 'deploy', [owner, salt_of('since')]);
    return {
        factory, clones, clone_target, collection, token_target, own_registry, purchase,
        bound_there: bound(REGISTRY_6551, 1n), bound: bound(REGISTRY_6551, 2n), bound_own: bound(own_registry, 3n),
        clone_there: created_by(clones, salt(owner, 'there'), clone_code(clone_target)),
        clone_nobody: created_by(clones, salt_of('nobody'), clone_code(clone_target)),
        clone_empty: created_by(clones, salt_of('empty target'), clone_code(address_of(KEYS.stranger))),
        clone: created_by(clones, salt(owner, 'later'), clone_code(clone_target)),
        clone_anybody: created_by(clones, salt_of('first come'), clone_code(clone_target)),
        since: created_by(factory, salt_of('since'), init_code('NaiveAccount', [owner])),
        later: created_by(factory, salt_of('later'), init_code('NaiveAccount', [owner])),
        later_other: created_by(factory, salt_of('later'), init_code('NaiveAccount', [address_of(KEYS.other)])),
        safe_later: created_by(factory, salt_of('safe'), init_code('SafeLike', [SAFE_KEYS.map(address_of), 2n])),
        keys_later: created_by(factory, salt_of('keys'), init_code('KeysAccount', [owner])),
    };
}

async function delegated_accounts(build, accounts) {
    const self = await build.deploy('DelegateSelf');
    const passkey = await build.deploy('DelegateOtherKey');
    const never = await build.deploy('DelegateNever');
    const without = await build.deploy('DelegateWithout');
    await build.mine();
    const set_key = calldata('DelegateOtherKey', 'setKey', [address_of(KEYS.late)]);
    const at = {
        self: await build.delegate(DELEGATING.self, self), passkey: await build.delegate(DELEGATING.passkey, passkey, set_key),
        never: await build.delegate(DELEGATING.never, never), without: await build.delegate(DELEGATING.without, without),
        moved: await build.delegate(DELEGATING.moved, passkey, set_key), cleared: await build.delegate(DELEGATING.cleared, passkey, set_key),
        nowhere: await build.delegate(DELEGATING.nowhere, address_of(KEYS.stranger)), burning: await build.delegate(DELEGATING.burning, accounts.burns),
        chained: await build.delegate(DELEGATING.chained, address_of(DELEGATING.self)),
    };
    const before = await build.mine();
    await build.delegate(DELEGATING.moved, never);
    await build.delegate(DELEGATING.cleared, '0x0000000000000000000000000000000000000000');
    await build.mine();
    // What no chain has: code at the address of a key, which is no delegation. And one to a precompile, without a transaction.
    const code = { plain23: '0x' + '00'.repeat(23), precompile: '0xef0100' + '00'.repeat(19) + '04', occupied: await build.code_of(accounts.naive_other) };
    for (const [name, bytes] of Object.entries(code)) {
        at[name] = address_of(DELEGATING[name]);
        await build.node.must('anvil_setCode', [at[name], bytes]);
    }
    return { ...at, delegated_before: before };
}

/** Approvals on chain, and an owner who hands over. */
async function transactions(build, accounts, approve) {
    const rotated_before = await build.mine();
    await build.call(accounts.rotated, 'NaiveAccount', 'setOwner', [address_of(KEYS.owner)]);
    const owner = address_of(SAFE_KEYS[2]);
    await build.node.must('anvil_setBalance', [owner, '0x8ac7230489e80000']);
    await build.node.must('anvil_impersonateAccount', [owner]);
    for (const digest of approve.messages) await build.call(accounts.safe, 'SafeLike', 'signMessage', [digest], { from: owner });
    for (const digest of approve.hashes) await build.call(accounts.safe, 'SafeLike', 'approveHash', [await approve.hash_of(accounts.safe, digest)], { from: owner });
    await build.mine();
    await build.node.must('anvil_stopImpersonatingAccount', [owner]);
    return { rotated_before };
}

/**
 * Builds everything on a fresh node. `approve` says what owners of the Safe approve on chain: `messages` and `hashes` by
 * digest, and `hash_of(safe, digest)`. The accounts by name; `head`, `finalized`, `head_hash`, `names`.
 */
export async function build_chain(node, approve) {
    await node.must('anvil_setBlockTimestampInterval', [BLOCK_TIME]);
    const [sender] = await node.must('eth_accounts');
    const build = new Builder(node, sender);
    const deployed = await deployed_accounts(build);
    const undeployed = await undeployed_accounts(build);
    const delegated = await delegated_accounts(build, deployed);
    for (const [name, code] of Object.entries(HOSTILE)) await node.must('anvil_setCode', [hostile_address(name), code]);
    const more = await transactions(build, deployed, approve);
    for (let i = 0; i < 3; ++i) await build.mine();
    const head = await node.must('eth_getBlockByNumber', ['latest', false]);
    if (Number(head.number) !== SESSION_END + 1) throw new Error(`the chain ends with block ${Number(head.number)}`);
    const accounts = Object.fromEntries(Object.entries({ ...deployed, ...undeployed, ...delegated })
        .map(([name, value]) => [name, typeof value === 'string' ? getAddress(value) : value]));
    const hostile = (name) => getAddress(hostile_address(name));
    return { ...accounts, ...more, hostile, head: Number(head.number), head_hash: head.hash, finalized: Number(head.number) - 2 };
}
