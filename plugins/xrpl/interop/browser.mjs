// SPDX-License-Identifier: Apache-2.0
// Two wallets as a page sees them, whose keys stay outside: for tests/daemon/forward/in-browser. GemWallet answers messages
// as the content script of 3.8.2 does; Crossmark in the types of @crossmarkio/typings 0.0.6. Both come late.
import { sign as sign_message, signer_of } from './sign.mjs';
import * as user from './sign-in.mjs';

const who = signer_of('ed', 'sign-in');
export const asked = { ...user.asked, key: who.key };
export const names = ['GemWallet', 'Crossmark'];
export const says_account = ['Crossmark'];
export const gives_no_reason = true;

const by = (who) => ({ message }) => ({ account: who.account, key: who.key, signature: sign_message(who, Buffer.from(message.text)) });
export const sign = by(who);
export const another = by(signer_of('ed', 'another'));

/** Runs in the page before its own scripts, as an extension's script would. */
export function inject({ asked: { account, key }, sign }) {
    const ask = (text) => window[sign]({ message: { text } });
    const gem = {
        'REQUEST_IS_INSTALLED/V3': () => ({ isInstalled: true }),
        'REQUEST_GET_PUBLIC_KEY/V3': () => window[sign]('connect').then(
            (address) => ({ result: { address, publicKey: key } }), () => ({ result: undefined, error: undefined })),
        'REQUEST_SIGN_MESSAGE/V3': ({ message, isHex }) => (isHex ? Promise.reject() : ask(message)).then(
            ({ signature }) => ({ result: { signedMessage: signature } }), () => ({ result: null, error: undefined })),
    };
    async function crossmark({ tx, hex }) {
        if (tx.TransactionType !== 'SignIn') return { meta: { isError: true } };
        const meta = { isError: false, isExpired: false, isRejected: false, isSigned: hex !== undefined, isSuccess: true };
        const own = { address: account, publicKey: key, network: { protocol: 'xrpl', type: 'mainnet', label: 'xrp ledger' }, meta };
        try {
            if (hex === undefined) return { ...own, address: await window[sign]('connect') };
            const bytes = Uint8Array.from(hex.match(/../g), (byte) => parseInt(byte, 16));
            const signed = await ask(new TextDecoder().decode(bytes));
            return { ...own, address: signed.account, publicKey: signed.key, signature: signed.signature };
        } catch {
            return { meta: { ...meta, isRejected: true, isSigned: false, isSuccess: false } };
        }
    }
    async function answer({ source, data }) {
        if (source !== window) return;
        if (data.source === 'GEM_WALLET_MSG_REQUEST' && data.app === 'gem-wallet' && gem[data.type]) {
            const answer = await gem[data.type](data.payload);
            window.postMessage({ source: 'GEM_WALLET_MSG_RESPONSE', messagedId: data.messageId, ...answer }, location.origin);
        } else if (data.app === 'crossmark' && data.type === 'request' && data.command === 'sign') {
            const response = { app: 'crossmark', type: 'response', id: data.id, data: await crossmark(data.data) };
            window.postMessage({ request: data, response, createdAt: Date.now(), resolvedAt: Date.now() });
        }
    }
    window.addEventListener('load', () => setTimeout(() => {
        window.addEventListener('message', answer);
        window.xrpl = { isCrossmark: true };
    }));
}
