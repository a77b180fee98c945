// SPDX-License-Identifier: Apache-2.0
// xrpl-signin: Xaman's SignIn with the message in its memo.

import { secp256k1 } from '@noble/curves/secp256k1';
import { VectorFile } from '../../../tests/interop/writer.mjs';
import { hex, malformed, rejected, unsupported, valid } from '../../../tests/interop/verdicts.mjs';
import { CODEC, KEYPAIRS, VERIFY_XRPL, XRPL_JS, addresses, codec, genesis, keypairs, memo, sha512_half, signer_of, signin_blob, upper } from './sign.mjs';
import { add_state } from './evidence.mjs';

const LIBRARIES = `${CODEC} and ${KEYPAIRS}; ${VERIFY_XRPL} and ${XRPL_JS} verify`;
const bytes_of = (text) => Buffer.from(text, 'hex');

const MESSAGES = [['ascii', 'example.org login 7f3a9c'], ['empty', ''], ['utf8', 'Grüße 👋 世界'], ['long', 'x'.repeat(300)],
                  ['longest-short', 'x'.repeat(192)], ['shortest-middle', 'x'.repeat(193)]];

const request_of = (signer, message, more = {}, fields = {}) => ({ chain: 'xrpl:0', scheme: 'xrpl-signin', account: signer.account,
    message: { text: message }, signature: signin_blob(signer, { Memos: [memo(Buffer.from(message))], ...fields }), ...more });

export function xrpl_signin_vectors() {
    const file = new VectorFile('xrpl-signin.json', 'SignIn blobs as Xaman makes them, and what breaks them.');
    for (const kind of ['secp', 'ed']) {
        const other = signer_of(kind, 'other');
        for (const [name, message] of MESSAGES) {
            const signer = signer_of(kind, `signin ${name}`);
            const request = request_of(signer, message);
            const id = `xrpl-signin-${kind}-${name}`;
            file.add(id, request, valid(signer.account), LIBRARIES, 'the message is MemoData of the one memo');
            breed(file, id, request, message, signer, other);
        }
        fields(file, kind);
        forms(file, kind);
        const users = { owner: signer_of(kind, 'owner'), regular: signer_of(kind === 'ed' ? 'secp' : 'ed', 'regular'), other };
        add_state(file, `xrpl-signin-${kind}`, (signer, owner) => request_of(signer, 'Whose key is it?', { account: owner.account }, { Account: owner.account }),
            users, LIBRARIES);
    }
    memos(file);
    layout(file);
    transactions(file);
    published(file);
    return file;
}

/** Negatives that follow from any positive. */
function breed(file, id, request, message, signer, other) {
    const say = (kind, changed, expect, why) => file.add(`${id}-${kind}`, { ...request, ...changed }, expect, `derived from ${id}`, why);
    const at = request.signature.indexOf('74', 2 * 35); // TxnSignature stands behind the key
    const end = at + 2 * (2 + Number.parseInt(request.signature.slice(at + 2, at + 4), 16));
    const turned = (place) => request.signature.slice(0, place) + (request.signature[place] === '0' ? '1' : '0') + request.signature.slice(place + 1);
    say('flip-signature', { signature: turned(end - 4) }, rejected('signature'), 'four bits of s turned');
    say('cut', { signature: request.signature.slice(0, -2) }, malformed('signature'), 'the end of the memos is cut off');
    say('extended', { signature: `${request.signature}00` }, malformed('signature'), 'a byte left over');
    say('other-message', { message: { text: `${message}.` } }, rejected('signature'), 'another message');
    say('other-account', { account: other.account }, rejected('signer'), 'the account of somebody else');
    say('other-key', { public_key: other.key }, rejected('signer'), 'a key that the blob does not have');
    const account = upper(addresses.decodeAccountID(signer.account));
    const stolen = request.signature.replace(account, upper(addresses.decodeAccountID(other.account)));
    say('account-in-blob', { account: other.account, signature: stolen }, rejected('signer'), 'Account was changed after signing: another key');
    const stolen_key = request.signature.replace(signer.key, other.key);
    say('key-in-blob', { account: other.account, signature: stolen_key.replace(account, upper(addresses.decodeAccountID(other.account))) },
        rejected('signature'), 'key and Account were changed after signing');
}

/** What a SignIn may have. */
function fields(file, kind) {
    const signer = signer_of(kind, 'fields');
    const say = (id, more, expect, why, members = {}) => file.add(`xrpl-signin-${kind}-field-${id}`,
        request_of(signer, 'fields', members, more), expect, LIBRARIES, why);
    const good = valid(signer.account);
    say('usual', { Flags: 2147483648, Sequence: 0, Fee: '12' }, good, 'Flags, Sequence and Fee, as in the README of verify-xrpl-signature');
    say('all', { Flags: 0, SourceTag: 1, Sequence: 2, FirstLedgerSequence: 3, LastLedgerSequence: 4, TicketSequence: 5, Fee: '0' }, good, 'all that have no meaning here');
    const bound = { ...good, chain_bound: true };
    say('network', { NetworkID: 21337 }, bound, 'NetworkID is the chain\'s', { chain: 'xrpl:21337' });
    say('network-0', { NetworkID: 0 }, bound, 'NetworkID of the main network');
    say('network-other', { NetworkID: 21337 }, rejected('policy'), 'NetworkID of another network');
    say('network-none', {}, good, 'no NetworkID: the same blob on every network', { chain: 'xrpl:21337' });
    say('operation-limit', { OperationLimit: 21337 }, rejected('policy'), 'Xahau burns by it');
    say('account-txn-id', { AccountTxnID: 'AB'.repeat(32) }, rejected('policy'), 'a field of transactions');
    say('destination', { Destination: genesis().account }, rejected('policy'), 'a field of transactions');
}

function forms(file, kind) {
    const signer = signer_of(kind, 'signin forms');
    const request = request_of(signer, 'forms', { chain: 'xrpl:1' });
    const say = (id, changed, expect, why) => {
        const members = { ...request, ...changed };
        for (const name of Object.keys(members)) if (members[name] === undefined) delete members[name];
        file.add(`xrpl-signin-${kind}-form-${id}`, members, expect, LIBRARIES, why);
    };
    const good = valid(signer.account);
    say('testnet', {}, good, 'the signed bytes name no network');
    say('network-name', { chain: 'xrpl:testnet' }, unsupported('chain'), 'a number');
    say('lower', { signature: request.signature.toLowerCase() }, good, 'hex of either case');
    say('raw', { signature: { hex: request.signature.toLowerCase() } }, good, 'raw bytes');
    say('0x', { signature: `0x${request.signature}` }, malformed('signature'), 'no prefix');
    say('odd', { signature: request.signature.slice(1) }, malformed('signature'), 'an odd number of digits');
    say('base64', { signature: bytes_of(request.signature).toString('base64') }, malformed('signature'), 'base64');
    say('empty', { signature: '' }, malformed('signature'), 'no bytes');
    say('json', { signature: JSON.stringify(codec.decode(request.signature)) }, malformed('signature'), 'the decoded transaction');
    say('key', { public_key: signer.key }, good, 'the key that stands in the blob');
    say('key-lower', { public_key: signer.key.toLowerCase() }, good, 'hex of either case');
    say('key-cut', { public_key: signer.key.slice(0, -2) }, malformed('public_key'), '32 bytes');
    say('account-absent', { account: undefined, public_key: signer.key }, good, 'the account that stands in the blob');
    say('both-absent', { account: undefined }, malformed('account'), 'nothing is claimed');
    say('x-address', { account: addresses.classicAddressToXAddress(signer.account, false, true) }, good, 'an X-address without tag');
    say('caip10', { account: `xrpl:1:${signer.account}` }, good, 'CAIP-10 of the same chain');
    say('account-lower', { account: signer.account.toLowerCase() }, malformed('account'), 'the case counts');
    say('kind', { params: { message_kind: 'bytes' } }, unsupported('params'), 'a SignIn carries any bytes');
    const bytes = sha512_half(Buffer.from('a nonce'));
    say('bytes', { message: { hex: hex(bytes) }, signature: signin_blob(signer, { Memos: [memo(bytes)] }) }, good, '32 bytes as message');
}

/** The message stands in the one memo. */
function memos(file) {
    const signer = signer_of('secp', 'memos');
    const message = 'memos';
    const data = Buffer.from(message);
    const say = (id, list, expect, why) => file.add(`xrpl-signin-memo-${id}`,
        { ...request_of(signer, message), signature: signin_blob(signer, list === undefined ? {} : { Memos: list }) }, expect, LIBRARIES, why);
    const type = { MemoType: upper(Buffer.from('https://example.org/login')), MemoFormat: upper(Buffer.from('text/plain')) };
    say('type', [memo(data, type)], valid(signer.account), 'type and format are free');
    say('none', undefined, rejected('signature'), 'no memo: whoever has the blob could sign in for ever');
    say('two', [memo(data), memo(data)], rejected('signature'), 'two memos');
    say('two-other', [memo(Buffer.from('x')), memo(data)], rejected('signature'), 'the message is in the second one');
    say('other', [memo(Buffer.from('memo'))], rejected('signature'), 'another message');
    say('hex-in-hex', [memo(Buffer.from(hex(data)))], rejected('signature'), 'the message as hex, and that as hex');
    say('in-type', [{ Memo: { MemoType: upper(data) } }], rejected('signature'), 'the message in another member');
}

/** The binary format: what stands there once is read once. */
function layout(file) {
    const signer = signer_of('secp', 'layout');
    const message = 'layout';
    const blob = request_of(signer, message).signature;
    const account = addresses.decodeAccountID(signer.account);
    const key = `7321${signer.key}`;
    const holder = `8114${upper(account)}`;
    const [, signature] = blob.match(new RegExp(`^${key}(74.+)${holder}F9.+$`));
    const memo_bytes = blob.slice(key.length + signature.length + holder.length);
    if (key + signature + holder + memo_bytes !== blob) throw new Error('layout');
    const say = (id, bytes, expect, why) => file.add(`xrpl-signin-layout-${id}`, { ...request_of(signer, message), signature: bytes }, expect,
        'the fields of a good blob, put together by hand after xrpl.org, "Serialization Format"', why);
    const bad = malformed('signature');
    say('good', blob, valid(signer.account), 'the one that the next ones are made of');
    say('order', signature + key + holder + memo_bytes, bad, 'the signature before the key');
    say('account-first', holder + key + signature + memo_bytes, bad, 'Account before the key');
    say('twice', key + key + signature + holder + memo_bytes, bad, 'the key twice');
    say('memos-twice', blob + memo_bytes, bad, 'Memos twice');
    say('no-key', signature + holder + memo_bytes, bad, 'no SigningPubKey');
    say('no-signature', key + holder + memo_bytes, bad, 'no TxnSignature');
    say('no-account', key + signature + memo_bytes, bad, 'no Account');
    say('signature-alone', signature, bad, 'TxnSignature alone');
    say('key-empty', `7300${signature}${holder}${memo_bytes}`, bad, 'an empty key: several signers');
    say('key-32', `7320${signer.key.slice(2)}${signature}${holder}${memo_bytes}`, bad, 'a key of 32 bytes');
    say('key-04', `732104${signer.key.slice(2)}${signature}${holder}${memo_bytes}`, bad, 'no key begins with 04');
    say('account-19', `${key}${signature}8113${upper(account).slice(2)}${memo_bytes}`, bad, 'an account of 19 bytes');
    say('unknown-field', `20E000000001${blob}`, bad, 'UInt32 224 is no field');
    say('long-code', `200200000000${blob}`, bad, 'a code below 16 in a byte of its own');
    say('long-length', blob.replace(holder, `81C0${upper(account)}`), bad, 'a length beyond the end');
    say('memo-open', blob.slice(0, -4), bad, 'the memo does not end');
    say('memo-field', blob.replace('E1F1', '7C00E1F1'), bad, 'MemoType behind MemoData');
    say('memo-twice', blob.replace('E1F1', '7D00E1F1'), bad, 'MemoData twice');
    say('memo-other-field', blob.replace('E1F1', '8114' + '00'.repeat(20) + 'E1F1'), bad, 'an account in a memo');
    say('memos-other', `${key}${signature}${holder}F9E010E1F1`, bad, 'another object among the memos');
    say('memos-empty', `${key}${signature}${holder}F9F1`, rejected('signature'), 'an empty array of memos');
    say('object-end', `${key}${signature}${holder}E1`, bad, 'the end of no object');
    say('fee-issued', `68${'80'.padEnd(16, '0')}${blob}`, bad, 'Fee in another currency');
    say('signers', blob.replace(memo_bytes, `F3F1${memo_bytes}`), bad, 'an array of signers');
    say('signing-bytes', codec.encodeForSigning(codec.decode(blob)), bad, 'the bytes to sign');
    const [length, der] = [signature.slice(2, 4), signature.slice(4)];
    say('der-high-s', `${key}74${length_of(high_s(der))}${high_s(der)}${holder}${memo_bytes}`, rejected('signature'), 'n - s: the ledger takes only the low one');
    say('der-cut', `${key}74${(Number.parseInt(length, 16) - 1).toString(16)}${der.slice(0, -2)}${holder}${memo_bytes}`.toUpperCase(), bad, 'DER without its last byte');
    const no_point = `02${'FF'.repeat(32)}`;
    say('key-no-point', `7321${no_point}${signature}8114${upper(addresses.decodeAccountID(keypairs.deriveAddress(no_point)))}${memo_bytes}`, rejected('signer'), 'the key is no point');
}

const length_of = (digits) => (digits.length / 2).toString(16).padStart(2, '0').toUpperCase();
function high_s(der) {
    const { r, s } = secp256k1.Signature.fromDER(der.toLowerCase());
    return new secp256k1.Signature(r, secp256k1.CURVE.n - s).toDERHex().toUpperCase();
}

/** Transactions, which are no SignIn. */
function transactions(file) {
    for (const kind of ['secp', 'ed']) {
        const signer = signer_of(kind, 'transactions');
        const message = 'transactions';
        const say = (id, fields, why) => file.add(`xrpl-signin-${kind}-transaction-${id}`, { ...request_of(signer, message),
            signature: signin_blob(signer, { Memos: [memo(Buffer.from(message))], Fee: '12', Sequence: 1, Flags: 0, ...fields }) },
            rejected('policy'), LIBRARIES, why);
        say('payment', { TransactionType: 'Payment', Destination: genesis().account, Amount: '1' }, 'a payment with the message in its memo');
        say('account-set', { TransactionType: 'AccountSet' }, 'a transaction that changes nothing');
    }
}

/** verify-xrpl-signature's README has a blob without a memo. */
function published(file) {
    const blob = '2280000000240000000268400000000000000C73210333C718C9CB716E0575454F4A343D46B284ED51151B9C7383524B82C10B26209574473045'
        + '0221009A4D99017F8FD6881D888047E2F9F90C068C09EC9308BC8526116B539D6DD44102207FAA7E8756F67FE7EE1A88884F120A00A8EC37E7D3E5'
        + 'ED3E02FEA7B1D97AA05581146C0994D3FCB140CAB36BAE9465137448883FA487';
    const request = { chain: 'xrpl:0', scheme: 'xrpl-signin', account: 'rwiETSee2wMz3SBnAG8hkMsCgvGy9LWbZ1', message: { text: '' }, signature: blob };
    file.add('xrpl-signin-published', request, rejected('signature'), `the README of ${VERIFY_XRPL}`, 'a good signature of nothing that a service asked for');
    file.add('xrpl-signin-published-other-account', { ...request, account: genesis().account }, rejected('signer'), `the README of ${VERIFY_XRPL}`, 'and of one account only');
}
