// SPDX-License-Identifier: Apache-2.0
// A wallet in a browser (EIP-6963, EIP-1193), whose keys stay outside: for tests/daemon/forward/in-browser.
export { asked, sign } from './sign-in.mjs';
export const names = ['By EIP-6963'];

/** Runs in the page before its own scripts, as an extension's script would. */
export function inject({ asked: { account }, icon, sign }) {
    const provider = { async request({ method, params }) {
        if (method === 'eth_requestAccounts') return [account];
        if (method === 'eth_chainId') return '0x1';
        if (method !== 'personal_sign' || params[1] !== account) throw Object.assign(new Error(`no ${method}`), { code: 4200 });
        const bytes = Uint8Array.from(params[0].slice(2).match(/../g), (byte) => parseInt(byte, 16));
        return (await window[sign]({ message: { text: new TextDecoder().decode(bytes) } })).signature;
    } };
    const announce = () => window.dispatchEvent(new CustomEvent('eip6963:announceProvider',
        { detail: Object.freeze({ info: { uuid: 'one', name: 'By EIP-6963', icon, rdns: 'example.one' }, provider }) }));
    window.addEventListener('eip6963:requestProvider', announce);
    announce();
}
