// SPDX-License-Identifier: Apache-2.0
// A request as the C API wants it: in parts, if key and signature are both bytes or both strings; else as JSON. Members that nobody knows are passed on, so that the library refuses them.
'use strict';

const { RawJson, write } = require('./json.cjs');

// Larger ones are refused by the library, which says so; only enough of them is written to be too large.
const mostBytes = 4 * 1024 * 1024 + 3;
const buffer = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, mostBytes));
const base64 = (bytes) => `{"base64":"${buffer(bytes).toString('base64')}"}`;
const hex = (bytes) => `{"hex":"${buffer(bytes).toString('hex')}"}`;

const wireNames = { publicKey: 'public_key', requestId: 'request_id', retryTicket: 'retry_ticket' };
const writers = {
    message: (value) => (typeof value === 'string' ? `{"text":${JSON.stringify(value)}}` : write(value, 'message', base64)),
    publicKey: (value) => write(value, 'publicKey', hex),
    signature: (value) => write(value, 'signature', hex),
};

function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RawJson);
}

/** The text of a request of the wire format. */
function requestJson(request) {
    if (!isObject(request)) return write(request, 'request', base64);
    const members = [];
    for (const name of Object.keys(request)) {
        const value = request[name];
        if (value === undefined) continue;
        const writer = Object.hasOwn(writers, name) ? writers[name] : undefined;
        const text = writer === undefined ? write(value, name, base64) : writer(value);
        members.push(`${JSON.stringify(Object.hasOwn(wireNames, name) ? wireNames[name] : name)}:${text}`);
    }
    return `{${members.join()}}`;
}

/** The text of the service's part; nothing if there is none. */
function serviceJson(service) {
    return service === undefined ? undefined : write(service, 'service', base64);
}

const isText = (value) => typeof value === 'string' && value !== '' && value.isWellFormed();
const isBytesOrText = (value) => (value instanceof Uint8Array ? value.length !== 0 : isText(value));
const flatMembers = {
    chain: isText,
    scheme: isText,
    account: isText,
    publicKey: isBytesOrText,
    message: (value) => value instanceof Uint8Array || (typeof value === 'string' && value.isWellFormed()),
    signature: isBytesOrText,
    params: isObject,
};

/** Whether it can be given in parts: to wa_verify_flat if `hasTexts` is false, to wa_verify_text if it is true. */
function isFlat(request) {
    if (!isObject(request) || request.signature === undefined || request.message === undefined) return false;
    if (request.publicKey !== undefined && typeof request.publicKey !== typeof request.signature) return false;
    for (const name of Object.keys(request)) {
        if (request[name] === undefined) continue;
        if (!Object.hasOwn(flatMembers, name) || !flatMembers[name](request[name])) return false;
    }
    return true;
}

/** Of a flat one: whether key and signature are notations of the chain. */
const hasTexts = (request) => typeof request.signature === 'string';

function paramsJson(params) {
    return params === undefined ? undefined : write(params, 'params', base64);
}

module.exports = { hasTexts, isFlat, isObject, paramsJson, requestJson, serviceJson };
