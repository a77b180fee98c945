// SPDX-License-Identifier: Apache-2.0
// What contract accounts sign with, shown to the schemes of keys: wrappers that name themselves, and
// lengths and values that no key makes.

import { AbiCoder, keccak256, SigningKey, toUtf8Bytes, zeroPadValue } from 'ethers';
import { serializeErc6492Signature, serializeErc8010Signature } from 'viem';
import { address_of, key } from './curve.mjs';
import { malformed, rejected, unsupported } from './judge.mjs';
import { ETHERS, VIEM } from './libraries.mjs';

const FACTORY = '0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC';

/** ERC-6492 and ERC-8010 around a signature, as viem writes them, and by the draft's own text. */
function wrappers(signature) {
    const { r, s, yParity } = new SigningKey(key('delegate')).sign(keccak256(toUtf8Bytes('auth')));
    const erc8010 = serializeErc8010Signature({
        signature, data: '0xcafebabe', address: FACTORY,
        authorization: { address: FACTORY, chainId: 1, nonce: 69, r, s, yParity },
    });
    const erc6492 = serializeErc6492Signature({ address: FACTORY, data: '0xdeadbeef', signature });
    const context = AbiCoder.defaultAbiCoder().encode(['bytes', 'bytes'], ['0x01', '0x']);
    const length = zeroPadValue('0x' + ((context.length - 2) / 2).toString(16).padStart(4, '0'), 32);
    const draft = signature + context.slice(2) + length.slice(2) + '7702'.repeat(16);
    return [['erc6492-viem', erc6492, `${VIEM} serializeErc6492Signature`, 'a wrapper of ERC-6492'],
            ['erc8010-viem', erc8010, `${VIEM} serializeErc8010Signature`, 'a wrapper of ERC-8010'],
            ['erc8010-draft', draft, 'ERC-8010 (draft): the suffix of its text',
             'the suffix of the draft, which viem does not write'],
            ['erc8010-suffix-alone', signature + '8010'.repeat(16), 'made from the rule',
             'the suffix decides']];
}

/** `add(id, changed request, expectation, source, why)` for a good request. */
export function contract_wallets(add, { signature }, kwil = false) {
    for (const [id, text, source, why] of wrappers(signature)) {
        const wrapped = unsupported(id.startsWith('erc6492') ? 'evidence' : 'scheme');
        add(`contract-${id}`, { signature: text }, kwil ? malformed('signature') : wrapped, source, why);
    }
    const own = 'Safe: n signatures of 65 bytes, sorted by owner';
    const other = new SigningKey(key('second owner')).sign(keccak256(toUtf8Bytes('safe')));
    add('contract-safe-2-owners', { signature: signature + other.serialized.slice(2) },
        malformed('signature'), own, 'choice: a length of no key');
    add('contract-safe-3-owners', { signature: signature + other.serialized.slice(2).repeat(2) },
        malformed('signature'), own, 'choice: a length of no key');
    add('contract-approved', { signature: '0x' }, malformed('signature'),
        'Safe: an approved hash needs no signature', 'choice: no signature is none of a key');
    add('contract-one-owner', { account: FACTORY }, rejected('signer'),
        `${ETHERS} signs for the one owner of a Safe`,
        'the account may be a contract, which only the chain knows');
    const eth_sign = signature.slice(0, -2) +
        (parseInt(signature.slice(-2), 16) + 4).toString(16).padStart(2, '0');
    if (!kwil) {
        add('contract-safe-eth-sign', { signature: eth_sign, account: FACTORY },
            rejected('signature'), 'Safe: v + 4 says that the owner signed with the prefix',
            'v 31 and 32 are no key\'s');
    }
}
