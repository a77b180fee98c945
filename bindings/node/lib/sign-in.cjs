// SPDX-License-Identifier: Apache-2.0
'use strict';

const { register, release } = require('./asked.cjs');
const { argumentError } = require('./errors.cjs');
const { Host } = require('./host.cjs');
const { write } = require('./json.cjs');
const native = require('./native.cjs');
const { isObject, requestJson } = require('./request.cjs');
const { Resolver, nativeResolver } = require('./resolver.cjs');

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
const noBytes = () => { throw argumentError('config and context have no bytes'); };

/** Names of an object's own members, in the spelling of `rename`. */
function renamed(object, rename) {
    if (!isObject(object)) return object;
    return Object.fromEntries(Object.entries(object).map(([name, value]) => [rename(name), value]));
}

const contextJson = (context) => write(renamed(context, snake), 'context', noBytes);

/** An answer of the add-on. Only its own members are renamed: what is inside of them belongs to wallets and texts. */
function answerOf([text, http]) {
    const { id, ...answer } = JSON.parse(text);
    return { ...renamed(answer, camel), http };
}

function seconds(now) {
    if (!(now instanceof Date) || Number.isNaN(now.getTime())) throw argumentError('now: this is no Date');
    return Math.floor(now.getTime() / 1000);
}

function checkStore(store) {
    if (typeof store?.consume === 'function' && typeof store.generation === 'function') return;
    throw argumentError('store: it must have the functions consume and generation');
}

/** Stores of objects that nobody closed. */
const abandoned = new FinalizationRegistry(release);

class SignIn {
    #native;
    #store;
    #underWay = 0;
    #isClosed = false;

    constructor(host, config, { keys, store, storeTimeoutMs = 5000, onError } = {}) {
        if (store !== undefined) checkStore(store);
        this.#store = store === undefined ? undefined : register(store, onError);
        try {
            this.#native = new native.SignIn(Host.nativeOf(host), write(renamed(config, snake), 'config', noBytes), keys,
                                             this.#store, storeTimeoutMs);
        } catch (error) {
            release(this.#store);
            throw error;
        }
        if (store !== undefined) abandoned.register(this, this.#store);
    }

    /** Waits for an answer of the add-on, which may ask the store until then, also when this was closed. */
    async #answer(promise) {
        this.#underWay += 1;
        try {
            return answerOf(await promise);
        } finally {
            this.#underWay -= 1;
            this.#releaseStore();
        }
    }

    #releaseStore() {
        if (this.#isClosed && this.#underWay === 0) release(this.#store);
    }

    async challenge(request, context = {}, now = new Date()) {
        return this.#answer(this.#native.challenge(requestJson(request), contextJson(context), seconds(now)));
    }

    async signIn(request, context = {}, now = new Date(), { source, timeoutMs = 5000, onError } = {}) {
        const texts = [requestJson(request), contextJson(context), seconds(now)];
        if (source === undefined) return this.#answer(this.#native.accept(...texts));
        if (source instanceof Resolver) {
            return this.#answer(this.#native.accept(...texts, nativeResolver(source), timeoutMs));
        }
        const number = register(source, onError);
        try {
            return await this.#answer(this.#native.accept(...texts, number, timeoutMs));
        } finally {
            release(number);
        }
    }

    close() {
        this.#native.close();
        this.#isClosed = true;
        this.#releaseStore();
    }

    [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
        this.close();
    }
}

const openSignIn = (host, config, options) => new SignIn(host, config, options);

module.exports = { SignIn, openSignIn };
