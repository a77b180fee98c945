// SPDX-License-Identifier: Apache-2.0
// Account requests: spellings of addresses, and addresses that follow from keys.

import { validateChecksumAddress, getChecksumAddress } from 'starknet';
import { VectorFile } from '../../../tests/interop/writer.mjs';
import { malformed, rejected, unsupported } from '../../../tests/interop/verdicts.mjs';
import * as classes from './accounts.mjs';
import { STARKNET, hex, padded, signer } from './sign.mjs';
import { MAIN } from './snip12.mjs';

export function account_vectors() {
    const file = new VectorFile('account.json', 'Starknet addresses: spellings, and what keys and classes derive.');
    const is = (address) => ({ status: 'valid', address, account: `${MAIN}:${address}` });
    const normal = (id, account, expect, why, chain = MAIN) => file.add(`account-${id}`, { chain, account }, expect, `${STARKNET}; SNIP-23`, why);
    for (const [id, address] of [['eth-token', '0x049d36570d4e46f48e99674bd3fcc84644ddd6b96f7c741b1562b82f9e004dc7'],
                                 ['zeros', '0x0000000000000000000000000000000000000000000000000000000000abcdef'],
                                 ['1', padded(1)], ['last', padded((1n << 251n) - 257n)]]) {
        normal(`${id}-padded`, address, is(address), '64 digits');
        normal(`${id}-short`, hex(address), is(address), 'without leading zeros');
        normal(`${id}-upper`, '0x' + address.slice(2).toUpperCase(), is(address), 'all upper: no checksum');
        const mixed = getChecksumAddress(address);
        if (!validateChecksumAddress(mixed)) throw new Error(`no checksum: ${mixed}`);
        normal(`${id}-checksum`, mixed, is(address), 'the checksum of starknet.js');
        normal(`${id}-odd`, hex(address).replace('0x', '0x0'), is(address), 'one leading zero');
    }
    const mixed = getChecksumAddress('0x049d36570d4e46f48e99674bd3fcc84644ddd6b96f7c741b1562b82f9e004dc7');
    const at = mixed.search(/[a-f]/);
    normal('checksum-wrong', mixed.slice(0, at) + mixed[at].toUpperCase() + mixed.slice(at + 1), malformed('account'), 'one letter in the other case');
    normal('zero', '0x0', malformed('account'), 'no address');
    normal('zeros-alone', '0x' + '0'.repeat(64), malformed('account'), 'no address');
    normal('bound', hex((1n << 251n) - 256n), malformed('account'), 'the first felt above the addresses');
    normal('prime', '0x800000000000011' + '0'.repeat(47) + '1', malformed('account'), 'no felt');
    normal('65-digits', '0x' + '0'.repeat(64) + '1', malformed('account'), '64 digits at most');
    normal('empty', '0x', malformed('account'), 'no digit');
    normal('bare', '1234', malformed('account'), '0x is part of it');
    normal('upper-x', '0X1234', malformed('account'), '0X never');
    normal('no-hex', '0x12g4', malformed('account'), 'no hex');
    normal('decimal', '4660', malformed('account'), '0x is part of it');
    normal('blank', ' 0x1234', malformed('account'), 'a blank');
    normal('name', 'alice.stark', malformed('account'), 'a name');
    normal('caip10', `${MAIN}:0x1234`, is(padded(0x1234)), 'CAIP-10');
    normal('caip10-other', 'starknet:SN_SEPOLIA:0x1234', malformed('account'), 'another chain');
    normal('chain-hex', '0x1234', unsupported('chain'), 'one chain, one spelling', 'starknet:0x534e5f4d41494e');
    normal('chain-name', '0x1234', unsupported('chain'), 'a name of SN_SEPOLIA, and no id', 'starknet:sepolia');
    normal('chain-private', '0x1234', { status: 'valid', account: `starknet:KATANA:${padded(0x1234)}` }, 'any chain id that is a short string', 'starknet:KATANA');
    normal('chain-dot', '0x1234', malformed('chain'), 'no CAIP-2 reference', 'starknet:SN.MAIN');
    normal('chain-32', '0x1234', unsupported('chain'), 'more characters than a short string has', 'starknet:' + 'X'.repeat(32));

    const who = signer('derive');
    const other = signer('other');
    const derive = (id, params, expect, why, public_key = who.key) => file.add(`account-derive-${id}`,
        { chain: MAIN, scheme: 'snip12', ...(public_key ? { public_key } : {}), params }, expect, `${STARKNET} calculateContractAddressFromHash; the formula of cairo-lang`, why);
    const at_address = (...args) => is(classes.contract_address(...args));
    const [argent, braavos, proxy] = [classes.ARGENT_0_4[1][1], classes.BRAAVOS[2][1], classes.BRAAVOS_PROXIES[0][1]];
    derive('openzeppelin', { class_hash: classes.OZ }, at_address(classes.OZ, who.x, [who.x]), '[key]');
    derive('devnet', { class_hash: classes.DEVNET, salt: '0x14' }, at_address(classes.DEVNET, 20n, [who.x]), 'salt 20');
    derive('argent-0-3', { class_hash: classes.ARGENT_0_3[0][1] }, at_address(classes.ARGENT_0_3[0][1], who.x, [who.x, 0n]), '[key, 0]');
    derive('argent-0-5', { class_hash: argent }, at_address(argent, who.x, [0n, who.x, 1n]), '[0, key, 1]');
    derive('braavos', { class_hash: braavos }, at_address(braavos, who.x, [who.x]), '[key]');
    derive('braavos-legacy', { class_hash: proxy }, at_address(proxy, who.x, classes.braavos_proxy_calldata(who.x)), 'the first implementation');
    derive('guardian', { class_hash: argent, constructor_calldata: classes.argent_0_4_calldata(who.x, other.x).map(hex) },
           at_address(argent, who.x, classes.argent_0_4_calldata(who.x, other.x)), 'with a guardian');
    derive('paradex', { class_hash: classes.PARADEX_PROXY }, at_address(classes.PARADEX_PROXY, who.x, classes.paradex_calldata(who.x)), 'the proxy and the implementation of Paradex');
    file.add('account-derive-paradex-published', { chain: MAIN, scheme: 'snip12', params: { class_hash: classes.PARADEX_PROXY },
        public_key: '0x8857491dd4065910836e3b02bd51c93f1c3c1e2289accb0bc02123555569c1' },
        is(padded('0x37ff1c9d89a50b3dd3a4f90e020ea80251b09ba28049efbe4f7d3fec2995c4a')), 'paradex.js, tests/account.test.ts', 'the account of the seed "test test ... junk" on its test network');
    derive('decimal', { class_hash: BigInt(classes.DEVNET).toString(), salt: '20', constructor_calldata: [who.points.decimal] }, at_address(classes.DEVNET, 20n, [who.x]), 'felts as decimal text', who.points.decimal);
    derive('key-33-bytes', { class_hash: classes.OZ }, at_address(classes.OZ, who.x, [who.x]), 'a compressed point', who.points.compressed);
    derive('key-65-bytes', { class_hash: classes.OZ }, at_address(classes.OZ, who.x, [who.x]), 'a whole point', who.points.full);
    derive('key-off-curve', { class_hash: classes.OZ }, rejected('signer'), '5 is no x coordinate of the curve: nobody can sign for it', '0x5');
    derive('calldata-512', { class_hash: '0x1234', constructor_calldata: Array(512).fill('1') }, at_address(0x1234n, who.x, Array(512).fill(1n)), 'as many felts as there may be');
    derive('calldata-513', { class_hash: '0x1234', constructor_calldata: Array(513).fill('1') }, malformed('params'), 'one felt too many');
    derive('deployer', { class_hash: classes.OZ, deployer: '0x1234' }, at_address(classes.OZ, who.x, [who.x], 0x1234n), 'by a factory');
    derive('unknown', { class_hash: '0x1234', constructor_calldata: ['0x1', '0x2'] }, at_address(0x1234n, who.x, [1n, 2n]), 'any class, if its calldata is given');
    derive('no-key', { class_hash: '0x1234', salt: '0x5', constructor_calldata: [] }, at_address(0x1234n, 5n, []), 'nothing of it follows from a key', null);
    derive('no-class', {}, malformed('params'), 'an address follows from a class');
    derive('no-key-no-salt', { class_hash: classes.OZ, constructor_calldata: ['0x1'] }, malformed('public_key'), 'the salt would be the key', null);
    derive('unknown-default', { class_hash: '0x1234' }, unsupported('params'), 'the constructor is not known');
    derive('proxy-default', { class_hash: classes.ARGENT_PROXY }, unsupported('params'), 'four implementations');
    derive('eth-default', { class_hash: classes.ETH_ACCOUNTS[0][1] }, unsupported('params'), 'a Stark key owns no such account');
    derive('other-owner', { class_hash: classes.OZ, constructor_calldata: [other.key] }, rejected('signer'), 'the calldata names another owner');
    derive('class-text', { class_hash: 'OZ' }, malformed('params'), 'no felt');
    derive('key-text', { class_hash: classes.OZ }, malformed('public_key'), 'no felt', 'key');
    return file;
}
