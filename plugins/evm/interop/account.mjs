// SPDX-License-Identifier: Apache-2.0
// Account operations: normalising an address, deriving one from a public key.

import { computeAddress, getAddress, keccak256, SigningKey, ZeroAddress } from 'ethers';
import { checksumAddress, isAddress } from 'viem';
import { publicKeyToAddress } from 'viem/accounts';
import { address_of, hex32, key, P } from './curve.mjs';
import { EIP1191, eip1191, is_wrong_on } from './eip1191.mjs';
import { malformed, unsupported } from './judge.mjs';
import { ETHERS, VIEM } from './libraries.mjs';
import { VectorFile } from '../../../tests/interop/writer.mjs';

const good = (address) => ({ status: 'valid', address });

/** EIP-55's own test cases. */
const EIP55 = [
    ['all-caps-1', '0x52908400098527886E0F7030069857D2E4169EE7'],
    ['all-caps-2', '0x8617E340B3D01FA5F11F306F4090FD50E238070D'],
    ['all-lower-1', '0xde709f2102306220921060314715629080e2fb77'],
    ['all-lower-2', '0x27b1fdb04752bbc536007a920d24acb045561c26'],
    ['normal-1', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
    ['normal-2', '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359'],
    ['normal-3', '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB'],
    ['normal-4', '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb'],
];

export async function account_vectors() {
    const file = new VectorFile('account.json',
        'Accounts of eip155 chains: `chain` and `account` are normalised, `chain`, `scheme` and ' +
        '`public_key` give the account of a key. An expectation without a reason accepts any ' +
        'reason.');
    normalise(file);
    rootstock(file);
    chains(file);
    caip10(file);
    derive(file);
    return file;
}

function normalise(file) {
    const say = (id, account, expect, source, why) =>
        file.add(`account-${id}`, { chain: 'eip155:1', account }, expect, source, why);
    for (const [id, address] of EIP55) {
        if (getAddress(address.toLowerCase()) !== address ||
            checksumAddress(address.toLowerCase()) !== address) {
            throw new Error(`${address}: not as published`);
        }
        const source = 'EIP-55, test cases';
        say(`eip55-${id}`, address, good(address), source, 'canonical');
        say(`eip55-${id}-as-lower`, address.toLowerCase(), good(address), source, 'all lower case');
        say(`eip55-${id}-as-upper`, '0x' + address.slice(2).toUpperCase(), good(address), source,
            'all upper-case digits');
    }

    const address = EIP55[4][1];
    const digits = address.slice(2);
    const source = `derived from account-eip55-normal-1; ${ETHERS} and ${VIEM} refuse it too`;
    const bad = (id, text, why) => {
        if (isAddress(text)) throw new Error(`viem accepts ${text}`);
        say(`bad-${id}`, text, malformed('account'), source, why);
    };
    [...digits].forEach((c, i) => {
        if (!/[a-f]/i.test(c) || i % 5 !== 0) return;
        const other = c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase();
        bad(`checksum-digit-${i}`, '0x' + digits.slice(0, i) + other + digits.slice(i + 1),
            'one letter in the wrong case');
    });
    bad('checksum-inverted', '0x' + [...digits].map((c) => c === c.toLowerCase()
        ? c.toUpperCase() : c.toLowerCase()).join(''), 'every letter in the wrong case');
    bad('empty', '', 'no text');
    bad('only-0x', '0x', 'no digits');
    bad('19-bytes', address.slice(0, 40).toLowerCase(), '38 digits');
    bad('39-digits', address.slice(0, 41).toLowerCase(), '39 digits');
    bad('41-digits', address.toLowerCase() + '0', '41 digits');
    bad('21-bytes', address.toLowerCase() + '00', '42 digits');
    bad('32-bytes', '0x' + '00'.repeat(12) + digits.toLowerCase(), 'a padded word');
    bad('0x-upper', '0X' + digits.toUpperCase(), '0X is never read');
    bad('bad-digit', address.toLowerCase().slice(0, -1) + 'g', 'g is no hex digit');
    bad('space-before', ' ' + address, 'white space is not trimmed');
    bad('space-after', address + ' ', 'white space is not trimmed');
    bad('line-feed-after', address + '\n', 'white space is not trimmed');
    bad('nul-after', address + '\u0000', 'NUL does not end a text');
    bad('full-width', address.slice(0, -1).toLowerCase() + '\uff11', 'a digit, but not ASCII');
    bad('cyrillic', '0x' + '\u0430'.repeat(40), 'letters that look like a');
    bad('twice-0x', '0x' + address, 'one prefix');
    bad('ens', 'alice.eth', 'a name is not an address');
    bad('decimal', BigInt(address).toString(), 'an address is hex');
    const own = `derived from account-eip55-normal-1; ${ETHERS} accepts it`;
    say('bad-no-0x', digits, malformed('account'), own, 'an address starts with 0x');
    say('bad-no-0x-lower', digits.toLowerCase(), malformed('account'), own,
        'an address starts with 0x');
    say('bad-icap', 'XE65GB6LDNXYOFTX0NSV3FUWKOWIXAMJK36', malformed('account'),
        'ICAP specification', 'ICAP is not read');
    say('zero', ZeroAddress, good(ZeroAddress), `${ETHERS} getAddress`,
        'choice: an address, though nobody signs for it');
    say('max', '0x' + 'f'.repeat(40), good(getAddress('0x' + 'f'.repeat(40))),
        `${ETHERS} getAddress`, 'the last address');
    say('no-letters', '0x' + '1234567890'.repeat(4), good('0x' + '1234567890'.repeat(4)),
        `${ETHERS} getAddress`, 'no letter, no checksum');
}

/** EIP-1191's own examples: good on their chain, and elsewhere only where EIP-55 agrees. */
function rootstock(file) {
    for (const chain of [30, 31]) {
        EIP1191[chain].forEach((text, i) => {
            if (eip1191(text, chain) !== text) throw new Error(`${text}: not as published`);
            for (const on of [30, 31, 1]) {
                file.add(`account-eip1191-${chain}-${i + 1}-on-${on}`,
                    { chain: `eip155:${on}`, account: text },
                    is_wrong_on(text, on) ? malformed('account') : good(getAddress(text.toLowerCase())),
                    'EIP-1191, test cases',
                    on === chain ? 'the checksum of its chain' : 'counts on its own chain only');
            }
        });
    }
    const text = eip1191(EIP55[4][1], 30);
    const say = (id, chain, account, expect, why) => file.add(`account-eip1191-${id}`,
        { chain, account }, expect, 'EIP-1191 and the rules', why);
    const canonical = good(EIP55[4][1]);
    say('caip10', 'eip155:30', `eip155:30:${text}`, canonical, 'in CAIP-10');
    say('eip55-on-30', 'eip155:30', EIP55[4][1], canonical, 'EIP-55 counts there, too');
    say('lower-on-31', 'eip155:31', text.toLowerCase(), canonical, 'no checksum');
    say('on-137', 'eip155:137', text, malformed('account'), 'counts on its own chain only');
    const letter = text.search(/[A-F]/);
    say('one-letter', 'eip155:30', text.slice(0, letter) + text[letter].toLowerCase() +
        text.slice(letter + 1), malformed('account'), 'one letter in the wrong case');
}

function chains(file) {
    const account = EIP55[4][1];
    const say = (id, chain, expect, why) =>
        file.add(`account-chain-${id}`, { chain, account }, expect, 'CAIP-2 and the rules', why);
    for (const reference of ['10', '11155111', '9'.repeat(32)]) {
        say(reference, `eip155:${reference}`, good(account), 'every eip155 chain has EIP-55');
    }
    for (const [id, reference] of [['leading-zero', '01'], ['zeros', '00'], ['hex', '0x1'],
                                   ['name', 'mainnet'], ['minus', '-1'], ['exponent', '1e3'],
                                   ['underscore', '1_0'],
                                   ['32-zeros', '0'.repeat(31) + '1']]) {
        say(id, `eip155:${reference}`, unsupported('chain'), 'a reference has one spelling');
    }
    const grammar = 'not of the CAIP-2 grammar';
    for (const [id, chain] of [['empty', ''], ['no-reference', 'eip155:'], ['no-colon', 'eip155'],
                               ['no-namespace', ':1'], ['33-digits', 'eip155:' + '9'.repeat(33)],
                               ['plus', 'eip155:+1'], ['point', 'eip155:1.0'],
                               ['space', 'eip155: 1'], ['space-after', 'eip155:1 '],
                               ['two-colons', 'eip155:1:2'], ['upper-namespace', 'EIP155:1'],
                               ['namespace-2', 'ab:1'], ['namespace-9', 'abcdefghi:1'],
                               ['nul', 'eip155:1\u0000'], ['percent', 'eip155:%31']]) {
        say(id, chain, malformed('chain'), grammar);
    }
    say('unknown-namespace', 'nosuch:1', unsupported('chain'), 'no plugin serves it');
    say('near-namespace', 'eip:1', unsupported('chain'), 'namespaces are exact');
}

function caip10(file) {
    const account = EIP55[4][1];
    const say = (id, text, expect, why) => file.add(`account-caip10-${id}`,
        { chain: 'eip155:1', account: text }, expect, 'CAIP-10 and the rules', why);
    const bad = malformed('account');
    say('same', `eip155:1:${account}`, good(account), 'the prefix equals the chain');
    say('same-lower', `eip155:1:${account.toLowerCase()}`, good(account), 'all lower case');
    say('same-upper', `eip155:1:0x${account.slice(2).toUpperCase()}`, good(account),
        'all upper-case digits');
    say('other-reference', `eip155:10:${account}`, bad, 'another chain');
    say('longer-reference', `eip155:11:${account}`, bad, 'a prefix is compared whole');
    say('other-namespace', `cosmos:1:${account}`, bad, 'another namespace');
    say('leading-zero', `eip155:01:${account}`, bad, 'not the spelling of the chain');
    say('upper-namespace', `EIP155:1:${account}`, bad, 'not the spelling of the chain');
    say('twice', `eip155:1:eip155:1:${account}`, bad, 'one prefix');
    say('empty-address', 'eip155:1:', bad, 'no address');
    say('bad-checksum', `eip155:1:${account.replace('aA', 'AA')}`, bad,
        'one letter in the wrong case');
    say('no-reference', `eip155:${account}`, bad, 'half a prefix');
    say('bad-percent', `eip155:1:%zz${account.slice(2)}`, bad, '%zz encodes nothing');
    say('cut-percent', `eip155:1:${account}%`, bad, 'a percent sign alone');
    say('percent-nul', `eip155:1:${account}%00`, bad, 'a NUL after the address');
    say('at-form', `${account}@eip155:1`, bad, 'the notation before CAIP-10');
    say('129-characters', `eip155:1:0x${'0'.repeat(127)}`, bad, 'longer than CAIP-10 allows');
    say('slash', `eip155:1/${account}`, bad, 'no separator of CAIP-10');
}

function derive(file) {
    const secret = key('derive');
    const address = address_of(secret);
    const full = SigningKey.computePublicKey(secret, false);
    const compressed = SigningKey.computePublicKey(secret, true);
    if (publicKeyToAddress(full) !== address || computeAddress(compressed) !== address) {
        throw new Error('derive: libraries differ');
    }
    const both = `${ETHERS} computeAddress, ${VIEM} publicKeyToAddress`;
    const say = (id, scheme, public_key, expect, source, why) => file.add(
        `derive-${scheme}-${id}`, { chain: 'eip155:1', scheme, public_key }, expect, source, why);
    for (const scheme of ['eip191', 'eip712']) {
        say('uncompressed', scheme, full, good(address), both, '65 bytes, 04');
        say('compressed', scheme, compressed, good(address), `${ETHERS} computeAddress`, '33 bytes');
        say('no-0x', scheme, full.slice(2), good(address), both, '0x is optional');
        say('upper', scheme, '0x' + full.slice(2).toUpperCase(), good(address), both,
            'upper-case digits');
        say('raw', scheme, { hex: full.slice(2) }, good(address), both, 'raw bytes');
    }
    // Keys of both parities, and one whose address has a zero byte in front.
    const wanted = [['y-even', (k) => SigningKey.computePublicKey(k, true).startsWith('0x02')],
                    ['y-odd', (k) => SigningKey.computePublicKey(k, true).startsWith('0x03')],
                    ['address-leading-zero', (k) => address_of(k).startsWith('0x00')]];
    for (const [id, fits] of wanted) {
        let k = key(`derive ${id}`);
        while (!fits(k)) k = keccak256(k);
        say(id, 'eip191', SigningKey.computePublicKey(k, true), good(address_of(k)),
            `${ETHERS} computeAddress`, id.replaceAll('-', ' '));
        say(`${id}-uncompressed`, 'eip191', SigningKey.computePublicKey(k, false),
            good(publicKeyToAddress(SigningKey.computePublicKey(k, false))), both,
            id.replaceAll('-', ' '));
    }

    const derived = 'derived from derive-eip191-uncompressed';
    const bad = (id, text, why) =>
        say(id, 'eip191', text, malformed('public_key'), derived, why);
    const xy = full.slice(4);
    bad('empty', '0x', 'no bytes');
    bad('odd', full.slice(0, -1), 'an odd number of digits');
    bad('0x-upper', '0X' + full.slice(2), '0X is never read');
    bad('66-bytes', full + '00', '66 bytes');
    bad('32-bytes', '0x' + xy.slice(0, 64), 'x alone');
    bad('20-bytes', address.toLowerCase(), 'an address is no key here');
    bad('prefix-05', '0x05' + xy, 'no such point form');
    bad('prefix-00', '0x00' + xy, 'no such point form');
    bad('compressed-prefix-04', '0x04' + xy.slice(0, 64), '33 bytes are 02 or 03');
    bad('not-hex', full.slice(0, -1) + 'g', 'g is no hex digit');
    bad('prefix-secp256k1', 'secp256k1:' + full.slice(2), 'no name of a curve is read');
    bad('prefix-ed25519', 'ed25519:' + full.slice(2), 'the name of another curve');
    bad('did-key', 'did:key:zQ3sh', 'a DID is no key');
    const hybrid = parseInt(full.slice(-1), 16) & 1 ? '07' : '06';
    bad('hybrid', '0x' + hybrid + xy,
        'choice: the hybrid form of SEC 1 has no place in Ethereum; libsecp256k1 would take it');
    // Off the curve is readable, so it is rejected; by which reason the rules do not say.
    const off = (id, text, why) => say(id, 'eip191', text, { status: 'rejected' }, derived, why);
    off('off-curve', full.slice(0, -1) + (full.endsWith('0') ? '1' : '0'),
        'choice: y does not belong to x');
    off('zero', '0x04' + '00'.repeat(64), 'choice: x = y = 0 is not on the curve');
    off('x-p', '0x02' + hex32(P), 'choice: x = p is no field element');
    off('compressed-off-curve', '0x02' + hex32(5n), 'choice: no point has x = 5');

    const id20 = address.slice(2).toLowerCase();
    const kwil = (id, text, expect, why) =>
        say(id, 'eip191-kwil', text, expect, `${ETHERS} computeAddress`, why);
    kwil('compact-id', '0x' + id20, good(address), 'the compact id is the address');
    kwil('compact-id-no-0x', id20, good(address), '0x is optional');
    kwil('compact-id-upper', '0x' + id20.toUpperCase(), good(address), 'upper-case digits');
    kwil('compact-id-raw', { hex: id20 }, good(address), 'raw bytes');
    kwil('compact-id-19', '0x' + id20.slice(2), malformed('public_key'), '19 bytes');
    kwil('compact-id-21', '0x' + id20 + '00', malformed('public_key'), '21 bytes');
    kwil('compact-id-odd', '0x' + id20.slice(1), malformed('public_key'),
        'an odd number of digits');
    say('unknown-scheme', 'nosuch', full, unsupported('scheme'), derived, 'no such scheme');
}
