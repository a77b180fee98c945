// SPDX-License-Identifier: Apache-2.0
// The signatures that BIP-322 prints, good and bad ones; published.json has them as they stand there. What is a script
// of more than one key is not verified here: unsupported, where the BIP says valid or inconclusive.

import { readFileSync } from 'node:fs';
import { malformed, rejected, unsupported, valid } from '../../../tests/interop/verdicts.mjs';
import { MAINNET } from './sign.mjs';

const { signatures } = JSON.parse(readFileSync(new URL('published.json', import.meta.url)));

const is_script = (text) => /wsh|multisig|time-lock/.test(text);

/** What is wrong with one that the BIP calls an error, by its words there. */
function error_of({ description, signature }) {
    if (description === 'empty signature') return malformed('signature');
    if (/base64|prefix/.test(description)) return malformed('signature');
    if (/empty witness stack/.test(description)) return rejected('signature');
    if (/wrong address/.test(description)) return rejected('signer');
    const wrong_signer = /^wrong signer/.test(description);
    if (is_script(description)) {
        // The script in the witness hashes to the address or not: that can be told without running it.
        return wrong_signer && / p2wsh/.test(description) ? rejected('signer') : unsupported('operation');
    }
    return rejected(wrong_signer && !/p2tr/.test(description) ? 'signer' : 'signature');
}

function expected(row) {
    if (row.kind === 'error') return error_of(row);
    if (row.kind === 'proof_of_funds' || is_script(row.type)) return unsupported('operation');
    return valid(row.address);
}

export function add_published(file) {
    signatures.forEach((row, i) => {
        const request = { chain: MAINNET, scheme: 'bip322', account: row.address, message: { text: row.message }, signature: row.signature };
        file.add(`bip322-published-${i}`, request, expected(row), `bitcoin/bips 7fe0b03, bip-0322/${row.file}-test-vectors.json`,
            row.description ?? `${row.kind}, ${row.type}`);
    });
}
