// SPDX-License-Identifier: Apache-2.0
// snip12: documents, what is bred from them, and documents that are refused.

import { typedData } from 'starknet';
import * as starknet_6 from 'starknet-6';
import * as starknet_7 from 'starknet-7';
import { VectorFile, rotation } from '../../../tests/interop/writer.mjs';
import { malformed, rejected, unsupported } from '../../../tests/interop/verdicts.mjs';
import {
    ARGENT_0_4, BRAAVOS, DEVNET, OZ, argent_0_4_calldata, contract_address, openzeppelin_calldata,
} from './accounts.mjs';
import { changed, documents } from './documents.mjs';
import { message_hash } from './encoder.mjs';
import { chainless, lenient, redeclared, refused } from './refused.mjs';
import { BOTH, N, STARKNET, STARKNET_6, STARKNET_7, document_hash, hex, judge, sign_document, signer } from './sign.mjs';

export const MAIN = 'starknet:SN_MAIN';
export const valid = (account, more = {}) =>
    ({ status: 'valid', address: account, link: 'derived', chain_bound: true, ...more });

/** An account of one key, with the parameters that prove it. */
export function single(who, class_hash, calldata, salt = who.x, params = {}) {
    return { who, account: contract_address(class_hash, salt, calldata),
             params: { class_hash, ...params } };
}
const HOLDERS = [
    (who) => single(who, OZ, openzeppelin_calldata(who.x)),
    (who) => single(who, DEVNET, openzeppelin_calldata(who.x), 20n, { salt: '0x14' }),
    (who) => single(who, ARGENT_0_4[1][1], argent_0_4_calldata(who.x)),
    (who) => single(who, BRAAVOS[2][1], openzeppelin_calldata(who.x), who.x, { constructor_calldata: [who.key] }),
];

export const request_of = ({ who, account, params }, document, signature) => ({
    chain: MAIN, scheme: 'snip12', account, public_key: who.key,
    message: typeof document === 'string' ? { text: document } : { json: document },
    params, signature,
});

export async function snip12_vectors() {
    const file = new VectorFile('snip12.json',
        'SNIP-12 typed data of both revisions signed by starknet.js for accounts that follow from their keys, and what breaks it.');
    const next_holder = rotation(HOLDERS, 1);
    const next_negatives = rotation(NEGATIVES, 3);
    for (const [name, document, why] of documents()) {
        const holder = next_holder()[0](signer(name));
        const signature = await sign_document(holder.who, document, holder.account);
        const request = request_of(holder, document, signature);
        const good = valid(holder.account, { public_key: holder.who.key });
        file.add(`snip12-${name}`, request, good, BOTH, why);
        const z = document_hash(document, holder.account);
        for (const breed of next_negatives()) {
            const negative = await breed({ request, document, holder, good, z, key: holder.who.x });
            file.add(`snip12-${name}-${negative.kind}`, { ...request, ...negative.change },
                     negative.expect, `derived from snip12-${name}`, negative.why);
        }
    }
    await add_redeclared(file);
    await add_refused(file);
    await add_lenient(file);
    return file;
}

/** Another signature over the same document, judged. */
const resigned = (kind, why, change) => (context) => {
    const signature = change(context.request.signature, context);
    return { kind, why, change: { signature },
             expect: judge({ z: context.z, signature, key: context.key, good: context.good }) };
};
const bit = ({ z }) => 1n << (z % 250n);

const NEGATIVES = [
    resigned('flip-r', 'a bit of r turned', ([r, s], context) => [hex(BigInt(r) ^ bit(context)), s]),
    async ({ document, holder }) => ({ kind: 'other-document', why: 'signed for another domain name', expect: rejected('signature'),
        change: { signature: await sign_document(holder.who, changed(document), holder.account) } }),
    resigned('cut', 'r alone', ([r]) => [r]),
    resigned('flip-s', 'a bit of s turned', ([r, s], context) => [r, hex(BigInt(s) ^ bit(context))]),
    ({ document }) => ({ kind: 'changed', why: 'another domain name than the signed one', expect: rejected('signature'),
        change: { message: { json: changed(document) } } }),
    async ({ document, holder }) => {
        const thief = signer('thief');
        return { kind: 'thief', why: 'a thief\'s key, with the victim\'s constructor data', expect: rejected('signer'),
            change: { public_key: thief.key, signature: await sign_document(thief, document, holder.account),
                      params: { ...holder.params, salt: holder.params.salt ?? holder.who.key, constructor_calldata: calldata_of(holder) } } };
    },
    resigned('swapped', 's, r', ([r, s]) => [s, r]),
    () => ({ kind: 'other-chain', why: 'asked for another chain than domain.chainId', expect: rejected('policy'), change: { chain: 'starknet:SN_SEPOLIA' } }),
    resigned('n-minus-s', 'n - s: the curve has no low-s rule', ([r, s]) => [r, hex(N - BigInt(s))]),
    async ({ document, holder }) => {
        const other = HOLDERS[0](signer('other'));
        return { kind: 'other-account', why: 'signed for another account, which is part of the hash', expect: rejected('signature'),
            change: { signature: await sign_document(holder.who, document, other.account) } };
    },
    ({ holder, good }) => ({ kind: 'no-params', why: 'the class of the table whose address this is', change: { params: undefined },
        expect: holder.params.salt ? unsupported('evidence') : good }),
    async ({ document, holder }) => {
        const thief = signer('thief');
        return { kind: 'thief-calldata', why: 'a thief\'s key and calldata give another address', expect: holder.params.salt && holder.params.constructor_calldata ? rejected('signer') : unsupported('evidence'),
            change: { public_key: thief.key, signature: await sign_document(thief, document, holder.account),
                      params: { ...holder.params, ...(holder.params.constructor_calldata ? { constructor_calldata: [thief.key] } : {}) } } };
    },
    resigned('s-plus-n', 's + n', ([r, s]) => [r, hex(BigInt(s) + N)]),
];

const calldata_of = ({ who, params }) => (params.class_hash === ARGENT_0_4[1][1]
    ? argent_0_4_calldata(who.x) : openzeppelin_calldata(who.x)).map(hex);

/** What starknet.js would sign for this, if it does; a signature over something else if not. */
async function any_signature(holder, document) {
    try {
        const object = typeof document === 'string' ? JSON.parse(document) : document;
        typedData.getMessageHash(object, holder.account);
        const { r, s } = await holder.who.starknet.signMessage(object, holder.account);
        return { signature: [hex(r), hex(s)], source: `${STARKNET} signs it; refused by SNIP-12 or by others` };
    } catch {
        const [, other] = documents()[0];
        return { signature: await sign_document(holder.who, other, holder.account),
                 source: `${STARKNET} does not sign it; the signature is over something else` };
    }
}

async function add_refused(file) {
    const holder = HOLDERS[0](signer('refused'));
    for (const [name, document, why, expect = malformed('message')] of refused()) {
        const { signature, source } = await any_signature(holder, document);
        file.add(`snip12-bad-${name}`, request_of(holder, document, signature), expect, source, why);
    }
}

async function add_lenient(file) {
    const holder = HOLDERS[0](signer('lenient'));
    for (const [name, document, why] of lenient()) {
        const request = request_of(holder, document, await sign_document(holder.who, document, holder.account));
        file.add(`snip12-lenient-${name}-compat`, { ...request, compat: true }, valid(holder.account), BOTH, why);
        file.add(`snip12-lenient-${name}`, request, malformed('message'), BOTH, `${why}: strictly refused`);
    }
    for (const [name, document, why, strictly] of chainless()) {
        const request = request_of(holder, document, await sign_document(holder.who, document, holder.account));
        file.add(`snip12-${name}-compat`, { ...request, compat: true }, valid(holder.account, { chain_bound: false }), BOTH, why);
        file.add(`snip12-${name}-compat-sepolia`, { ...request, compat: true, chain: 'starknet:SN_SEPOLIA' },
                 { ...valid(holder.account, { chain_bound: false }), account: `starknet:SN_SEPOLIA:${holder.account}` }, BOTH, 'which is why it is not bound to one');
        file.add(`snip12-${name}`, request, strictly, BOTH, `${why}: strictly refused`);
    }
}

/** A preset that the document declares once more: starknet.js 6 and 7 sign it, 10.8 refuses. */
async function add_redeclared(file) {
    const holder = HOLDERS[0](signer('redeclared'));
    for (const [name, document, why] of redeclared()) {
        const hashes = [starknet_6, starknet_7].map(({ typedData: old }) => BigInt(old.getMessageHash(document, holder.account)));
        if (hashes[0] !== hashes[1] || hashes[0] !== message_hash(document, holder.account)) throw new Error(`hashes differ: ${name}`);
        const { r, s } = await new starknet_7.Signer(holder.who.secret).signMessage(document, holder.account);
        file.add(`snip12-${name}`, request_of(holder, document, [hex(r), hex(s)]), valid(holder.account), `${STARKNET_7} signs, ${STARKNET_6} hashes the same`, why);
    }
}
