// SPDX-License-Identifier: Apache-2.0
'use strict';

const { argumentError } = require('./errors.cjs');

/** A path as the library takes it. */
function pathOf(path) {
    if (typeof path !== 'string' || !path.isWellFormed()) throw argumentError('path: it must be a string of whole characters');
    if (path.includes('\0')) throw argumentError(`path: it has a NUL, which no name of a file has: ${JSON.stringify(path)}`);
    return path;
}

module.exports = { pathOf };
