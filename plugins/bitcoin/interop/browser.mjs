// SPDX-License-Identifier: Apache-2.0
// Three wallets as a page sees them, whose keys stay outside: for tests/daemon/forward/in-browser. UniSat's interface, and
// those of Xverse (@sats-connect/core 0.16.0) and Leather (@leather.io/rpc 2.21.16), with what they say in btc_providers.
import { Signer, signer } from './sign.mjs';
import * as user from './sign-in.mjs';

const who = signer('sign-in');
const other = signer('another');
export const asked = { ...user.asked, taproot: who.address('p2tr'), publicKey: who.pubkey.toString('hex') };
export const names = ['UniSat', 'Xverse Wallet', 'Leather'];
export const says_account = names.slice(1);
export const sign = (challenge) => ({ account: asked.account, ...user.sign(challenge) });
export const another = ({ message }) =>
    ({ account: other.address('p2wpkh'), signature: Signer.sign(other.wif, other.address('p2wpkh'), message.text) });

/** Runs in the page before its own scripts, as an extension's script would. */
export function inject({ asked: { account, taproot, publicKey }, icon, sign }) {
    const ask = (text) => window[sign]({ message: { text } });
    window.unisat = {
        requestAccounts: async () => [await window[sign]('connect')],
        getChain: async () => ({ enum: 'BITCOIN_MAINNET', name: 'Bitcoin Mainnet', network: 'livenet' }),
        signMessage: async (text, type) => {
            if (type !== 'bip322-simple') throw new Error(`no ${type}`);
            return (await ask(text)).signature;
        },
    };
    const walletType = 'software';
    const xverse = {
        wallet_connect: async () => ({
            id: 'x', walletType, network: { bitcoin: { name: 'Mainnet' }, stacks: { name: 'mainnet' }, spark: { name: 'mainnet' } },
            addresses: [{ address: taproot, publicKey: publicKey.slice(2), purpose: 'ordinals', addressType: 'p2tr', walletType },
                        { address: await window[sign]('connect'), publicKey, purpose: 'payment', addressType: 'p2wpkh', walletType }],
        }),
        async signMessage({ address, message, protocol }) {
            if (address !== account || protocol !== 'BIP322') throw new Error(`no ${protocol} of ${address}`);
            const signed = await ask(message);
            return { signature: signed.signature, messageHash: '', address: signed.account, protocol };
        },
    };
    const key = { symbol: 'BTC', publicKey, derivationPath: '', descriptor: '' };
    const leather = {
        getAddresses: async ({ network }) => ({ addresses: network !== 'mainnet' ? [] : [
            { symbol: 'STX', address: 'SP2J6ZY48GV1EZ5V2V5RB9MP66SW86PYKKNRV9EJ7', publicKey },
            { ...key, type: 'p2tr', address: taproot, tweakedPublicKey: publicKey.slice(2) },
            { ...key, type: 'p2wpkh', address: await window[sign]('connect') }] }),
        async signMessage({ message, paymentType, network }) {
            if (paymentType !== 'p2wpkh' || network !== 'mainnet') throw new Error(`no ${paymentType} on ${network}`);
            const signed = await ask(message);
            return { signature: signed.signature, address: signed.account, message };
        },
    };
    /** What JSON-RPC answers. */
    const answer = (methods, refusal) => (method, params) => methods[method](params).then(
        (result) => ({ jsonrpc: '2.0', id: '1', result }), () => ({ jsonrpc: '2.0', id: '1', error: refusal }));
    const by_leather = answer(leather, { code: 4001, message: 'User rejected request' });
    const by_xverse = answer(xverse, { code: -32000, message: 'User rejected request to sign Message' });
    window.XverseProviders = { BitcoinProvider: { request: by_xverse } };
    window.LeatherProvider = { isLeather: true, async request(method, params) {
        const answer = await by_leather(method, params);
        if ('error' in answer) throw answer;
        return answer;
    } };
    window.btc_providers = [
        { id: 'XverseProviders.BitcoinProvider', name: 'Xverse Wallet', icon, methods: ['getAddresses', 'signMessage'] },
        { id: 'LeatherProvider', name: 'Leather', icon, methods: ['getAddresses', 'signMessage'] },
    ];
}
