// SPDX-License-Identifier: Apache-2.0
// Freighter as a page sees it, whose keys stay outside: for tests/daemon/forward/in-browser. It answers messages as the
// content script and the background of Freighter 5.45.0 do, to @stellar/freighter-api 6.0.1.
import { signer } from './sign.mjs';

export { asked } from './sign-in.mjs';
export const names = ['Freighter'];
export const says_account = names;

const by = (who) => ({ message }) => ({ account: who.account, signature: who.sign(message.text).toString('base64') });
export const sign = by(signer('sign-in'));
export const another = by(signer('another'));

/** Runs in the page before its own scripts, as an extension's script would. */
export function inject({ asked: { account }, sign }) {
    const networkPassphrase = 'Public Global Stellar Network ; September 2015';
    const declined = { apiError: { code: -4, message: 'The user rejected this request.' }, error: 'The user rejected this request.' };
    const answers = {
        REQUEST_CONNECTION_STATUS: () => ({ isConnected: true }),
        REQUEST_ALLOWED_STATUS: () => ({ isAllowed: true }),
        REQUEST_ACCESS: () => window[sign]('connect').then((publicKey) => ({ publicKey }), () => declined),
        REQUEST_NETWORK_DETAILS: () => ({ networkDetails: { network: 'PUBLIC', networkName: 'Main Net', networkPassphrase } }),
        async SUBMIT_BLOB(asked) {
            try {
                if (asked.accountToSign !== account || asked.networkPassphrase !== networkPassphrase) throw new Error('not mine');
                if (!/^[6-9]\./.test(asked.apiVersion)) throw new Error('signs no SEP-53 for such a page');
                const signed = await window[sign]({ message: { text: asked.blob } });
                return { signedBlob: signed.signature, signerAddress: signed.account };
            } catch {
                return declined;
            }
        },
    };
    window.addEventListener('message', async ({ source, data }) => {
        if (source !== window || data.source !== 'FREIGHTER_EXTERNAL_MSG_REQUEST' || !answers[data.type]) return;
        const answer = await answers[data.type](data);
        window.postMessage({ source: 'FREIGHTER_EXTERNAL_MSG_RESPONSE', messagedId: data.messageId, ...answer }, location.origin);
    });
}
