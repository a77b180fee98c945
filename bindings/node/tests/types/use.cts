// SPDX-License-Identifier: Apache-2.0
import walletauth = require('walletauth');
import { openInstalled } from 'walletauth';
import { viemVerifier } from 'walletauth/viem';

export const status: walletauth.Verdict['status'] = openInstalled().verifySync({
    chain: 'eip155:1', scheme: 'eip191', message: new Uint8Array(1), signature: { hex: '00' },
}).status;
export const { verifyMessage } = viemVerifier(walletauth.openInstalled());
