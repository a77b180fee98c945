// SPDX-License-Identifier: Apache-2.0
// Typed data that must be refused, whatever some library makes of it.

import { CONTRACT, derived_domain, doc, domain, DOMAIN, DOMAIN_TYPE, fields, literal, MAIL, value }
    from './eip712-documents.mjs';
import { bad_names } from './eip712-names.mjs';

const member = (name, type) => ({ name, type });
const repeat = (n, open, close) => open.repeat(n) + close.repeat(n);
const MAIL_TEXT = JSON.stringify(MAIL);
const edit = (from, to) => {
    if (MAIL_TEXT.split(from).length !== 2) throw new Error(`not once in the Mail example: ${from}`);
    return MAIL_TEXT.replace(from, () => to);
};
const P255 = (1n << 255n).toString();
const P256 = (1n << 256n).toString();

const number_literals = () => [
    ['uint8', 'uint8', [
        ['256', '256', 'out of range'], ['minus-1', '-1', 'negative'],
        ['256-text', '"256"', 'out of range'], ['minus-1-text', '"-1"', 'negative'],
        ['256-hex', '"0x100"', 'out of range'], ['float', '1.5', 'not an integer'],
        ['float-integral', '5.0', 'an integer is written without a point'],
        ['exponent', '1e2', 'no exponent'], ['exponent-upper', '1E2', 'no exponent'],
        ['minus-0', '-0', 'zero has no sign'], ['float-text', '"5.0"', 'not an integer'],
        ['exponent-text', '"1e2"', 'no exponent'], ['space', '" 5"', 'white space is not trimmed'],
        ['space-after', '"5 "', 'white space is not trimmed'], ['plus', '"+5"', 'no plus sign'],
        ['underscore', '"1_0"', 'no separator'], ['comma', '"1,0"', 'no separator'],
        ['empty', '""', 'no digits'], ['0x', '"0x"', 'no digits'],
        ['0x-upper', '"0X05"', '0X is never read'], ['hex-minus', '"-0x5"', 'hex has no sign'],
        ['hex-no-0x', '"ff"', 'hex starts with 0x'], ['hex-bad', '"0xg"', 'g is no hex digit'],
        ['binary', '"0b1"', 'decimal or 0x'], ['octal', '"0o7"', 'decimal or 0x'],
        ['word', '"five"', 'no number'], ['suffix', '"5n"', 'no suffix'],
        ['full-width', '"\\uff15"', 'a digit, but not ASCII'], ['nul', '"5\\u0000"', 'NUL is no end'],
        ['minus', '"-"', 'no digits'], ['true', 'true', 'a boolean'], ['null', 'null', 'null'],
        ['array', '[5]', 'an array'], ['object', '{}', 'an object'],
        ['bare-hex', '0x05', 'no JSON'], ['bare-leading-zero', '05', 'no JSON'],
        ['bare-plus', '+5', 'no JSON'], ['bare-point', '5.', 'no JSON'], ['nan', 'NaN', 'no JSON'],
    ]],
    ['uint256', 'uint256', [
        ['2p53', '9007199254740992', 'above 2^53 - 1 wallets read bare numbers differently'],
        ['2p53-plus-1', '9007199254740993', 'JavaScript reads 9007199254740992'],
        ['2p64', '18446744073709551616', 'a bare number above 2^53 - 1'],
        ['max-bare', (BigInt(P256) - 1n).toString(), 'a bare number above 2^53 - 1'],
        ['2p256', `"${P256}"`, 'out of range'], ['2p256-hex', `"0x1${'0'.repeat(64)}"`, 'out of range'],
        ['minus-1', '-1', 'negative'], ['exponent-large', '1e400', 'infinite in JavaScript'],
        ['exponent-negative', '100e-2', 'no exponent'], ['huge', `"${'9'.repeat(500)}"`, 'out of range'],
    ]],
    ['int8', 'int8', [
        ['128', '128', 'out of range'], ['minus-129', '-129', 'out of range'],
        ['255', '255', 'out of range: two\'s complement is not a notation'],
        ['0xff', '"0xff"', 'out of range: hex is a number, not a pattern of bits'],
        ['0x80', '"0x80"', 'out of range'], ['two-signs', '"--5"', 'one sign'],
        ['sign-space', '"- 5"', 'no white space'], ['hex-minus', '"-0x5"', 'hex has no sign'],
    ]],
    ['int256', 'int256', [
        ['2p255', `"${P255}"`, 'out of range'],
        ['minus-2p255-minus-1', `"-${BigInt(P255) + 1n}"`, 'out of range'],
        ['minus-2p53', '-9007199254740992', 'a bare number below -(2^53 - 1)'],
        ['minus-1-bits', `"0x${'f'.repeat(64)}"`, 'out of range: hex is a number'],
    ]],
];

const value_literals = () => [
    ['bool', 'bool', [
        ['text-true', '"true"', 'text'], ['text-false', '"false"',
            'eth-sig-util up to 8 and ethers sign true here, later ones false'],
        ['0', '0', 'a number'], ['1', '1', 'a number'], ['null', 'null', 'null'],
        ['empty', '""', 'text'], ['array', '[]', 'an array'], ['word', 'TRUE', 'no JSON'],
    ]],
    ['string', 'string', [
        ['number', '5', 'a number'], ['null', 'null', 'null'], ['true', 'true', 'a boolean'],
        ['object', '{}', 'an object'], ['array', '["a"]', 'an array'],
        ['high-surrogate', '"\\ud800"', 'half a surrogate pair'],
        ['low-surrogate', '"a\\udc00"', 'half a surrogate pair'],
        ['swapped-surrogates', '"\\udc00\\ud800"', 'a surrogate pair the wrong way round'],
        ['high-surrogate-then-text', '"\\ud83dx"', 'half a surrogate pair'],
        ['bad-escape', '"\\x41"', 'no JSON'], ['raw-line-feed', '"a\nb"', 'no JSON'],
        ['raw-tab', '"a\tb"', 'no JSON'], ['raw-nul', '"a\u0000b"', 'no JSON'],
    ]],
    ['bytes', 'bytes', [
        ['no-0x', '"abcd"', 'bytes start with 0x'], ['odd', '"0xabc"', 'an odd number of digits'],
        ['0x-upper', '"0Xabcd"', '0X is never read'], ['bad-digit', '"0xzz"', 'z is no hex digit'],
        ['blank', '" "', 'not even 0x'], ['text', '"hello"', 'eth-sig-util signs the UTF-8 of it'],
        ['null', 'null', 'null'], ['number', '5', 'a number'], ['array', '[1, 2]', 'an array'],
        ['space', '" 0xab"', 'white space is not trimmed'],
    ]],
    ['bytes4', 'bytes4', [
        ['empty-text', '""', 'too short: only bytes is empty so'],
        ['3-bytes', '"0x010203"', 'too short'], ['5-bytes', '"0x0102030405"', 'too long'],
        ['0-bytes', '"0x"', 'too short'], ['no-0x', '"01020304"', 'bytes start with 0x'],
        ['odd', '"0x0102030"', 'an odd number of digits'], ['number', '16909060', 'a number'],
        ['null', 'null', 'null'],
    ]],
    ['bytes32', 'bytes32', [
        ['31-bytes', `"0x${'11'.repeat(31)}"`, 'too short'],
        ['33-bytes', `"0x${'11'.repeat(33)}"`, 'too long'],
    ]],
    ['address', 'address', [
        ['bad-checksum', `"${CONTRACT.replace('CcCC', 'ccCC')}"`, 'one letter in the wrong case'],
        ['no-0x', `"${CONTRACT.slice(2)}"`, 'an address starts with 0x'],
        ['no-0x-lower', `"${CONTRACT.slice(2).toLowerCase()}"`, 'an address starts with 0x'],
        ['0x-upper', `"0X${'C'.repeat(40)}"`, '0X is never read'],
        ['19-bytes', `"0x${'cc'.repeat(19)}"`, 'too short'],
        ['21-bytes', `"0x${'cc'.repeat(21)}"`, 'too long'],
        ['32-bytes', `"0x${'00'.repeat(12)}${'cc'.repeat(20)}"`, 'a padded word'],
        ['odd', `"0x${'c'.repeat(39)}"`, 'an odd number of digits'],
        ['ens', '"alice.eth"', 'a name is not an address'],
        ['icap', '"XE65GB6LDNXYOFTX0NSV3FUWKOWIXAMJK36"', 'ICAP is not read'],
        ['caip10', `"eip155:1:${CONTRACT}"`, 'CAIP-10 is not read inside a document'],
        ['empty', '""', 'no address'], ['null', 'null', 'null'], ['number', '0', 'a number'],
    ]],
    ['array', 'uint8[]', [
        ['object', '{"0": 1, "length": 1}', 'an object like an array'], ['text', '"1"', 'text'],
        ['number', '1', 'a number'], ['null', 'null', 'null'], ['element-null', '[1, null]', 'null'],
        ['element-range', '[1, 256]', 'an element out of range'],
        ['element-array', '[[1]]', 'an array too deep'], ['hex', '"0x01"', 'text'],
        ['trailing-comma', '[1,]', 'no JSON'],
    ]],
    ['array-fixed', 'uint8[2]', [
        ['short', '[1]', 'one element is missing'], ['long', '[1, 2, 3]', 'one element too many'],
        ['empty', '[]', 'two elements are missing'],
    ]],
    ['array-fixed-0', 'uint8[0]', [['long', '[1]', 'one element too many']]],
    ['array-nested', 'uint8[2][2]', [
        ['inner-short', '[[1, 2], [3]]', 'an inner element is missing'],
        ['inner-long', '[[1, 2], [3, 4, 5]]', 'an inner element too many'],
        ['outer-short', '[[1, 2]]', 'an outer element is missing'],
        ['flat', '[1, 2]', 'an array too shallow'],
    ]],
    ['array-order', 'uint8[2][3]', [['transposed', '[[1, 2, 3], [4, 5, 6]]',
                                     'three arrays of two, not two of three']]],
];

const struct_literals = () => [
    ['null', 'null', 'eth-sig-util encodes bytes32(0)'], ['array', '[1, 2]', 'an array'],
    ['text', '"1,2"', 'text'], ['empty', '{}', 'both members are missing'],
    ['missing', '{"x": 1}', 'y is missing'], ['extra', '{"x": 1, "y": 2, "z": 3}', 'z is not declared'],
    ['member-null', '{"x": 1, "y": null}', 'null is not absent, and absent is not allowed'],
    ['extra-null', '{"x": 1, "y": 2, "z": null}', 'z is not declared'],
    ['other-case', '{"x": 1, "Y": 2}', 'names are exact'],
    ['duplicate', '{"x": 1, "y": 2, "y": 2}', 'a key twice, the values equal'],
    ['duplicate-differs', '{"x": 1, "y": 3, "y": 2}', 'JavaScript takes the last'],
    ['duplicate-escaped', '{"x": 1, "\\u0079": 3, "y": 2}', 'the same key, once written with an escape'],
    ['lone-surrogate-key', '{"x": 1, "y": 2, "\\ud800": 3}', 'half a surrogate pair as a key'],
].map(([id, source, why]) => [`struct-${id}`,
    literal('Point', source, { Point: fields('int32 x, int32 y') }), why]);

const BAD_TYPES = [
    ['uint', 'an alias: hashed as written or as uint256?'], ['int', 'an alias'],
    ['uint[]', 'an array of an alias'], ['uint7', 'no such width'], ['uint0', 'no such width'],
    ['uint264', 'no such width'], ['uint08', 'one spelling'], ['uint256x', 'no such type'],
    ['int12', 'no such width'], ['int 256', 'no white space'], [' uint8', 'no white space'],
    ['uint8 ', 'no white space'], ['UINT8', 'names are exact'], ['bytes0', 'no such length'],
    ['bytes33', 'no such length'], ['bytes01', 'one spelling'], ['byte', 'an alias'],
    ['function', 'not of EIP-712'], ['fixed128x18', 'not of EIP-712'], ['tuple', 'not of EIP-712'],
    ['address payable', 'not of EIP-712'], ['string32', 'no such type'], ['bool8', 'no such type'],
    ['Missing', 'not defined'], ['Missing[]', 'not defined'], ['', 'no name'], ['[]', 'no element type'],
    ['uint8[', 'bracket left open'], ['uint8]', 'bracket never opened'], ['uint8[]x', 'text after'],
    ['uint8[-1]', 'no length'], ['uint8[01]', 'choice: one spelling of a length'],
    ['uint8[ 1]', 'no white space'], ['uint8[0x1]', 'decimal'], ['uint8[1.0]', 'decimal'],
    ['uint8[n]', 'decimal'], ['uint8[[1]]', 'no nesting of brackets'],
    [`uint8[${'9'.repeat(30)}]`, 'no array has so many elements'],
    [`uint8${'[]'.repeat(2000)}`, '2000 dimensions for a flat array'],
];

const slug = (type) => ({
    '': 'empty', '[]': 'brackets-only', ' uint8': 'space-before', 'uint8 ': 'space-after',
    'uint[]': 'uint-array', 'Missing[]': 'undefined-array', Missing: 'undefined', UINT8: 'upper',
    'uint8[': 'array-open', 'uint8]': 'array-unopened', 'uint8[]x': 'array-text-after',
    'uint8[-1]': 'array-negative', 'uint8[01]': 'array-leading-zero', 'uint8[ 1]': 'array-space',
    'uint8[0x1]': 'array-hex', 'uint8[1.0]': 'array-point', 'uint8[n]': 'array-name',
    'uint8[[1]]': 'array-nested-brackets', 'int 256': 'inner-space',
    'address payable': 'address-payable',
}[type] ?? (type.length > 2000 ? 'array-2000-dimensions' : type.length > 30 ? 'array-huge' : type));

const sample = (type) => /\[/.test(type) ? [1] : /^b(ytes|yte)/.test(type) ? '0x01'
    : /^(string|function)/.test(type) ? 's' : /^address/.test(type) ? CONTRACT : 1;

const bad_types = () => [
    ...BAD_TYPES.map(([type, why]) => [`type-${slug(type)}`, value(type, sample(type)), why]),
    ['type-undefined-unused', doc({ M: fields('uint8 v'), Unused: fields('Missing m') }, 'M',
        { v: 1 }), 'choice: an unused type must be well formed, and this names what is not defined'],
    ['type-alias-unused', doc({ M: fields('uint8 v'), Unused: fields('uint m') }, 'M', { v: 1 }),
     'choice: an unused type must be well formed'],
    ['type-cycle-self', doc({ A: fields('A a') }, 'A', { a: {} }), 'a struct that contains itself'],
    ['type-cycle-self-null', doc({ A: fields('A a') }, 'A', { a: null }),
     'a struct that contains itself, ended by null'],
    ['type-cycle-two', doc({ A: fields('B b'), B: fields('A a') }, 'A', { b: { a: null } }),
     'two structs that contain each other'],
    ['type-cycle-three-missing', doc({ A: fields('B b'), B: fields('C c'), C: fields('A a') }, 'A',
        { b: { c: {} } }), 'three structs that contain each other'],
    ['type-cycle-unused', doc({ M: fields('uint8 v'), A: fields('A a') }, 'M', { v: 1 }),
     'choice: an unused struct that contains itself is not well formed'],
    ['type-cycle-fixed-array', doc({ A: fields('A[1] a') }, 'A', { a: [{ a: [] }] }),
     'a fixed array does not end the recursion'],
    ['member-name-twice', doc({ M: fields('uint8 v, uint8 v') }, 'M', { v: 1 }),
     'choice: two members of one name cannot both be in the message'],
    ['member-name-twice-types', doc({ M: fields('uint8 v, uint16 v') }, 'M', { v: 1 }),
     'choice: two members of one name cannot both be in the message'],
];

const shape = (id, member_source, why) => [`definition-${id}`, JSON.stringify(
    doc({ M: ['@'] }, 'M', { v: 1 })).replace('["@"]', member_source), why];

const definitions = () => [
    shape('no-type', '[{"name": "v"}]', 'type is missing'),
    shape('no-name', '[{"type": "uint8"}]', 'name is missing'),
    shape('extra-twice', '[{"name": "v", "type": "uint8", "x": 1, "x": 1}]', 'a key twice'),
    shape('extra-without-type', '[{"name": "v", "internalType": "uint8"}]', 'type is missing'),
    shape('name-null', '[{"name": null, "type": "uint8"}]', 'null'),
    shape('type-null', '[{"name": "v", "type": null}]', 'null'),
    shape('type-number', '[{"name": "v", "type": 8}]', 'a number'),
    shape('type-object', '[{"name": "v", "type": {"name": "uint8"}}]', 'an object'),
    shape('duplicate-name', '[{"name": "w", "name": "v", "type": "uint8"}]', 'a key twice'),
    shape('duplicate-type', '[{"name": "v", "type": "uint16", "type": "uint8"}]', 'a key twice'),
    shape('object', '{"name": "v", "type": "uint8"}', 'an object where a list is due'),
    shape('map', '{"v": "uint8"}', 'another notation of types'),
    shape('text', '"uint8 v"', 'another notation of types'),
    shape('null', 'null', 'null'),
    shape('element-null', '[null]', 'null'),
    shape('element-text', '["uint8 v"]', 'text'),
];

const without = (name) => {
    const { [name]: _, ...rest } = MAIL;
    return rest;
};

const top_level = () => [
    ...['types', 'primaryType', 'domain', 'message'].flatMap((name) => [
        [`top-no-${name.toLowerCase()}`, without(name), `${name} is missing`],
        [`top-null-${name.toLowerCase()}`, { ...MAIL, [name]: null }, `${name} is null`],
        [`top-twice-${name.toLowerCase()}`, MAIL_TEXT.slice(0, -1) + `,"${name}":` +
            JSON.stringify(MAIL[name]) + '}', `${name} twice, the values equal`],
    ]),
    ['top-extra', { ...MAIL, note: 'x' }, 'note is not of EIP-712'],
    ['top-extra-null', { ...MAIL, note: null }, 'note is not of EIP-712'],
    ['top-types-array', { ...MAIL, types: [MAIL.types] }, 'an array'],
    ['top-types-empty', { ...MAIL, types: {} }, 'no types'],
    ['top-primarytype-number', { ...MAIL, primaryType: 1 }, 'a number'],
    ['top-primarytype-empty', { ...MAIL, primaryType: '' }, 'no name'],
    ['top-primarytype-undefined', { ...MAIL, primaryType: 'Letter' }, 'not defined'],
    ['top-primarytype-array', { ...MAIL, primaryType: 'Mail[]', message: [MAIL.message] },
     'an array is no struct'],
    ['top-primarytype-atomic', { ...MAIL, primaryType: 'uint256', message: 1 },
     'an atomic type is no struct'],
    ['top-primarytype-other-case', { ...MAIL, primaryType: 'mail' }, 'names are exact'],
    ['top-message-array', { ...MAIL, message: [MAIL.message] }, 'an array'],
    ['top-message-text', { ...MAIL, message: JSON.stringify(MAIL.message) }, 'text'],
    ['top-domain-array', { ...MAIL, domain: [] }, 'an array'],
    ['top-domain-text', { ...MAIL, domain: 'Ether Mail' }, 'text'],
    ['top-message-missing-member', { ...MAIL, message: { from: MAIL.message.from,
                                                         to: MAIL.message.to } },
     'contents is missing'],
    ['top-message-extra-member', { ...MAIL, message: { ...MAIL.message, subject: 'x' } },
     'subject is not declared, so nobody signed it'],
    ['top-array', [MAIL], 'an array'],
    ['top-null', 'null', 'null'], ['top-text', '"typed data"', 'text'], ['top-number', '5', 'a number'],
    ['top-encoded-twice', JSON.stringify(MAIL_TEXT), 'JSON inside a JSON string'],
    ['top-empty-object', '{}', 'nothing'],
    ['key-twice-in-types', edit('"Person":[', '"Person":[{"name":"name","type":"string"}],"Person":['),
     'a type twice'],
    ['key-twice-in-domain', edit('"version":"1"', '"version":"2","version":"1"'),
     'a key twice: JavaScript takes the last'],
    ['key-twice-in-message', edit('"contents":"Hello, Bob!"',
        '"contents":"Hello, Eve!","contents":"Hello, Bob!"'), 'a key twice: JavaScript takes the last'],
    ['json-empty', '', 'no text'], ['json-space', ' \n', 'white space only'],
    ['json-bom', '\ufeff' + MAIL_TEXT, 'a byte order mark'],
    ['json-truncated', MAIL_TEXT.slice(0, -1), 'the last brace is missing'],
    ['json-text-after', MAIL_TEXT + 'x', 'text after the document'],
    ['json-nul-after', MAIL_TEXT + '\u0000', 'a NUL after the document'],
    ['json-two', MAIL_TEXT + MAIL_TEXT, 'two documents'],
    ['json-trailing-comma', MAIL_TEXT.slice(0, -1) + ',}', 'no JSON'],
    ['json-comment', MAIL_TEXT.slice(0, -1) + '/* */}', 'no JSON'],
    ['json-line-comment', '// typed data\n' + MAIL_TEXT, 'no JSON'],
    ['json-single-quotes', MAIL_TEXT.replaceAll('"', "'"), 'no JSON'],
    ['json-bare-keys', MAIL_TEXT.replace('"types"', 'types'), 'no JSON'],
    ['json-form-feed', '\f' + MAIL_TEXT, 'form feed is no white space of JSON'],
    ['json-no-break-space', '\u00a0' + MAIL_TEXT, 'no white space of JSON'],
    ['json-deep-arrays', repeat(5000, '[', ']'), '5000 arrays deep'],
    ['json-deep-open', '['.repeat(5000), '5000 arrays deep, never closed'],
    ['json-deep-value', literal('uint8', repeat(3000, '[', ']')), '3000 arrays deep in a value'],
    ['json-deep-extra', MAIL_TEXT.slice(0, -1) + ',"x":' + repeat(3000, '{"x":', '}')
        .replace(':}', ':1}') + '}', '3000 objects deep in a member that is not of EIP-712'],
];

const bad_domains = () => [
    ['domain-declared-missing', domain('string name, string version', { name: 'walletauth' }),
     'version is declared and missing'],
    ['domain-declared-chainid-missing', domain('string name, uint256 chainId',
        { name: 'walletauth' }), 'chainId is declared and missing'],
    ['domain-derived-unknown', derived_domain({ name: 'walletauth', url: 'https://a.example' }),
     'not of the five members that a derived domain has'],
    ['domain-derived-case', derived_domain({ name: 'walletauth', chainID: 1 }),
     'chainID is not chainId'],
    ['domain-derived-chainid-decimal', derived_domain({ name: 'walletauth', chainId: '1' }),
     'viem before 2.57.20 signs no chain here, others do'],
    ['domain-derived-chainid-hex', derived_domain({ name: 'walletauth', chainId: '0x1' }),
     'viem before 2.57.20 signs no chain here, others do'],
    ['domain-derived-version-empty', derived_domain({ name: 'walletauth', version: '' }),
     'older versions of viem sign no version here, others do'],
    ['domain-derived-version-number', derived_domain({ name: 'walletauth', version: 1 }),
     'version is a string'],
    ['domain-derived-chainid-text', derived_domain({ chainId: 'mainnet' }), 'chainId is a number'],
    ['domain-derived-salt-31', derived_domain({ salt: '0x' + '5a'.repeat(31) }),
     'salt is a bytes32'],
    ['domain-derived-contract-checksum', derived_domain({
        verifyingContract: CONTRACT.replace('CcCC', 'ccCC') }), 'one letter in the wrong case'],
    ['domain-version-number', domain('string name, string version',
        { name: 'walletauth', version: 1 }), 'version is a string'],
    ['domain-null', domain('string name', { name: null }), 'null is absent, and name is declared'],
    ['domain-chainid-null', domain('uint256 chainId', { chainId: null }),
     'null is absent, and chainId is declared'],
    ['domain-nested-null', { ...domain('D d', { d: { x: 1, y: null } }), types: {
        EIP712Domain: [member('d', 'D')], D: fields('uint8 x'), M: fields('uint256 v') } },
     'a null inside a member is no absent member of the domain'],
    ['domain-chainid-negative', domain('uint256 chainId', { chainId: -1 }), 'out of range'],
    ['domain-chainid-caip2', domain('uint256 chainId', { chainId: 'eip155:1' }), 'no number'],
    ['domain-chainid-float', JSON.stringify(MAIL).replace('"chainId":1,', '"chainId":1.0,'),
     'an integer is written without a point'],
    ['domain-contract-short', domain('address verifyingContract',
        { verifyingContract: CONTRACT.slice(0, -2) }), 'too short'],
    ['domain-type-alias', domain('uint chainId', { chainId: 1 }), 'an alias'],
    ['domain-type-undefined', domain('Missing name', { name: 'x' }), 'not defined'],
    ['domain-type-twice', domain('string name, string name', { name: 'x' }),
     'choice: two members of one name'],
    ['domain-type-null', { ...value('uint256', 1), types: { EIP712Domain: null,
        M: fields('uint256 v') } }, 'null'],
    ['domain-type-object', { ...value('uint256', 1), types: { EIP712Domain: { name: 'string' },
        M: fields('uint256 v') }, domain: DOMAIN }, 'an object where a list is due'],
    ['domain-member-name', { ...value('uint256', 1), types: {
        EIP712Domain: [...DOMAIN_TYPE, member('a,b', 'string')], M: fields('uint256 v') },
        domain: { ...DOMAIN, 'a,b': 'x' } }, 'a comma in a member name'],
];

/** Name, document or source text, why. */
export const malformed_documents = () => [
    ...[...number_literals(), ...value_literals()].flatMap(([prefix, type, cases]) =>
        cases.map(([id, source, why]) => [`${prefix}-${id}`, literal(type, source), why])),
    ...struct_literals(), ...bad_types(), ...bad_names(), ...definitions(), ...top_level(), ...bad_domains(),
];
