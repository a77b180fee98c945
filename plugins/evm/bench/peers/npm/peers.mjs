// SPDX-License-Identifier: Apache-2.0
// What Ethereum's libraries are timed with (tests/bench/peers/npm/serve.mjs).

import { SignTypedDataVersion, recoverPersonalSignature, recoverTypedSignature } from '@metamask/eth-sig-util';
import { verifyMessage, verifyTypedData } from 'ethers';
import { recoverMessageAddress, recoverTypedDataAddress } from 'viem';

const account_of = (request) => request.account.split(':').pop().toLowerCase();

/** A contender of a scheme: `recover` gives, or promises, the address that signed. */
function contender(operation, account, who, recover) {
    const is_account = (address) => address.toLowerCase() === account;
    return {
        operation, who, does: () => {
            const address = recover();
            return address instanceof Promise ? address.then(is_account) : is_account(address);
        },
    };
}

function personal_sign(inputs) {
    const operation = 'scheme eip191';
    const request = inputs[operation];
    const { signature, message: { text } } = request;
    const data = '0x' + Buffer.from(text).toString('hex');
    const by = (who, recover) => contender(operation, account_of(request), who, recover);
    return [
        by('ethers', () => verifyMessage(text, signature)),
        by('viem', () => recoverMessageAddress({ message: text, signature })),
        by('eth-sig-util', () => recoverPersonalSignature({ data, signature })),
    ];
}

function typed_data(inputs) {
    const operation = 'scheme eip712';
    const request = inputs[operation];
    const { signature } = request;
    const document = request.message.json ?? JSON.parse(request.message.text);
    const { EIP712Domain, ...types } = document.types;
    const by = (who, recover) => contender(operation, account_of(request), who, recover);
    return [
        by('ethers', () => verifyTypedData(document.domain, types, document.message, signature)),
        by('viem', () => recoverTypedDataAddress({ ...document, signature })),
        by('eth-sig-util', () => recoverTypedSignature({ data: document, signature, version: SignTypedDataVersion.V4 })),
    ];
}

export const peers = (inputs) => [...personal_sign(inputs), ...typed_data(inputs)];
