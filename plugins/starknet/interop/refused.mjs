// SPDX-License-Identifier: Apache-2.0
// Typed data that is not accepted although some wallet may sign it, and typed data that nobody signs.
// [id, document or JSON text, why]; each is malformed (message) unless a fourth element says otherwise.

import { P } from './curve.mjs';
import {
    DOMAIN_0, DOMAIN_1, containing, contains, doc, fields, legacy, legacy_containing, legacy_value, value,
} from './documents.mjs';
import { malformed, rejected, unsupported } from '../../../tests/interop/verdicts.mjs';

const plain = () => value('felt', 1);
const without = (member) => { const d = plain(); delete d[member]; return d; };
const edited = (document, edit) => { const d = structuredClone(document); edit(d); return d; };
/** The text of a document with this source for its only value. */
const literal = (type, source) => JSON.stringify(value(type, '@')).replace('"@"', () => source);
const in_domain = (domain, document = plain()) => edited(document, (d) => Object.assign(d.domain, domain));
const declared = (spec, domain = {}) => edited(in_domain(domain), (d) => { d.types.StarknetDomain = fields(spec); });
const legacy_declared = (spec, domain) => ({
    types: { StarkNetDomain: fields(spec), M: fields('felt v') }, primaryType: 'M', domain, message: { v: 1 } });
const member = (m) => doc({ M: [m] }, 'M', { v: 1 });
const named = (name) => doc({ [name]: fields('felt v') }, name, { v: 1 });
const legacy_named = (name) => legacy({ [name]: fields('felt v') }, name, { v: 1 });
const member_named = (name) => doc({ M: [{ name, type: 'felt' }] }, 'M', { [name]: 1 });
const legacy_member_named = (name) => legacy({ M: [{ name, type: 'felt' }] }, 'M', { [name]: 1 });

const shape = () => [
    ['no-types', without('types'), 'a member is missing'],
    ['no-primary-type', without('primaryType'), 'a member is missing'],
    ['no-domain', without('domain'), 'a member is missing'],
    ['no-message', without('message'), 'a member is missing'],
    ['extra-top-level', { ...plain(), note: 1 }, 'a member that is not signed'],
    ['array', [plain()], 'no object'],
    ['no-json', '{', 'no JSON'],
    ['two-documents', JSON.stringify(plain()) + '{}', 'something behind the document'],
    ['duplicate-key', JSON.stringify(plain()).replace('"v":1', '"v":2,"v":1'), 'the last of two equal keys wins in JavaScript only'],
    ['duplicate-type', JSON.stringify(plain()).replace('"M":', '"M":[],"M":'), 'a type declared twice'],
    ['lone-surrogate', literal('string', '"\\ud800"'), 'no Unicode text'],
    ['types-null', { ...plain(), types: null }, 'no object'],
    ['types-array', { ...plain(), types: [] }, 'no object'],
    ['members-object', edited(plain(), (d) => { d.types.M = {}; }), 'members are an array'],
    ['message-array', { ...plain(), message: [1] }, 'no object'],
    ['message-null', { ...plain(), message: null }, 'no object'],
    ['domain-null', { ...plain(), domain: null }, 'no object'],
    ['primary-number', { ...plain(), primaryType: 1 }, 'no text'],
    ['primary-unknown', { ...plain(), primaryType: 'N' }, 'not declared'],
    ['primary-case', { ...plain(), primaryType: 'm' }, 'names keep their case'],
    ['primary-felt', { ...plain(), primaryType: 'felt' }, 'no struct'],
    ['primary-array', { ...plain(), primaryType: 'M*' }, 'no struct'],
    ['primary-preset', { ...doc({}, 'u256', { low: 1, high: 2 }) }, 'a preset says nothing of what it is for'],
    ['primary-enum', doc({ E: [{ name: 'A', type: '(felt)' }] }, 'E', { A: [1] }), 'no struct'],
];

const revisions = () => [
    ['revision-2', in_domain({ revision: '2' }), 'a draft', unsupported('params')],
    ['revision-2-number', in_domain({ revision: 2 }), 'a draft', unsupported('params')],
    ['revision-2-legacy', in_domain({ revision: '2' }, legacy_value('felt', 1)), 'a draft', unsupported('params')],
    ['revision-3', in_domain({ revision: '3' }), 'no such revision'],
    ['revision-01', in_domain({ revision: '01' }), 'not the text "1"'],
    ['revision-hex', in_domain({ revision: '0x1' }), 'not the text "1"'],
    ['revision-true', in_domain({ revision: true }), 'not the text "1"'],
    ['revision-null', in_domain({ revision: null }), 'not the text "1"'],
    ['revision-1-0', JSON.stringify(in_domain({ revision: 1 })).replace('"revision":1', '"revision":1.0'), 'a fraction'],
    ['revision-absent', edited(plain(), (d) => { delete d.domain.revision; }), 'StarknetDomain without a revision'],
    ['revision-0-modern', in_domain({ revision: '0' }), 'revision 0 with the domain of 1'],
    ['revision-0-number', in_domain({ revision: 0 }, legacy_value('felt', 1)), 'starknet.js refuses the number'],
    ['revision-1-legacy', in_domain({ revision: '1' }, legacy_value('felt', 1)), 'revision 1 with the domain of 0'],
    ['domain-lower', edited(plain(), (d) => { d.types.starknetDomain = d.types.StarknetDomain; delete d.types.StarknetDomain; }), 'no domain type'],
    ['domain-eip712', edited(plain(), (d) => { d.types.EIP712Domain = d.types.StarknetDomain; delete d.types.StarknetDomain; }), 'the domain of Ethereum'],
];

const domains = () => [
    ['domain-order', declared('shortstring name, shortstring chainId, shortstring version, shortstring revision'), 'SNIP-12 fixes the order'],
    ['domain-felt', declared('felt name, felt version, felt chainId, felt revision'), 'SNIP-12 fixes the types'],
    ['domain-more', declared('shortstring name, shortstring version, shortstring chainId, shortstring revision, felt salt', { salt: 1 }), 'SNIP-12 has four members'],
    ['domain-fewer', declared('shortstring name, shortstring chainId, shortstring revision'), 'the version is not declared'],
    ['domain-chain-id-modern', declared('shortstring name, shortstring version, shortstring chain_id, shortstring revision', { chain_id: 'SN_MAIN' }), 'chain_id is of revision 0'],
    ['domain-chain-unsigned', edited(plain(), (d) => { d.types.StarknetDomain = fields('shortstring name, shortstring version, shortstring revision'); }), 'the chain is there and not signed'],
    ['domain-no-chain', edited(plain(), (d) => { delete d.domain.chainId; }), 'good on every chain'],
    ['domain-no-name', edited(plain(), (d) => { delete d.domain.name; }), 'a member is missing'],
    ['domain-undeclared', in_domain({ salt: 1 }), 'a member that is not signed'],
    ['domain-chain-null', in_domain({ chainId: null }), 'no value'],
    ['domain-chain-list', in_domain({ chainId: ['SN_MAIN'] }), 'no felt'],
    ['domain-name-long', in_domain({ name: 'x'.repeat(32) }), 'more than 31 characters'],
    ['domain-name-unicode', in_domain({ name: 'Größe' }), 'no ASCII'],
    ['domain-name-tab', in_domain({ name: 'a\tb' }), 'starknet.js writes a tab with one digit'],
    ['domain-name-blank', in_domain({ name: ' 1 ' }), 'a number to JavaScript alone'],
    ['legacy-domain-no-chain', legacy_declared('felt name, felt version', { name: 'a', version: '1' }), 'good on every chain'],
    ['legacy-domain-no-version', legacy_declared('felt name, felt chainId', { name: 'a', chainId: 'SN_MAIN' }), 'the version is missing'],
    ['legacy-domain-two-chains', legacy_declared('felt name, felt version, felt chainId, felt chain_id',
        { name: 'a', version: '1', chainId: 'SN_MAIN', chain_id: 'SN_SEPOLIA' }), 'which one counts?'],
    ['legacy-domain-undeclared', in_domain({ salt: 1 }, legacy_value('felt', 1)), 'a member that is not signed'],
    ['legacy-domain-chain-undeclared', edited(legacy_value('felt', 1), (d) => { d.types.StarkNetDomain = fields('felt name, felt version'); }), 'the chain is there and not signed'],
    ['chain-other', in_domain({ chainId: 'SN_SEPOLIA' }), 'signed for another chain', rejected('policy')],
    ['chain-lower', in_domain({ chainId: 'sn_main' }), 'names of chains keep their case', rejected('policy')],
    ['chain-1', in_domain({ chainId: '1' }), 'the number 1', rejected('policy')],
    ['chain-0', in_domain({ chainId: '' }), 'the number 0', rejected('policy')],
    ['chain-caip', in_domain({ chainId: 'starknet:SN_MAIN' }), 'not what wallets sign', rejected('policy')],
    ['legacy-chain-other', in_domain({ chainId: 'SN_SEPOLIA' }, legacy_value('felt', 1)), 'signed for another chain', rejected('policy')],
    ['legacy-chain-1', in_domain({ chainId: 1 }, legacy_value('felt', 1)), 'the number 1', rejected('policy')],
    ['legacy-chain-old', legacy_declared('felt name, felt version, felt chain_id', { name: 'a', version: '1', chain_id: 'SN_GOERLI' }), 'signed for another chain', rejected('policy')],
];

const names = () => [
    ['name-quote', named('M"("a":"felt")"'), 'a quote ends the name'],
    ['name-backslash', named('M\\'), 'wallets differ in escaping'],
    ['name-newline', named('M\n'), 'wallets differ in escaping'],
    ['name-line-separator', containing('enum', 'E', { A: [{ v: 1 }] }, { E: [{ name: 'A', type: '(M\u2028)' }], 'M\u2028': fields('felt v') }),
     'starknet.js does not see the variant: "." of a regular expression matches no line separator'],
    ['name-paragraph-separator', named('M\u2029'), 'the same'],
    ['name-empty', named(''), 'no name'],
    ['name-array', named('M*'), 'reads as an array'],
    ['name-variant', named('(M)'), 'reads as a variant'],
    ['name-comma', named('M,N'), 'reads as two types in a variant'],
    ['name-felt', named('felt'), 'a type that there is'],
    ['name-enum', named('enum'), 'a type that there is'],
    ['name-merkletree', named('merkletree'), 'a type that there is'],
    ['name-preset-order', value('u256', { low: 1, high: 2 }, { u256: fields('u128 high, u128 low') }), 'starknet.js 6 and 7 hash another struct than they name'],
    ['name-preset-felt', value('u256', { low: 1, high: 2 }, { u256: fields('felt low, felt high') }), 'not as the SNIP declares it'],
    ['name-preset-unused', doc({ M: fields('felt v'), u256: fields('u128 low, u128 high') }, 'M', { v: 1 }), 'nothing uses it'],
    ['primary-preset-declared', doc({ u256: fields('u128 low, u128 high') }, 'u256', { low: 1, high: 2 }), 'a preset says nothing of what it is for'],
    ['name-preset', value('u256', { low: 1 }, { u256: fields('felt low') }), 'starknet.js hashes its own u256, earlier ones this'],
    ['member-quote', member_named('a":"felt","b'), 'two members that look like one'],
    ['member-backslash', member_named('a\\b'), 'wallets differ in escaping'],
    ['member-nul', member_named('a\u0000'), 'wallets differ in escaping'],
    ['member-empty', member_named(''), 'no name'],
    ['member-twice', doc({ M: fields('felt v, felt v') }, 'M', { v: 1 }), 'declared twice'],
    ['legacy-name-parenthesis', legacy_named('M(a:felt)N'), 'revision 0 has no quotes: reads as two types'],
    ['legacy-name-colon', legacy_named('M:felt'), 'revision 0 has no quotes'],
    ['legacy-member-injection', legacy_member_named('a:felt,b'), 'reads as two members'],
    ['legacy-member-parenthesis', legacy_member_named('a)'), 'revision 0 has no quotes'],
    ['legacy-name-quote', legacy_named('M"'), 'wallets differ in escaping'],
    ['legacy-name-felt', legacy_named('felt'), 'a type that there is'],
    ['member-no-type', member({ name: 'v' }), 'no type'],
    ['member-type-number', member({ name: 'v', type: 1 }), 'no text'],
    ['member-more', member({ name: 'v', type: 'felt', note: '' }), 'a member that is not signed'],
    ['member-contains', member({ name: 'v', type: 'felt', contains: 'felt' }), 'felt contains nothing'],
    ['member-text', doc({ M: ['v'] }, 'M', { v: 1 }), 'no object'],
    ['type-unknown', value('uint256', 1), 'not declared'],
    ['type-blank', value('felt ', 1), 'not declared'],
    ['type-upper', value('Felt', 1), 'types keep their case'],
    ['type-length', value('felt[2]', [1, 2]), 'arrays have no length'],
    ['type-enum-array', value('enum*', [{ A: [] }]), 'which enum?'],
    ['type-merkletree-array', value('merkletree*', [[1]]), 'of which leaves?'],
    ['legacy-type-enum', legacy_value('enum', 1), 'revision 0 has no enum'],
    ['type-unused', doc({ M: fields('felt v'), N: fields('felt w') }, 'M', { v: 1 }), 'SNIP-12 refuses types that nothing uses'],
    ['type-both-domains', edited(plain(), (d) => { d.types.StarkNetDomain = DOMAIN_0; }), 'a domain type that nothing uses'],
    ['legacy-type-unused', legacy({ M: fields('felt v'), N: fields('felt w') }, 'M', { v: 1 }), 'nothing uses it'],
    ['legacy-type-unknown', legacy_value('u128', 1), 'revision 0 has no u128: starknet.js takes it for a felt'],
    ['cycle-self', doc({ M: fields('M* m') }, 'M', { m: [] }), 'starknet.js does not end'],
    ['cycle-two', doc({ M: fields('N* n'), N: fields('M* m') }, 'M', { n: [] }), 'starknet.js does not end'],
    ['cycle-enum', containing('enum', 'E', { A: [] }, { E: [{ name: 'A', type: '()' }, { name: 'B', type: '(M)' }] }), 'starknet.js does not end'],
];

const enums = () => {
    const choice = (v, variants = [{ name: 'A', type: '()' }, { name: 'B', type: '(felt,u128)' }]) =>
        containing('enum', 'E', v, { E: variants });
    return [
        ['enum-unknown', choice({ C: [] }), 'no such variant'],
        ['enum-two', choice({ A: [], B: [1, 2] }), 'two variants'],
        ['enum-none', choice({}), 'no variant'],
        ['enum-few', choice({ B: [1] }), 'a value is missing'],
        ['enum-many', choice({ A: [1] }), 'a value too much'],
        ['enum-scalar', choice({ B: 1 }), 'no array'],
        ['enum-text', choice('A'), 'no object'],
        ['enum-space', choice({ A: [1, 2] }, [{ name: 'A', type: '(felt, u128)' }]), 'starknet.js knows no type " u128"'],
        ['enum-mixed', choice({ A: [] }, [{ name: 'A', type: '()' }, { name: 'B', type: 'felt' }]), 'a variant that is none'],
        ['enum-comma', choice({ A: [1] }, [{ name: 'A', type: '(felt,)' }]), 'an empty type'],
        ['enum-of-struct', containing('enum', 'S', { v: [1] }, { S: fields('felt v') }), 'a struct is no enum'],
        ['enum-unnamed', value('enum', { A: [] }), 'which enum?'],
        ['enum-as-type', value('E', { A: [] }, { E: [{ name: 'A', type: '()' }] }), 'an enum is named by contains'],
        ['merkle-empty', containing('merkletree', 'felt', []), 'no root'],
        ['merkle-scalar', containing('merkletree', 'felt', 1), 'no array'],
        ['merkle-array', containing('merkletree', 'felt*', [[1]]), 'leaves are no arrays'],
        ['merkle-unknown', containing('merkletree', 'leaf', [1]), 'not declared'],
        ['merkle-unnamed', value('merkletree', [1]), 'of which leaves?'],
        ['legacy-merkle-empty', legacy_containing('felt', []), 'no root'],
    ];
};

const bad = (type, values, prefix = '') => values.map(([id, v, why]) =>
    [`${prefix}${type.toLowerCase().replaceAll('*', 's')}-${id}`, (prefix ? legacy_value : value)(type, v), why]);
const bad_literals = (type, sources) => sources.map(([id, source, why]) => [`${type}-${id}`, literal(type, source), why]);
const prime = '0x' + P.toString(16);

const values = () => [
    ...bad('felt', [['p', prime, 'p itself'], ['p-decimal', P.toString(), 'p itself'], ['2-256', '0x1' + '0'.repeat(64), '2^256'],
        ['minus', '-1', 'a number to JavaScript alone'], ['plus', '+5', 'a number to JavaScript alone'], ['blank', ' ', 'a number to JavaScript alone'],
        ['blanks', ' 12 ', 'a number to JavaScript alone'], ['binary', '0b101', 'a number to JavaScript alone'], ['octal', '0o7', 'a number to JavaScript alone'],
        ['upper-x', '0XFF', 'a number to JavaScript alone'], ['32', 'x'.repeat(32), 'more than 31 characters'], ['unicode', 'é', 'no ASCII'],
        ['newline', 'a\nb', 'a control character'], ['del', 'a\u007f', 'a control character'], ['true', true, 'no number'], ['null', null, 'no value'],
        ['array', [1], 'no felt'], ['object', {}, 'no felt'], ['negative', -1, 'felts are not negative'], ['2p53', 2 ** 53, 'JavaScript rounds above 2^53 - 1'],
        ['fraction', 1.5, 'no integer']]),
    ...bad_literals('felt', [['exponent', '1e3', 'an integer to some readers only'], ['point-zero', '5.0', 'an integer to some readers only'],
        ['minus-zero', '-0', 'an integer to some readers only'], ['huge', '12345678901234567890', 'JavaScript rounds it']]),
    ...bad('u128', [['2-128', (1n << 128n).toString(), '2^128'], ['negative', -1, 'not negative'], ['text', 'abc', 'no number'], ['empty', '', 'no number'],
        ['bool', true, 'no number'], ['hex-empty', '0x', 'no number']]),
    ...bad('timestamp', [['negative', -1, 'not negative'], ['date', '2026-01-01', 'no number']]),
    ...bad('i128', [['2-127', (1n << 127n).toString(), '2^127'], ['below', (-(1n << 127n) - 1n).toString(), '-2^127 - 1'], ['minus-zero', '-0', 'zero has no sign'],
        ['plus', '+1', 'a number to JavaScript alone'], ['minus-hex', '-0x1', 'no number'], ['text', 'one', 'no number'],
        ['wrapped', '0x' + (P - 1n).toString(16), 'p - 1 is no spelling of -1']]),
    ...bad('bool', [['1', 1, 'true and false only'], ['text', 'true', 'true and false only'], ['0', 0, 'true and false only'], ['null', null, 'true and false only']]),
    ...bad('ContractAddress', [['text', 'alice', 'a number, never a text'], ['empty', '', 'no number'], ['p', prime, 'p itself']]),
    ...bad('ClassHash', [['text', 'class', 'a number, never a text'], ['negative', -1, 'not negative']]),
    ...bad('selector', [['number', 1, 'a text'], ['upper-x', '0X12', 'hex to some'], ['0x', '0x', 'hex to some'], ['unicode', 'é', 'no ASCII'], ['p', prime, 'p itself']]),
    ...bad('string', [['number', 1, 'no text'], ['unicode', 'Grüße', 'starknet.js refuses all but ASCII'], ['newline', 'a\nb', 'a control character'],
        ['tab', 'a\tb', 'starknet.js writes a tab with one digit'], ['null', null, 'no text'], ['array', ['a'], 'no text']]),
    ...bad('u256', [['number', 5, 'a struct in the document'], ['half', { low: 1 }, 'a member is missing'], ['2-128', { low: (1n << 128n).toString(), high: 0 }, 'half of it is 128 bits'],
        ['more', { low: 1, high: 2, mid: 3 }, 'no such member']]),
    ...bad('TokenAmount', [['flat', { token_address: '0x1', amount: 5 }, 'the amount is a u256']]),
    ...bad('felt*', [['scalar', 1, 'no array'], ['object', { 0: 1 }, 'no array'], ['null', [null], 'no value'], ['nested', [[1]], 'an array too deep']]),
    ...bad('felt', [['p', prime, 'p itself'], ['unicode', 'é', 'no ASCII'], ['32', 'x'.repeat(32), 'more than 31 characters']], 'legacy-'),
    ...bad('string', [['32', 'x'.repeat(32), 'more than 31 characters']], 'legacy-'),
    ...bad('bool', [['2', 2, 'neither true nor false'], ['text', 'true', 'no number'], ['null', null, 'no number']], 'legacy-'),
    ['member-missing', edited(plain(), (d) => { d.message = {}; }), 'a member is missing'],
    ['member-undeclared-nameless', edited(plain(), (d) => { d.message[''] = 1; }), 'a member that is not signed, and has no name'],
    ['member-undeclared', edited(plain(), (d) => { d.message.w = 1; }), 'a member that is not signed'],
    ['nested-missing', doc({ M: fields('N n'), N: fields('felt a, felt b') }, 'M', { n: { a: 1 } }), 'a member is missing'],
    ['nested-undeclared', doc({ M: fields('N* n'), N: fields('felt a') }, 'M', { n: [{ a: 1, b: 2 }] }), 'a member that is not signed'],
    ['nested-scalar', doc({ M: fields('N n'), N: fields('felt a') }, 'M', { n: 1 }), 'no object'],
    ['nested-null', doc({ M: fields('N n'), N: fields('felt a') }, 'M', { n: null }), 'no object'],
    ['legacy-member-undeclared', edited(legacy_value('felt', 1), (d) => { d.message.w = 1; }), 'a member that is not signed'],
];

export const refused = () =>
    [...shape(), ...revisions(), ...domains(), ...names(), ...enums(), ...values()];

/** [id, document, why, what strict says]: signed for no chain or for "1", which Dojo writes for every chain. */
export const chainless = () => [
    ['dojo-chain-1', in_domain({ chainId: '1' }), 'Dojo: chainId "1"', rejected('policy')],
    ['dojo-chain-number', in_domain({ chainId: 1 }), 'the same as a number', rejected('policy')],
    ['legacy-chain-one', in_domain({ chainId: '0x1' }, legacy_value('felt', 1)), 'the same in revision 0', rejected('policy')],
    ['domain-without-chain', edited(declared('shortstring name, shortstring version, shortstring revision'), (d) => { delete d.domain.chainId; }),
     'a domain of revision 1 without a chain', malformed('message')],
    ['legacy-domain-without-chain', legacy_declared('felt name, felt version', { name: 'a', version: '1' }), 'a domain of revision 0 without a chain', malformed('message')],
];

const U256 = fields('u128 low, u128 high');
/** [id, document, why]: presets with the members that they have. */
export const redeclared = () => [
    ['preset-redeclared', value('u256', { low: 1, high: 2 }, { u256: U256 }), 'u256 as the SNIP declares it'],
    ['presets-redeclared', value('TokenAmount', { token_address: '0x1', amount: { low: 1, high: 2 } },
        { TokenAmount: fields('ContractAddress token_address, u256 amount'), u256: U256 }), 'one preset inside another, both declared'],
    ['preset-redeclared-half', value('NftId', { collection_address: '0x1', token_id: { low: 1, high: 2 } },
        { NftId: fields('ContractAddress collection_address, u256 token_id') }), 'one preset declared, the one inside not'],
];

/** Refused strictly, accepted with `compat`, where wallets sign them. */
export const lenient = () => {
    const ids = ['domain-order', 'domain-felt', 'domain-more', 'type-unused', 'type-both-domains', 'legacy-type-unused', 'legacy-type-unknown'];
    return refused().filter(([id]) => ids.includes(id)).concat([
        ['legacy-type-made-up', legacy_value('address', '0x7'), 'an unknown type is a felt to starknet.js'],
        ['legacy-type-made-up-array', legacy_value('address*', ['0x7', 'a']), 'an array of an unknown type'],
    ]);
};
