// SPDX-License-Identifier: Apache-2.0
// solana-offchain: the three layouts (plugins/solana/solana-offchain.md), written here from their
// proposals and signed by the wallets' libraries.

import { compileOffchainMessageEnvelope, getOffchainMessageEnvelopeEncoder, getOffchainMessageV0Decoder, offchainMessageApplicationDomain } from '@solana/kit';
import { VectorFile } from '../../../tests/interop/writer.mjs';
import { base64, flip, hex, malformed, rejected, valid } from '../../../tests/interop/verdicts.mjs';
import { KIT, STANDARD, TWEETNACL, WEB3, base58, signer } from './sign.mjs';
import { CHAIN, breed } from './message.mjs';

const PREFIX = Buffer.concat([Buffer.from([0xff]), Buffer.from('solana offchain')]);
const u16 = (value) => { const b = Buffer.alloc(2); b.writeUInt16LE(value); return b; };

export const layouts = {
    'v0': (text, format, keys, domain = Buffer.alloc(32)) => Buffer.concat([PREFIX, Buffer.from([0]), domain,
        Buffer.from([format, keys.length]), ...keys, u16(Buffer.byteLength(text)), Buffer.from(text)]),
    'v0-legacy': (text, format) => Buffer.concat([PREFIX, Buffer.from([0, format]),
        u16(Buffer.byteLength(text)), Buffer.from(text)]),
    'v1': (text, format, keys) => Buffer.concat([PREFIX, Buffer.from([1, keys.length]), ...keys, Buffer.from(text)]),
};

export function offchain_vectors() {
    const file = new VectorFile('solana-offchain.json',
        'Off-chain message envelopes of Solana, and what breaks them.');
    const source = `envelope by its proposal; ${TWEETNACL}; ${STANDARD} verifies; keys by ${WEB3}`;
    const other = signer('other');
    for (const layout of Object.keys(layouts)) {
        for (const [name, text, format] of [['ascii', 'Hello Solana', 0], ['lines', 'one\ntwo', 0],
                                            ['utf8', 'Grüße 世界', 1], ['long', 'é'.repeat(1000), 2]]) {
            const who = signer(`${layout} ${name}`);
            const signature = who.sign(layouts[layout](text, format, [who.key]));
            const request = { chain: CHAIN, scheme: 'solana-offchain', account: who.account,
                              message: { text }, signature: base58(signature) };
            const id = `offchain-${layout}-${name}`;
            file.add(id, request, valid(who.account), source, 'the layout is found by trial');
            file.add(`${id}-stated`, { ...request, params: layout === 'v1' ? { layout } : { layout, format } },
                     valid(who.account), source, 'the layout is stated');
            file.add(`${id}-other-layout`, { ...request, params: { layout: layout === 'v1' ? 'v0' : 'v1' } },
                     rejected('signature'), `derived from ${id}`, 'another layout is stated');
            breed(file, id, request, text, signature, other);
        }
    }
    envelopes(file, source);
    signed_envelopes(file);
    expected_signers(file, source);
    two_readings(file);
    fields(file, source);
    return file;
}

/** Bytes that a wallet of v0 shows as one text, and a wallet of v0-legacy as another: nothing but the length tells them apart. */
function two_readings(file) {
    const who = signer('two readings');
    const shown = 'Good morning';
    const text_of = (size) => 'Sign in to example.com. Nonce' + '\0\x01' + 'K'.repeat(32) + String.fromCharCode(size, 0) + shown;
    /** The text as kit's v0 has it, or null. The first 3 bytes of its domain are the format and the length of v0-legacy. */
    const read_as_v0 = (bytes) => {
        try {
            return getOffchainMessageV0Decoder().decode(bytes).content.text;
        } catch {
            return null;
        }
    };
    const say = (id, text, reads, expect, why, given) => {
        const bytes = layouts['v0-legacy'](text, 1);
        if (read_as_v0(bytes) !== reads) throw new Error(`${id}: kit reads ${read_as_v0(bytes)}`);
        file.add(`offchain-readings-${id}`, { chain: CHAIN, scheme: 'solana-offchain', account: who.account, message: { text },
            signature: base58(who.sign(bytes)), ...(given ? { params: { envelope: { base64: base64(bytes) } } } : {}) },
            expect, `${KIT} reads v0; v0-legacy by its layout; ${TWEETNACL}`, why);
    };
    const both = text_of(shown.length);
    const other = text_of(shown.length + 1);
    say('two', both, shown, rejected('policy'), 'one signature for two texts');
    say('two-given', both, shown, malformed('params'), 'the same, with the envelope', true);
    say('one', other, null, valid(who.account), 'the length of v0 is wrong, so v0-legacy is the only reading');
    say('one-given', other, null, valid(who.account), 'the same, with the envelope', true);
}

/** What cannot be read, a field at a time. */
function fields(file, source) {
    const who = signer('fields');
    const text = 'field by field';
    const request = { chain: CHAIN, scheme: 'solana-offchain', account: who.account, message: { text },
                      signature: base58(who.sign(layouts.v0(text, 0, [who.key]))) };
    const say = (id, changed, expect, why) => file.add(`offchain-field-${id}`, { ...request, ...changed }, expect, source, why);
    say('none', {}, valid(who.account), 'all can be read');
    say('key', { public_key: who.account }, valid(who.account), 'the key beside the account');
    say('key-31', { public_key: base58(who.key.subarray(1)) }, malformed('public_key'), '31 bytes');
    say('account-31', { account: base58(who.key.subarray(1)) }, malformed('account'), '31 bytes');
    say('message-empty', { message: { text: '' } }, malformed('message'), 'the proposal wants a text');
    say('message-latin-1', { message: { hex: '4772fcdf65' } }, malformed('message'), 'no UTF-8');
}

/** The exact signed bytes beside the signature. */
function envelopes(file, source) {
    const who = signer('envelope');
    const second = signer('second');
    const domain = Buffer.alloc(32, 0x64);
    const text = 'in an envelope';
    const keys = [who.key, second.key];
    const say = (id, envelope, expect, why, more = {}) => file.add(`offchain-envelope-${id}`, {
        chain: CHAIN, scheme: 'solana-offchain', account: who.account, message: { text },
        signature: base58(who.sign(envelope)),
        params: { envelope: { base64: base64(envelope) }, ...more } }, expect, source, why);
    const good = valid(who.account);
    say('v0', layouts.v0(text, 0, [who.key]), good, 'v0');
    say('v0-domain', layouts.v0(text, 0, [who.key], domain), good, 'a domain that nobody expects', {});
    say('v0-domain-expected', layouts.v0(text, 0, [who.key], domain), good, 'the expected domain', { application_domain: { hex: hex(domain) } });
    say('v0-domain-other', layouts.v0(text, 0, [who.key], Buffer.alloc(32, 1)), { status: 'rejected' }, 'made for another service', { application_domain: { hex: hex(domain) } });
    say('v1-domain-expected', layouts.v1(text, 0, [who.key]), good, 'v1 has no domain by design: its text says where it is for', { application_domain: { hex: hex(domain) } });
    say('v0-legacy-domain-expected', layouts['v0-legacy'](text, 0), rejected('policy'), 'v0-legacy would pass the expectation over', { application_domain: { hex: hex(domain) } });
    say('v0-second', layouts.v0(text, 0, [second.key, who.key]), good, 'the account stands second');
    say('v1-two', layouts.v1(text, 0, [...keys].sort(Buffer.compare)), good, 'two signers, sorted');
    say('v1-unsorted', layouts.v1(text, 0, [...keys].sort(Buffer.compare).reverse()), { status: 'malformed' }, 'signers are sorted');
    say('v1-twice', layouts.v1(text, 0, [who.key, who.key]), { status: 'malformed' }, 'signers are unique');
    say('other-signer', layouts.v0(text, 0, [second.key]), { status: 'rejected' }, 'the account is no signer');
    say('other-text', layouts.v0(text + '!', 0, [who.key]), { status: 'rejected' }, 'carries another message');
    say('format-0-utf8', layouts.v0('ü', 0, [who.key]), { status: 'malformed' }, 'format 0 is ASCII');
    say('no-prefix', layouts.v0(text, 0, [who.key]).subarray(1), malformed('params'), 'no envelope');
}

const missing = Buffer.alloc(64);

/** As kit, Trezor and the mobile wallet adapter hand it out: the count of signatures, the signatures, the envelope. */
function signed_envelopes(file) {
    const who = signer('signed');
    const second = signer('signed second');
    const third = signer('signed third');
    const text = 'Escrow 17: release';
    const source = `${KIT} compiles and encodes; ${TWEETNACL}; ${STANDARD} verifies`;
    const base = { chain: CHAIN, scheme: 'solana-offchain', account: who.account, message: { text } };
    const say = (id, signature, expect, why, changed = {}) => file.add(`offchain-signed-${id}`,
        { ...base, signature, ...changed }, expect, source, why);
    /** kit's bytes; `signers` are those who sign, the others' signatures are missing. */
    const made = (message, signers) => {
        const envelope = compileOffchainMessageEnvelope(message);
        const content = Buffer.from(envelope.content);
        const signatures = { ...envelope.signatures };
        for (const each of signers) signatures[each.account] = each.sign(content);
        for (const name of Object.keys(signatures)) signatures[name] ??= missing;
        return Buffer.from(getOffchainMessageEnvelopeEncoder().encode({ content: envelope.content, signatures }));
    };
    const required = (...signers) => ({ requiredSignatories: signers.map(({ account }) => ({ address: account })) });
    const v1 = (named, signers = named) => made({ version: 1, content: text, ...required(...named) }, signers);
    const zero_domain = offchainMessageApplicationDomain(base58(Buffer.alloc(32)));
    const v0 = (named, signers = named, domain = zero_domain) => made({ version: 0, applicationDomain: domain,
        content: { format: 0, text }, ...required(...named) }, signers);
    const good = valid(who.account);
    for (const [layout, build] of [['v0', v0], ['v1', v1]]) {
        const one = build([who]);
        say(`${layout}-base64`, base64(one), good, 'base64, as the mobile wallet adapter gives it');
        say(`${layout}-hex`, hex(one), good, 'hex, as Trezor gives it');
        say(`${layout}-base58`, base58(one), good, 'base58, as Ledger gives it');
        say(`${layout}-array`, [...one], good, 'the bytes as a Uint8Array prints');
        say(`${layout}-raw`, { hex: hex(one) }, good, 'raw bytes');
        say(`${layout}-other-message`, base64(one), rejected('signature'), 'another message', { message: { text: text + '.' } });
        say(`${layout}-other-account`, base64(one), rejected('signer'), 'the account of another key', { account: second.account });
        say(`${layout}-flip`, base64(flip(one, 99)), rejected('signature'), 'bit 99 turned');
        say(`${layout}-cut`, base64(one.subarray(0, 80)), malformed('signature'), 'cut off in the prefix');
        say(`${layout}-count-0`, base64(Buffer.concat([Buffer.from([0]), one.subarray(65)])), malformed('signature'), 'no signature');
        say(`${layout}-count-2`, base64(Buffer.concat([Buffer.from([2]), one.subarray(1)])), malformed('signature'), 'a count of two, one is there');
        say(`${layout}-two-for-one`, base64(Buffer.concat([Buffer.from([2]), one.subarray(1, 65), one.subarray(1)])), malformed('signature'), 'two signatures, one signer');
        const two = build([who, second]);
        say(`${layout}-two`, base64(two), good, 'two signers, both signed');
        say(`${layout}-two-second`, hex(two), valid(second.account), 'the other of them', { account: second.account });
        say(`${layout}-two-stranger`, base64(two), rejected('signer'), 'no signer of it', { account: third.account });
        say(`${layout}-two-partly`, base64(build([who, second], [who])), good, 'the other signature is missing: 64 zero bytes');
        say(`${layout}-two-missing`, base64(build([who, second], [second])), rejected('signature'), 'the account\'s own signature is missing');
        say(`${layout}-two-swapped`, base64(Buffer.concat([two.subarray(0, 1), two.subarray(65, 129), two.subarray(1, 65), two.subarray(129)])),
            rejected('signature'), 'the signatures in another order than the signers');
        for (const bit of [8 * 20, 8 * 84]) {
            say(`${layout}-two-flip-${bit}`, base64(flip(two, bit)), rejected('signature'), 'a bit of either signature turned');
        }
        say(`${layout}-three`, base64(build([third, who, second])), good, 'three signers');
        // Ledger returns its own signature alone, whoever else is named.
        const own = Buffer.concat([Buffer.from([1]), who.sign(two.subarray(129)), two.subarray(129)]);
        say(`${layout}-two-own-alone`, base58(own), good, 'one signature, though two are named');
    }
    twice_named(say, who, second, text, good);
    const domain = Buffer.concat([Buffer.from('example.com'), Buffer.alloc(21)]);
    const expecting = (bytes) => ({ params: { application_domain: { hex: hex(bytes) } } });
    const with_domain = v0([who], [who], offchainMessageApplicationDomain(base58(domain)));
    say('v0-domain', base64(with_domain), good, 'the expected domain', expecting(domain));
    say('v0-domain-other', base64(with_domain), rejected('policy'), 'made for another service', expecting(Buffer.alloc(32, 7)));
    say('v1-domain', base64(v1([who])), good, 'v1 has no domain by design', expecting(domain));
    const params = (bytes) => ({ params: { envelope: { base64: base64(bytes.subarray(65)) } } });
    say('and-envelope', base64(v1([who])), good, 'the envelope once more beside it', params(v1([who])));
    say('and-envelope-other', base64(v1([who])), rejected('signature'), 'another envelope beside it', params(v0([who])));
}

/** v0 does not ask that signers be unique: the account may have two places, and either signature may be missing. */
function twice_named(say, who, second, text, good) {
    const put = (id, keys, signatures, expect, why) => {
        const envelope = layouts.v0(text, 0, keys);
        const bytes = Buffer.concat([Buffer.from([keys.length]), ...signatures(envelope), envelope]);
        say(`v0-named-twice-${id}`, base64(bytes), expect, why);
    };
    const mine = (envelope) => who.sign(envelope);
    const [own, other] = [who.key, second.key];
    put('both', [own, own], (e) => [mine(e), mine(e)], good, 'both places are signed');
    put('first', [own, own], (e) => [mine(e), missing], good, 'the first place is signed');
    put('second', [own, own], (e) => [missing, mine(e)], good, 'the second place is signed');
    put('neither', [own, own], () => [missing, missing], rejected('signature'), 'no place is signed');
    put('second-of-three', [own, other, own], (e) => [missing, second.sign(e), mine(e)], good, 'another signer stands between');
    put('first-bad', [own, own], (e) => [Buffer.from(flip(mine(e), 99)), mine(e)], rejected('signature'), 'what is there must be good');
    put('second-bad', [own, own], (e) => [missing, Buffer.from(flip(mine(e), 99))], rejected('signature'), 'what is there must be good');
    put('other-alone', [own, other, own], (e) => [missing, second.sign(e), missing], rejected('signature'), 'somebody else alone has signed');
}

/** Whose signatures the service expects. */
function expected_signers(file, source) {
    const who = signer('expected');
    const second = signer('expected second');
    const third = signer('expected third');
    const text = 'Release the escrow';
    const keys = (...signers) => signers.map(({ key }) => key);
    const names = (...signers) => ({ signers: signers.map(({ account }) => account) });
    const sorted = (...signers) => keys(...signers).sort(Buffer.compare);
    const say = (id, envelope, params, expect, why, given = false) => file.add(`offchain-signers-${id}`, {
        chain: CHAIN, scheme: 'solana-offchain', account: who.account, message: { text },
        params: { ...params, ...(given ? { envelope: { base64: base64(envelope) } } : {}) },
        signature: base58(who.sign(envelope)) }, expect, source, why);
    const good = valid(who.account);
    const alone = layouts.v1(text, 0, [who.key]);
    const two = layouts.v1(text, 0, sorted(who, second));
    say('one', alone, names(who), good, 'the account alone');
    say('two', two, names(who, second), good, 'two, without the envelope');
    say('two-reversed', two, names(second, who), good, 'two in any order');
    say('two-given', two, names(second, who), good, 'two, with the envelope', true);
    say('two-unstated', two, {}, rejected('signature'), 'two cannot be guessed');
    say('two-for-one', two, names(who), rejected('signature'), 'the account alone is expected');
    say('two-for-one-given', two, names(who), rejected('policy'), 'the account alone is expected, the envelope names two', true);
    say('one-for-two-given', alone, names(who, second), rejected('policy'), 'two are expected, the envelope names one', true);
    say('three-given', two, names(who, second, third), rejected('policy'), 'three are expected', true);
    say('others', two, names(second, third), rejected('signer'), 'the account is none of the expected');
    say('v0', layouts.v0(text, 0, keys(second, who)), names(second, who), good, 'v0 in the order given');
    say('v0-given', layouts.v0(text, 0, keys(second, who)), names(who, second), good, 'v0 in any order, with the envelope', true);
    say('v0-legacy', layouts['v0-legacy'](text, 0), names(who), rejected('signature'), 'v0-legacy names no signer');
    say('v0-legacy-given', layouts['v0-legacy'](text, 0), names(who), rejected('policy'), 'v0-legacy names no signer', true);
    say('v0-legacy-layout', layouts['v0-legacy'](text, 0), { ...names(who), layout: 'v0-legacy' }, malformed('params'), 'no envelope could be so');
    for (const [id, signers] of [['none', []], ['text', who.account], ['twice', [who.account, who.account]], ['number', [1]],
                                 ['short', [who.account.slice(1)]], ['nested', [[who.account]]], ['object', { 0: who.account }]]) {
        say(`bad-${id}`, alone, { signers }, malformed('params'), 'an array of different accounts');
    }
    say('too-many', alone, { signers: Array.from({ length: 256 }, (_, i) => base58(Buffer.alloc(32, i).fill(7, 1))) }, malformed('params'), '256');
}
