// SPDX-License-Identifier: Apache-2.0
'use strict';

const native = require('./native.cjs');

/** status number of the C API -> [status, reason] */
const names = new Map(native.statusNames().map(([status, name, reason]) => [status, [name, reason]]));

function namesOf(status) {
    return names.get(status) ?? names.get(status & ~0xff) ?? ['error', 'internal'];
}

class WalletauthError extends Error {
    constructor(status, reason, detail, options) {
        super(`${status}${reason === '' ? '' : ` (${reason})`}: ${detail}`, options);
        this.name = 'WalletauthError';
        this.status = status;
        this.reason = reason;
        this.detail = detail;
    }
}

const argumentError = (detail, options) => new WalletauthError('error', 'argument', detail, options);

module.exports = { WalletauthError, argumentError, namesOf };
