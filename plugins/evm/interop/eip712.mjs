// SPDX-License-Identifier: Apache-2.0
// eip712: typed structured data.

import { getBytes, hashMessage, keccak256, SigningKey, toUtf8Bytes, ZeroAddress } from 'ethers';
import { address_of, HALF_N, hex32, key, N, parts, sig64, sig65 } from './curve.mjs';
import { CONTRACT, derived_domain, doc, documents, domain, DOMAIN, fields, MAIL,
         undeclared_domains, value } from './eip712-documents.mjs';
import { malformed_documents } from './eip712-malformed.mjs';
import { name_documents } from './eip712-names.mjs';
import { contract_wallets } from './contract-wallets.mjs';
import { eip1191 } from './eip1191.mjs';
import { BREED } from './eip191-messages.mjs';
import { judge, malformed, rejected, unsupported, valid } from './judge.mjs';
import {
    ETHERS, METAMASK, VIEM, personal_sign, sign_digest, sign_typed_data, typed_data_answers, typed_data_digest,
} from './libraries.mjs';
import { rotation, VectorFile } from '../../../tests/interop/writer.mjs';

const source_of = (document) =>
    typeof document === 'string' ? document : JSON.stringify(document);

/** Objects go out as `json`; source text, and what is no object, as `text`: it means the same. */
const wire = (document) => typeof document === 'string' || Array.isArray(document)
    ? { text: source_of(document) } : { json: document };

/** Does the signature commit to a chain: is chainId among the declared (or derived) members? */
function chain_bound(source) {
    const { types, domain: members } = JSON.parse(source);
    return types.EIP712Domain ? types.EIP712Domain.some((m) => m.name === 'chainId')
                              : (members.chainId ?? null) !== null;
}

const BREED_712 = [
    ...BREED.filter(([kind]) => !['other-message', 'other-scheme'].includes(kind)),
    ['other-reference', () => ({ chain: 'eip155:5' }), 'another chain: a matter of the domain'],
    ['other-scheme', (q) => ({ scheme: 'eip191', message: { text: q.message.text ??
        JSON.stringify(q.message.json) } }), 'personal_sign of the same text'],
];

export async function eip712_vectors() {
    const file = new VectorFile('eip712.json',
        'EIP-712 typed structured data of externally owned accounts: what wallets sign, and what ' +
        'must be refused. A malformed document carries the signature that a lenient library ' +
        'makes of it, so that only the check in question can refuse it. An expectation without ' +
        'a reason accepts any reason.');
    const secret = key('eip712');
    const account = address_of(secret);
    const base = { chain: 'eip155:1', scheme: 'eip712', account };

    const next = rotation(BREED_712, 1);
    const all = [...documents(), ...name_documents()];
    for (const [name, document, why] of all) {
        const source = source_of(document);
        const signed = await sign_typed_data(secret, source);
        const request = { ...base, message: wire(document), signature: signed.signature };
        const bound = chain_bound(source);
        const libraries = signed.agree.join(', ') + ': same digest' +
            (signed.differ.length > 0 ? `; ${signed.differ.join('; ')}` : '');
        const expect = valid(account, bound);
        must(judge({ ...request, digest: signed.digest, claim: account, chain_bound: bound }),
             expect, name);
        file.add(`eip712-${name}`, request, expect, libraries, why);
        for (const [kind, bend, reason] of name === 'mail' ? BREED_712 : next()) {
            const changed = bend(request);
            file.add(`eip712-${name}-${kind}`, { ...request, ...changed },
                     bred(request, changed, signed.digest, bound),
                     `derived from eip712-${name}`, reason);
        }
    }

    await refused(file, secret, base);
    await unsigned_domain_members(file, secret, base);
    await chains(file, secret, base);
    await published(file);
    const mail = await sign_typed_data(secret, JSON.stringify(MAIL));
    forms(file, { ...base, message: { json: MAIL } }, mail);
    for (const parity of [0, 1]) await v_cut_off(file, secret, base, parity);
    contract_wallets((id, changed, expect, source, why) => file.add(`eip712-${id}`,
        { ...base, message: { json: MAIL }, signature: mail.signature, ...changed }, expect, source,
        why), mail);
    await rootstock(file, secret, base);
    await ethers_alone(file, secret, base);
    encodings(file, { ...base, signature: mail.signature }, account);
    await other_documents(file, secret, { ...base, signature: mail.signature });
    await other_readings(file, secret, base);
    precedence(file, { ...base, message: { json: MAIL }, signature: mail.signature }, mail);
    return file;
}

function must(judged, expect, id) {
    if (JSON.stringify(judged) !== JSON.stringify(expect)) {
        throw new Error(`${id}: ${JSON.stringify(expect)} but ${JSON.stringify(judged)}`);
    }
}

function bred(request, changed, digest, bound) {
    if (changed.chain === 'eip155:5') {
        return bound ? rejected('policy') : valid(request.account, false);
    }
    if (changed.chain) return { status: 'unsupported' };
    if (changed.scheme) digest = hashMessage(toUtf8Bytes(changed.message.text));
    return judge({ ...request, ...changed, digest, claim: changed.account ?? request.account,
                   chain_bound: bound });
}

/** Malformed documents, each with the signature that some library makes of it. */
async function refused(file, secret, base) {
    const fallback = (await typed_data_digest(JSON.stringify(MAIL))).digest;
    for (const [name, document, why] of malformed_documents()) {
        const source = source_of(document);
        const answers = (await typed_data_answers(source)).filter(([, d]) => d !== null);
        const digest = answers.length > 0 ? answers.at(-1)[1] : fallback;
        const signers = answers.filter(([, d]) => d === digest).map(([library]) => library);
        const { signature } = await sign_digest(secret, digest);
        file.add(`eip712-bad-${name}`, { ...base, message: wire(document), signature },
                 malformed('message'),
                 signers.length > 0 ? `signed as ${signers.join(' and ')} would`
                                    : 'refused by the libraries too; signature of eip712-mail', why);
    }
    const { signature } = await sign_digest(secret, fallback);
    const bytes = Buffer.from(JSON.stringify(MAIL));
    const at = bytes.indexOf('Hello');
    for (const [name, inserted, why] of [
        ['utf8-stray', 'ff', 'ff is no UTF-8'], ['utf8-overlong', 'c080', 'an overlong NUL'],
        ['utf8-surrogate', 'eda080', 'a surrogate in UTF-8'],
        ['utf8-too-large', 'f4908080', 'above U+10FFFF'], ['utf8-cut', 'e282', 'a sequence cut off'],
    ]) {
        const hex = bytes.toString('hex', 0, at) + inserted + bytes.toString('hex', at);
        file.add(`eip712-bad-${name}`, { ...base, message: { hex }, signature },
                 malformed('message'), 'derived from eip712-mail', why);
    }
}

/** Undeclared domain members: refused, and under compat unsigned. */
async function unsigned_domain_members(file, secret, base) {
    for (const [name, document, why] of undeclared_domains()) {
        const signed = await sign_typed_data(secret, JSON.stringify(document));
        const request = { ...base, message: { json: document }, signature: signed.signature };
        const source = `${signed.agree.join(', ')}: same digest`;
        file.add(`eip712-undeclared-${name}`, request, malformed('message'), source, why);
        file.add(`eip712-undeclared-${name}-compat`, { ...request, compat: true },
                 valid(base.account, false), source, `compat lets it pass unsigned: ${why}`);
    }
    const fallback = (await typed_data_digest(JSON.stringify(MAIL))).digest;
    const missing = domain('string name, string version', { name: 'walletauth' });
    const extra = { ...value('uint256', 1), note: 'x' };
    const message = doc({ M: fields('uint256 v') }, 'M', { v: 1, w: 2 });
    const derived = derived_domain({ name: 'walletauth', url: 'https://a.example' });
    for (const [name, document, why] of [
        ['declared-missing', missing, 'compat needs declared members all the same'],
        ['top-extra', extra, 'compat is about domain members only'],
        ['message-extra', message, 'compat is about domain members only'],
        ['derived-unknown', derived,
         'choice: without EIP712Domain there is no declaration to be extra to'],
    ]) {
        const [, digest] = (await typed_data_answers(JSON.stringify(document)))
            .filter(([, d]) => d !== null).at(-1) ?? [null, fallback];
        const { signature } = await sign_digest(secret, digest);
        file.add(`eip712-compat-${name}`,
                 { ...base, message: { json: document }, signature, compat: true },
                 malformed('message'), 'made from the rule', why);
    }
}

/** The declared chainId against the CAIP-2 reference. */
async function chains(file, secret, base) {
    const say = async (id, chain, document, expect, why, extra = {}) => {
        const signed = await sign_typed_data(secret, JSON.stringify(document));
        file.add(`eip712-chain-${id}`, { ...base, chain, message: { json: document },
                                         signature: signed.signature, ...extra }, expect,
                 `${signed.agree.join(', ')}: same digest`, why);
    };
    const bound = (chainId) => domain('string name, uint256 chainId', { name: 'w', chainId });
    const good = valid(base.account, true);
    const policy = rejected('policy');
    await say('137', 'eip155:137', bound(137), good, 'the chain of the request');
    await say('11155111-hex', 'eip155:11155111', bound('0xaa36a7'), good, 'the same number in hex');
    const large = '9'.repeat(32);
    await say('32-digits', `eip155:${large}`, bound(large), good, 'the longest reference');
    await say('other', 'eip155:1', bound(137), policy, 'signed for another chain');
    await say('other-derived', 'eip155:1', derived_domain({ name: 'w', chainId: 137 }), policy,
        'derived members count as declared');
    await say('other-text', 'eip155:1', bound('137'), policy, 'signed for another chain');
    await say('zero', 'eip155:1', bound(0), policy, 'signed for chain 0');
    await say('prefix', 'eip155:1', bound(11), policy, 'numbers are compared, not their digits');
    await say('hex-looks-decimal', 'eip155:10', bound('0x10'), policy, '0x10 is 16');
    await say('2p64-plus-1', 'eip155:1', bound('18446744073709551617'), policy,
        '2^64 + 1 is 1 where 64 bits are kept');
    await say('2p256-minus-1', 'eip155:1', bound('0x' + 'f'.repeat(64)), policy, '2^256 - 1');
    await say('other-compat', 'eip155:1', bound(137), policy, 'compat does not unbind',
        { compat: true });
    await say('other-garbage-signature', 'eip155:1', bound(137), policy,
        'the document is judged before the signature', { signature: '0x' + sig65(0n, 0n, 27) });
    await say('other-account', 'eip155:1', bound(137), policy,
        'the document is judged before the signer', { account: address_of(key('someone else')) });
    await say('other-short-signature', 'eip155:1', bound(137), malformed('signature'),
        'malformed comes before rejected', { signature: '0x00' });
    await say('undeclared-any', 'eip155:424242', domain('string name', { name: 'w' }),
        valid(base.account, false), 'no chainId: good on every chain, and said so');
    await say('reference-leading-zero', 'eip155:0137', bound(137), unsupported('chain'),
        'a reference has one spelling');
    await say('reference-hex', 'eip155:0x89', bound(137), unsupported('chain'),
        'a reference is decimal');
    await say('reference-name', 'eip155:mainnet', bound(1), unsupported('chain'),
        'a reference is decimal');
}

/** The example of the EIP, with its published key, digest and signature. */
async function published(file) {
    const secret = keccak256(toUtf8Bytes('cow'));
    const signed = await sign_typed_data(secret, JSON.stringify(MAIL));
    const signature = '0x4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d' +
        '07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b91562' + '1c';
    if (signed.signature !== signature || signed.differ.length > 0 || signed.digest !==
        '0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2') {
        throw new Error('the Mail example does not come out as published');
    }
    file.add('eip712-spec-mail', { chain: 'eip155:1', scheme: 'eip712', account: signed.account,
                                   message: { json: MAIL }, signature },
             valid(signed.account, true), 'EIP-712, Example.sol and Example.js',
             'published signature, reproduced from the published key keccak256("cow")');
}

/** The notations and ranges of the signature, as for eip191. */
function forms(file, request, { digest, signature, account }) {
    const { r, s, v } = parts(signature);
    const parity = v - 27;
    const say = (id, text, expect, why, extra = {}) => {
        const q = { ...request, signature: text, ...extra };
        must(judge({ ...q, digest, claim: q.account, chain_bound: true }), expect, id);
        file.add(`eip712-form-${id}`, q, expect, 'derived from eip712-mail', why);
    };
    const good = valid(account, true);
    const high = '0x' + sig65(r, N - s, 28 - parity);
    say('v-0-1', '0x' + sig65(r, s, parity), good, 'v 0 or 1');
    say('compact', '0x' + sig64(r, s, parity), good, 'EIP-2098');
    say('compact-other-parity', '0x' + sig64(r, s, 1 - parity), rejected('signer'),
        'the other parity');
    say('no-0x', signature.slice(2), good, '0x is optional');
    say('upper', '0x' + signature.slice(2).toUpperCase(), good, 'upper-case digits');
    say('raw', { hex: signature.slice(2) }, good, 'raw bytes');
    say('high-s', high, rejected('signature'), 'refused by default');
    say('high-s-compat', high, good, 'choice: compat of eip712 takes high s, as that of eip191',
        { compat: true });
    say('v-2', '0x' + sig65(r, s, 2), rejected('signature'), 'v 2');
    say('v-37', '0x' + sig65(r, s, 37), rejected('signature'), 'v of an EIP-155 transaction');
    say('r-0', '0x' + sig65(0n, s, 27), rejected('signature'), 'r = 0');
    say('s-0', '0x' + sig65(r, 0n, 27), rejected('signature'), 's = 0');
    say('r-n', '0x' + sig65(N, s, 27), rejected('signature'), 'r = n');
    say('s-n', '0x' + sig65(r, N, 27), rejected('signature'), 's = n');
    say('s-half-plus-1', '0x' + sig65(r, HALF_N + 1n, 27), rejected('signature'),
        'the first high s');
    say('0x-upper', '0X' + signature.slice(2), malformed('signature'), '0X is never read');
    say('odd', signature.slice(0, -1), malformed('signature'), 'an odd number of digits');
    say('63-bytes', '0x' + hex32(r) + hex32(s).slice(2), malformed('signature'), '63 bytes');
    say('66-bytes', signature + '00', malformed('signature'), '66 bytes');
    say('only-0x', '0x', malformed('signature'), 'no bytes');
    say('erc6492', signature + '6492'.repeat(16), unsupported('evidence'), 'ERC-6492 suffix');
    say('erc8010', signature + '8010'.repeat(16), unsupported('scheme'), 'ERC-8010 suffix');
    say('erc8010-draft', signature + '7702'.repeat(16), unsupported('scheme'),
        'the suffix of ERC-8010\'s text');
    say('zero-account', signature, rejected('signer'), 'nobody holds the zero address',
        { account: ZeroAddress });
    say('zero-account-r-0', '0x' + sig65(0n, 0n, 27), rejected('signer'),
        'the zero address is refused whatever the signature', { account: ZeroAddress });
}

/** 65 bytes without the last are an EIP-2098 signature, of the other signer if the parity was 1. */
async function v_cut_off(file, secret, base, parity) {
    for (let i = 0; ; i++) {
        const document = structuredClone(MAIL);
        document.message.contents = `Hello, Bob! (${i})`;
        const { signature, digest, account } = await sign_typed_data(secret, JSON.stringify(document));
        if (parts(signature).v - 27 !== parity) continue;
        const say = (id, text, expect, source, why) => {
            const q = { ...base, message: { json: document }, signature: text };
            must(judge({ ...q, digest, claim: q.account, chain_bound: true }), expect, id);
            file.add(`eip712-form-${id}`, q, expect, source, why);
        };
        const name = `parity-${parity}`;
        say(name, signature, valid(account, true), `${ETHERS}, ${VIEM} and ${METAMASK}`,
            `parity ${parity} in 65 bytes`);
        say(`${name}-v-cut-off`, signature.slice(0, -2),
            parity === 0 ? valid(account, true) : rejected('signer'),
            `derived from eip712-form-${name}`,
            'r and s without v are an EIP-2098 signature of parity 0');
        return;
    }
}

/** Addresses with the checksum of a chain of its own: MetaMask's reading has no checksum at all. */
async function rootstock(file, secret, base) {
    const plain = value('address', CONTRACT.toLowerCase());
    const { signature } = await sign_typed_data(secret, JSON.stringify({ ...plain,
        domain: { ...DOMAIN, chainId: 30 } }));
    const testnet = await sign_typed_data(secret, JSON.stringify({ ...plain,
        domain: { ...DOMAIN, chainId: 31 } }));
    const say = (id, chain, address, expect, why) => file.add(`eip712-eip1191-${id}`,
        { ...base, chain: `eip155:${chain}`, signature: chain === 31 ? testnet.signature : signature,
          message: { json: { ...value('address', address), domain: { ...DOMAIN, chainId: chain } } } },
        expect, `${ETHERS}, ${VIEM} and ${METAMASK} sign it in lower case; the spelling is of ` +
        `${VIEM} getAddress with a chain id`, why);
    const good = valid(base.account, true);
    const bad = malformed('message');
    const own = (chain) => eip1191(CONTRACT, chain);
    say('30', 30, own(30), good, 'the checksum of Rootstock');
    say('31', 31, own(31), good, 'the checksum of its testnet');
    say('30-eip55', 30, CONTRACT, good, 'EIP-55 counts there, too');
    say('30-of-31', 30, own(31), bad, 'the other chain\'s checksum');
    say('31-of-30', 31, own(30), bad, 'the other chain\'s checksum');
    say('1-of-30', 1, own(30), bad, 'counts on eip155:30 only');
}

/** Documents that ethers alone hashes by the EIP: the others lose such names from encodeType. */
async function ethers_alone(file, secret, base) {
    const nested = (names, why) => [doc({ ...Object.fromEntries(names.map((n) => [n,
        fields('uint8 v')])), M: names.map((n, i) => ({ name: `m${i}`, type: n })) }, 'M',
        Object.fromEntries(names.map((n, i) => [`m${i}`, { v: i }]))), why];
    for (const [id, [document, why]] of [
        ['nested-non-ascii', nested(['\u00e9', 'e'], 'referenced types of letters outside ASCII')],
        ['sort-utf16', nested(['\uffee', '\u{1f511}', '\ue000', '\ud7ff'],
            'sorted by UTF-16 code units: U+1F511 before U+E000')],
        ['sort-utf16-inside', nested(['a\uffeez', 'a\u{1f511}a', 'a\u{1f512}', 'a'],
            'sorted by UTF-16 code units also behind a common beginning')],
    ]) {
        const source = JSON.stringify(document);
        const [[, digest]] = await typed_data_answers(source);
        const { signature } = await sign_digest(secret, digest);
        file.add(`eip712-name-${id}`, { ...base, message: { json: document }, signature },
                 valid(base.account, true), `${ETHERS} TypedDataEncoder`, why);
    }
}

/** The same document in the four notations of the wire. */
function encodings(file, request, account) {
    const bytes = Buffer.from(JSON.stringify(MAIL));
    for (const [id, message, why] of [
        ['text', { text: bytes.toString() }, 'text that holds the JSON is the same'],
        ['hex', { hex: bytes.toString('hex') }, 'choice: and so are its bytes'],
        ['base64', { base64: bytes.toString('base64') }, 'choice: and so are its bytes'],
    ]) {
        file.add(`eip712-wire-${id}`, { ...request, message }, valid(account, true),
                 'derived from eip712-mail', why);
    }
}

/** The Mail example's signature shown with another document. */
async function other_documents(file, secret, request) {
    const { types, message } = MAIL;
    const t = (change) => ({ ...MAIL, types: { ...types, ...change } });
    const original = (await typed_data_digest(JSON.stringify(MAIL))).digest;
    for (const [id, document, why] of [
        ['contents', { ...MAIL, message: { ...message, contents: 'Hello, Bob' } }, 'other text'],
        ['swapped', { ...MAIL, message: { ...message, from: message.to, to: message.from } },
         'sender and receiver swapped'],
        ['domain-name', { ...MAIL, domain: { ...MAIL.domain, name: 'Evil Mail' } }, 'other name'],
        ['domain-version', { ...MAIL, domain: { ...MAIL.domain, version: '2' } }, 'other version'],
        ['domain-contract', { ...MAIL, domain: { ...MAIL.domain,
            verifyingContract: CONTRACT.toLowerCase().replace('c', 'd') } }, 'other contract'],
        ['domain-type-shorter', { ...t({ EIP712Domain: types.EIP712Domain.slice(0, 3) }),
            domain: { name: 'Ether Mail', version: '1', chainId: 1 } }, 'a member less'],
        ['domain-type-order', t({ EIP712Domain: [...types.EIP712Domain].reverse() }),
         'the declared order is hashed'],
        ['member-renamed', { ...t({ Mail: fields('Person from, Person to, string content') }),
            message: { from: message.from, to: message.to, content: message.contents } },
         'a member renamed'],
        ['member-reordered', t({ Mail: fields('Person to, Person from, string contents') }),
         'members in another order'],
        ['type-renamed', { ...MAIL, types: { EIP712Domain: types.EIP712Domain, Person: types.Person,
                                             Letter: types.Mail }, primaryType: 'Letter' },
         'the primary type renamed'],
        ['primary-type', { ...MAIL, primaryType: 'Person', message: message.from },
         'a part of the message'],
        ['primary-domain', { ...MAIL, primaryType: 'EIP712Domain', message: {} },
         'the domain only'],
    ]) {
        if ((await typed_data_digest(JSON.stringify(document))).digest === original) {
            throw new Error(`${id} changes nothing`);
        }
        file.add(`eip712-other-${id}`, { ...request, message: { json: document } },
                 rejected('signer'), 'derived from eip712-mail', why);
    }
}

/** Signatures over other readings of a well-formed document. */
async function other_readings(file, secret, base) {
    const say = async (id, document, digest, source, why) => {
        const text = JSON.stringify(document);
        const right = (await typed_data_digest(text)).digest;
        const signature = new SigningKey(secret).sign(digest).serialized;
        const expect = judge({ ...base, digest: right, signature, claim: base.account });
        if (expect.status !== 'rejected') throw new Error(`${id} is no other reading`);
        file.add(`eip712-reading-${id}`, { ...base, message: wire(document), signature }, expect,
                 source, why);
    };
    const of = async (document, library) =>
        (await typed_data_answers(JSON.stringify(document))).find(([name]) => name === library)[1];
    const derived = derived_domain(DOMAIN);
    await say('empty-domain', derived, await of(derived, METAMASK), `${METAMASK} signTypedData V4`,
        'MetaMask signs an empty domain where EIP712Domain is not declared');
    const dollar = doc({ M: fields('$T t'), $T: fields('uint8 v') }, 'M', { t: { v: 1 } });
    await say('dollar-type', dollar, await of(dollar, METAMASK), `${METAMASK} signTypedData V4`,
        'eth-sig-util loses type names with $ from encodeType');
    const text = JSON.stringify(MAIL);
    await say('personal-sign', MAIL, (await personal_sign(secret, toUtf8Bytes(text))).digest,
        `${ETHERS}, ${VIEM} and ${METAMASK} personal_sign`, 'the JSON signed as a message');
    const { digest } = await typed_data_digest(text);
    await say('personal-sign-of-digest', MAIL, hashMessage(getBytes(digest)),
        `${ETHERS} hashMessage`, 'the digest signed as a message');
    await say('hashed-twice', MAIL, keccak256(digest), 'made from the rule', 'the digest hashed');
    await say('raw-json', MAIL, keccak256(toUtf8Bytes(text)), 'made from the rule',
        'the JSON hashed without any structure');
}

/** Several faults in one request: which answer comes first. */
function precedence(file, good, { signature }) {
    const { r, s, v } = parts(signature);
    const other = address_of(key('someone else'));
    const say = (id, changed, expect, why) => file.add(`eip712-precedence-${id}`,
        { ...good, ...changed }, expect, 'derived from eip712-mail', why);
    const bad = { json: { ...MAIL, note: 'x' } };
    say('message-before-signature', { message: bad, signature: '0x12' }, malformed('message'),
        'malformed: message, then signature');
    say('account-before-message', { message: bad, account: '0x12' }, malformed('account'),
        'malformed: account, then message');
    say('message-before-chain-id', { message: bad, chain: 'eip155:5' }, malformed('message'),
        'malformed comes before rejected');
    say('message-before-signer', { message: bad, account: other }, malformed('message'),
        'malformed comes before rejected');
    say('signature-before-signer', { signature: '0x' + sig65(r, N - s, 55 - v), account: other },
        rejected('signature'), 'a bad signature of another account is a bad signature');
    say('params', { params: { chain_id: { text: '1' } } }, unsupported('params'),
        'the scheme declares no parameters');
    say('params-before-message', { params: { chain_id: { text: '1' } }, message: bad },
        unsupported('params'), 'unsupported comes before malformed');
    say('erc6492-before-message', { message: bad, signature: signature + '6492'.repeat(16) },
        unsupported('evidence'), 'unsupported comes before malformed');
    say('key-before-message', { message: bad, public_key: { hex: '05' + '11'.repeat(32) } },
        malformed('public_key'), 'malformed: public_key, then message');
    say('key-before-signature', { public_key: { hex: '05' + '11'.repeat(32) }, signature: { hex: '00' } },
        malformed('public_key'), 'malformed: public_key, then signature');
    say('chain-before-message', { chain: 'eip155:01', message: bad }, unsupported('chain'),
        'unsupported comes before malformed');
}
