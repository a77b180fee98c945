// SPDX-License-Identifier: Apache-2.0
// xrpl-message: bare messages by secp256k1 and Ed25519.

import { createHash } from 'node:crypto';
import { secp256k1 } from '@noble/curves/secp256k1';
import { EQUATION, edge_cases, verifies } from '../../../tests/interop/ed25519.mjs';
import { VectorFile } from '../../../tests/interop/writer.mjs';
import { flip, hex, malformed, rejected, unsupported, valid } from '../../../tests/interop/verdicts.mjs';
import { ADDRESSES, CODEC, ELLIPTIC, KEYPAIRS, NOBLE, addresses, codec, genesis, keypairs, sha512_half, sign, sign_digest, signer_of,
         upper, verifies_by_keypairs } from './sign.mjs';
import { add_state } from './evidence.mjs';

const LIBRARIES = `${KEYPAIRS} and ${ELLIPTIC}: same bytes`;
const N = secp256k1.CURVE.n;

const MESSAGES = [
    ['ascii', 'Sign in to example.org'], ['empty', ''], ['utf8', 'Grüße 👋 世界'], ['lines', 'one\ntwo\r\nthree'],
    ['json', '{"a":1}'], ['hex', 'deadbeef'], ['prefix-words', 'STX is no prefix without its zero'], ['long', 'x'.repeat(2000)],
    ['nfd', 'e\u0301'], ['space', ' padded '],
];

const request_of = (signer, message, more = {}) => ({ chain: 'xrpl:0', scheme: 'xrpl-message', account: signer.account,
    public_key: signer.key, message: { text: message }, signature: sign(signer, Buffer.from(message)), ...more });

export function xrpl_message_vectors() {
    const file = new VectorFile('xrpl-message.json', 'Bare messages by the library of GemWallet and Crossmark, and what breaks them.');
    for (const kind of ['secp', 'ed']) {
        const other = signer_of(kind, 'other');
        for (const [name, message] of MESSAGES) {
            const signer = signer_of(kind, `signer ${name}`);
            const request = request_of(signer, message);
            const id = `xrpl-message-${kind}-${name}`;
            file.add(id, request, valid(signer.account), LIBRARIES, 'the account of the key');
            breed(file, id, request, message, other);
        }
        forms(file, kind);
        bare_bytes(file, kind);
        const users = { owner: signer_of(kind, 'owner'), regular: signer_of(kind === 'ed' ? 'secp' : 'ed', 'regular'), other };
        add_state(file, `xrpl-message-${kind}`, (signer, owner) => ({ ...request_of(signer, 'Whose key is it?'), account: owner.account }),
            users, LIBRARIES);
    }
    const first = genesis();
    file.add('xrpl-message-genesis', request_of(first, 'genesis'), valid('rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh'),
        `${KEYPAIRS}; account as xrpl.org prints it`, 'the account that had all XRP at first');
    published(file);
    accounts(file);
    der(file);
    crossed(file);
    edges(file);
    return file;
}

/** xrpl.js, packages/ripple-keypairs/test/fixtures/api.json. */
function published(file) {
    const source = 'xrpl.js, packages/ripple-keypairs/test/fixtures/api.json';
    for (const [kind, account, public_key, signature] of [
        ['secp', 'rU6K7V3Po4snVhBBaU29sesqs2qTQJWDw1', '030D58EB48B4420B1F7B9DF55087E0E29FEF0E8468F9A6825B01CA2C361042D435',
         '30440220583A91C95E54E6A651C47BEC22744E0B101E2C4060E7B08F6341657DAD9BC3EE02207D1489C7395DB0188D3A56A977ECBA54B36FA9371B40319655B1B4429E33EF2D'],
        ['ed', 'rLUEXYuLiQptky37CqLcm9USQpPiz5rkpD', 'ED01FA53FA5A7E77798F882ECE20B1ABC00BB358A9E55A202D0D0676BD0CE37A63',
         'CB199E1BFD4E3DAA105E4832EEDFA36413E1F44205E4EFB9E27E826044C21E3E2E848BBC8195E8959BADF887599B7310AD1B7047EF11B682E0D068F73749750E'],
    ]) {
        file.add(`xrpl-message-published-${kind}`, { chain: 'xrpl:0', scheme: 'xrpl-message', account, public_key, message: { text: 'test message' }, signature },
            valid(account), source, 'as published');
    }
}

/** Negatives that follow from any positive. */
function breed(file, id, request, message, other) {
    const signature = Buffer.from(request.signature, 'hex');
    const say = (kind, changed, expect, why) =>
        file.add(`${id}-${kind}`, { ...request, ...changed }, expect, `derived from ${id}`, why);
    const last = signature.length * 8 - 3; // the end of s, or of S
    say('flip-signature', { signature: upper(flip(signature, last - 8 * (id.length % 20))) }, rejected('signature'), 'a bit of s turned');
    say('cut', { signature: upper(signature.subarray(0, -1)) }, malformed('signature'), 'a byte less');
    say('extended', { signature: `${request.signature}00` }, malformed('signature'), 'a byte more');
    say('other-message', { message: { text: `${message}.` } }, rejected('signature'), 'another message');
    say('other-key', { account: other.account, public_key: other.key }, rejected('signature'), 'the key and account of somebody else');
    say('other-account', { account: other.account }, rejected('signer'), 'the account of another key');
}

/** Notations, and what is left out. */
function forms(file, kind) {
    const signer = signer_of(kind, 'forms');
    const message = 'forms';
    const request = request_of(signer, message, { chain: 'xrpl:1' });
    const good = valid(signer.account);
    const say = (id, changed, expect, why) => {
        const members = { ...request, ...changed };
        for (const name of Object.keys(members)) if (members[name] === undefined) delete members[name];
        file.add(`xrpl-message-${kind}-form-${id}`, members, expect, LIBRARIES, why);
    };
    say('testnet', {}, good, 'the signed bytes name no network');
    say('network-large', { chain: 'xrpl:4294967295' }, good, 'the largest network id');
    say('xahau', { chain: 'xrpl:21337' }, good, 'Xahau');
    say('network-too-large', { chain: 'xrpl:4294967296' }, unsupported('chain'), 'network ids have 32 bits');
    say('network-zero', { chain: 'xrpl:00' }, unsupported('chain'), 'no leading zeros');
    say('network-name', { chain: 'xrpl:mainnet' }, unsupported('chain'), 'a number');
    say('signature-lower', { signature: request.signature.toLowerCase() }, good, 'hex of either case');
    say('signature-raw', { signature: { hex: request.signature.toLowerCase() } }, good, 'raw bytes');
    say('signature-0x', { signature: `0x${request.signature}` }, malformed('signature'), 'no prefix');
    say('signature-odd', { signature: request.signature.slice(1) }, malformed('signature'), 'an odd number of digits');
    say('signature-base64', { signature: Buffer.from(request.signature, 'hex').toString('base64') }, malformed('signature'), 'base64');
    say('signature-empty', { signature: '' }, malformed('signature'), 'no bytes');
    say('signature-object', { signature: JSON.stringify({ signedMessage: request.signature }) }, malformed('signature'), 'what GemWallet answers as a whole');
    say('key-lower', { public_key: signer.key.toLowerCase() }, good, 'hex of either case');
    say('key-absent', { public_key: undefined }, malformed('public_key'), 'neither address nor signature has the key');
    say('key-cut', { public_key: signer.key.slice(0, -2) }, malformed('public_key'), '32 bytes');
    say('key-0x', { public_key: `0x${signer.key}` }, malformed('public_key'), 'no prefix');
    say('key-bare', { public_key: signer.key.slice(2) }, malformed('public_key'), 'without its first byte');
    say('key-04', { public_key: `04${signer.key.slice(2)}` }, malformed('public_key'), 'no key has 04 before 32 bytes');
    say('account-absent', { account: undefined }, good, 'the account that the key gives');
    say('both-absent', { account: undefined, public_key: undefined }, malformed('account'), 'nothing is claimed');
    say('caip10', { account: `xrpl:1:${signer.account}` }, good, 'CAIP-10 of the same chain');
    say('caip10-other-chain', { account: `xrpl:0:${signer.account}` }, malformed('account'), 'CAIP-10 of another chain');
    say('x-address', { account: addresses.classicAddressToXAddress(signer.account, false, true) }, good, 'an X-address without tag is the classic address');
    say('compat', { compat: true }, unsupported('flag'), 'there is no compat');
    say('param', { params: { nonce: 'x' } }, unsupported('params'), 'no such parameter');
    say('kind-other', { params: { message_kind: 'hex' } }, malformed('params'), 'text or bytes');
    const halves = Buffer.from(request.signature, 'hex');
    const der_or_not = kind === 'ed' ? sign(signer_of('secp', 'forms'), Buffer.from(message)) : sign(signer_of('ed', 'forms'), Buffer.from(message));
    say('other-curve', { signature: der_or_not }, malformed('signature'), kind === 'ed' ? 'DER under an ED key' : '64 bytes under a key of secp256k1');
    say('halves-swapped', { signature: upper(Buffer.concat([halves.subarray(halves.length / 2), halves.subarray(0, halves.length / 2)])) },
        kind === 'ed' ? rejected('signature') : malformed('signature'), 'the second half first');
    if (kind === 'secp') {
        const point = secp256k1.ProjectivePoint.fromHex(signer.key);
        say('key-uncompressed', { public_key: upper(point.toRawBytes(false)), account: undefined }, malformed('public_key'), 'rippled knows no key of 65 bytes');
        say('key-other-y', { public_key: `0${5 - Number(signer.key[1])}${signer.key.slice(2)}` }, rejected('signer'), 'the other point of this x has another account');
        say('key-no-point', { public_key: `02${'FF'.repeat(32)}` }, rejected('signer'), 'x is not below p');
        say('key-off-curve', { public_key: `02${'00'.repeat(31)}05`, account: undefined }, rejected('signer'), 'no y for this x');
    }
}

/** Bytes that are no text, and bytes that mean something else. */
function bare_bytes(file, kind) {
    const signer = signer_of(kind, 'bytes');
    const say = (id, bytes, params, expect, why, source = LIBRARIES) => file.add(`xrpl-message-${kind}-bytes-${id}`,
        { ...request_of(signer, ''), message: { hex: hex(bytes) }, signature: sign(signer, bytes), ...(params ? { params } : {}) }, expect, source, why);
    const bytes = { message_kind: 'bytes' };
    const random = sha512_half(Buffer.from('32 random bytes'));
    say('nonce', random, bytes, valid(signer.account), 'GemWallet with isHex, or Crossmark: 32 bytes');
    say('nonce-as-text', random, undefined, rejected('policy'), 'no text, and the service expects text');
    say('ff', Buffer.from('ffffffff', 'hex'), bytes, valid(signer.account), 'no UTF-8');
    say('nul', Buffer.from('a\0b'), undefined, rejected('policy'), 'a zero is no text');
    for (const prefix of ['TXN', 'SND', 'MLN', 'MIN', 'LWR', 'STX', 'SMT', 'VAL', 'PRP', 'MAN', 'CLM', 'SHD', 'BCH', 'ZZZ']) {
        say(`prefix-${prefix.toLowerCase()}`, Buffer.from(`${prefix}\0more`), bytes, rejected('policy'), `${prefix} and a zero: what rippled signs begins so`);
    }
    say('prefix-alone', Buffer.from('STX\0'), bytes, rejected('policy'), 'whatever follows');
    say('prefix-lower', Buffer.from('stx\0more'), bytes, valid(signer.account), 'no prefix of rippled');
    say('prefix-later', Buffer.from(' STX\0more'), bytes, valid(signer.account), 'not at the front');
    const payment = { TransactionType: 'Payment', Account: signer.account, Destination: genesis().account, Amount: '1000000', Fee: '12',
                      Sequence: 1, Flags: 0, SigningPubKey: signer.key };
    say('payment', Buffer.from(codec.encodeForSigning(payment), 'hex'), bytes, rejected('policy'), 'what a wallet signs to pay', `${CODEC} over ${KEYPAIRS}`);
    say('multi-signed-payment', Buffer.from(codec.encodeForMultisigning({ ...payment, SigningPubKey: '' }, signer.account), 'hex'), bytes,
        rejected('policy'), 'the same with several signers', `${CODEC} over ${KEYPAIRS}`);
    say('claim', Buffer.from(codec.encodeForSigningClaim({ channel: 'AB'.repeat(32), amount: '1000000' }), 'hex'), bytes, rejected('policy'),
        'a claim of a payment channel is money', `${CODEC} over ${KEYPAIRS}`);
    const multiversx = JSON.stringify({ nonce: 7, value: '0', receiver: 'erd1', sender: 'erd1', gasPrice: 1, gasLimit: 1, chainID: '1', version: 1 });
    say('multiversx', Buffer.from(multiversx), undefined, kind === 'ed' ? rejected('policy') : valid(signer.account),
        kind === 'ed' ? 'MultiversX signs this text as a transaction by Ed25519' : 'MultiversX has no such signature');
}

/** Accounts that are none, and other spellings. */
function accounts(file) {
    const signer = signer_of('ed', 'accounts');
    const request = request_of(signer, 'accounts');
    const say = (id, account, expect, why, source = ADDRESSES) => file.add(`xrpl-message-account-${id}`, { ...request, account }, expect, source, why);
    const id = addresses.decodeAccountID(signer.account);
    const none = malformed('account');
    say('x', addresses.classicAddressToXAddress(signer.account, false, false), valid(signer.account), 'an X-address of the main network');
    say('x-tag', addresses.classicAddressToXAddress(signer.account, 1, false), none, 'a tag names a customer of the holder');
    say('x-tag-zero', addresses.classicAddressToXAddress(signer.account, 0, false), none, 'tag 0 is a tag');
    say('x-test', addresses.classicAddressToXAddress(signer.account, false, true), none, 'an X-address of a test network');
    say('dash-tag', `${signer.account}-1`, none, 'CASA\'s tag');
    say('lower', signer.account.toLowerCase(), none, 'the case counts');
    say('checksum', signer.account.slice(0, -1) + (signer.account.endsWith('r') ? 'p' : 'r'), none, 'the last character');
    say('cut', signer.account.slice(0, -1), none, 'a character less');
    say('node', addresses.encodeNodePublic(signer.bytes), none, 'n...: the key of a server');
    say('account-public', addresses.encodeAccountPublic(signer.bytes), none, 'a...: a public key');
    say('seed', addresses.encodeSeed(Buffer.alloc(16), 'ed25519'), none, 'a seed, which nobody should send');
    say('blank', ` ${signer.account}`, none, 'nothing is skipped');
    say('hex', hex(id), none, 'the 20 bytes in hex');
    say('ethereum', `0x${hex(id)}`, none, 'an address of Ethereum');
    const add = (name, members, expect, why) => file.add(`xrpl-account-${name}`, members, expect, ADDRESSES, why);
    const answer = { status: 'valid', address: signer.account };
    add('of-key', { chain: 'xrpl:0', scheme: 'xrpl-message', public_key: signer.key }, answer, 'the account of a key');
    add('of-x-address', { chain: 'xrpl:0', account: addresses.classicAddressToXAddress(signer.account, false, false) }, answer, 'its one spelling');
}

const der_of = (r, s) => {
    const integer = (bytes) => Buffer.concat([Buffer.from([2, bytes.length]), bytes]);
    const body = Buffer.concat([integer(r), integer(s)]);
    return Buffer.concat([Buffer.from([0x30, body.length]), body]);
};
const minimal = (n) => {
    const digits = n.toString(16);
    const bytes = Buffer.from(digits.padStart(digits.length + digits.length % 2, '0'), 'hex');
    return bytes[0] >= 128 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
};

/** Strict DER (BIP-66) and the ranges of r and s. */
function der(file) {
    const signer = signer_of('secp', 'der');
    const message = 'der';
    const { r, s } = sign_digest(signer, sha512_half(Buffer.from(message)));
    const say = (id, bytes, expect, why) => file.add(`xrpl-message-der-${id}`, { ...request_of(signer, message), signature: upper(bytes) }, expect,
        expect.status === 'valid' ? `${NOBLE} and ${KEYPAIRS}` : NOBLE, why);
    const [br, bs] = [minimal(r), minimal(s)];
    const good = der_of(br, bs);
    if (upper(good) !== sign(signer, Buffer.from(message)) || !verifies_by_keypairs(Buffer.from(message), upper(good), signer.key)) throw new Error('der');
    const zero = Buffer.from([0]);
    say('good', good, valid(signer.account), 'the one that the next ones are made of');
    say('high-s', der_of(br, minimal(N - s)), rejected('signature'), 'n - s: the ledger takes only the low one');
    say('padded-r', der_of(Buffer.concat([zero, br]), bs), malformed('signature'), 'a zero too much before r');
    say('padded-s', der_of(br, Buffer.concat([zero, bs])), malformed('signature'), 'a zero too much before s');
    say('negative', der_of(br[0] === 0 ? br.subarray(1) : Buffer.concat([Buffer.from([0x80]), br.subarray(1)]), bs), malformed('signature'), 'a negative r');
    say('r-0', der_of(zero, bs), rejected('signature'), 'r = 0');
    say('s-0', der_of(br, zero), rejected('signature'), 's = 0');
    say('r-n', der_of(minimal(N), bs), rejected('signature'), 'r = n');
    say('s-n', der_of(br, minimal(N)), rejected('signature'), 's = n');
    say('r-wide', der_of(Buffer.concat([Buffer.from([1]), Buffer.alloc(32)]), bs), rejected('signature'), 'r of 33 bytes');
    say('long-length', Buffer.concat([Buffer.from([0x30, 0x81, good.length - 2]), good.subarray(2)]), malformed('signature'), 'a length of two bytes');
    say('tag', Buffer.concat([Buffer.from([0x31]), good.subarray(1)]), malformed('signature'), 'no sequence');
    say('sighash', Buffer.concat([good, Buffer.from([1])]), malformed('signature'), 'a byte behind it, as Bitcoin has it');
    say('compact', secp256k1.Signature.fromDER(good).toCompactRawBytes(), malformed('signature'), 'r and s alone');
    say('recoverable', Buffer.concat([secp256k1.Signature.fromDER(good).toCompactRawBytes(), Buffer.from([27])]), malformed('signature'), 'r, s and v');
}

/** Signatures over other bytes. */
function crossed(file) {
    const signer = signer_of('secp', 'crossed');
    const message = 'crossed';
    const bytes = Buffer.from(message);
    const say = (id, digest, why) => file.add(`xrpl-message-digest-${id}`, { ...request_of(signer, message), signature: upper(sign_digest(signer, digest).toDERRawBytes()) },
        rejected('signature'), `${NOBLE} over another digest`, why);
    say('sha256', digest_of('sha256', bytes), 'SHA-256, as Cosmos has it');
    say('sha512-256', digest_of('sha512-256', bytes), 'SHA-512/256 is not SHA-512Half');
    say('sha512-second-half', digest_of('sha512', bytes).subarray(32), 'the second half');
    const ed = signer_of('ed', 'crossed');
    const half = { ...request_of(ed, message), signature: sign(ed, sha512_half(bytes)) };
    file.add('xrpl-message-digest-ed-half', half, rejected('signature'), KEYPAIRS, 'Ed25519 over SHA-512Half');
    file.add('xrpl-message-digest-ed-hex', { ...request_of(ed, message), signature: sign(ed, Buffer.from(hex(bytes))) }, rejected('signature'), KEYPAIRS, 'the message in hex, as text');
    for (const [kind, who] of [['secp', signer], ['ed', ed]]) {
        const text = request_of(who, 'deadbeef');
        file.add(`xrpl-message-digest-${kind}-read-as-hex`, { ...text, message: { hex: 'deadbeef' }, params: { message_kind: 'bytes' } }, rejected('signature'), LIBRARIES, 'the text deadbeef is not these four bytes');
    }
}
const digest_of = (name, bytes) => createHash(name).update(bytes).digest();

/** Keys and signatures that honest signers never make. */
function edges(file) {
    const message = 'edges';
    for (const { id, key, signature, why } of edge_cases(Buffer.from(message))) {
        const public_key = `ED${upper(key)}`;
        const account = keypairs.deriveAddress(public_key);
        const good = verifies(signature, Buffer.from(message), key);
        file.add(`xrpl-message-ed25519-${id}`, { chain: 'xrpl:0', scheme: 'xrpl-message', account, public_key, message: { text: message },
            signature: upper(signature) }, good ? valid(account) : rejected('signature'), EQUATION, why);
    }
}
