// SPDX-License-Identifier: Apache-2.0
// What the tests share: the installation, and a signature that a wallet's library made.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { WalletauthError } from 'walletauth';

export const prefix = process.env.WALLETAUTH_PREFIX;
assert(prefix, 'WALLETAUTH_PREFIX must say where walletauth is installed');

/** Of the documentation of web3.js: eth.accounts.sign("Some data"). */
export const signature =
    '0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c';
export const request = Object.freeze({
    chain: 'eip155:1', scheme: 'eip191', account: '0x2c7536E3605D9C16a7a3D7b1898e529396a65c23', message: 'Some data', signature,
});
/** The same as bytes, which go the flat way. */
export const bytes = Object.freeze({ ...request, signature: Buffer.from(signature.slice(2), 'hex') });

/** That `call` throws or rejects with a WalletauthError of that reason, whose detail matches. */
export async function refused(call, reason, detail) {
    await assert.rejects(async () => call(), (error) => {
        assert(error instanceof WalletauthError, error);
        assert.deepEqual([error.status, error.reason], ['error', reason]);
        assert.match(error.detail, detail);
        return true;
    });
}

/** Adds to the report of this binding, if one is wanted. */
export function report(more) {
    const folder = process.env.WALLETAUTH_REPORT_DIR;
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'node.json');
    const old = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    const misuse = [...(old.misuse ?? []), ...(more.misuse ?? [])];
    writeFileSync(file, JSON.stringify({ binding: 'node', language: `node${process.versions.node}`, ...old, ...more, misuse }));
}
