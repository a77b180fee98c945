// SPDX-License-Identifier: Apache-2.0
// Account contracts: class hashes, what their constructors take, and the address that follows.

import { hash } from 'starknet';
import { pedersen_many, short_string } from './encoder.mjs';
import { hex, padded } from './sign.mjs';

const BOUND = (1n << 251n) - 256n;
const selector = (name) => BigInt(hash.getSelectorFromName(name));

/** The address; throws unless starknet.js and the formula of cairo-lang agree. */
export function contract_address(class_hash, salt, calldata, deployer = 0n) {
    const theirs = BigInt(hash.calculateContractAddressFromHash(salt, class_hash, calldata.map(hex),
                                                                deployer));
    const parts = [short_string('STARKNET_CONTRACT_ADDRESS'), BigInt(deployer), BigInt(salt),
                   BigInt(class_hash), pedersen_many(calldata.map(BigInt))];
    if (pedersen_many(parts) % BOUND !== theirs) throw new Error('addresses differ');
    return padded(theirs);
}

// OpenZeppelin's documentation and starkli's account table; 1.0.0 and 0.5.0 computed from the artifacts.
export const OPENZEPPELIN = [
    ['0-5-0', '0x04d07e40e93398ed3c76981e72dd1fd22557a78ce36c0515f679e27f0bb5bc5f'],
    ['0-6-1', '0x048dd59fabc729a5db3afdf649ecaf388e931647ab2f53ca3c6183fa480aa292'],
    ['0-7-0', '0x04c6d6cf894f8bc96bb9c525e6853e5483177841f7388f74a46cfda6f028c755'],
    ['0-8-0-docs', '0x016c6081eb34ad1e0c5513234ed0c025b3c7f305902d291bad534cd6474c85bc'],
    ['0-8-0-starkli', '0x05400e90f7e0ae78bd02c77cd75527280470e2fe19c54970dd79dc37a9d3645c'],
    ['0-8-0-devnet', '0x00f7f9cd401ad39a09f095001d31f0ad3fdc2f4e532683a84a8a6c76150de858'],
    ['0-8-1', '0x061dac032f228abef9c6626f995015233097ae253a7f72d68552db02f2971b8f'],
    ['0-9-0', '0x01148c31dfa5c4708a4e9cf1eb0fd3d4d8ad9ccf09d0232cd6b56bee64a7de9d'],
    ['0-10-0', '0x004ca5c0b1af6115858708bd1fabd2e9bb306012b31a741acbf69b8a9f35d688'],
    ['0-11-0', '0x0450f568a8cb6ea1bcce446355e8a1c2e5852a6b8dc3536f495cdceb62e8a7e2'],
    ['0-12-0', '0x01e60c8722677cfb7dd8dbea5be86c09265db02cdfe77113e77da7d44c017388'],
    ['0-13-0', '0x00e2eb8f5672af4e6a4e8a8f1b44989685e668489b0a25437733756c5a34a1d6'],
    ['0-15-0', '0x005b8b908d16497cd347642c1ab43015b5956e2085aa4c8bb21f0b073015a1c9'],
    ['0-16-0', '0x0358a1635f95aaaa840ec3b47219a354d5dfe6b01f0bca38ae6b2ff397490348'],
    ['0-17-0-docs', '0x06d4b80c0f3c3ea9e98252403a83f8a6bacf7f7362e9ac0a8824854dca31f8a8'],
    ['0-17-0-starknet-js', '0x0540d7f5ec7ecf317e68d48564934cb99259781b1ee3cedbbc37ec5337f8e688'],
    ['0-18-0', '0x04a444ef8caf8fa0db05da60bf0ad9bae264c73fa7e32c61d245406f5523174b'],
    ['0-20-0', '0x02b31e19e45c06f29234e06e2ee98a9966479ba3067f8785ed972794fdb0065c'],
    ['1-0-0', '0x05b4b537eaa2399e3aa99c4e2e0208ebd6c71bc1467938cd52c798c601e43564'],
    ['2-0-0', '0x07fa937960fd981bc9a7f54f02786cfa6c6f194fc66cb0c35c1588bd83448062'],
    ['3-0-0', '0x01d1777db36cdd06dd62cfde77b1b6ae06412af95d57a13dc40ac77b8a702381'],
    ['devnet', '0x03fcbf77b28c96f4f2fb5bd2d176ab083a12a5e123adeb0de955d7ee228c9854'],
];
export const OZ = OPENZEPPELIN.at(-4)[1];
export const DEVNET = OPENZEPPELIN.at(-1)[1];

export const ARGENT_PROXY = '0x025ec026985a3bf9d0cc1fe17326b245dfdc3ff89b8fde106542a3ea56c5a918';
export const ARGENT_IMPLEMENTATIONS = [
    ['0-2-3-1', '0x033434ad846cdd5f23eb73ff09fe6fddd568284a0fb7d1be20ee482f044dabe2'],
    ['0-2-3', '0x01a7820094feaf82d53f53f214b81292d717e7bb9a92bb2488092cd306f3993f'],
    ['0-2-2', '0x03e327de1c40540b98d05cbcb13552008e36f0ec8d61d46956d2f9752c294328'],
    ['0-2-1', '0x07e28fb0161d10d1cf7fe1f13e7ca57bce062731a3bd04494dfd2d0412699727'],
];
export const ARGENT_0_3 = [
    ['0-3-0', '0x01a736d6ed154502257f02b1ccdf4d9d1089f80811cd6acad48e6b6a9d1f2003'],
    ['0-3-1', '0x029927c8af6bccf3f6fda035981e765a7bdbf18a2dc0d630494f8758aa908e2b'],
];
export const ARGENT_0_4 = [
    ['0-4-0', '0x036078334509b514626504edc9fb252328d1a240e4e948bef8d0c08dff45927f'],
    ['0-5-0', '0x073414441639dcd11d1846f287650a00c60c416b9d3ba45d31c651672125b2c2'],
];
export const MULTISIG_0_1 = [
    ['0-1-0', '0x0737ee2f87ce571a58c6c8da558ec18a07ceb64a6172d5ec46171fbc80077a48'],
    ['0-1-1', '0x06e150953b26271a740bf2b6e9bca17cc52c68d765f761295de51ceb8526ee72'],
];
export const MULTISIG_0_2 = '0x07aeca3456816e3b833506d7cc5c1313d371fbdb0ae95ee70af72a4ddbf42594';
export const BRAAVOS_PROXIES = [
    ['legacy-1', '0x03131fa018d520a037686ce3efddeab8f28895662f019ca3ca18a626650f7d1e'],
    ['legacy-2', '0x0553efc3f74409b08e7bc638c32cadbf1d7d9b19b2fdbff649c7ffe186741ecf'],
];
export const BRAAVOS_IMPLEMENTATION = '0x05aa23d5bb71ddaa783da7ea79d405315bafa7cf0387a74f4593578c3e9e6570';
export const BRAAVOS = [
    ['1-0-0', '0x013bfe114fb1cf405bfc3a7f8dbe2d91db146c17521d40dcf57e16d6b59fa8e6'],
    ['1-1-0', '0x05b054b2ce377e9b07cd26be44638511bc43d2c0c2b263a078d836f92d22a9c1'],
    ['1-2-0', '0x03d16c7a9a60b0593bd202f660a28c5d76e0403601d9ccc7e4fa253b6a70c201'],
];

// paradex-py and paradex.js: the account of every user of Paradex.
export const PARADEX_PROXY = '0x03530cc4759d78042f1b543bf797f5f3d647cde0388c33734cf91b7f7b9314a9';
export const PARADEX_IMPLEMENTATION = '0x041cb0280ebadaa75f996d8d92c6f265f6d040bb3ba442e5f86a554f1765244e';

// What constructors take, for owner and guardian keys (facts of argent-x, starkli, Braavos' README).
export const openzeppelin_calldata = (owner) => [owner];
export const argent_0_3_calldata = (owner, guardian = 0n) => [owner, guardian];
export const argent_0_4_calldata = (owner, guardian = null) =>
    (guardian === null ? [0n, owner, 1n] : [0n, owner, 0n, 0n, guardian]);
export const argent_proxy_calldata = (implementation, owner, guardian = 0n) =>
    [BigInt(implementation), selector('initialize'), 2n, owner, guardian];
export const paradex_calldata = (owner) => argent_proxy_calldata(PARADEX_IMPLEMENTATION, owner);
export const braavos_proxy_calldata = (owner, implementation = BRAAVOS_IMPLEMENTATION) =>
    [BigInt(implementation), selector('initializer'), 1n, owner];

// starknet.js' guide to creating accounts.
export const ETH_ACCOUNTS = [
    ['0-9-0', '0x023e416842ca96b1f7067693892ed00881d97a4b0d9a4c793b75cb887944d98d'],
    ['0-17-0', '0x03940bc18abf1df6bc540cabadb1cad9486c6803b95801e57b6153ae21abfe06'],
    ['1-0-0', '0x05ec5819ed53a6c4415d8d0ddd319985699f5f1c86ac2c6e5f1967187eadd987'],
];
