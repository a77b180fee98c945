// SPDX-License-Identifier: Apache-2.0
// Sign-in texts that are signed: what the conformance tool needs to see that a claim is covered by the signature.

import { VectorFile } from './writer.mjs';

/** What all of these texts say; each file adds account and chain. */
export const FIELDS = {
    domain: 'app.example', statement: 'Sign in to Example', uri: 'https://app.example/login', version: '1',
    nonce: 'q7mZ2k9xB4vT1nR8wE5yU3hJ6cL0pA2d', issued_at: '2026-01-15T12:00:00Z', expiration_time: '2026-01-15T12:10:00Z',
};

/** What a thief would change in a text, and why. */
export const THEFTS = [
    ['domain', (text) => text.replace('app.example', 'app.example.evil'), 'a text for another service'],
    ['nonce', (text) => text.replace(FIELDS.nonce, 'Q7mZ2k9xB4vT1nR8wE5yU3hJ6cL0pA2d'), 'another challenge'],
    ['expiry', (text) => text.replace(FIELDS.expiration_time, '2036-01-15T12:10:00Z'), 'a later end'],
];

/** AppKit's own lines (packages/siwx, InformalMessenger): one empty line, and the chain as CAIP-2 has it. */
export const appkit_text = (name, account, chain) => [
    `${FIELDS.domain} wants you to sign in with your ${name} account:`, account, '', FIELDS.statement, '', `URI: ${FIELDS.uri}`,
    `Version: ${FIELDS.version}`, `Chain ID: ${chain}`, `Nonce: ${FIELDS.nonce}`, `Issued At: ${FIELDS.issued_at}`,
    `Expiration Time: ${FIELDS.expiration_time}`,
].join('\n');

/** A file of such texts: `cases` are {id, request, text, expect, refused, source, why}. */
export function sign_in_file(cases) {
    const file = new VectorFile('sign-in.json', 'Texts by which users sign in, signed; and texts that nobody signed.');
    for (const { id, request, text, expect, refused, source, why } of cases) {
        file.add(`sign-in-${id}`, request, expect, source, why);
        for (const [kind, change, reason] of THEFTS) {
            const changed = change(text);
            if (changed === text) continue; // this text does not say it
            file.add(`sign-in-${id}-${kind}`, { ...request, message: { text: changed } }, refused, `derived from sign-in-${id}`, reason);
        }
    }
    return file;
}
