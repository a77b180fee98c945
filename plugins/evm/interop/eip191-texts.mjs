// SPDX-License-Identifier: Apache-2.0
// How the signature and the account of a request may be written, and which fault is answered first.

import { ZeroAddress } from 'ethers';
import { address_of, key, N, parts, sig64, sig65 } from './curve.mjs';
import { malformed, rejected, unsupported, valid } from './judge.mjs';
import { HELLO } from './eip191-messages.mjs';

const parity_of = (signature) => parts(signature).v - 27;

/** How signature and account may be written. */
export function texts(file, add, hello, base) {
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

/** Several faults in one request: which answer comes first. */
export function precedence(file, hello, base) {
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
        unsupported('evidence'), 'choice: the ERC-6492 suffix is seen before the account is read');
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
