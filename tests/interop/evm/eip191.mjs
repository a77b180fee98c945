// eip191: personal_sign.

import { concat, getBytes, hashMessage, keccak256, SigningKey, toUtf8Bytes, verifyMessage,
         ZeroAddress } from 'ethers';
import { base_times, HALF_N, hex32, inverse, key, address_of, lift, mod, N, number, P, parts,
         recover, sig64, sig65 } from './curve.mjs';
import { judge, malformed, rejected, unsupported, valid } from './judge.mjs';
import { personal_sign } from './libraries.mjs';
import { ETHERS, METAMASK, NOBLE, rotation, VectorFile, VIEM } from '../writer.mjs';

export const SIWE_TEXT = `service.example wants you to sign in with your Ethereum account:
${address_of(key('eip191'))}

I accept the Terms of Service: https://service.example/tos

URI: https://service.example/login
Version: 1
Chain ID: 1
Nonce: 32891756
Issued At: 2021-09-30T16:25:24Z
Resources:
- ipfs://bafybeiemxf5abjwjbikoz4mc3a3dla6ual3jsgpdr4cjr3oz3evfyavhwq/
- https://example.com/my-web2-claim.json`;

const text = (value) => ({ message: { text: value }, bytes: toUtf8Bytes(value) });
const bytes = (hex, form = 'hex') => ({
    message: form === 'hex' ? { hex }
                            : { base64: Buffer.from(hex, 'hex').toString('base64') },
    bytes: getBytes('0x' + hex),
});

/** Name, message in the wire's form and as bytes, why it is here. */
export const MESSAGES = [
    ['empty', text(''), 'no message: the prefix ends in 0'],
    ['ascii', text('Hello, walletauth!'), 'plain ASCII'],
    ['space', text(' '), 'one space is not trimmed'],
    ['lf', text('line one\nline two\n'), 'LF stays LF'],
    ['crlf', text('line one\r\nline two\r\n'), 'CRLF stays CRLF'],
    ['nul', text('a\u0000b'), 'NUL does not end the message'],
    ['nul-only', text('\u0000'), 'one NUL byte'],
    ['tab-and-controls', text('\t\u0001\u001f\u007f'), 'control characters'],
    ['two-byte-utf8', text('Gr\u00fc\u00dfe \u00e9'), 'length in bytes, not characters'],
    ['three-byte-utf8', text('\u4f60\u597d\uff0c\u4e16\u754c'), 'length in bytes, not characters'],
    ['emoji', text('\u{1f511}\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'), 'surrogate pairs in JSON, 4-byte UTF-8'],
    ['nfc', text('caf\u00e9'), 'composed form: nothing normalises'],
    ['nfd', text('cafe\u0301'), 'decomposed form: nothing normalises'],
    ['bom', text('\ufeffHello'), 'a byte order mark is part of the message'],
    ['rtl', text('\u05e9\u05dc\u05d5\u05dd \u202eabc'), 'right-to-left text and override'],
    ['noncharacter', text('\uffff'), 'U+FFFF is valid UTF-8'],
    ['json-like', text('{"a": "\\u0041", "b": [1, 2]}'), 'text that looks like JSON stays text'],
    ['hex-like', text('0xdeadbeef'), 'ten characters, not four bytes'],
    ['hex-like-32', text('0x' + 'ab'.repeat(32)), '66 characters, not a digest'],
    ['digits', text('42'), 'a message that could be read into the length'],
    ['siwe', text(SIWE_TEXT), 'a Sign-In with Ethereum text (ERC-4361)'],
    ['bytes-hex', bytes('deadbeef'), 'four raw bytes'],
    ['bytes-base64', bytes('00ff10807f', 'base64'), 'raw bytes that are no UTF-8'],
    ['bytes-32', bytes('00'.repeat(32)), 'a 32-byte message is a message, not a digest'],
    ['bytes-all-values', bytes(Buffer.from(Array.from({ length: 256 }, (_, i) => i))
        .toString('hex'), 'base64'), 'every byte value'],
    ...[9, 10, 99, 100, 200, 999, 1000, 1025].map((n) => [
        `length-${n}`, text('walletauth'.repeat(Math.ceil(n / 10)).slice(0, n)),
        `${n} bytes: the decimal length has ${String(n).length} digits`]),
    ['length-utf8-100', text('\u00e9'.repeat(50)), '50 characters, 100 bytes'],
];

const flip = (signature, index, mask) => {
    const b = getBytes(signature);
    b[index] ^= mask;
    return '0x' + Buffer.from(b).toString('hex');
};

/** What each positive vector is bent into: name, changed request members, why. */
export const BREED = [
    ['flip-r', (q) => ({ signature: flip(q.signature, 31, 1) }), 'one bit of r flipped'],
    ['flip-s', (q) => ({ signature: flip(q.signature, 63, 1) }), 'one bit of s flipped'],
    ['flip-v', (q) => ({ signature: q.signature.slice(0, -2) +
        (q.signature.endsWith('1b') ? '1c' : '1b') }), 'the other parity'],
    ['flip-v-range', (q) => ({ signature: flip(q.signature, 64, 0x80) }), 'top bit of v flipped'],
    ['truncated', (q) => ({ signature: q.signature.slice(0, -4) }), 'the last two bytes cut off'],
    ['extended', (q) => ({ signature: q.signature + '00' }), 'one byte more'],
    ['other-account', () => ({ account: address_of(key('someone else')) }), 'signed by another'],
    ['other-message', (q) => ({ message: { text: 'not ' + (q.message.text ?? 'bytes') } }),
     'another message'],
    ['other-namespace', () => ({ chain: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp' }),
     'the scheme is not of this chain'],
    ['other-scheme', () => ({ scheme: 'eip712' }), 'typed data is a JSON object with types'],
];

/** The expectation for a bred request, by the rules and not by hand. */
export function bred_expectation(request, changed, digest) {
    // Whether some other plugin serves that namespace is not this file's business: any reason.
    if (changed.chain && !changed.chain.startsWith('eip155:')) return { status: 'unsupported' };
    if (changed.scheme === 'eip712') return malformed('message');
    if (changed.message) digest = hashMessage(toUtf8Bytes(changed.message.text));
    return judge({ ...request, ...changed, digest, claim: changed.account ?? request.account });
}

const ALL = `${ETHERS}, ${VIEM} and ${METAMASK}: same signature, same recovered account`;

export async function eip191_vectors() {
    const file = new VectorFile('eip191.json',
        'EIP-191 personal_sign (version 0x45) of externally owned accounts: what wallets sign, ' +
        'and what must be refused. An expectation without a reason accepts any reason.');
    const secret = key('eip191');
    const account = address_of(secret);
    const base = { chain: 'eip155:1', scheme: 'eip191', account };

    /** Adds a vector whose hand-written expectation must be what the rules say. */
    const add = (id, request, digest, expect, source, why) => {
        const q = { ...base, ...request };
        const judged = judge({ ...q, digest, claim: q.account });
        if (JSON.stringify(judged) !== JSON.stringify(expect)) {
            throw new Error(`${id}: ${JSON.stringify(expect)} but ${JSON.stringify(judged)}`);
        }
        file.add(`eip191-${id}`, q, expect, source, why);
    };

    // What wallets sign, each message with its negatives.
    const next = rotation(BREED, 2);
    for (const [name, { message, bytes: raw }, why] of MESSAGES) {
        const signed = await personal_sign(secret, raw);
        const request = { message, signature: signed.signature };
        add(name, request, signed.digest, valid(account), ALL, why);
        const kinds = name === 'ascii' ? BREED : next();
        for (const [kind, bend, reason] of kinds) {
            const whole = { ...base, ...request };
            const changed = bend(whole);
            file.add(`eip191-${name}-${kind}`, { ...whole, ...changed },
                     bred_expectation(whole, changed, signed.digest),
                     `derived from eip191-${name}`, reason);
        }
    }

    await published(add);
    await chains(add, secret);
    const hello = await personal_sign(secret, toUtf8Bytes('Hello, walletauth!'));
    const odd = await odd_parity(secret);
    for (const [parity, { message, digest, signature }] of [[0, pick(hello, odd, 0)],
                                                           [1, pick(hello, odd, 1)]]) {
        forms(add, `p${parity}`, { message, digest, signature, parity });
    }
    ranges(add);
    edges(add);
    texts(file, add, hello, base);
    prefixes(add, secret, account);
    precedence(file, hello, base);
    return file;
}

const HELLO = { text: 'Hello, walletauth!' };

const parity_of = (signature) => parts(signature).v - 27;

/** A message whose signature has the parity that HELLO's has not. */
async function odd_parity(secret) {
    const hello = await personal_sign(secret, toUtf8Bytes(HELLO.text));
    for (let i = 0; ; i++) {
        const message = { text: `Hello, walletauth! (${i})` };
        const signed = await personal_sign(secret, toUtf8Bytes(message.text));
        if (parity_of(signed.signature) !== parity_of(hello.signature)) {
            return { message, ...signed };
        }
    }
}

const pick = (hello, odd, parity) =>
    parity_of(hello.signature) === parity ? { message: HELLO, ...hello } : odd;

/** Published examples, which the libraries must reproduce from the published keys. */
async function published(add) {
    const k2098 = '0x' + '1234567890'.repeat(7).slice(0, 60) + '1234';
    const cases = [
        ['eip2098-spec-1', k2098, 'Hello World',
         '68a020a209d3d56c46f38cc50a33f704f4a9a10a59377f8dd762ac66910e9b90',
         '7e865ad05c4035ab5792787d4a0297a43617ae897930a6fe4d822b8faea52064', 27,
         'EIP-2098, first test case'],
        ['eip2098-spec-2', k2098, "It's a small(er) world",
         '9328da16089fcba9bececa81663203989f2df5fe1faa6291a45381c81bd17f76',
         '139c6d6b623b42da56557e5e734a43dc83345ddfadec52cbe24d0cc64f550793', 28,
         'EIP-2098, second test case'],
        ['web3js-some-data', '0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318',
         'Some data', 'b91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd',
         '6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a029', 28,
         'web3.js documentation, eth.accounts.sign'],
    ];
    for (const [id, secret, message, r, s, v, source] of cases) {
        const signed = await personal_sign(secret, toUtf8Bytes(message));
        const full = '0x' + r + s + v.toString(16);
        if (signed.signature !== full) throw new Error(`${id}: not as published`);
        const request = { account: signed.account, message: { text: message } };
        add(id, { ...request, signature: full }, signed.digest, valid(signed.account), source,
            'published signature, reproduced from the published key');
        const compact = '0x' + sig64(BigInt('0x' + r), BigInt('0x' + s), v - 27);
        add(`${id}-compact`, { ...request, signature: compact }, signed.digest,
            valid(signed.account), source, 'the same as 64 bytes');
    }
}

/** personal_sign names no chain. */
async function chains(add, secret) {
    const signed = await personal_sign(secret, toUtf8Bytes(HELLO.text));
    for (const reference of ['10', '137', '11155111', '9'.repeat(32)]) {
        add(`chain-${reference}`, { chain: `eip155:${reference}`, message: HELLO,
                                    signature: signed.signature },
            signed.digest, valid(signed.account), ALL,
            'nothing in the signed bytes names a chain: good under every eip155 reference');
    }
}

/** v and the two lengths, for a signature of each parity. */
function forms(add, name, { message, digest, signature, parity }) {
    const { r, s } = parts(signature);
    const account = recover(digest, r, s, parity);
    const derived = `derived from the ${ETHERS} signature`;
    const request = (hex) => ({ message, signature: '0x' + hex });
    const good = valid(account);

    add(`form-${name}-v-27-28`, request(sig65(r, s, 27 + parity)), digest, good, ALL,
        `v ${27 + parity}`);
    add(`form-${name}-v-0-1`, request(sig65(r, s, parity)), digest, good, derived, `v ${parity}`);
    add(`form-${name}-compact`, request(sig64(r, s, parity)), digest, good,
        `${ETHERS} Signature.compactSerialized`, 'EIP-2098');
    add(`form-${name}-compact-other-parity`, request(sig64(r, s, 1 - parity)), digest,
        rejected('signer'), derived, 'EIP-2098 with the parity bit flipped');
    add(`form-${name}-v-other-0-1`, request(sig65(r, s, 1 - parity)), digest, rejected('signer'),
        derived, 'the other parity');
    add(`form-${name}-v-cut-off`, request(hex32(r) + hex32(s)), digest,
        parity === 0 ? good : rejected('signer'), derived,
        'r and s without v are an EIP-2098 signature of parity 0');
    for (const v of [2, 3, 4, 26, 29, 30, 31, 32, 35, 36, 37, 38, 0x80 | parity, 0x9b, 0xff]) {
        add(`form-${name}-v-${v}`, request(sig65(r, s, v)), digest, rejected('signature'), derived,
            v >= 35 && v <= 38 ? `v ${v} is of EIP-155 transactions; ${ETHERS} alone takes it`
                               : `v ${v} is no recovery id of a message signature`);
    }
    const high = sig65(r, N - s, 28 - parity);
    add(`form-${name}-high-s`, request(high), digest, rejected('signature'), derived,
        'the other s of the same signature: refused by default');
    add(`form-${name}-high-s-compat`, { ...request(high), compat: true }, digest, good, derived,
        `compat accepts high s, as ${VIEM} and ${METAMASK} do`);
    add(`form-${name}-high-s-same-v-compat`,
        { ...request(sig65(r, N - s, 27 + parity)), compat: true }, digest, rejected('signer'),
        derived, 'high s without the parity flipped recovers another account');
    add(`form-${name}-compat-low-s`, { ...request(sig65(r, s, 27 + parity)), compat: true },
        digest, good, derived, 'compat takes away nothing');
    add(`form-${name}-v-2-compat`, { ...request(sig65(r, s, 2 + parity)), compat: true }, digest,
        rejected('signature'), derived, 'compat adds nothing but high s');
    for (const [what, hex] of [
        ['63-bytes', hex32(r) + hex32(s).slice(0, 62)],
        ['66-bytes', sig65(r, s, 27 + parity) + '00'],
        ['leading-zero-byte', '00' + sig65(r, s, 27 + parity)],
        ['der', der(r, s)], ['twice', sig65(r, s, 27 + parity).repeat(2)],
        ['32-bytes', hex32(r)], ['1-byte', '1b'],
    ]) {
        add(`form-${name}-${what}`, request(hex), digest, malformed('signature'), derived,
            'only 65 and 64 bytes are signatures');
    }
    add(`form-${name}-erc6492`, request(sig65(r, s, 27 + parity) + '6492'.repeat(16)), digest,
        unsupported('scheme'), derived, 'ERC-6492 suffix: contract accounts are not served yet');
}

function der(r, s) {
    const int = (n) => {
        const h = hex32(n).replace(/^(00)+/, '');
        const value = parseInt(h.slice(0, 2), 16) >= 0x80 ? '00' + h : h;
        return '02' + (value.length / 2).toString(16).padStart(2, '0') + value;
    };
    const body = int(r) + int(s);
    return '30' + (body.length / 2).toString(16).padStart(2, '0') + body;
}

/** r and s out of range, r off the curve. */
function ranges(add) {
    const digest = hashMessage(toUtf8Bytes(HELLO.text));
    const ok = number(getBytes(keccak256(toUtf8Bytes('walletauth scalar')))) >> 2n;
    let r = ok;
    while (lift(r, false) === null) r++;
    let off = ok;
    while (lift(off, false) !== null) off++;
    const top = (1n << 256n) - 1n;
    const source = 'made from the rule';
    const say = (id, a, b, why, extra = {}) => add(`range-${id}`,
        { message: HELLO, signature: '0x' + sig65(a, b, 27), ...extra }, digest,
        rejected('signature'), source, why);
    say('r-0', 0n, ok, 'r = 0');
    say('s-0', r, 0n, 's = 0');
    say('r-0-s-0', 0n, 0n, 'all zero');
    say('r-n', N, ok, 'r = n');
    say('r-n-plus-1', N + 1n, ok, 'r = n + 1, which another reader takes modulo n');
    say('r-p', P, ok, 'r = p');
    say('r-max', top, ok, 'r = 2^256 - 1');
    say('s-n', r, N, 's = n', { compat: true });
    say('s-n-plus-1', r, N + 1n, 's = n + 1', { compat: true });
    say('s-max', r, top, 's = 2^256 - 1', { compat: true });
    say('r-0-compat', 0n, ok, 'compat does not widen ranges', { compat: true });
    say('r-off-curve', off, ok, 'no curve point has this x');
    say('r-off-curve-compat', off, ok, 'no curve point has this x', { compat: true });
    add('range-s-0-compact', { message: HELLO, signature: '0x' + sig64(r, 0n, 1) }, digest,
        rejected('signature'), source, 'EIP-2098 with s = 0 behind the parity bit');
}

/** Signatures that no wallet makes: the account is whatever the equation gives. */
function edges(add) {
    const digest = hashMessage(toUtf8Bytes(HELLO.text));
    const source = `made from the recovery equation with ${NOBLE}`;
    let r = number(getBytes(keccak256(toUtf8Bytes('walletauth edge')))) >> 1n;
    while (lift(r, false) === null) r++;
    let largest = N - 1n;
    while (lift(largest, false) === null) largest--;
    const say = (id, a, b, why, make = sig65, compat_only = false) => {
        const account = recover(digest, a, b, 0);
        const request = { account, message: HELLO, signature: '0x' + make(a, b, 0) };
        if (!compat_only) {
            if (make === sig65 &&
                verifyMessage(toUtf8Bytes(HELLO.text), '0x' + sig65(a, b, 27)) !== account) {
                throw new Error(`ethers recovers otherwise in ${id}`);
            }
            add(`edge-${id}`, request, digest, valid(account), source, why);
        } else {
            add(`edge-${id}`, request, digest, rejected('signature'), source, why);
            add(`edge-${id}-compat`, { ...request, compat: true }, digest, valid(account), source,
                why);
        }
    };
    say('s-1', r, 1n, 'the smallest s');
    say('r-1', 1n, HALF_N - 1n, 'the smallest r: x = 1 is on the curve');
    say('r-largest', largest, 5n, 'the largest r below n that is on the curve');
    say('s-half', r, HALF_N, 's = (n - 1) / 2 is the last low s');
    say('s-half-plus-1', r, HALF_N + 1n, 's = (n + 1) / 2 is the first high s', sig65, true);
    say('s-n-minus-1', r, N - 1n, 'the largest s', sig65, true);
    say('compact-s-half', r, HALF_N, 'the last low s in 64 bytes', sig64);
    say('compact-high-s', r, (1n << 255n) - 1n,
        '64 bytes leave room for a few high s: 2^255 - 1 > (n - 1) / 2', sig64, true);

    // s R = e G: the recovered key is the point at infinity, which is nobody's.
    let k = 2n;
    let s;
    for (; ; k++) {
        s = mod(mod(number(getBytes(digest))) * inverse(k));
        if (s <= HALF_N) break;
    }
    const point = base_times(k).toAffine();
    add('edge-key-at-infinity',
        { message: HELLO, signature: '0x' + sig65(point.x, s, 27 + Number(point.y & 1n)) }, digest,
        rejected('signature'), source, 'no key is recovered where s R = e G');
    add('edge-key-at-infinity-zero-account',
        { account: ZeroAddress, message: HELLO,
          signature: '0x' + sig65(point.x, s, 27 + Number(point.y & 1n)) }, digest,
        rejected('signer'), source, 'and least of all is it the zero address');
}

/** How signature and account may be written. */
function texts(file, add, hello, base) {
    const hex = hello.signature.slice(2);
    const { account, digest } = hello;
    const derived = 'derived from eip191-ascii';
    const sig = (id, signature, expect, why) =>
        add(`text-signature-${id}`, { message: HELLO, signature }, digest, expect, derived, why);
    const good = valid(account);
    sig('no-0x', hex, good, '0x is optional');
    sig('upper', '0x' + hex.toUpperCase(), good, 'upper-case digits');
    sig('upper-no-0x', hex.toUpperCase(), good, 'upper-case digits');
    sig('mixed', '0x' + hex.slice(0, 64).toUpperCase() + hex.slice(64), good, 'either case');
    sig('raw', { hex }, good, 'raw bytes');
    const raw64 = sig64(parts(hex).r, parts(hex).s, parity_of(hello.signature));
    sig('raw-compact', { hex: raw64 }, good, 'raw bytes, 64');
    const bad = malformed('signature');
    sig('0x-upper', '0X' + hex, bad, '0X is never read');
    sig('odd', '0x' + hex.slice(1), bad, 'an odd number of digits');
    sig('odd-short', '0x' + hex.slice(0, -1), bad, 'an odd number of digits');
    sig('space-before', ' 0x' + hex, bad, 'white space is not trimmed');
    sig('space-after', '0x' + hex + ' ', bad, 'white space is not trimmed');
    sig('line-feed-after', '0x' + hex + '\n', bad, 'white space is not trimmed');
    sig('no-hex-digit', '0x' + hex.slice(0, -1) + 'g', bad, 'g is no hex digit');
    sig('full-width-digit', '0x' + hex.slice(0, -1) + '\uff11', bad, 'a digit, but not ASCII');
    sig('nul-after', '0x' + hex + '\u0000', bad, 'NUL does not end a text');
    sig('twice-0x', '0x0x' + hex, bad, 'one prefix');
    sig('minus', '-0x' + hex, bad, 'no sign');
    sig('only-0x', '0x', bad, 'no bytes');
    sig('raw-empty', { hex: '' }, bad, 'no bytes');
    sig('base64', Buffer.from(hex, 'hex').toString('base64'), bad,
        'choice: EVM wallets return hex, base64 is none of their notations');

    const who = (id, text, expect, why, extra = {}) => file.add(`eip191-text-account-${id}`,
        { ...base, message: HELLO, signature: hello.signature, account: text, ...extra }, expect,
        derived, why);
    const digits = account.slice(2);
    who('lower', account.toLowerCase(), good, 'all lower case');
    who('upper', '0x' + digits.toUpperCase(), good, 'all upper-case digits behind 0x');
    who('caip10', `eip155:1:${account}`, good, 'CAIP-10 of the same chain');
    who('caip10-lower', `eip155:1:${account.toLowerCase()}`, good, 'CAIP-10, all lower case');
    const claim = malformed('account');
    who('caip10-other-chain', `eip155:137:${account}`, claim, 'CAIP-10 of another chain');
    who('caip10-other-namespace', `cosmos:1:${account}`, claim, 'CAIP-10 of another namespace');
    const letter = digits.search(/[a-f]/);
    who('bad-checksum', '0x' + digits.slice(0, letter) + digits[letter].toUpperCase() +
        digits.slice(letter + 1), claim, 'one letter in the wrong case');
    who('inverted-checksum', '0x' + [...digits].map((c) => c === c.toLowerCase()
        ? c.toUpperCase() : c.toLowerCase()).join(''), claim, 'every letter in the wrong case');
    who('no-0x', digits, claim, 'an address starts with 0x');
    who('no-0x-lower', digits.toLowerCase(), claim, 'an address starts with 0x');
    who('0x-upper', '0X' + digits.toUpperCase(), claim, '0X is never read');
    who('19-bytes', '0x' + digits.slice(2).toLowerCase(), claim, '19 bytes');
    who('21-bytes', account.toLowerCase() + '00', claim, '21 bytes');
    who('odd', account.toLowerCase().slice(0, -1), claim, '39 digits');
    who('no-hex-digit', account.toLowerCase().slice(0, -1) + 'g', claim, 'g is no hex digit');
    who('space', ' ' + account, claim, 'white space is not trimmed');
    who('32-bytes', '0x' + '00'.repeat(12) + digits.toLowerCase(), claim, 'a padded word');
    who('ens', 'alice.eth', claim, 'a name is not an address');
    who('zero', ZeroAddress, rejected('signer'), 'nobody holds the zero address');
    who('zero-bad-signature', ZeroAddress, rejected('signer'),
        'ecrecover answers zero for what it cannot recover: the zero address is always refused',
        { signature: '0x' + sig65(0n, 0n, 27) });
    who('zero-high-s', ZeroAddress, rejected('signer'), 'whatever the signature',
        { signature: '0x' + sig65(parts(hex).r, N - parts(hex).s,
                                  28 - parity_of(hello.signature)) });
    who('zero-short-signature', ZeroAddress, malformed('signature'),
        'malformed comes before rejected', { signature: '0x00' });
    const { account: _, ...anonymous } = base;
    file.add('eip191-no-account', { ...anonymous, message: HELLO, signature: hello.signature },
             claim, derived, 'without a claim and without a key there is nobody to verify');
}

/** Signatures over other readings of the prefix. */
function prefixes(add, secret, account) {
    const wrong = (id, shown, signed_bytes, why) => {
        const { r, s, v } = parts(new SigningKey(secret).sign(keccak256(signed_bytes)).serialized);
        const digest = hashMessage(toUtf8Bytes(shown));
        add(`prefix-${id}`, { message: { text: shown }, signature: '0x' + sig65(r, s, v) }, digest,
            judge({ scheme: 'eip191', digest, signature: sig65(r, s, v), claim: account }),
            'made from the rule', why);
    };
    const t = toUtf8Bytes;
    const p = '\x19Ethereum Signed Message:\n';
    const greek = '\u03b1\u03b2\u03b3';
    wrong('characters', greek, t(p + '3' + greek), 'length in characters');
    wrong('utf16', '\u{1f511}', t(p + '2\u{1f511}'), 'length in UTF-16 units');
    wrong('padded-length', 'hello', t(p + '05hello'), 'length with a leading zero');
    wrong('hex-length', 'hello world, this is it', t(p + '17hello world, this is it'),
          'length in hexadecimal');
    wrong('no-length', 'hello', t(p + 'hello'), 'no length');
    wrong('none', 'hello', t('hello'), 'no prefix: a raw digest');
    wrong('no-0x19', 'hello', t(p.slice(1) + '5hello'), 'no 0x19');
    wrong('tron', 'hello', t('\x19TRON Signed Message:\n5hello'), 'the prefix of TRON');
    wrong('bitcoin', 'hello', t('\x18Bitcoin Signed Message:\n\x05hello'), 'the prefix of Bitcoin');
    wrong('version-0', 'hello', concat(['0x1900', account, t('hello')]),
          'EIP-191 version 0, intended validator');
    wrong('digest-of-message', 'hello', concat([t(p + '32'), keccak256(t('hello'))]),
          'the hash of the message was signed as the message');
    wrong('terminated', 'hello', t(p + '6hello\u0000'), 'the terminating NUL was signed');
}

/** Several faults in one request: which answer comes first. */
function precedence(file, hello, base) {
    const good = { ...base, message: HELLO, signature: hello.signature };
    const { r, s } = parts(hello.signature);
    const high = '0x' + sig65(r, N - s, 28 - parity_of(hello.signature));
    const say = (id, changed, expect, why) => file.add(`eip191-precedence-${id}`,
        { ...good, ...changed }, expect, 'derived from eip191-ascii', why);
    const other = address_of(key('someone else'));
    say('signature-before-signer', { signature: high, account: other }, rejected('signature'),
        'a bad signature of another account is a bad signature');
    say('account-before-signature', { account: '0x12', signature: '0x12' }, malformed('account'),
        'malformed: account, then signature');
    say('chain-before-account', { chain: 'eip155:01', account: '0x12' }, unsupported('chain'),
        'unsupported comes before malformed');
    say('scheme-before-account', { scheme: 'eip191-nosuch', account: '0x12' },
        unsupported('scheme'), 'unsupported comes before malformed');
    say('params-before-account', { params: { domain: { text: 'a' } }, account: '0x12' },
        unsupported('params'), 'unsupported comes before malformed');
    say('erc6492-before-account', { signature: hello.signature + '6492'.repeat(16),
                                    account: '0x12' },
        unsupported('scheme'), 'choice: the ERC-6492 suffix is seen before the account is read');
    say('malformed-before-rejected', { account: ZeroAddress, signature: '0x' },
        malformed('signature'), 'malformed comes before rejected');
    say('params', { params: { domain: { text: 'service.example' } } }, unsupported('params'),
        'the scheme declares no parameters');
    say('chain-leading-zero', { chain: 'eip155:01' }, unsupported('chain'),
        'a reference has one spelling');
    say('chain-hex', { chain: 'eip155:0x1' }, unsupported('chain'), 'a reference is decimal');
    say('scheme-unknown', { scheme: 'eip191-nosuch' }, unsupported('scheme'), 'no such scheme');
    say('scheme-case', { scheme: 'EIP191' }, unsupported('scheme'), 'scheme ids are exact');
}
