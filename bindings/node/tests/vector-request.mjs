// SPDX-License-Identifier: Apache-2.0
// A vector of the repository as a request of this package's own types. Source texts stay: duplicate members and the
// spelling of numbers may decide the answer.

import { createRequire } from 'node:module';
import { rawJson } from 'walletauth';

const { parts } = createRequire(import.meta.url)('../lib/json.cjs');

/** Name -> text of an object's members. */
export function members(text) {
    const found = parts(text);
    return Object.fromEntries(found.filter((_, i) => i % 2 === 0).map((name, i) => [JSON.parse(name), found[2 * i + 1]]));
}

/** The vectors of a file: each {id, request, service, expect}, the last three as texts. */
export function vectorsOf(text) {
    return parts(members(text).vectors).map((vector) => {
        const { id, request, service, expect } = members(vector);
        return { id: JSON.parse(id), request, service, expect: JSON.parse(expect) };
    });
}

/** Bytes where a text is hex or base64 as it should be; else the object as it is, which the library refuses. */
function bytesOf(text) {
    const value = JSON.parse(text);
    for (const encoding of ['hex', 'base64']) {
        const given = value?.[encoding];
        if (typeof given !== 'string') continue;
        const bytes = Buffer.from(given.replace(encoding === 'hex' ? /^0x/ : /^$/, ''), encoding);
        if (bytes.toString(encoding) === given.replace(/^0x/, '').toLowerCase() || bytes.toString(encoding) === given) return bytes;
    }
    return rawJson(text);
}

const plain = (text) => (text.startsWith('"') ? JSON.parse(text) : rawJson(text));

function messageOf(text) {
    const { json, ...rest } = members(text);
    if (json !== undefined && Object.keys(rest).length === 0) return { json: rawJson(json) };
    const value = JSON.parse(text);
    return Object.keys(value).length === 1 && typeof value.text === 'string' ? value.text : bytesOf(text);
}

function paramsOf(text) {
    if (!text.startsWith('{')) return rawJson(text);
    return Object.fromEntries(Object.entries(members(text))
        .map(([name, value]) => [name, value.startsWith('{') ? bytesOf(value) : plain(value)]));
}

const notation = (text) => (text.startsWith('"') ? JSON.parse(text) : text.startsWith('{"hex"') ? bytesOf(text) : rawJson(text));

const readers = { message: messageOf, public_key: notation, signature: notation, params: paramsOf };

export function requestOf(text) {
    return Object.fromEntries(Object.entries(members(text)).map(([name, value]) =>
        [name === 'public_key' ? 'publicKey' : name, (readers[name] ?? plain)(value)]));
}

function evidenceOf(text) {
    return parts(text).map((item) => Object.fromEntries(Object.entries(members(item)).map(([name, value]) => [name, rawJson(value)])));
}

export function serviceOf(text) {
    if (text === undefined) return undefined;
    const readService = { params: paramsOf, evidence: evidenceOf };
    return Object.fromEntries(Object.entries(members(text)).map(([name, value]) => [name, (readService[name] ?? ((one) => JSON.parse(one)))(value)]));
}
