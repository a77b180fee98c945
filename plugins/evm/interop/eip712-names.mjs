// SPDX-License-Identifier: Apache-2.0
// Names of types and members: those that wallets sign, and those that make encodeType ambiguous.

import { doc, fields, field, value } from './eip712-documents.mjs';

const typed = (name) => doc({ [name]: fields('uint8 v') }, name, { v: 1 });
const membered = (name) => doc({ M: [field(name, 'uint8')] }, 'M', { [name]: 1 });

/** What Hyperliquid's own front end asks wallets to sign (a transfer of USDC). */
const hyperliquid = () => ({
    types: {
        EIP712Domain: fields('string name, string version, uint256 chainId, address verifyingContract'),
        'HyperliquidTransaction:UsdSend': fields(
            'string hyperliquidChain, string destination, string amount, uint64 time'),
    },
    primaryType: 'HyperliquidTransaction:UsdSend',
    domain: { name: 'HyperliquidSignTransaction', version: '1', chainId: 1,
              verifyingContract: '0x0000000000000000000000000000000000000000' },
    message: { hyperliquidChain: 'Mainnet', destination: '0x5e9ee1089755c3435139848e47e6635505d5a13a',
               amount: '1', time: 1687816341423 },
});

/** Name, document, why. Two libraries agree on each. */
export const name_documents = () => [
    ['name-hyperliquid', hyperliquid(), 'a type name with a colon, as Hyperliquid has it'],
    ['name-type-dash', typed('Ma-il'), 'a dash separates nothing'],
    ['name-type-digit', typed('1Mail'), 'a digit first'],
    ['name-type-dot', typed('M.N'), 'a point separates nothing'],
    ['name-type-non-ascii', typed('M\u00e9'), 'a letter outside ASCII'],
    ['name-type-quote', typed('M"\\'), 'JSON escapes what it must'],
    ['name-type-emoji', typed('\u{1f511}'), 'a character beyond U+FFFF'],
    ['name-type-colon-nested', doc({ 'A:B': fields('C c'), C: fields('uint8 v') }, 'A:B',
        { c: { v: 1 } }), 'a nested struct stands in encodeType, whatever its user is called'],
    ['name-member-blank', membered('Transaction hash'), 'a blank: the first one ends the type'],
    ['name-member-blank-first', membered(' v'), 'two blanks between type and name'],
    ['name-member-blank-last', membered('v '), 'a blank at the end'],
    ['name-member-slash', membered('/'), 'a slash alone'],
    ['name-member-dash', membered('a-b'), 'a dash separates nothing'],
    ['name-member-digit', membered('1a'), 'a digit first'],
    ['name-member-brackets', membered('a[]'), 'brackets are of a type, and the type has ended'],
    ['name-member-non-ascii', membered('\u00e9'), 'a letter outside ASCII'],
    ['name-member-no-break-space', membered('a\u00a0b'), 'a blank that is not ASCII'],
    ['name-member-quote', membered('it\'s "v" \\ w'), 'JSON escapes what it must'],
    ['name-member-colon', membered('a:b'), 'a colon separates nothing'],
    ['definition-extra', JSON.stringify(value('uint8', 1)).replace('"type":"uint8"',
        '"type":"uint8","indexed":true,"description":"a number","components":[{"name":null}]'),
     'what else a member object holds is ignored by all'],
    ['definition-internal-type', JSON.stringify(value('uint8', 1)).replace('"type":"uint8"',
        '"type":"uint8","internalType":"uint8"'), 'internalType of an ABI is ignored by all'],
];

const AMBIGUOUS = [['open', 'M('], ['close', 'M)'], ['comma', 'M,N'], ['bracket-open', 'M[N'],
                   ['bracket-close', 'M]'], ['array', 'M[]'], ['definition', 'M(uint8 v)N'],
                   ['blank', 'Ma il'], ['blank-first', ' Mail'], ['blank-last', 'Mail '],
                   ['no-break-space', 'M\u00a0N'], ['ideographic-space', 'M\u3000N'],
                   ['em-space', 'M\u2003N'], ['line-separator', 'M\u2028N'], ['tab', 'M\tN'],
                   ['line-feed', 'M\n'], ['nul', 'M\u0000'], ['escape', 'M\u001b'],
                   ['delete', 'M\u007f'], ['c1', 'M\u0085'], ['empty', '']];

/** Types of these names are not referred to by others, so a lenient library hashes them. */
export const bad_names = () => [
    ...AMBIGUOUS.map(([id, name]) => [`type-name-${id}`, typed(name),
        'a type name has no ( ) , [ ], no blank and no control character']),
    ['type-name-unused-bad', doc({ M: fields('uint8 v'), 'a b': fields('uint8 v') }, 'M', { v: 1 }),
     'choice: an unused type must be well formed'],
    ...['string', 'uint256', 'address', 'bytes32', 'bool', 'bytes', 'int8'].map((name) =>
        [`type-name-${name}`, doc({ [name]: fields('uint8 v'), M: [field('v', name)] }, 'M',
            { v: { v: 1 } }), 'a struct may not take the name of an atomic type']),
    ...['uint256x', 'int8_', 'bytes32:a', 'uint', 'uint7'].map((name, i) =>
        [`type-name-like-atomic-${i + 1}`, typed(name),
         'choice: readers take the beginning for an atomic type']),
    ...[['empty', ''], ['injection', 'v,uint8 w'], ['comma', 'v,'], ['open', 'v('], ['close', 'v)'],
        ['parenthesis', 'v)M2(uint8 v'], ['nul', 'v\u0000'], ['tab', 'a\tb'], ['line-feed', 'a\nb'],
        ['delete', 'a\u007f'], ['c1', 'a\u0085b']].map(([id, name]) =>
        [`member-name-${id}`, membered(name),
         'a member name has no ( ) , and no control character']),
];
