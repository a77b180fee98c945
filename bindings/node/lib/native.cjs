// SPDX-License-Identifier: Apache-2.0
// The add-on, and what it calls in JavaScript.
'use strict';

const { join } = require('node:path');

function load() {
    try {
        return require(join(__dirname, '..', 'build', 'walletauth.node'));
    } catch (error) {
        const how = error.code === 'MODULE_NOT_FOUND'
            ? `it was not built, maybe because npm runs no scripts of packages: run \`node ${join(__dirname, '..', 'build.mjs')}\``
            : 'install libwalletauth0, or say by LD_LIBRARY_PATH where libwalletauth.so.0 is';
        throw new Error(`walletauth: the add-on can't be loaded: ${error.message}: ${how}`, { cause: error });
    }
}

module.exports = load();
