// SPDX-License-Identifier: Apache-2.0
// A sign-in of a chain for tests/signin: the nonce is made here a second time, with @noble/hashes, and the wallet's
// library signs. Nothing reads a clock or a random source: two runs give the same bytes.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { blake2b } from '@noble/hashes/blake2';

/** What the service of the tests is; tests/signin/chains_test.cpp has the same. */
export const SERVICE = {
    key_id: 3, key: '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', generation: 'test',
    issuer: 'https://login.example', domain: 'app.example', client: 'app', lifetime: 600,
    now: 1768478400, random: 0x1a5a5a5a5a5an, // 2026-01-15T12:00:00Z; of bytes 0x5a, the last 46 bits
};
export const ISSUED_AT = '2026-01-15T12:00:00Z';
export const EXPIRATION_TIME = '2026-01-15T12:10:00Z';
const EPOCH = 1735689600; // 2025-01-01T00:00:00Z

const number = (value) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(value));
    return bytes;
};
const text = (value) => Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(value)]);
const field = (value) => (value === undefined ? Buffer.from([0]) : Buffer.concat([Buffer.from([1]), text(value)]));

/** Base32 of RFC 4648 in lower case, of bytes whose number is a multiple of 5. */
const base32 = (bytes) => [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('').match(/.{5}/g)
    .map((bits) => 'abcdefghijklmnopqrstuvwxyz234567'[parseInt(bits, 2)]).join('');

/** signin/include/walletauth/signin/nonce.hpp */
export function nonce({ chain, scheme, form, account, uri, statement, request_id, resources }) {
    const bits = BigInt(SERVICE.key_id) << 76n | BigInt(SERVICE.now - EPOCH) << 46n | SERVICE.random;
    const head = Buffer.from(bits.toString(16).padStart(20, '0'), 'hex');
    const { generation, issuer, domain, client, lifetime } = SERVICE;
    const data = Buffer.concat([
        Buffer.from([1]), head,
        ...[generation, issuer, domain, form, scheme, chain, client, uri, statement, request_id, account, undefined].map(field),
        resources === undefined ? Buffer.from([0])
            : Buffer.concat([Buffer.from([1]), number(resources.length), ...resources.map(text)]),
        number(lifetime),
    ]);
    const mac = blake2b(data, { key: Buffer.from(SERVICE.key, 'hex'), dkLen: 32 }).slice(0, 10);
    return base32(Buffer.concat([head, Buffer.from(mac)]));
}

/** One case: what is asked for, the text as a library writes it, and what the user adds to it. */
export async function case_of(source, challenge, signed, sign) {
    const { chain, scheme, form, account } = challenge;
    const added = await sign(signed);
    const params = { ...signed.params, ...added.params };
    return { id: form, source, challenge,
             request: { chain, scheme, form, account, message: signed.message, ...added,
                        ...(Object.keys(params).length === 0 ? {} : { params }) } };
}

/**
 * Writes ../tests/sign_in.json, or with --check compares it. A case is {id, source, challenge, request}: what is asked
 * for, and the signed request that must sign in; its `message` and `params` must be those of the challenge.
 */
export function write_cases(script, cases) {
    const file = fileURLToPath(new URL('../tests/sign_in.json', script));
    const made = `[\n${cases.map((one) => '  ' + JSON.stringify(one)).join(',\n')}\n]\n`;
    if (process.argv[2] === '--check') {
        if (readFileSync(file, 'utf8') === made) return;
        console.error(`${file}: differs`);
        process.exit(1);
    }
    writeFileSync(file, made);
}
