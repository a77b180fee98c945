// SPDX-License-Identifier: Apache-2.0
// sign-in.json: CAIP-122's text and AppKit's, signed by BIP-322 and by BIP-137.

import { rejected, valid } from '../../../tests/interop/verdicts.mjs';
import { FIELDS, appkit_text, sign_in_file } from '../../../tests/interop/sign-in-vectors.mjs';
import { BITCOINJS, MAINNET, MESSAGE, base64, sign_bitcoinjs, sign_legacy, signer, witness_of } from './sign.mjs';

export const caip122_text = ({ domain, uri, statement, version, nonce, issued_at, expiration_time }, account, chain) => [
    `${domain} wants you to sign in with your Bitcoin account:`, account, '', statement, '', `URI: ${uri}`, `Version: ${version}`,
    `Chain ID: ${chain.slice('bip122:'.length)}`, `Nonce: ${nonce}`, `Issued At: ${issued_at}`, `Expiration Time: ${expiration_time}`,
].join('\n');

export function sign_in_vectors() {
    const who = signer('sign-in vectors');
    const cases = [];
    for (const [form, write] of [['caip122', (account) => caip122_text(FIELDS, account, MAINNET)], ['appkit', (account) => appkit_text('Bitcoin', account, MAINNET)]]) {
        for (const type of ['p2wpkh', 'p2tr']) {
            const account = who.address(type);
            const text = write(account);
            cases.push({ id: `${form}-${type}`, text, why: `${form}, BIP-322`, source: `${BITCOINJS} signs`, expect: valid(account), refused: rejected('signature'),
                request: { chain: MAINNET, scheme: 'bip322', account, message: { text }, signature: base64(witness_of(sign_bitcoinjs(who, type, text))) } });
        }
        const account = who.address('p2pkh');
        const text = write(account);
        cases.push({ id: `${form}-legacy`, text, why: `${form}, BIP-137`, source: `${MESSAGE} signs`, expect: valid(account), refused: rejected('signer'),
            request: { chain: MAINNET, scheme: 'bip137', account, message: { text }, signature: base64(sign_legacy(who, 'p2pkh', text)) } });
    }
    return sign_in_file(cases);
}
