// SPDX-License-Identifier: Apache-2.0
'use strict';

const native = require('./native.cjs');
const { pathOf } = require('./path.cjs');

class Resolver {
    #native;

    constructor(made) {
        this.#native = made;
    }

    static nativeOf(resolver) {
        return resolver.#native;
    }

    client(name) {
        return new Resolver(new native.Resolver(this.#native, name));
    }

    reload() {
        this.#native.reload();
    }

    metrics() {
        return this.#native.metrics();
    }

    close() {
        this.#native.close();
    }

    [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
        this.close();
    }
}

const openResolver = (path) => new Resolver(new native.Resolver(pathOf(path)));

module.exports = { Resolver, nativeResolver: Resolver.nativeOf, openResolver };
