// SPDX-License-Identifier: Apache-2.0
// Stores and evidence sources that threads of the add-on ask.
'use strict';

const { WalletauthError, namesOf } = require('./errors.cjs');
const { write } = require('./json.cjs');
const native = require('./native.cjs');
const { Query } = require('./verdict.cjs');

const targets = new Map(); // number -> {object, onError}
let last = 0;

function register(object, onError) {
    last += 1;
    targets.set(last, { object, onError });
    return last;
}

function release(number) {
    targets.delete(number);
}

function text(value, what) {
    if (typeof value === 'string' && value !== '') return value;
    throw new TypeError(`${what} is not a text that has something in it`);
}

/** `r` and the text of a result, or `e` and that of an error, for each query. */
function answerTexts(answers, queries) {
    if (!Array.isArray(answers) || answers.length !== queries.length) {
        throw new TypeError(`fetch must return an array of ${queries.length} answers, one for each query`);
    }
    const json = (value) => write(value, 'answer', () => { throw new TypeError('an answer of a node has no bytes'); });
    return answers.map((answer) => {
        if (answer?.result !== undefined) return `r${json(answer.result)}`;
        if (answer?.error !== undefined) return `e${json(answer.error)}`;
        throw new TypeError('an answer must have a result or an error');
    });
}

const kinds = {
    async consume(store, [key, ttl]) {
        const { outcome, generation } = await store.consume(key, Number(ttl));
        return [text(outcome, 'outcome'), text(generation, 'generation')];
    },
    async generation(store) {
        return [text(await store.generation(), 'generation')];
    },
    async pin(source, [chain]) {
        return [source.pin === undefined ? '' : await source.pin(chain) ?? ''];
    },
    async fetch(source, [chain, ...queries]) {
        return answerTexts(await source.fetch(chain, queries.map((query) => new Query(query))), queries);
    },
};

/** Called by the add-on: does it, and settles the call. */
async function asked(target, kind, texts, call) {
    const found = targets.get(target);
    try {
        native.settle(call, await kinds[kind](found.object, texts));
    } catch (error) {
        native.settle(call, undefined);
        found?.onError?.(error);
    }
}

native.setFunctions((status, detail) => {
    const [name, reason] = namesOf(status);
    return new WalletauthError(name, reason, detail);
}, asked);

module.exports = { answerTexts, register, release };
