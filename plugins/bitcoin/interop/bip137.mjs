// SPDX-License-Identifier: Apache-2.0
// bip137: signmessage, BIP-137 and Electrum's dialect, and what breaks them; compat as bip322-js takes it.

import { VectorFile } from '../../../tests/interop/writer.mjs';
import { flip, hex, malformed, rejected, unsupported, valid } from '../../../tests/interop/verdicts.mjs';
import { MESSAGES } from './bip322.mjs';
import {
    BIP322_JS, MAINNET, MESSAGE, OKX, ORDER, SIGNET, TESTNET3, TYPES, Verifier, base64, bitcoin, bitcoinMessage, bytes_of, high_s,
    legacy_digest, okx_message, sign_bitcoinjs, sign_legacy, signer, stack, witness_of,
} from './sign.mjs';

const ask = (who, type, message, signature, more = {}) => ({
    chain: MAINNET, scheme: 'bip137', account: who.address(type), message: { text: message }, signature, ...more,
});

export function bip137_vectors() {
    const file = new VectorFile('bip137.json', 'Messages signed by signmessage, BIP-137 and Electrum\'s dialect, and what breaks them.');
    const who = signer('bip137');
    const other = signer('other');
    for (const type of ['p2pkh', 'loose', 'p2sh-p2wpkh', 'p2wpkh']) {
        for (const [name, message] of MESSAGES) positive(file, who, type, name, message);
    }
    dialect(file, who);
    published(file);
    lengths(file, who);
    headers(file, who);
    keys(file, signer('bip137 keys'), other);
    negatives(file, who, other);
    texts(file, who);
    return file;
}

/** bitcoinjs-message signs; both libraries must say that it is good. */
function positive(file, who, type, name, message) {
    const signature = sign_legacy(who, type, message);
    if (!bitcoinMessage.verify(message, who.address(type), signature)) throw new Error(`bitcoinjs-message refuses ${type}`);
    if (!Verifier.verifySignature(who.address(type), message, base64(signature), true)) throw new Error(`bip322-js refuses ${type}`);
    file.add(`bip137-${type}-${name}`, ask(who, type, message, base64(signature)), valid(who.address(type)),
        `${MESSAGE}; ${BIP322_JS} verifies, strict`, `header ${signature[0]}, as BIP-137 has it`);
}

/** 31 to 34 for each kind of address. OKX's library signs so; the two judge what they can. */
function dialect(file, who) {
    const message = 'Hello World';
    const text = okx_message.sign(who.wif, message);
    if (text !== base64(sign_legacy(who, 'p2pkh', message))) throw new Error('OKX and bitcoinjs-message sign otherwise');
    for (const type of TYPES) {
        if (!Verifier.verifySignature(who.address(type), message, text)) throw new Error(`bip322-js refuses ${type}`);
        if (type !== 'p2tr' && !okx_message.verifyWithAddress(who.address(type), message, text)) throw new Error(`OKX refuses ${type}`);
        file.add(`bip137-dialect-${type}`, ask(who, type, message, text), valid(who.address(type)), `${OKX}, the same as ${MESSAGE}; ${BIP322_JS} verifies`,
            'header 31 to 34 for any address of the key: Electrum, Ledger, OKX, UniSat');
    }
}

/** What others printed. */
function published(file) {
    const nested = '36TcRXxXDgwv5J78EL8QnTTyh5owFAXpb9';
    const core = 'Bitcoin Core, src/test/util_tests.cpp, message_verify';
    for (const [id, account, text, signature, expect, source, why] of [
        ['core-1', '15CRxFdyRpGZLW9w8HnHvVduizdL5jKNbs', 'Trust no one', 'IPojfrX2dfPnH26UegfbGQQLrdK844DlHq5157/P6h57WyuS/Qsl+h/WSVGDF4MUi4rWSswW38oimDYfNNUBUOk=', valid, core, 'as printed'],
        ['core-2', '11canuhp9X2NocwCq7xNrQYTmUgZAnLK3', 'Trust me', 'IIcaIENoYW5jZWxsb3Igb24gYnJpbmsgb2Ygc2Vjb25kIGJhaWxvdXQgZm9yIGJhbmtzIAaHRtbCeDZINyavx14=', valid, core, 'r is a text: the nonce has no owner'],
        ['core-2-other', '11canuhp9X2NocwCq7xNrQYTmUgZAnLK3', 'Trust m', 'IIcaIENoYW5jZWxsb3Igb24gYnJpbmsgb2Ygc2Vjb25kIGJhaWxvdXQgZm9yIGJhbmtzIAaHRtbCeDZINyavx14=', () => rejected('signer'), core, 'another message'],
        ['electrum', nested, 'Test', 'ID22tR17Iv4JDZOPTDznywOrmP6YsJEhEvlQhvYjqdO4VCiFJOGXiTpZcxzzdOgb4U4/5BsCbnHg/E1xDddgKLY=', valid, 'sparrow issue 39, Electrum', 'header 32 for a nested address'],
        ['sparrow', nested, 'Test', 'I21pjaclbCUb+agjKkFTJSHdKYPACzDjsrHdimpuXIEBSDb1kicauaWHZzo+he397Isug//jNNUdF22wf2QQQeY=', valid, 'sparrow issue 39, Sparrow', 'header 35 for the same address'],
    ]) {
        file.add(`bip137-published-${id}`, { chain: MAINNET, scheme: 'bip137', account, message: { text }, signature }, expect(account), source, why);
    }
}

/** Where the length in front of the message takes another form. */
function lengths(file, who) {
    for (const size of [1, 252, 253, 254, 255, 256, 65535, 65536]) {
        positive(file, who, 'p2wpkh', `size-${size}`, 'a'.repeat(size));
    }
}

/** Each header for each kind of address: strict by the table of the scheme's page, compat by bip322-js. */
function headers(file, who) {
    const message = 'headers';
    const kinds = [...TYPES, 'loose'];
    const expected = { 27: ['loose'], 31: TYPES, 35: ['p2sh-p2wpkh'], 39: ['p2wpkh'] };
    for (const header of [27, 31, 35, 39]) {
        for (const type of kinds) {
            const signature = base64(sign_legacy(who, type, message, header));
            const good = valid(who.address(type));
            const is_good = expected[header].includes(type);
            const is_hash = type === 'p2pkh' || type === 'loose';
            const refusal = rejected(is_hash && header < 35 ? 'signer' : 'signature');
            const request = ask(who, type, message, signature);
            file.add(`bip137-header-${header}-${type}`, request, is_good ? good : refusal, MESSAGE, 'strict');
            if (!Verifier.verifySignature(who.address(type), message, signature)) throw new Error(`bip322-js refuses ${header} of ${type}`);
            file.add(`bip137-header-${header}-${type}-compat`, { ...request, compat: true }, good, `${MESSAGE}; ${BIP322_JS} verifies`, 'compat: the header says nothing');
        }
    }
    for (const header of [0, 1, 26, 43, 47, 255]) {
        const signature = Buffer.concat([Buffer.from([header]), sign_legacy(who, 'p2pkh', message).subarray(1)]);
        for (const more of [{}, { compat: true }]) {
            file.add(`bip137-header-${header}${more.compat ? '-compat' : ''}`, ask(who, 'p2pkh', message, base64(signature), more),
                malformed('signature'), MESSAGE, 'no header');
        }
    }
}

function keys(file, who, other) {
    const message = 'keys';
    const say = (id, type, more, expect, why) => {
        const request = ask(who, type, message, base64(sign_legacy(who, type === 'loose' ? type : 'p2pkh', message)), more);
        if (request.account === undefined) delete request.account;
        file.add(`bip137-key-${id}`, request, expect, MESSAGE, why);
    };
    for (const type of TYPES) {
        const good = valid(who.address(type));
        say(`${type}-compressed`, type, { public_key: hex(who.pubkey) }, good, 'the recovered key');
        say(`${type}-uncompressed`, type, { public_key: hex(who.loose) }, rejected('signer'), 'the same point in the form that has another address');
        say(`${type}-other`, type, { public_key: hex(other.pubkey) }, rejected('signer'), 'another key');
        const negative = Buffer.from(who.pubkey);
        negative[0] ^= 1;
        say(`${type}-negative`, type, { public_key: hex(negative) }, rejected('signer'), 'the other parity of y');
        say(`${type}-x`, type, { public_key: hex(who.x) }, type === 'p2tr' ? good : rejected('signer'), type === 'p2tr' ? 'the internal key' : '32 bytes are Taproot\'s');
        say(`${type}-typed`, type, { account: undefined, public_key: hex(who.pubkey), params: { address_type: type } }, good, 'the type is said');
    }
    say('p2tr-output', 'p2tr', { public_key: hex(who.output_key) }, valid(who.address('p2tr')), 'the output key');
    say('p2tr-output-other', 'p2tr', { public_key: hex(other.output_key) }, rejected('signer'), 'another output key');
    say('loose', 'loose', { public_key: hex(who.loose) }, valid(who.address('loose')), 'the uncompressed key');
    say('loose-compressed', 'loose', { public_key: hex(who.pubkey) }, rejected('signer'), 'the same point in the form that has other addresses');
    say('loose-alone', 'loose', { account: undefined, public_key: hex(who.loose) }, valid(who.address('loose')), 'it has one address');
    say('alone', 'p2pkh', { account: undefined, public_key: hex(who.pubkey), message: { text: 'alone' } }, malformed('account'), 'a compressed key has four addresses');
    say('typed-otherwise', 'p2pkh', { params: { address_type: 'p2tr' } }, rejected('signer'), 'the account is of another type');
    say('type-unknown', 'p2pkh', { params: { address_type: 'p2sh' } }, malformed('params'), 'no such word');
    say('33-of-01', 'p2pkh', { public_key: '01' + hex(who.x) }, malformed('public_key'), 'no form of a key');
    say('off-curve', 'p2pkh', { public_key: '02' + '5'.padStart(64, '0') }, rejected('signer'), 'x = 5 is of no point');
}

function negatives(file, who, other) {
    const message = 'Hello World';
    for (const type of ['p2pkh', 'loose', 'p2sh-p2wpkh', 'p2wpkh', 'p2tr']) {
        const signature = type === 'p2tr' ? sign_legacy(who, 'p2pkh', message) : sign_legacy(who, type, message);
        const say = (id, bytes, expect, why, more = {}) => {
            for (const compat of [{}, { compat: true }]) {
                file.add(`bip137-bad-${type}-${id}${compat.compat ? '-compat' : ''}`, ask(who, type, message, base64(bytes), { ...more, ...compat }), expect, MESSAGE, why);
            }
        };
        const with_numbers = (r, s) => Buffer.concat([signature.subarray(0, 1), r ?? signature.subarray(1, 33), s ?? signature.subarray(33)]);
        say('message', signature, rejected('signer'), 'another message: another key is recovered', { message: { text: message + ' ' } });
        say('account', signature, rejected('signer'), 'an address of the same kind', { account: other.address(type) });
        say('other-key', type === 'p2tr' ? sign_legacy(other, 'p2pkh', message) : sign_legacy(other, type, message), rejected('signer'), 'another key signed');
        say('s-n', with_numbers(undefined, bytes_of(ORDER)), rejected('signature'), 's is n');
        say('r-n', with_numbers(bytes_of(ORDER)), rejected('signature'), 'r is n');
        say('r-zero', with_numbers(Buffer.alloc(32)), rejected('signature'), 'r is 0');
        say('s-zero', with_numbers(undefined, Buffer.alloc(32)), rejected('signature'), 's is 0');
        say('recovery', Buffer.concat([Buffer.from([((signature[0] - 27) ^ 2) + 27]), signature.subarray(1)]), rejected('signature'), 'x = r + n is above the field');
        file.add(`bip137-bad-${type}-high-s`, ask(who, type, message, base64(high_s(signature))), rejected('signature'), MESSAGE, 'n - s in the place of s, strict');
        file.add(`bip137-high-s-${type}-compat`, ask(who, type, message, base64(high_s(signature)), { compat: true }), valid(who.address(type)),
            `${MESSAGE}; ${BIP322_JS} verifies`, 'n - s in the place of s, compat');
        if (!Verifier.verifySignature(who.address(type), message, base64(high_s(signature)))) throw new Error('bip322-js refuses high s');
    }
    digests(file, who, message);
    accounts(file, who, message);
}

/** The same key over bytes that are nearly right. */
function digests(file, who, message) {
    const over = (digest) => {
        const { signature, recoveryId } = who.sign_recoverable(digest);
        return base64(Buffer.concat([Buffer.from([31 + recoveryId]), signature]));
    };
    const hash = bitcoin.crypto;
    const say = (id, digest, why) => file.add(`bip137-digest-${id}`, ask(who, 'p2pkh', message, over(digest)), rejected('signer'), MESSAGE, why);
    file.add('bip137-digest-good', ask(who, 'p2pkh', message, over(legacy_digest(message))), valid(who.address('p2pkh')), MESSAGE, 'made by the same steps');
    const magic = Buffer.from('\x18Bitcoin Signed Message:\n');
    say('single', hash.sha256(Buffer.concat([magic, Buffer.from([message.length]), Buffer.from(message)])), 'SHA-256 once');
    say('bare', hash.hash256(Buffer.from(message)), 'no prefix');
    say('no-length', hash.hash256(Buffer.concat([magic, Buffer.from(message)])), 'no length of the message');
    say('decimal', hash.hash256(Buffer.concat([magic, Buffer.from(String(message.length)), Buffer.from(message)])), 'the length in decimal, as Ethereum has it');
    say('litecoin', legacy_digest(message, '\x19Litecoin Signed Message:\n'), 'Litecoin\'s prefix');
    say('dogecoin', legacy_digest(message, '\x19Dogecoin Signed Message:\n'), 'Dogecoin\'s prefix');
}

function accounts(file, who, message) {
    const signature = base64(sign_legacy(who, 'p2pkh', message));
    const say = (id, account, expect, why, more = {}) => file.add(`bip137-account-${id}`, ask(who, 'p2pkh', message, signature, { account, ...more }), expect, MESSAGE, why);
    const test = signer('bip137', true);
    for (const [id, chain] of [['testnet3', TESTNET3], ['signet', SIGNET]]) {
        say(id, test.address('p2wpkh'), valid(test.address('p2wpkh')), 'the signature names no network', { chain });
        say(`main-on-${id}`, who.address('p2pkh'), malformed('account'), 'an address of mainnet', { chain });
    }
    say('test-on-main', test.address('p2pkh'), malformed('account'), 'an address of a test network');
    say('upper', who.address('p2wpkh').toUpperCase(), valid(who.address('p2wpkh')), 'all upper case');
    const hash = bitcoin.crypto.hash160(who.pubkey);
    say('p2sh-of-key', bitcoin.address.toBase58Check(hash, 5), rejected('signer'), 'the hash of the key as if it were a script\'s');
    const p2wsh = bitcoin.payments.p2wsh({ redeem: who.payments.p2pkh });
    say('p2wsh', p2wsh.address, rejected('signer'), 'P2WSH: no key to compare');
    say('v2', bitcoin.address.toBech32(hash, 2, 'bc'), unsupported('operation'), 'witness version 2 has no meaning yet');
    say('p2tr-untweaked', bitcoin.address.toBech32(who.x, 1, 'bc'), rejected('signer'), 'the key itself as output key: BIP-86 tweaks it');
    say('short', who.address('p2pkh').slice(1), malformed('account'), 'a character is missing');
}

function texts(file, who) {
    const message = 'Hello World';
    const bytes = sign_legacy(who, 'p2pkh', message);
    const text = base64(bytes);
    const say = (id, signature, why, expect = malformed('signature')) =>
        file.add(`bip137-text-${id}`, ask(who, 'p2pkh', message, signature), expect, MESSAGE, why);
    say('raw', { hex: hex(bytes) }, 'raw bytes', valid(who.address('p2pkh')));
    say('hex', hex(bytes), 'hex: base64 is wanted');
    say('url', base64(sign_legacy(who, 'p2pkh', 'url 4')).replaceAll('+', '-').replaceAll('/', '_'), 'the alphabet of URLs');
    say('unpadded', text.slice(0, -1), 'no padding');
    say('bits', text.slice(0, -2) + 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(text.at(-2)) + 1] + '=', 'unused bits that are not zero');
    say('line-feed', text + '\n', 'a line feed behind it');
    say('blank', ' ' + text, 'a blank before it');
    say('64', base64(bytes.subarray(1)), 'the header is missing');
    say('66', base64(Buffer.concat([bytes, Buffer.alloc(1)])), 'a byte left over');
    say('empty', '', 'nothing');
    say('smp', 'smp' + text, 'a prefix of BIP-322');
    say('stack', base64(stack([bytes])), 'a witness stack with it');
    say('bip322', base64(witness_of(sign_bitcoinjs(who, 'p2wpkh', message))), 'a signature of BIP-322');
    say('der', base64(bitcoin.script.signature.encode(bytes.subarray(1), 1)), 'DER');
    file.add('bip137-flip', ask(who, 'p2pkh', message, base64(flip(bytes, 300))), rejected('signer'), MESSAGE, 'a bit of s: another key is recovered');
    file.add('bip137-undeclared', ask(who, 'p2pkh', message, text, { params: { header: '31' } }), unsupported('params'), MESSAGE, 'no such parameter');
}
