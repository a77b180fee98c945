// SPDX-License-Identifier: Apache-2.0
// The signature rules of the schemes once more, in a few lines: what every expectation is held
// against, so that a wrong expectation stops the script and not a reader a year later.

import { getBytes, ZeroAddress } from 'ethers';
import { HALF_N, N, number, recover } from './curve.mjs';

export const valid = (address, chain_bound = false) =>
    ({ status: 'valid', address, link: 'derived', chain_bound });
export const rejected = (reason) => ({ status: 'rejected', reason });
export const malformed = (reason) => ({ status: 'malformed', reason });
export const unsupported = (reason) => ({ status: 'unsupported', reason });

/** ERC-6492, and ERC-8010 as viem writes it and as the draft has it: only chain state can tell, and not read at all. */
const WRAPPERS = { '6492': 'evidence', '8010': 'scheme', '7702': 'scheme' };

/** The bytes of a signature text: hex of even length, `0x` optional. Null where it is none. */
export function signature_bytes(signature) {
    const text = typeof signature === 'object' ? signature.hex : signature;
    if (!/^(0x)?([0-9a-fA-F]{2})*$/.test(text)) return null;
    return getBytes(text.startsWith('0x') ? text : '0x' + text);
}

/** The verdict for a digest, a signature text and a well-formed claim, in SCHEMES' words. */
export function judge({ scheme, digest, signature, claim, compat = false, chain_bound = false }) {
    const bytes = signature_bytes(signature);
    if (bytes === null) return malformed('signature');
    const kwil = scheme === 'eip191-kwil';
    const text = Buffer.from(bytes).toString('hex');
    const wrapper = Object.keys(WRAPPERS).find((word) => text.endsWith(word.repeat(16)));
    if (!kwil && wrapper !== undefined) return unsupported(WRAPPERS[wrapper]);
    if (bytes.length !== 65 && (kwil || bytes.length !== 64)) return malformed('signature');
    if (claim === ZeroAddress) return rejected('signer');

    const r = number(bytes.slice(0, 32));
    let s = number(bytes.slice(32, 64));
    let v;
    if (bytes.length === 64) {
        v = Number(s >> 255n);
        s &= (1n << 255n) - 1n;
    } else {
        v = bytes[64] === 27 || bytes[64] === 28 ? bytes[64] - 27 : bytes[64];
        if (v > (kwil ? 7 : 1)) return rejected('signature');
    }
    if (r === 0n || r >= N || s === 0n || s >= N) return rejected('signature');
    if (s > HALF_N && !compat && !kwil) return rejected('signature');
    const address = recover(digest, r, s, v & 3);
    if (address === null) return rejected('signature');
    if (claim.toLowerCase() !== address.toLowerCase()) return rejected('signer');
    return valid(address, chain_bound);
}
