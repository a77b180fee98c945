// SPDX-License-Identifier: Apache-2.0
'use strict';

const { argumentError } = require('./errors.cjs');
const evidence = require('./evidence.cjs');
const native = require('./native.cjs');
const { pathOf } = require('./path.cjs');
const { Resolver, nativeResolver } = require('./resolver.cjs');
const { hasTexts, isFlat, paramsJson, requestJson, serviceJson } = require('./request.cjs');
const { flatVerdictOf, textSize, verdictOf } = require('./verdict.cjs');

const scratch = Buffer.alloc(textSize); // of calls that do not wait: nothing runs between writing and reading it

function checkText(value, name) {
    if (typeof value !== 'string') throw argumentError(`${name}: it must be a string, and is ${typeof value}`);
}

/** Both texts of the wire format; a service's part may be absent. */
function checkTexts(request, service) {
    checkText(request, 'request');
    if (service !== undefined) checkText(service, 'service');
}

class Host {
    #native;

    constructor(how, argument) {
        this.#native = new native.Host(how, argument);
    }

    static nativeOf(host) {
        if (typeof host !== 'object' || host === null || !(#native in host)) {
            throw argumentError('host: this is none: open one with openInstalled, openManifest or openDirectory');
        }
        return host.#native;
    }

    verifySync(request, service) {
        const serviceText = serviceJson(service);
        if (!isFlat(request)) return verdictOf(this.#native.verifyJsonNow(requestJson(request), serviceText));
        const { chain, scheme, account, publicKey, message, signature, params } = request;
        const ofTexts = hasTexts(request);
        this.#native.verifyFlatNow(chain, scheme, account, publicKey, message, signature, paramsJson(params), serviceText,
                                   ofTexts, scratch);
        const verdict = flatVerdictOf(scratch, ofTexts);
        if (verdict !== undefined) return verdict;
        return verdictOf(this.#native.verifyJsonNow(requestJson(request), serviceText));
    }

    async verify(request, service) {
        const serviceText = serviceJson(service);
        if (!isFlat(request)) return verdictOf(await this.#native.verifyJson(requestJson(request), serviceText));
        const ofTexts = hasTexts(request);
        const json = service?.accept === undefined ? undefined : requestJson(request); // before it may change
        const { chain, scheme, account, publicKey, message, signature, params } = request;
        const written = await this.#native.verifyFlat(chain, scheme, account, publicKey, message, signature,
                                                      paramsJson(params), serviceText, ofTexts);
        const verdict = flatVerdictOf(written, ofTexts);
        if (verdict !== undefined) return verdict;
        return verdictOf(await this.#native.verifyJson(json ?? requestJson(request), serviceText));
    }

    async verifyWithEvidence(request, source, service, options) {
        if (!(source instanceof Resolver)) {
            return evidence.verifyWithEvidence(this.#native, request, source, service, options);
        }
        return verdictOf(await nativeResolver(source).verify(this.#native, requestJson(request), serviceJson(service),
                                                             options?.timeoutMs ?? 0));
    }

    async verifyJSON(request, service) {
        checkTexts(request, service);
        return this.#native.verifyJson(request, service);
    }

    verifyJSONSync(request, service) {
        checkTexts(request, service);
        return this.#native.verifyJsonNow(request, service);
    }

    account(request) {
        return verdictOf(this.#native.account(requestJson(request)));
    }

    identify(chain, scheme, compactId) {
        checkText(chain, 'chain');
        checkText(scheme, 'scheme');
        if (!(compactId instanceof Uint8Array)) throw argumentError('compactId: it must be a Uint8Array');
        return this.#native.identify(chain, scheme, compactId);
    }

    describe() {
        return JSON.parse(this.#native.describe());
    }

    share() {
        return this.#native.share();
    }

    close() {
        this.#native.close();
    }

    [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
        this.close();
    }
}

const openInstalled = () => new Host('installed');
const openManifest = (path) => new Host('manifest', pathOf(path));
const openDirectory = (path) => new Host('directory', pathOf(path));
const openShared = (id) => new Host('shared', id);

module.exports = { Host, openDirectory, openInstalled, openManifest, openShared };
