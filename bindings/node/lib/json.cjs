// SPDX-License-Identifier: Apache-2.0
// JSON that keeps what JSON.stringify and JSON.parse lose: integers beyond 2^53, bytes, and the very text that a wallet
// signed or a node sent.
'use strict';

const { argumentError } = require('./errors.cjs');

/** The text of one JSON value, which is written as it stands. */
class RawJson {
    constructor(text) {
        try {
            JSON.parse(text);
        } catch (error) {
            throw argumentError(`rawJson: this is not one JSON value: ${error.message}`, { cause: error });
        }
        this.text = String(text);
    }

    toJSON() {
        return JSON.parse(this.text);
    }
}

// What is beyond the library's own limits is not written, and refused there: 64 levels, 65,536 values. So an object that
// contains itself comes to an end, too.
const levels = 70;
const mostValues = 66_000;

/** Writes one value; `bytes` says how bytes are written. */
function write(value, where, bytes) {
    let values = 0;
    const writeValue = (one, level) => {
        values += 1;
        if (level > levels || values > mostValues) return 'null';
        switch (typeof one) {
        case 'string': return JSON.stringify(one);
        case 'boolean': return one ? 'true' : 'false';
        case 'bigint': return one.toString();
        case 'number':
            if (Number.isFinite(one)) return JSON.stringify(one);
            throw argumentError(`${where} has ${one}, which JSON does not know`);
        case 'object': return one === null ? 'null' : writeObject(one, level);
        default: throw argumentError(`${where} has a ${typeof one}, which JSON does not know`);
        }
    };
    const writeObject = (one, level) => {
        if (one instanceof RawJson) return one.text;
        if (one instanceof Uint8Array) return bytes(one);
        if (Array.isArray(one)) return `[${one.map((element) => writeValue(element, level + 1)).join()}]`;
        if (typeof one.toJSON === 'function') return writeValue(one.toJSON(), level + 1);
        const members = [];
        for (const name of Object.keys(one)) {
            if (one[name] !== undefined) members.push(`${JSON.stringify(name)}:${writeValue(one[name], level + 1)}`);
        }
        return `{${members.join()}}`;
    };
    return writeValue(value, 1);
}

/** The index behind the value that begins at `at`, of a text that is JSON. */
function endOf(text, at) {
    let depth = 0;
    for (let i = at; i < text.length; i += 1) {
        const character = text[i];
        if (character === '"') {
            for (i += 1; text[i] !== '"'; i += 1) if (text[i] === '\\') i += 1;
        } else if (character === '{' || character === '[') {
            depth += 1;
        } else if (character === '}' || character === ']') {
            if (depth === 0) return i;
            depth -= 1;
        } else if (depth === 0 && (character === ',' || character === ':')) {
            return i;
        }
    }
    return text.length;
}

/** The texts of an array's elements, or of an object's names and values in turns. */
function parts(text) {
    const inside = text.trim().slice(1, -1);
    const found = [];
    for (let at = 0; at < inside.length;) {
        const end = endOf(inside, at);
        found.push(inside.slice(at, end).trim());
        at = end + 1;
    }
    return found.length === 1 && found[0] === '' ? [] : found;
}

/** The text of an object's member; nothing where there is none. */
function member(text, name) {
    const found = parts(text);
    const at = found.findIndex((part, i) => i % 2 === 0 && JSON.parse(part) === name);
    return at === -1 ? undefined : found[at + 1];
}

module.exports = { RawJson, write, parts, member };
