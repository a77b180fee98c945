// SPDX-License-Identifier: Apache-2.0
// Two wallets in a browser, whose keys stay outside: for tests/daemon/forward/in-browser. The shapes are those of
// near-connect's README and types (NearWalletBase), and of NEP-408 with the signMessage of NEP-413.
export { asked, sign } from './sign-in.mjs';
export const names = ['By near-connect', 'by-nep-408'];

/** Runs in the page before its own scripts, as an extension's script would. */
export function inject({ asked: { account }, icon, sign }) {
    const network = (given) => {
        if (given !== 'mainnet') throw new Error(`no network ${given}`);
    };
    const publicKey = { toString: () => 'of NEP-408' };
    async function signMessage({ message, recipient, nonce }) {
        if (!(nonce instanceof Uint8Array) || nonce.length !== 32) throw new Error('the nonce is not 32 bytes');
        const base64 = btoa(String.fromCharCode(...nonce));
        const signed = await window[sign]({ message: { text: message }, params: { recipient, nonce: { base64 } } });
        publicKey.toString = () => signed.public_key;
        return { accountId: account, publicKey: signed.public_key, signature: signed.signature };
    }
    const wallet = {
        manifest: { id: 'example', name: 'By near-connect', icon, type: 'injected', features: { signMessage: true } },
        signIn: async (of) => (network(of.network), [{ accountId: account, publicKey: 'ed25519:1' }]),
        signMessage: async (params) => (network(params.network), signMessage(params)),
    };
    const mute = { manifest: { id: 'mute', name: 'Signs no messages', icon, type: 'injected', features: { signMessage: false } } };
    window.addEventListener('near-selector-ready', () => {
        for (const detail of [wallet, mute]) window.dispatchEvent(new CustomEvent('near-wallet-injected', { detail }));
    });
    window.near = { 'by-nep-408': {
        id: 'by-nep-408', connected: false, network: { networkId: 'mainnet' }, accounts: [],
        connect: async (of) => (network(of.networkId), [{ accountId: account, publicKey }]),
        signMessage: async (params) => ({ ...await signMessage(params), publicKey }),
    }, ours: undefined };
}
