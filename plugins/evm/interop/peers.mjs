// SPDX-License-Identifier: Apache-2.0
// What Ethereum's libraries are timed with (tests/interop/bench-peers.mjs).

import { SignTypedDataVersion, recoverPersonalSignature, recoverTypedSignature } from '@metamask/eth-sig-util';
import { verifyMessage, verifyTypedData } from 'ethers';
import { keccak256, recoverMessageAddress, recoverTypedDataAddress } from 'viem';

const is_account = (request) => (address) => address.toLowerCase() === request.account.split(':').pop().toLowerCase();

export function peers(request_of) {
    const personal = request_of('eip191.json', 'eip191');
    const { signature, message: { text } } = personal;
    const data = '0x' + Buffer.from(text).toString('hex');
    const typed = request_of('eip712.json', 'eip712');
    const document = typed.message.json ?? JSON.parse(typed.message.text);
    const { EIP712Domain, ...types } = document.types;
    const bytes = new Uint8Array(100).fill(0x5a);
    const eip191 = (who, call) => ({ operation: 'eip191', who, call, check: is_account(personal) });
    const eip712 = (who, call) => ({ operation: 'eip712', who, call, check: is_account(typed) });
    return [
        eip191('ethers', () => verifyMessage(text, signature)),
        eip191('viem', () => recoverMessageAddress({ message: text, signature })),
        eip191('eth-sig-util', () => recoverPersonalSignature({ data, signature })),
        eip712('ethers', () => verifyTypedData(document.domain, types, document.message, typed.signature)),
        eip712('viem', () => recoverTypedDataAddress({ ...document, signature: typed.signature })),
        eip712('eth-sig-util', () => recoverTypedSignature({ data: document, signature: typed.signature, version: SignTypedDataVersion.V4 })),
        { operation: 'Keccak-256', who: 'viem', call: () => keccak256(bytes) },
    ];
}
