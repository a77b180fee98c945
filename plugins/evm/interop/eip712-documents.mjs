// SPDX-License-Identifier: Apache-2.0
// Typed data that wallets sign. A document is an object, or source text where an object of
// JavaScript cannot say it (number literals, white space, escapes).

export const field = (name, type) => ({ name, type });
export const fields = (spec) => spec.split(', ').filter(Boolean).map((f) => {
    const at = f.lastIndexOf(' ');
    return field(f.slice(at + 1), f.slice(0, at));
});

export const CONTRACT = '0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC';
export const DOMAIN_TYPE =
    fields('string name, string version, uint256 chainId, address verifyingContract');
export const DOMAIN =
    { name: 'walletauth', version: '1', chainId: 1, verifyingContract: CONTRACT };

/** A document with the usual domain; `change` replaces top-level members. */
export const doc = (types, primaryType, message, change = {}) => ({
    types: { EIP712Domain: DOMAIN_TYPE, ...types }, primaryType, domain: DOMAIN, message,
    ...change,
});

/** A document whose only member has this type and value. */
export const value = (type, v, types = {}) =>
    doc({ M: [field('v', type)], ...types }, 'M', { v });

/** The same with the value as JSON source text. */
export const literal = (type, source, types = {}) =>
    JSON.stringify(value(type, '@', types)).replace('"@"', () => source);

/** A document with another domain type and domain. */
export const domain = (type, members) => {
    const d = value('uint256', 1);
    return { ...d, types: { EIP712Domain: fields(type), M: d.types.M }, domain: members };
};

/** A document that leaves the domain type to be derived. */
export const derived_domain = (members) => {
    const d = value('uint256', 1);
    return { ...d, types: { M: d.types.M }, domain: members };
};

export const MAIL = {
    types: {
        EIP712Domain: DOMAIN_TYPE,
        Person: fields('string name, address wallet'),
        Mail: fields('Person from, Person to, string contents'),
    },
    primaryType: 'Mail',
    domain: { name: 'Ether Mail', version: '1', chainId: 1, verifyingContract: CONTRACT },
    message: {
        from: { name: 'Cow', wallet: '0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826' },
        to: { name: 'Bob', wallet: '0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB' },
        contents: 'Hello, Bob!',
    },
};

const SALT = '0x' + '5a'.repeat(31) + '01';
const max = (bits) => (1n << BigInt(bits)) - 1n;
const LOWER = '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed';
const WIDTHS = [8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120, 128, 136, 144, 152,
                160, 168, 176, 184, 192, 200, 208, 216, 224, 232, 240, 248, 256];
const hex = (n, fill = 'a1') => '0x' + fill.repeat(n);

const numbers = () => [
    ['uint-all-max', doc({ M: WIDTHS.map((w) => field(`u${w}`, `uint${w}`)) }, 'M',
        Object.fromEntries(WIDTHS.map((w) => [`u${w}`, max(w).toString()]))),
     'the maximum of every uint width'],
    ['uint-all-zero', doc({ M: WIDTHS.map((w) => field(`u${w}`, `uint${w}`)) }, 'M',
        Object.fromEntries(WIDTHS.map((w) => [`u${w}`, 0]))), 'zero in every uint width'],
    ['int-all-max', doc({ M: WIDTHS.map((w) => field(`i${w}`, `int${w}`)) }, 'M',
        Object.fromEntries(WIDTHS.map((w) => [`i${w}`, max(w - 1).toString()]))),
     'the maximum of every int width'],
    ['int-all-min', doc({ M: WIDTHS.map((w) => field(`i${w}`, `int${w}`)) }, 'M',
        Object.fromEntries(WIDTHS.map((w) => [`i${w}`, (-max(w - 1) - 1n).toString()]))),
     'the minimum of every int width, sign extended'],
    ['int-all-minus-1', doc({ M: WIDTHS.map((w) => field(`i${w}`, `int${w}`)) }, 'M',
        Object.fromEntries(WIDTHS.map((w) => [`i${w}`, -1]))), '-1 in every int width'],
    ['uint8-max', value('uint8', 255), 'bare number'],
    ['int8-min', value('int8', -128), 'bare negative number'],
    ['int8-max', value('int8', 127), 'bare number'],
    ['uint256-max-decimal', value('uint256', max(256).toString()), '2^256 - 1 in decimal'],
    ['uint256-max-hex', value('uint256', hex(32, 'ff')), '2^256 - 1 in hex'],
    ['int256-min', value('int256', (-(1n << 255n)).toString()), '-2^255 in decimal'],
    ['number-2p53-minus-1', value('uint256', Number.MAX_SAFE_INTEGER), 'the largest bare number'],
    ['number-minus-2p53-plus-1', value('int256', Number.MIN_SAFE_INTEGER),
     'the smallest bare number'],
    ['number-2p53-plus-1-string', value('uint256', '9007199254740993'),
     'above 2^53 - 1 as a string'],
    ['number-decimal', value('uint256', '5'), 'decimal text'],
    ['number-decimal-zeros', value('uint256', '0005'), 'leading zeros are fine'],
    ['number-zero-text', value('uint256', '0'), 'zero as text'],
    ['number-zeros', value('uint256', '000'), 'zero as zeros'],
    ['number-hex', value('uint256', '0xa'), 'hex text'],
    ['number-hex-upper-digit', value('uint256', '0xA'), 'hex digits in either case'],
    ['number-hex-odd', value('uint256', '0x123'), 'a hex number may have an odd count of digits'],
    ['number-hex-zeros', value('uint256', '0x0005'), 'leading zeros are fine'],
    ['number-hex-many-zeros', value('uint8', '0x' + '0'.repeat(64) + 'ff'),
     'leading zeros beyond the width of the type'],
    ['number-negative-text', value('int256', '-5'), 'negative decimal text'],
    ['number-negative-zeros', value('int16', '-0005'), 'negative decimal text, leading zeros'],
];

const atoms = () => [
    ['bool-true', value('bool', true), 'true'],
    ['bool-false', value('bool', false), 'false'],
    ['string-empty', value('string', ''), 'keccak256 of nothing'],
    ['string-unicode', value('string', 'Gr\u00fc\u00dfe \u4f60\u597d \u{1f511}'), 'UTF-8'],
    ['string-nul', value('string', 'a\u0000b'), 'NUL does not end a string'],
    ['string-escapes', literal('string', '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\ud83d\\udd11"'),
     'every escape of JSON, and a surrogate pair'],
    ['string-hex-like', value('string', '0xdeadbeef'), 'ten characters'],
    ['string-number-like', value('string', '42'), 'two characters'],
    ['string-nfd', value('string', 'cafe\u0301'), 'nothing normalises'],
    ['string-long', value('string', 'walletauth '.repeat(100)), '1100 bytes'],
    ['string-noncharacter', value('string', '\uffff'), 'U+FFFF is valid'],
    ['bytes-empty', value('bytes', '0x'), 'no bytes'],
    ['bytes-empty-text', value('bytes', ''), 'no bytes, as some front ends write it'],
    ['bytes-empty-texts', value('bytes[]', ['', '0x', '0x00']), 'and in an array'],
    ['bytes-1', value('bytes', '0x00'), 'one zero byte'],
    ['bytes-33', value('bytes', hex(33)), 'more than a word'],
    ['bytes-upper', value('bytes', '0xDEADBEEF'), 'upper-case digits'],
    ['bytes-fixed-all', doc({ M: Array.from({ length: 32 }, (_, i) =>
        field(`b${i + 1}`, `bytes${i + 1}`)) }, 'M', Object.fromEntries(
        Array.from({ length: 32 }, (_, i) => [`b${i + 1}`, hex(i + 1)]))),
     'bytes1 to bytes32, padded on the right'],
    ['bytes4-zero', value('bytes4', '0x00000000'), 'zeros'],
    ['bytes32', value('bytes32', SALT), 'a whole word'],
    ['address-checksum', value('address', CONTRACT), 'EIP-55'],
    ['address-lower', value('address', LOWER), 'all lower case'],
    ['address-upper', value('address', '0x' + LOWER.slice(2).toUpperCase()),
     'all upper-case digits'],
    ['address-zero', value('address', '0x' + '00'.repeat(20)),
     'the zero address is a value like another'],
];

const POINT = { Point: fields('int32 x, int32 y') };

const arrays = () => [
    ['array-dynamic', value('uint8[]', [1, 2, 3]), 'dynamic'],
    ['array-fixed', value('uint256[3]', [1, '2', '0x3']), 'fixed, numbers in three notations'],
    ['array-empty', value('uint256[]', []), 'keccak256 of nothing'],
    ['array-fixed-0', value('uint256[0]', []), 'a fixed array of no elements'],
    ['array-of-arrays', value('uint8[][]', [[1], [], [2, 3]]), 'each inner array is hashed'],
    ['array-fixed-fixed', value('uint256[2][3]', [[1, 2], [3, 4], [5, 6]]),
     'three arrays of two: the last bracket is the outer one'],
    ['array-dynamic-of-fixed', value('uint256[2][]', [[1, 2]]), 'the inner length is fixed'],
    ['array-fixed-of-dynamic', value('uint256[][2]', [[], [1, 2, 3]]), 'the outer length is fixed'],
    ['array-three-deep', value('uint8[2][][1]', [[[1, 2], [3, 4]]]), 'three levels'],
    ['array-strings', value('string[]', ['', 'a', '\u00e9']), 'each element is hashed'],
    ['array-bytes', value('bytes[]', ['0x', '0x00', hex(40)]), 'each element is hashed'],
    ['array-bytes4', value('bytes4[2]', ['0x01020304', '0xa0b0c0d0']), 'padded elements'],
    ['array-bools', value('bool[]', [true, false, true]), 'a word each'],
    ['array-addresses', value('address[]', [CONTRACT, LOWER]), 'a word each'],
    ['array-ints', value('int16[]', [-1, -32768, 32767]), 'sign extended elements'],
    ['array-structs', value('Point[]', [{ x: 1, y: -2 }, { x: 0, y: 0 }], POINT),
     'the hash of each element'],
    ['array-structs-empty', value('Point[]', [], POINT),
     'no element, yet the type is in encodeType'],
    ['array-structs-fixed', value('Point[2]', [{ x: 1, y: 2 }, { x: 3, y: 4 }], POINT), 'fixed'],
    ['array-structs-nested', value('Point[][2]', [[{ x: 1, y: 2 }], []], POINT),
     'arrays of arrays of structs'],
    ['array-of-100', value('uint32[]', Array.from({ length: 100 }, (_, i) => i)), '100 elements'],
];

const TREE = { Node: fields('string name, Node[] children') };

const structs = () => [
    ['struct-nested', doc({ A: fields('B b, uint8 n'), B: fields('C c, C d'),
                            C: fields('string s') }, 'A',
        { b: { c: { s: 'one' }, d: { s: 'two' } }, n: 3 }), 'three levels'],
    ['struct-member-order', doc({ M: fields('uint8 b, uint8 a') }, 'M', { a: 1, b: 2 }),
     'members are hashed in the order of the type, not of the message'],
    ['struct-empty', doc({ M: [] }, 'M', {}), 'a struct without members'],
    ['struct-empty-member', doc({ M: fields('E e'), E: [] }, 'M', { e: {} }),
     'a member without members'],
    ['struct-recursive-array', doc(TREE, 'Node', { name: 'root', children: [
        { name: 'left', children: [] },
        { name: 'right', children: [{ name: 'leaf', children: [] }] }] }),
     'recursion through an array'],
    ['struct-mutual-recursion', doc({ A: fields('B[] b'), B: fields('A[] a, uint8 n') }, 'A',
        { b: [{ a: [], n: 1 }, { a: [{ b: [] }], n: 2 }] }), 'mutual recursion through arrays'],
    ['struct-type-sort', doc({ Z: fields('uint8 v'), a: fields('uint8 v'), B1: fields('uint8 v'),
                               B: fields('uint8 v'), _u: fields('uint8 v'),
                               M: fields('Z z, a a, B1 b1, B b, _u u') }, 'M',
        { z: { v: 1 }, a: { v: 2 }, b1: { v: 3 }, b: { v: 4 }, u: { v: 5 } }),
     'referenced types in byte order: B B1 Z _u a'],
    ['struct-type-sort-digits', doc({ T1: fields('uint8 v'), T10: fields('uint8 v'),
                                      T11: fields('uint8 v'), T2: fields('uint8 v'),
                                      M: fields('T2 a, T11 b, T10 c, T1 d') }, 'M',
        { a: { v: 1 }, b: { v: 2 }, c: { v: 3 }, d: { v: 4 } }),
     'referenced types in byte order: T1 T10 T11 T2'],
    ['struct-primary-not-sorted', doc({ Z: fields('A a'), A: fields('uint8 v') }, 'Z',
        { a: { v: 1 } }), 'the primary type stands first, whatever its name'],
    ['struct-shared-type', doc({ M: fields('P p, Q q'), P: fields('R r'), Q: fields('R r'),
                                 R: fields('uint8 v') }, 'M',
        { p: { r: { v: 1 } }, q: { r: { v: 2 } } }), 'a type reached twice is listed once'],
    ['struct-unused-type', doc({ M: fields('uint8 v'), Unused: fields('string s') }, 'M',
        { v: 1 }), 'an unused type is allowed and not hashed'],
    ['struct-identifiers', doc({ M: fields('uint8 _, uint8 $, uint8 $_1, uint8 _a$') }, 'M',
        { _: 1, $: 2, $_1: 3, _a$: 4 }), 'member names of $, _ and digits'],
    ['struct-type-identifiers', doc({ $M_1: fields('_T$ t'), _T$: fields('uint8 v') }, '$M_1',
        { t: { v: 1 } }), 'type names of $, _ and digits'],
    ['struct-name-like-type', doc({ M: fields('uint8 uint8, string string, M2 M2'),
                                    M2: fields('bool bool') }, 'M',
        { uint8: 1, string: 's', M2: { bool: true } }), 'members named like types'],
    ['struct-names-like-members', doc({ M: fields('string name, string type, string domain') },
        'M', { name: 'a', type: 'b', domain: 'c' }), 'members named like those of the document'],
    ['struct-type-near-atomic', doc({ M: fields('Uint8 a, String b, boolean c'),
                                      Uint8: fields('uint8 v'), String: fields('string v'),
                                      boolean: fields('bool v') }, 'M',
        { a: { v: 1 }, b: { v: 's' }, c: { v: true } }), 'type names are exact: Uint8 is no uint8'],
    ['struct-primary-eip712domain', doc({}, 'EIP712Domain', {}),
     'primaryType EIP712Domain: 0x1901 and the domain separator only'],
    ['struct-many-members', doc({ M: Array.from({ length: 40 }, (_, i) =>
        field(`m${i}`, 'uint16')) }, 'M', Object.fromEntries(
        Array.from({ length: 40 }, (_, i) => [`m${i}`, i]))), '40 members'],
];

const domains = () => {
    const full = { ...DOMAIN, salt: SALT };
    const order = ['name', 'version', 'chainId', 'verifyingContract', 'salt'];
    const type = { name: 'string', version: 'string', chainId: 'uint256',
                   verifyingContract: 'address', salt: 'bytes32' };
    const list = [];
    for (const names of [['name'], ['version'], ['chainId'], ['verifyingContract'], ['salt'],
                         ['name', 'chainId'], ['name', 'version', 'verifyingContract'],
                         ['chainId', 'salt'], order]) {
        const members = Object.fromEntries(names.map((n) => [n, full[n]]));
        const id = names.length === 5 ? 'all' : names.join('-').toLowerCase();
        list.push([`domain-${id}`, domain(names.map((n) => `${type[n]} ${n}`).join(', '), members),
                   `declared: ${names.join(', ')}`]);
        list.push([`domain-derived-${id}`, derived_domain(members),
                   `no EIP712Domain in types: derived from ${names.join(', ')}`]);
    }
    return [...list,
        ['domain-empty', domain('', {}), 'an empty domain, declared'],
        ['domain-derived-empty', derived_domain({}), 'an empty domain, derived'],
        ['domain-derived-order', derived_domain(Object.fromEntries(
            [...order].reverse().map((n) => [n, full[n]]))),
         'derived members stand in canonical order, not in that of the document'],
        ['domain-declared-order', domain('address verifyingContract, uint256 chainId, string name',
            { name: 'walletauth', chainId: 1, verifyingContract: CONTRACT }),
         'a declared domain is hashed as declared'],
        ['domain-own-member', domain('string name, uint256 epoch', { name: 'walletauth', epoch: 7 }),
         'choice: a declared domain may have members of its own'],
        ['domain-chainid-decimal', domain('uint256 chainId', { chainId: '1' }), 'chainId "1"'],
        ['domain-chainid-hex', domain('uint256 chainId', { chainId: '0x1' }), 'chainId "0x1"'],
        ['domain-chainid-zeros', domain('uint256 chainId', { chainId: '0x0001' }),
         'chainId with leading zeros is the same number'],
        ['domain-null', domain('string name', { name: 'walletauth', salt: null }),
         'null is absent: an undeclared member'],
        ['domain-null-unknown', domain('string name', { name: 'walletauth', url: null }),
         'null is absent: a member of no name that the EIP knows'],
        ['domain-null-all', domain('', { name: null, version: null, chainId: null,
            verifyingContract: null, salt: null }), 'all null: an empty domain, declared'],
        ['domain-derived-null', derived_domain({ name: 'walletauth', version: null, salt: null }),
         'null is absent: derived from the name alone'],
        ['domain-derived-null-chainid', derived_domain({ name: 'walletauth', chainId: null }),
         'null is absent: no chain is signed'],
        ['domain-derived-null-all', derived_domain({ name: null, version: null, chainId: null,
            verifyingContract: null, salt: null }), 'all null: an empty domain, derived'],
        ['domain-name-empty', domain('string name', { name: '' }), 'an empty name'],
        ['domain-derived-name-empty', derived_domain({ name: '' }), 'an empty name, derived'],
        ['domain-name-unicode', domain('string name', { name: '\u00c6ther \u{1f511}' }), 'UTF-8'],
    ];
};

const sources = () => {
    const pretty = JSON.stringify(MAIL, null, 4);
    return [
        ['source-pretty', pretty, 'white space between tokens'],
        ['source-surrounding-space', ` \t\r\n${JSON.stringify(MAIL)}\r\n`, 'white space around'],
        ['source-escaped-keys', JSON.stringify(MAIL).replaceAll('"Person"', '"\\u0050erson"')
            .replace('"contents":', '"c\\u006fntents":'), 'keys and names written with escapes'],
        ['source-key-order', JSON.stringify({ message: MAIL.message, domain: MAIL.domain,
                                              primaryType: 'Mail', types: MAIL.types }),
         'members in another order'],
        ['source-type-order', JSON.stringify({ ...MAIL, types: {
            Mail: MAIL.types.Mail.map(({ name, type }) => ({ type, name })),
            Person: MAIL.types.Person, EIP712Domain: MAIL.types.EIP712Domain } }),
         'types in another order, type before name'],
    ];
};

export const PERMIT = {
    types: {
        EIP712Domain: DOMAIN_TYPE,
        Permit: fields('address owner, address spender, uint256 value, uint256 nonce, ' +
                       'uint256 deadline'),
    },
    primaryType: 'Permit',
    domain: { name: 'USD Coin', version: '2', chainId: 1,
              verifyingContract: '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48' },
    message: { owner: '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359', spender: CONTRACT,
               value: '1000000', nonce: 0, deadline: hex(32, 'ff') },
};

const MAIL_ARRAYS = {
    types: {
        EIP712Domain: DOMAIN_TYPE,
        Person: fields('string name, address[] wallets'),
        Mail: fields('Person from, Person[] to, string contents'),
        Group: fields('string name, Person[] members'),
    },
    primaryType: 'Mail', domain: MAIL.domain,
    message: {
        from: { name: 'Cow', wallets: [MAIL.message.from.wallet, CONTRACT] },
        to: [{ name: 'Bob', wallets: [MAIL.message.to.wallet, LOWER] }],
        contents: 'Hello, Bob!',
    },
};

/** Name, document, why. */
export const documents = () => [
    ['mail', MAIL, 'the Mail example of EIP-712'],
    ['mail-arrays', MAIL_ARRAYS, "the Mail example with arrays and an unused type"],
    ['permit', PERMIT, 'an ERC-2612 permit'],
    ...numbers(), ...atoms(), ...arrays(), ...structs(), ...domains(), ...sources(),
];

/** Domain members that nobody declared: malformed, or under compat unsigned and let pass. */
export const undeclared_domains = () => [
    ['salt', domain('string name', { name: 'walletauth', salt: SALT }), 'salt is not declared'],
    ['chainid', domain('string name', { name: 'walletauth', chainId: 1 }),
     'chainId is not declared, so it is not signed'],
    ['chainid-other', domain('string name', { name: 'walletauth', chainId: 5 }),
     'a chainId that is not declared does not count'],
    ['unknown', domain('string name', { name: 'walletauth', url: 'https://service.example' }),
     'url is not declared'],
    ['all', domain('', DOMAIN), 'nothing is declared'],
];
