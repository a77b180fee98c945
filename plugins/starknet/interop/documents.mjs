// SPDX-License-Identifier: Apache-2.0
// Typed data that wallets sign, over all types of both revisions.

import { P } from './curve.mjs';

/** "u128 a, felt* b" as members. */
export const fields = (spec) => spec.split(', ').filter(Boolean).map((part) => {
    const at = part.indexOf(' ');
    return { name: part.slice(at + 1), type: part.slice(0, at) };
});
export const contains = (name, type, what) => ({ name, type, contains: what });

export const DOMAIN_1 = fields('shortstring name, shortstring version, shortstring chainId, shortstring revision');
export const DOMAIN_0 = fields('felt name, felt version, felt chainId');
const domain_1 = { name: 'walletauth', version: '1', chainId: 'SN_MAIN', revision: '1' };
const domain_0 = { name: 'walletauth', version: '1', chainId: 'SN_MAIN' };

/** A document of revision 1; `types` and `domain` may replace the usual ones. */
export const doc = (types, primaryType, message, domain = {}) => ({
    types: { StarknetDomain: DOMAIN_1, ...types }, primaryType,
    domain: { ...domain_1, ...domain }, message,
});
export const legacy = (types, primaryType, message, domain = {}) => ({
    types: { StarkNetDomain: DOMAIN_0, ...types }, primaryType,
    domain: { ...domain_0, ...domain }, message,
});

/** A document whose only member has this type and value. */
export const value = (type, v, types = {}) => doc({ M: fields(`${type} v`), ...types }, 'M', { v });
export const legacy_value = (type, v, types = {}) =>
    legacy({ M: fields(`${type} v`), ...types }, 'M', { v });
/** The same for types that contain one. */
export const containing = (type, what, v, types = {}) =>
    doc({ M: [contains('v', type, what)], ...types }, 'M', { v });
export const legacy_containing = (what, v, types = {}) =>
    legacy({ M: [contains('v', 'merkletree', what)], ...types }, 'M', { v });

const ADDRESS = '0x02fd23d9182193775423497fc0c472e156c57c69e4089a1967fb288a2d84e914';
const U256 = { low: '0xffffffffffffffffffffffffffffffff', high: 7 };
const max = (bits) => ((1n << BigInt(bits)) - 1n).toString();
const SHORT_31 = 'abcdefghijklmnopqrstuvwxyz01234';
const letters = (n) => 'Sign in to walletauth. '.repeat(10).slice(0, n);

const ENUM = [{ name: 'None', type: '()' }, { name: 'One', type: '(felt)' },
              { name: 'Two', type: '(u128,u128*)' }, { name: 'Rich', type: '(Person,string,u256)' }];
const PERSON = fields('shortstring name, ContractAddress wallet');
const person = (name) => ({ name, wallet: ADDRESS });
const choose = (v) => containing('enum', 'Choice', v, { Choice: ENUM, Person: PERSON });

const scalars = () => [
    ['felt-number', value('felt', 42), 'a bare number'],
    ['felt-2p53', value('felt', Number.MAX_SAFE_INTEGER), 'the largest bare number'],
    ['felt-decimal', value('felt', '1234567890123456789012345678901234567890'), 'a text of digits is a number'],
    ['felt-hex', value('felt', '0xDeadBeef'), 'hex digits in either case'],
    ['felt-max', value('felt', '0x' + (P - 1n).toString(16)), 'p - 1'],
    ['felt-zero', value('felt', 0), '0'],
    ['felt-text', value('felt', 'transfer'), 'other texts are short strings'],
    ['shortstring', value('shortstring', 'Hello'), 'a short string'],
    ['shortstring-31', value('shortstring', SHORT_31), 'as many characters as fit'],
    ['shortstring-empty', value('shortstring', ''), 'no character: 0'],
    ['shortstring-number', value('shortstring', '1'), 'the number 1, not the character'],
    ['shortstring-hexlike', value('shortstring', '0x'), 'two characters: no digits follow'],
    ['shortstring-dash', value('shortstring', 'a-b c.d'), 'punctuation'],
    ['bool-true', value('bool', true), 'true'],
    ['bool-false', value('bool', false), 'false'],
    ['u128-zero', value('u128', 0), 'the least'],
    ['u128-max', value('u128', max(128)), 'the greatest'],
    ['u128-zeros', value('u128', '0007'), 'leading zeros are fine'],
    ['i128-number', value('i128', -5), 'a bare negative number'],
    ['i128-min', value('i128', (-(1n << 127n)).toString()), '-2^127'],
    ['i128-max', value('i128', max(127)), '2^127 - 1'],
    ['i128-hex', value('i128', '0x10'), 'hex'],
    ['timestamp', value('timestamp', 1767225600), 'seconds'],
    ['timestamp-max', value('timestamp', max(128)), 'as wide as u128'],
    ['address', value('ContractAddress', ADDRESS), 'an address'],
    ['address-short', value('ContractAddress', '0x1'), 'without leading zeros'],
    ['class-hash', value('ClassHash', ADDRESS), 'a class hash'],
    ['selector-name', value('selector', 'transfer'), 'the name of a function'],
    ['selector-hex', value('selector', '0x83afd3f4caedc6eebf44246fe54e38c95e3179a5ec9ea81740eca5b482d12e'), 'the selector itself'],
    ['selector-default', value('selector', '__default__'), 'hashed as any name'],
];

const strings = () => [['empty', ''], ['short', 'Hi'], ['31', letters(31)], ['32', letters(32)], ['62', letters(62)],
    ['200', letters(200)], ['digits', '12345'], ['hex', '0x1234']].map(([id, text]) =>
    [`string-${id}`, value('string', text), 'a ByteArray: full words, the rest, its size']);

const presets = () => [
    ['u256', value('u256', U256), 'a struct'],
    ['token-amount', value('TokenAmount', { token_address: ADDRESS, amount: U256 }), 'a preset inside a preset'],
    ['nft-id', value('NftId', { collection_address: ADDRESS, token_id: { low: 1, high: 0 } }), 'preset'],
    ['presets-all', doc({ M: fields('NftId n, TokenAmount* t, u256 u') }, 'M', {
        n: { collection_address: ADDRESS, token_id: U256 }, u: U256,
        t: [{ token_address: '0x2', amount: U256 }, { token_address: '0x3', amount: U256 }] }), 'all of them, each type once'],
    ['choice-none', choose({ None: [] }), 'no value: hashed as one 0'],
    ['choice-one', choose({ One: ['0x7'] }), 'one value'],
    ['choice-two', choose({ Two: [1, [2, '3', '0x4']] }), 'an array among the values'],
    ['choice-two-empty', choose({ Two: [1, []] }), 'an empty array among them'],
    ['choice-rich', choose({ Rich: [person('Bob'), 'a longer text than one felt can hold', U256] }), 'structs and presets'],
];

const arrays = () => [
    ['array', value('felt*', [1, '2', '0x3', 'four']), 'an array'],
    ['array-empty', value('felt*', []), 'no element'],
    ['array-nested', value('felt**', [[1], [], [2, 3]]), 'arrays of arrays'],
    ['array-strings', value('string*', ['', letters(40)]), 'an array of ByteArrays'],
    ['array-bool', value('bool*', [true, false]), 'an array of bool'],
    ['array-selectors', value('selector*', ['transfer', '0x1']), 'an array of selectors'],
    ['array-i128', value('i128*', [-1, '0', '1']), 'an array of i128'],
    ['array-u256', value('u256*', [U256, U256]), 'an array of presets'],
    ['array-structs', value('Person*', [person('Ann'), person('Bob')], { Person: PERSON }), 'an array of structs'],
    ['array-long', value('u128*', Array.from({ length: 100 }, (_, i) => i)), '100 elements'],
    ...[1, 2, 3, 4, 5, 8].map((n) => [`merkle-${n}`, containing('merkletree', 'felt',
        Array.from({ length: n }, (_, i) => 100 - i)), n === 1 ? 'one leaf is the root' : 'sorted pairs, 0 for one alone']),
    ['merkle-structs', containing('merkletree', 'Person', [person('Ann'), person('Bob'), person('Cid')], { Person: PERSON }),
     'the type of the leaves is not part of encode_type'],
    ['merkle-strings', containing('merkletree', 'string', ['one', 'two']), 'leaves of any type'],
];

const structures = () => [
    ['nested', doc({ Mail: fields('Person from, Person* to, string contents'), Person: PERSON }, 'Mail',
        { from: person('Cow'), to: [person('Bob'), person('Eve')], contents: 'Hello, Bob!' }), 'structs in structs'],
    ['deep', doc({ A: fields('B b'), B: fields('C c'), C: fields('D* d'), D: fields('felt e') }, 'A',
        { b: { c: { d: [{ e: 1 }, { e: 2 }] } } }), 'four levels'],
    ['sorted', doc({ M: fields('b x, B y, a z, A w'), b: fields('felt v'), B: fields('felt v'), a: fields('felt v'), A: fields('felt v') },
        'M', { x: { v: 1 }, y: { v: 2 }, z: { v: 3 }, w: { v: 4 } }), 'types sorted by code unit'],
    ['sorted-utf16', doc({ M: fields('\uff21 a, \u{1f511} b'), '\uff21': fields('felt v'), '\u{1f511}': fields('felt v') },
        'M', { a: { v: 1 }, b: { v: 2 } }), 'code units of UTF-16: not the order of UTF-8'],
    ['empty-struct', doc({ M: [] }, 'M', {}), 'a struct without members'],
    ['unicode-names', doc({ 'Größe': fields('felt höhe, felt \u4f60\u597d') }, 'Größe', { 'höhe': 1, '\u4f60\u597d': 2 }), 'names in UTF-8'],
    ['names-with-spaces', doc({ 'Sign In': fields('felt the nonce') }, 'Sign In', { 'the nonce': 1 }), 'quotes hold the names together'],
    ['names-with-punctuation', doc({ 'M(a:felt)': fields('felt v:felt(,)') }, 'M(a:felt)', { 'v:felt(,)': 1 }), 'harmless between quotes'],
    ['names-of-javascript', doc({ M: fields('felt constructor, felt toString, felt length') }, 'M',
        { constructor: 1, toString: 2, length: 3 }), 'names that mean something to JavaScript'],
    ['domain-number', value('felt', 1), 'the usual domain'],
    ['domain-revision-number', doc({ M: fields('felt v') }, 'M', { v: 1 }, { revision: 1 }), 'the revision as the SNIP\'s example has it'],
    ['domain-chain-hex', doc({ M: fields('felt v') }, 'M', { v: 1 }, { chainId: '0x534e5f4d41494e' }), 'the chain id as wallets show it'],
    ['domain-chain-decimal', doc({ M: fields('felt v') }, 'M', { v: 1 }, { chainId: '23448594291968334' }), 'the same felt in decimal'],
    ['domain-version-number', doc({ M: fields('felt v') }, 'M', { v: 1 }, { version: 2 }), 'a number for a short string'],
    ['domain-empty-name', doc({ M: fields('felt v') }, 'M', { v: 1 }, { name: '' }), 'no name'],
    ['primary-is-domain', { ...doc({}, 'StarknetDomain', { ...domain_1 }) }, 'the domain\'s own type'],
    ['sign-in', doc({ SignIn: fields('string statement, shortstring nonce, timestamp issued, ContractAddress account, string uri') }, 'SignIn',
        { statement: 'Sign in to Example with your Starknet account.', nonce: 'a1b2c3', issued: 1767225600, account: ADDRESS,
          uri: 'https://example.org/login?next=%2F' }), 'what a service would ask for'],
];

const SESSION = { Policy: fields('felt contractAddress, selector selector'), Session: [...fields('felt key, felt expires'), contains('root', 'merkletree', 'Policy')] };
const policies = [{ contractAddress: '0x1', selector: 'transfer' }, { contractAddress: '0x2', selector: 'approve' },
                  { contractAddress: '0x3', selector: '0x4' }];

const legacies = () => [
    ['legacy-felt', legacy_value('felt', 42), 'a bare number'],
    ['legacy-felt-text', legacy_value('felt', 'Hello'), 'a short string'],
    ['legacy-felt-empty', legacy_value('felt', ''), '0'],
    ['legacy-string', legacy_value('string', 'up to 31 characters'), 'string is a short string here'],
    ['legacy-bool', legacy_value('bool', true), 'true'],
    ['legacy-bool-1', legacy_value('bool', 1), '1, which is true'],
    ['legacy-bool-text-0', legacy_value('bool', '0'), 'a text, which is false'],
    ['legacy-felt-many-zeros', legacy_value('felt', `0x${'0'.repeat(70)}5`), '71 digits of a small number'],
    ['legacy-selector', legacy_value('selector', 'transfer'), 'the name of a function'],
    ['legacy-array', legacy_value('felt*', [1, 2, 3]), 'an array'],
    ['legacy-array-empty', legacy_value('felt*', []), 'no element'],
    ['legacy-merkle', legacy_containing('felt', [3, 1, 2]), 'Pedersen in pairs'],
    ['legacy-merkle-1', legacy_containing('felt', [3]), 'one leaf is the root'],
    ['legacy-session', legacy(SESSION, 'Session', { key: '0x123', expires: 1767225600, root: policies }), 'a session of a game'],
    ['legacy-mail', legacy({ Mail: fields('Person from, Person to, felt contents'), Person: fields('felt name, felt wallet') }, 'Mail',
        { from: { name: 'Cow', wallet: '0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826' },
          to: { name: 'Bob', wallet: '0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB' }, contents: 'Hello, Bob!' }), 'the well-known Mail'],
    ['legacy-struct-array', legacy({ M: fields('P* p, felt n'), P: fields('felt x, felt y') }, 'M', { p: [{ x: 1, y: 2 }, { x: 3, y: 4 }], n: 2 }), 'an array of structs'],
    ['legacy-own-u256', legacy({ M: fields('u256 v'), u256: fields('felt low, felt high') }, 'M', { v: { low: 1, high: 2 } }), 'u256 as a type of one\'s own'],
    ['legacy-unicode', legacy({ 'Größe': fields('felt höhe') }, 'Größe', { 'höhe': 1 }), 'names in UTF-8'],
    ['legacy-revision-0', legacy({ M: fields('felt v') }, 'M', { v: 1 }, { revision: '0' }), 'the revision, not declared and so not signed'],
    ['legacy-chain-id', { types: { StarkNetDomain: fields('felt name, felt version, felt chain_id'), M: fields('felt v') }, primaryType: 'M',
        domain: { name: 'walletauth', version: '1', chain_id: 'SN_MAIN' }, message: { v: 1 } }, 'chain_id'],
    ['legacy-domain-order', { types: { StarkNetDomain: fields('felt chainId, felt version, felt name'), M: fields('felt v') }, primaryType: 'M',
        domain: domain_0, message: { v: 1 } }, 'members in another order'],
    ['legacy-domain-strings', { types: { StarkNetDomain: fields('string name, felt version, felt chainId'), M: fields('felt v') }, primaryType: 'M',
        domain: domain_0, message: { v: 1 } }, 'the name as string'],
    ['legacy-domain-more', { types: { StarkNetDomain: fields('felt name, felt version, felt chainId, felt salt'), M: fields('felt v') }, primaryType: 'M',
        domain: { ...domain_0, salt: 7 }, message: { v: 1 } }, 'a further member, declared'],
];

/** [id, document, why], each of them for chain SN_MAIN. */
export const documents = () =>
    [...scalars(), ...strings(), ...presets(), ...arrays(), ...structures(), ...legacies()];

/** The document with one thing changed that is signed. */
export function changed(document) {
    const copy = structuredClone(document);
    copy.domain.name = copy.domain.name === 'another' ? 'other' : 'another';
    if (copy.primaryType === 'StarknetDomain') copy.message.name = copy.domain.name;
    return copy;
}
