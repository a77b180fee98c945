// SPDX-License-Identifier: Apache-2.0
// Two wallets in a browser, whose keys stay outside: for tests/daemon/forward/in-browser. Both have the wallet API of
// starknet-specs: one as a feature of the Wallet Standard, one as window.starknet_... (get-starknet 4). Their account is
// not deployed yet.
import { OZ } from './accounts.mjs';
import { signer } from './sign.mjs';
import * as user from './sign-in.mjs';

const { key } = signer('sign-in');
export const asked = { ...user.asked, deployment: { address: user.asked.account, class_hash: OZ, salt: key, calldata: [key], version: 1 } };
export const names = ['By starknet:walletApi', 'By window.starknet_example'];

/** Wallets say neither the key nor parameters. */
export const sign = async (challenge) => (await user.sign(challenge)).signature;

/** Runs in the page before its own scripts, as an extension's script would. */
export function inject({ asked: { account, deployment }, icon, sign }) {
    const answers = {
        wallet_requestAccounts: async () => [account],
        wallet_requestChainId: async () => '0x534e5f4d41494e',
        wallet_deploymentData: async () => deployment,
        wallet_signTypedData: async (params) => window[sign]({ message: { json: params } }),
    };
    const request = async ({ type, params }) => {
        if (!answers[type]) throw Object.assign(new Error('An error occurred (UNKNOWN_ERROR)'), { code: 163 });
        return answers[type](params);
    };
    const name = 'By starknet:walletApi';
    const standard = { version: '1.0.0', name, icon, chains: ['starknet:0x534e5f4d41494e'], accounts: [], features: {
        'starknet:walletApi': { version: '1.0.0', walletVersion: '1.0.0', id: 'example', request },
    } };
    window.addEventListener('wallet-standard:app-ready', ({ detail }) => detail.register(standard));
    const injected = { id: 'example', name: 'By window.starknet_example', icon: { dark: icon, light: icon }, version: '1.0.0',
                       request, on() {}, off() {} };
    window.starknet_example = window.starknet = injected; // the second one as older wallets do
    window.starknet_broken = null;
}
