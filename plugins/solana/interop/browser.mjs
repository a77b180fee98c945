// SPDX-License-Identifier: Apache-2.0
// A wallet of the Wallet Standard in a browser, whose keys stay outside: for tests/daemon/forward/in-browser.
import bs58 from 'bs58';
import * as user from './sign-in.mjs';

export const { asked } = user;
export const names = ['By the Wallet Standard'];

/** Pages get bytes of a signature, and not a text. */
export const sign = (challenge) => ({ signature: [...bs58.decode(user.sign(challenge).signature)] });

/** Runs in the page before its own scripts, as an extension's script would. */
export function inject({ asked: { account }, icon, sign }) {
    const own = { address: account, publicKey: new Uint8Array(32), chains: ['solana:mainnet'], features: [] };
    const wallet = { version: '1.0.0', name: 'By the Wallet Standard', icon, chains: ['solana:mainnet'], accounts: [], features: {
        'standard:connect': { connect: async () => ({ accounts: wallet.accounts = [own] }) },
        'solana:signMessage': { signMessage: async ({ message }) => {
            const { signature } = await window[sign]({ message: { text: new TextDecoder().decode(message) } });
            return [{ signedMessage: message, signature: new Uint8Array(signature) }];
        } },
    } };
    const register = (api) => api.register(wallet);
    window.addEventListener('wallet-standard:app-ready', ({ detail }) => register(detail));
    window.dispatchEvent(new CustomEvent('wallet-standard:register-wallet', { detail: register }));
}
