// SPDX-License-Identifier: Apache-2.0
// A case: a request, the node that answers it, and what must come out. Negatives are bred from the good ones.

import { getAddress, getBytes, hexlify, SigningKey } from 'ethers';
import { other_message, wrap } from './contract-signatures.mjs';
import { open_wrapper } from './contract-judge.mjs';

export const yes = (link) => ({ status: 'valid', link });
export const no = (reason) => ({ status: 'rejected', reason });
export const malformed = (reason) => ({ status: 'malformed', reason });
export const unsupported = (reason) => ({ status: 'unsupported', reason });
export const error = { status: 'error', reason: 'evidence' };
export const WITH_WORD = ['derived', 'chain_state', 'counterfactual'];

/** One bit of what the account is asked about, behind a wrapper, too. */
function bend(signature) {
    const text = signature.slice(2);
    const wrapper = text.endsWith('6492'.repeat(16)) ? open_wrapper(text.slice(0, -64)) : null;
    if (wrapper !== null) return wrap(wrapper.factory, '0x' + wrapper.data, bend('0x' + wrapper.inner));
    const bytes = getBytes(signature);
    if (bytes.length === 0) return '0x00';
    bytes[40] ^= 4;
    return hexlify(bytes);
}

/**
 * What is changed, each with what it comes to. `evidence: 'kept'` keeps the answers that the good case got; otherwise the
 * node is asked.
 */
const BREEDS = {
    message: (good) => ({ m: other_message(good.m), expect: no(good.no ?? 'signature'), why: 'another message' }),
    account: (good) => ({ account: good.other, expect: no(good.no ?? 'signature'), why: 'another account' }),
    signature: (good) => ({ signature: bend(good.signature), expect: no(good.no ?? 'signature'), why: 'a bit of the signature' }),
    chain: (good) => ({ chain: 'eip155:1', expect: good.m.domain_chain ? no('policy') : error, viem: null,
                        why: good.m.domain_chain ? 'another chain than the document says' : 'the node is of another chain' }),
    block: (good, { head }) => ({ block: good.block === '7' ? String(head) : '7', evidence: 'kept', expect: malformed('evidence'), viem: null,
                                  why: 'the answers are of another block' }),
};
const KINDS = Object.keys(BREEDS);

/** Collects the cases. `chain` is what build_chain returns. */
export class Cases {
    constructor(chain) {
        Object.assign(this, { chain, all: [], turn: 0 });
        this.add = this.add.bind(this);
    }
    add(id, given) {
        const { breed, without_word, asks, ...more } = given;
        const good = { id, chain: 'eip155:31337', accept: ['derived', 'chain_state'], node: 'anvil', block: String(this.chain.head), ...more };
        this.all.push({ ...good, asks });
        const { expect, key, viem, viem_why, unread, ...rest } = good;  // the good case's own
        if (breed) {
            const kind = KINDS[this.turn++ % KINDS.length];
            const { why, ...changed } = BREEDS[kind](good, this.chain);
            this.all.push({ ...rest, id: `${id}-${kind}`, of: good, ...changed, why });
        }
        if (expect.link === 'counterfactual' && (breed || without_word)) {
            const there = id.startsWith('prepare');  // the account's word without the call
            this.all.push({ ...rest, id: `${id}-no-word`, of: good, accept: ['derived', 'chain_state'], viem: null,
                            expect: there ? no('signature') : unsupported('evidence'), why: 'without the word counterfactual' });
        }
    }
}

/** The request of a case with the service's members, as a vector holds it. */
export function request_of({ chain, m, account, signature, accept, block, params }, evidence = []) {
    return { chain, scheme: m.scheme, account, message: m.message, signature, accept, ...(block === '' ? {} : { block }),
             ...(params === undefined ? {} : { params }), ...(evidence.length > 0 ? { evidence } : {}) };
}

/** All members that the answer must have. `height` is what the node tells where no block was asked for. */
export function expectation({ account, m, expect, key, asked = true, block, height }) {
    if (expect.status !== 'valid') return expect;
    const at = block === '' ? height : block;
    return { status: 'valid', address: getAddress(account), link: expect.link,
             ...(key === undefined ? {} : { public_key: SigningKey.computePublicKey(key, true) }),
             ...(asked && at !== null ? { block: at } : {}), chain_bound: m.chain_bound };
}
