// SPDX-License-Identifier: Apache-2.0
// Builds build/walletauth.node: the C++ of src/ with the compiler of this machine, over the installed libwalletauth.
// Nothing is downloaded: the headers of Node-API come from the package node-api-headers. One binary serves Node 20 and
// all that come later. `npm install` runs this; `npm rebuild walletauth` runs it again.
//
// CXX names another compiler. PKG_CONFIG_PATH leads to a walletauth that is not where the system looks.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const here = fileURLToPath(new URL('.', import.meta.url));
const build = join(here, 'build');
const compiler = process.env.CXX ?? 'g++';

function fail(message) {
    console.error(`walletauth: ${message}`);
    process.exit(1);
}

function pkgConfig(option) {
    try {
        return execFileSync('pkg-config', [option, 'libwalletauth'], { encoding: 'utf8', stdio: 'pipe' }).trim().split(/\s+/)
            .filter((word) => word !== '');
    } catch (error) {
        return fail(`pkg-config does not find libwalletauth: install libwalletauth-dev and pkg-config, or say by ` +
                  `PKG_CONFIG_PATH where libwalletauth.pc is. It said: ${error.stderr || error.message}`);
    }
}

function compile(args) {
    try {
        execFileSync(compiler, args, { encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
        fail(`${compiler} failed (GCC 12 or Clang 19 is needed; CXX names another one):\n${error.stderr || error.message}`);
    }
}

const sources = readdirSync(join(here, 'src')).filter((name) => name.endsWith('.cpp')).sort();
mkdirSync(build, { recursive: true });
// All in one: most of the time goes into reading Node's headers.
const whole = join(build, 'whole.cpp');
writeFileSync(whole, sources.map((name) => `#include "../src/${name}"\n`).join(''));
// Under its name only when it is whole: a process that has the old one open keeps it.
const made = join(build, 'walletauth.node.new');
compile(['-std=c++20', '-O2', '-fPIC', '-fvisibility=hidden', '-shared', '-pthread',
         '-DNAPI_VERSION=8', '-DNAPI_CPP_EXCEPTIONS', '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
         ...(process.env.WALLETAUTH_WARNINGS ? ['-Wall', '-Wextra', '-Werror', '-Wshadow'] : []),
         '-isystem', require('node-api-headers').include_dir, '-isystem', require('node-addon-api').include_dir,
         ...pkgConfig('--cflags'), whole, '-o', made, ...pkgConfig('--libs'), '-ldl']);
renameSync(made, join(build, 'walletauth.node'));
