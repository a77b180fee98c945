// SPDX-License-Identifier: Apache-2.0
// What the vectors call a library: its name, and the version that a package.json pins.

import { readFileSync } from 'node:fs';

/** Names the libraries of the folder that `script` is in: `named_by(import.meta.url)('ethers')`. */
export function named_by(script) {
    const { name: folder, dependencies, optionalDependencies } = JSON.parse(readFileSync(new URL('package.json', script), 'utf8'));
    const pinned = { ...dependencies, ...optionalDependencies };
    return (name) => {
        if (!Object.hasOwn(pinned, name)) throw new Error(`the package.json of ${folder} has no ${name}`);
        return `${name}@${pinned[name]}`;
    };
}
