// SPDX-License-Identifier: Apache-2.0
// What an answer must have, in the wire format's words.

export const valid = (address, link = 'derived') =>
    ({ status: 'valid', address, link, chain_bound: false });
/** By the chain's state as it stood at this block. */
export const valid_at = (address, block) => ({ ...valid(address, 'chain_state'), block });
export const refused = (status, reason) => ({ status, reason });
export const rejected = (reason) => refused('rejected', reason);
export const malformed = (reason) => refused('malformed', reason);
export const unsupported = (reason) => refused('unsupported', reason);

/** A copy of bytes with one bit turned. */
export function flip(bytes, bit) {
    const changed = Uint8Array.from(bytes);
    changed[bit >> 3] ^= 1 << (bit & 7);
    return changed;
}

export const hex = (bytes) => Buffer.from(bytes).toString('hex');
export const base64 = (bytes) => Buffer.from(bytes).toString('base64');

/** Secrets and nonces from a text, the same on every run. */
export { createHash } from 'node:crypto';
