// SPDX-License-Identifier: Apache-2.0
// The scripts of one name in all chains' folders: a new chain is found, no list is kept.

import { existsSync, readdirSync } from 'node:fs';

const PLUGINS = new URL('../../plugins/', import.meta.url);

/** What plugins/<chain>/interop/<name> exports, for every chain that has it; throws where one of `exported` is missing. */
export async function chain_modules(name, exported) {
    const found = [];
    for (const chain of readdirSync(PLUGINS).sort()) {
        const url = new URL(`${chain}/interop/${name}`, PLUGINS);
        if (!existsSync(url)) continue;
        const module = await import(url);
        const missing = exported.filter((member) => module[member] === undefined);
        if (missing.length > 0) throw new Error(`plugins/${chain}/interop/${name} does not export ${missing.join(', ')}`);
        found.push({ chain, ...module });
    }
    if (found.length === 0) throw new Error(`no chain has interop/${name}`);
    return found;
}
