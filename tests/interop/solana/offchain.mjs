// solana-offchain: the three layouts (docs/schemes/solana-offchain.md), written here from their
// proposals and signed by the wallets' libraries.

import { VectorFile } from '../writer.mjs';
import { base64, hex, malformed, rejected, valid } from '../verdicts.mjs';
import { STANDARD, TWEETNACL, WEB3, base58, signer } from './sign.mjs';
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
        'Off-chain message envelopes of Solana, and what breaks them.', 'make-solana-vectors.mjs');
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
    return file;
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
    say('v1-domain-expected', layouts.v1(text, 0, [who.key]), { status: 'rejected' }, 'v1 carries no domain', { application_domain: { hex: hex(domain) } });
    say('v0-second', layouts.v0(text, 0, [second.key, who.key]), good, 'the account stands second');
    say('v1-two', layouts.v1(text, 0, [...keys].sort(Buffer.compare)), good, 'two signers, sorted');
    say('v1-unsorted', layouts.v1(text, 0, [...keys].sort(Buffer.compare).reverse()), { status: 'malformed' }, 'signers are sorted');
    say('v1-twice', layouts.v1(text, 0, [who.key, who.key]), { status: 'malformed' }, 'signers are unique');
    say('other-signer', layouts.v0(text, 0, [second.key]), { status: 'rejected' }, 'the account is no signer');
    say('other-text', layouts.v0(text + '!', 0, [who.key]), { status: 'rejected' }, 'carries another message');
    say('format-0-utf8', layouts.v0('ü', 0, [who.key]), { status: 'malformed' }, 'format 0 is ASCII');
    say('no-prefix', layouts.v0(text, 0, [who.key]).subarray(1), malformed('params'), 'no envelope');
}
