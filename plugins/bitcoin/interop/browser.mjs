// SPDX-License-Identifier: Apache-2.0
// A wallet in a browser with the interface of UniSat, whose keys stay outside: for tests/daemon/forward/in-browser.
export { asked, sign } from './sign-in.mjs';
export const names = ['UniSat'];

/** Runs in the page before its own scripts, as an extension's script would. */
export function inject({ asked: { account }, sign }) {
    window.unisat = {
        requestAccounts: async () => [account],
        getChain: async () => ({ enum: 'BITCOIN_MAINNET', name: 'Bitcoin Mainnet', network: 'livenet' }),
        signMessage: async (text, type) => {
            if (type !== 'bip322-simple') throw new Error(`no ${type}`);
            return (await window[sign]({ message: { text } })).signature;
        },
    };
}
