// SPDX-License-Identifier: Apache-2.0
// 32 bytes that are no text, and the parameter of the service that lets them pass.

import { getBytes, keccak256, toUtf8Bytes, TypedDataEncoder } from 'ethers';
import { malformed, rejected, unsupported, valid } from './judge.mjs';
import { ETHERS, METAMASK, VIEM, personal_sign } from './libraries.mjs';

const ALL = `${ETHERS}, ${VIEM} and ${METAMASK}: same signature, same recovered account`;
const SAFE = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';

/** What the owner of a Safe is given to sign with eth_sign (Safe 1.3 and later). */
const safe_transaction_hash = () => TypedDataEncoder.hash(
    { chainId: 1, verifyingContract: SAFE },
    { SafeTx: ['address to', 'uint256 value', 'bytes data', 'uint8 operation', 'uint256 safeTxGas',
               'uint256 baseGas', 'uint256 gasPrice', 'address gasToken', 'address refundReceiver',
               'uint256 nonce'].map((m) => ({ type: m.split(' ')[0], name: m.split(' ')[1] })) },
    { to: SAFE, value: 1, data: '0x', operation: 0, safeTxGas: 0, baseGas: 0, gasPrice: 0,
      gasToken: '0x' + '00'.repeat(20), refundReceiver: '0x' + '00'.repeat(20), nonce: 7 });

const padded = (start) => start + '.'.repeat(32 - toUtf8Bytes(start).length);

export async function message_kinds(file, base, secret) {
    const good = valid(base.account);
    const policy = rejected('policy');
    const bad = malformed('params');
    const hash = getBytes(safe_transaction_hash());

    const say = async (id, bytes, changed, expect, why, source = ALL) => {
        const { signature } = await personal_sign(secret, bytes);
        const message = { hex: Buffer.from(bytes).toString('hex') };
        file.add(`eip191-kind-${id}`, { ...base, message, signature, ...changed }, expect, source,
                 why);
    };
    const kind = (value) => ({ params: { message_kind: value } });

    await say('safe-hash', hash, {}, policy, 'the hash of a Safe transaction');
    await say('safe-hash-text', hash, kind('text'), policy, 'text is the default');
    await say('safe-hash-bytes', hash, kind('bytes'), good, 'the service lets bytes pass');
    await say('safe-hash-compat', hash, { compat: true }, good, 'so does compat');
    await say('safe-hash-text-compat', hash, { ...kind('text'), compat: true }, good,
        'choice: compat alone is enough');
    await say('digest', getBytes(keccak256(toUtf8Bytes('hello'))), {}, policy,
        'the digest of a text, signed as if it were the text');
    await say('zeros', new Uint8Array(32), {}, policy, '32 zero bytes');

    for (const [id, value] of [['empty', ''], ['case', 'Bytes'], ['binary', 'binary'],
                               ['space', 'bytes '], ['list', 'text,bytes'],
                               ['long', 'bytes-and-nothing-but-bytes']]) {
        await say(`value-${id}`, hash, kind(value), bad, 'text or bytes');
        await say(`value-${id}-of-a-text`, toUtf8Bytes('hello'), kind(value), bad,
            'whatever the message is');
    }
    await say('value-no-text', hash, kind({ hex: '6279746573' }), bad, 'a parameter of kind text');
    await say('value-of-a-text', toUtf8Bytes('hello'), kind('bytes'), good,
        'bytes may be a text as well');
    await say('value-compat-bad', hash, { ...kind('x'), compat: true }, bad,
        'a value is read under compat, too');

    for (const [id, bytes, why] of [
        ['31-bytes', hash.slice(1), 'no digest has 31 bytes'],
        ['33-bytes', new Uint8Array([...hash, 0]), 'no digest has 33 bytes'],
        ['64-bytes', new Uint8Array([...hash, ...hash]), 'no digest of a Safe has 64 bytes'],
        ['text', toUtf8Bytes(padded('thirty-two characters of a text')), 'a text of 32 bytes'],
        ['text-utf8', toUtf8Bytes(padded('Gr\u00fc\u00dfe \u4f60\u597d \u{1f511}')),
         'UTF-8 of 32 bytes'],
        ['text-line-feeds', toUtf8Bytes(padded('a\tb\r\nc\n')), 'TAB, CR and LF are of a text'],
        ['text-noncharacter', toUtf8Bytes(padded('\uffff')), 'U+FFFF is well-formed UTF-8'],
        ['text-hex', toUtf8Bytes('00112233445566778899aabbccddeeff'), 'hex is a text'],
    ]) await say(`passes-${id}`, bytes, {}, good, why);

    for (const [id, bytes, why] of [
        ['nul', toUtf8Bytes(padded('a\u0000b')), 'a NUL is of no text'],
        ['escape', toUtf8Bytes(padded('\u001b[0m')), 'U+001B is a control character'],
        ['vertical-tab', toUtf8Bytes(padded('\u000b')), 'U+000B is a control character'],
        ['form-feed', toUtf8Bytes(padded('\u000c')), 'U+000C is a control character'],
        ['delete', toUtf8Bytes(padded('\u007f')), 'U+007F is a control character'],
        ['c1-first', toUtf8Bytes(padded('\u0080')), 'U+0080 is a control character'],
        ['c1-last', toUtf8Bytes(padded('\u009f')), 'U+009F is a control character'],
        ['utf8-cut', new Uint8Array([...toUtf8Bytes('.'.repeat(31)), 0xc3]), 'UTF-8 cut off'],
        ['utf8-overlong', new Uint8Array([0xc0, 0x80, ...toUtf8Bytes('.'.repeat(30))]),
         'an overlong NUL'],
        ['utf8-surrogate', new Uint8Array([0xed, 0xa0, 0x80, ...toUtf8Bytes('.'.repeat(29))]),
         'a surrogate in UTF-8'],
    ]) await say(`refused-${id}`, bytes, {}, policy, why);

    const { account: _, ...anonymous } = base;
    await say('before-signature', hash, { signature: '0x' + '00'.repeat(65) }, policy,
        'choice: what may not be signed is said first');
    await say('after-short-signature', hash, { signature: '0x00' }, malformed('signature'),
        'malformed comes before rejected');
    await say('params-before-short-signature', hash, { ...kind('x'), signature: '0x00' }, bad,
        'malformed: params, then signature');
    await say('account-before-params', hash, { ...kind('x'), account: '0x12' },
        malformed('account'), 'malformed: account, then params');
    await say('key-before-params', hash, { ...kind('x'), public_key: { hex: '05' + '11'.repeat(32) } },
        malformed('public_key'), 'malformed: public_key, then params');
    await say('key-before-signature', hash, { public_key: { hex: '05' + '11'.repeat(32) },
                                              signature: { hex: '00' } },
        malformed('public_key'), 'malformed: public_key, then signature');
    await say('no-account', hash, { ...anonymous, account: undefined }, malformed('account'),
        'nobody is claimed');
    await say('of-eip191-kwil', hash, { ...kind('bytes'), scheme: 'eip191-kwil' },
        unsupported('params'), 'eip191-kwil has no such parameter');
    await say('eip191-kwil', hash, { scheme: 'eip191-kwil' }, good,
        'choice: kwil-db verifies any 32 bytes, and its nodes sign such digests');
    await say('of-eip712', hash, { ...kind('bytes'), scheme: 'eip712' }, unsupported('params'),
        'eip712 has no such parameter');
}
