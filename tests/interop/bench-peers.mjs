// SPDX-License-Identifier: Apache-2.0
// Times the libraries that services verify with today, on valid vectors of this project; JSON lines of
// {"operation", "who", "us"}. `scripts/bench` puts them beside walletauth's.
// What is timed: Ed25519 here, and what plugins/<chain>/interop/peers.mjs exports as peers(request_of):
// [{operation, who, call, check}], where check says whether the answer of call is right; without it, any is.

import { readFileSync } from 'node:fs';
import { ed25519 } from '@noble/curves/ed25519';
import nacl from 'tweetnacl';
import { chain_modules } from './chain-modules.mjs';

/** The first valid request of a scheme in plugins/<chain>/vectors/<file>. */
function first_request(chain, file, scheme) {
    const { vectors } = JSON.parse(readFileSync(new URL(`../../plugins/${chain}/vectors/${file}`, import.meta.url)));
    return vectors.find(({ request, service, expect }) =>
        expect.status === 'valid' && request.scheme === scheme && request.signature && !service).request;
}

/** The least of nine averages, each over at least 30 ms of CPU time; microseconds. */
async function time(call) {
    let least = Infinity;
    for (let run = 0; run < 9; ++run) {
        let calls = 0;
        let used = 0;
        const start = process.cpuUsage();
        while (used < 30e3) {
            await call();
            ++calls;
            const { user, system } = process.cpuUsage(start);
            used = user + system;
        }
        least = Math.min(least, used / calls);
    }
    return least;
}

function ed25519_peers() {
    const secret = new Uint8Array(32).fill(1);
    const message = new Uint8Array(200).fill(0x6d);
    const signature = ed25519.sign(message, secret);
    const key = ed25519.getPublicKey(secret);
    return [
        { operation: 'Ed25519', who: '@noble/curves', call: () => ed25519.verify(signature, message, key), check: Boolean },
        { operation: 'Ed25519', who: 'tweetnacl', call: () => nacl.sign.detached.verify(message, signature, key), check: Boolean },
    ];
}

const chains = await chain_modules('peers.mjs', ['peers']);
const all = [...ed25519_peers(), ...chains.flatMap(({ chain, peers }) =>
    peers((file, scheme) => first_request(chain, file, scheme)))];
for (const { operation, who, call, check = () => true } of all) {
    if (!check(await call())) throw new Error(`${who} does not agree: ${operation}`);
    console.log(JSON.stringify({ operation, who, us: await time(call) }));
}
