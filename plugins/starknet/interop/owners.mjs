// SPDX-License-Identifier: Apache-2.0
// snip12: account classes, their owners, the forms of their signatures, and thieves.

import { VectorFile } from '../../../tests/interop/writer.mjs';
import { malformed, rejected, unsupported } from '../../../tests/interop/verdicts.mjs';
import * as classes from './accounts.mjs';
import { DOCUMENT, deployed, good_for, request_of, sign } from './deployed.mjs';
import { short_string } from './encoder.mjs';
import { BOTH, STARKNET, hex, padded, signer } from './sign.mjs';
import { signer_vectors } from './signers.mjs';
import { MAIN } from './snip12.mjs';

export async function owner_vectors() {
    const file = new VectorFile('snip12-accounts.json',
        'Account contracts on Starknet: addresses proven by constructor data, the forms of their signatures, and thieves.');
    const say = (id, request, expect, why, source = BOTH) => file.add(`account-${id}`, request, expect, source, why);
    await single_key(say);
    await thieves(say);
    await guardians(say);
    await signer_vectors(say);
    await forms(say);
    return file;
}

/** Every class whose account one Stark key owns. */
async function single_key(say) {
    const all = [
        ...classes.OPENZEPPELIN.map(([v, c]) => [`openzeppelin-${v}`, c, classes.openzeppelin_calldata]),
        ...classes.ARGENT_0_3.map(([v, c]) => [`argent-${v}`, c, classes.argent_0_3_calldata]),
        ...classes.ARGENT_0_4.map(([v, c]) => [`argent-${v}`, c, classes.argent_0_4_calldata]),
        ...classes.BRAAVOS.map(([v, c]) => [`braavos-${v}`, c, classes.openzeppelin_calldata]),
        ['paradex', classes.PARADEX_PROXY, classes.paradex_calldata],
        ...classes.BRAAVOS_PROXIES.map(([v, c]) => [`braavos-${v}`, c, classes.braavos_proxy_calldata]),
        ...classes.ARGENT_IMPLEMENTATIONS.map(([v, c]) => [`argent-proxy-${v}`, classes.ARGENT_PROXY, (x) => classes.argent_proxy_calldata(c, x)]),
    ];
    for (const [name, class_hash, calldata] of all) {
        const who = signer(name);
        const thief = signer('thief');
        const holder = deployed(class_hash, calldata(who.x), who);
        const { params } = holder;
        const signature = await sign(who, holder);
        const stolen = await sign(thief, holder);
        const short = { class_hash };
        say(name, request_of(holder, signature), good_for(holder), 'the owner stands in the constructor\'s calldata');
        say(`${name}-default`, request_of({ ...holder, params: short }, signature),
            good_for(holder), name.startsWith('argent-proxy') ? 'each of the four implementations is tried' : 'the calldata that wallets deploy this class with');
        say(`${name}-alone`, request_of({ ...holder, params: undefined }, signature), good_for(holder), 'address, key and signature: the classes of the table are tried');
        say(`${name}-alone-thief`, request_of({ ...holder, who: thief, params: undefined }, stolen), unsupported('evidence'), 'no class has this address with the thief\'s key');
        say(`${name}-thief`, request_of({ ...holder, who: thief, params: { ...params, salt: who.key } }, stolen), rejected('signer'),
            'the thief\'s key and signature, the victim\'s public constructor data');
        say(`${name}-thief-without-key`, request_of({ ...holder, who: null, params: { ...params, salt: who.key } }, stolen), rejected('signature'),
            'the same without naming the key');
    }
}

async function thieves(say) {
    const victim = signer('victim');
    const thief = signer('thief');
    const holder = deployed(classes.OZ, [victim.x], victim);
    const stolen = await sign(thief, holder);
    const as_thief = (params, more) => request_of({ ...holder, who: thief, params }, stolen, more);
    say('thief-own-calldata', as_thief({ class_hash: classes.OZ, constructor_calldata: [thief.key] }), unsupported('evidence'), 'the address of another account, by a salt that is guessed');
    say('thief-victims-salt', as_thief({ class_hash: classes.OZ, salt: victim.key, constructor_calldata: [thief.key] }), rejected('signer'), 'the address of another account');
    say('thief-victims-salt-default', as_thief({ class_hash: classes.OZ, salt: victim.key }), unsupported('evidence'), 'the default calldata is of the thief\'s key');
    say('thief-class-hash-alone', as_thief({ class_hash: classes.OZ }), unsupported('evidence'), 'the guessed address is another account\'s');
    say('thief-key-alone', as_thief(undefined), unsupported('evidence'), 'nothing proves anything');
    say('thief-other-class', as_thief({ class_hash: classes.DEVNET, salt: victim.key, constructor_calldata: [victim.key] }), rejected('signer'), 'the address of another account');
    say('thief-two-keys', as_thief({ class_hash: classes.OZ, salt: victim.key, constructor_calldata: [victim.key, thief.key] }), unsupported('evidence'), 'no calldata of this constructor');
    say('thief-victims-signature', request_of({ ...holder, who: thief, params: { ...holder.params, salt: victim.key } }, await sign(victim, holder)), rejected('signer'), 'the victim signed, and the thief\'s key is named');
    const unknown = '0x07ab1e' + '0'.repeat(56) + '01';
    const made = deployed(unknown, [thief.x], thief);
    say('unknown-class', request_of(made, await sign(thief, made)), unsupported('evidence'), 'what the constructor of this class does is not known');
    const salted = deployed(unknown, [victim.x], thief, { salt: thief.x });
    say('unknown-class-key-as-salt', request_of(salted, await sign(thief, salted)), unsupported('evidence'), 'a salt proves nothing');
    const moved = deployed(classes.ARGENT_PROXY, classes.argent_proxy_calldata(unknown, victim.x), victim);
    say('unknown-implementation', request_of(moved, await sign(victim, moved)), unsupported('evidence'), 'the code behind the proxy may have other owners');
    const crossed = deployed(classes.ARGENT_PROXY, classes.argent_proxy_calldata(classes.BRAAVOS_IMPLEMENTATION, victim.x), victim);
    say('braavos-behind-argent-proxy', request_of(crossed, await sign(victim, crossed)), unsupported('evidence'), 'not an implementation of this proxy');
    const renamed = deployed(classes.ARGENT_PROXY, classes.argent_proxy_calldata(classes.ARGENT_IMPLEMENTATIONS[0][1], victim.x).with(1, 5n), victim);
    say('proxy-other-selector', request_of(renamed, await sign(victim, renamed)), unsupported('evidence'), 'calls something else than initialize');
    const resized = deployed(classes.ARGENT_PROXY, classes.argent_proxy_calldata(classes.ARGENT_IMPLEMENTATIONS[0][1], victim.x).with(2, 3n), victim);
    say('proxy-other-size', request_of(resized, await sign(victim, resized)), unsupported('evidence'), 'a size that is not the rest\'s');
    const nobody = deployed(classes.OZ, [0n], null);
    say('zero-key', request_of(nobody, stolen), unsupported('evidence'), 'the constructor refuses the key 0');
    const outside = { ...deployed(classes.OZ, [5n], null), who: null };
    say('key-off-curve', request_of(outside, stolen), rejected('signature'), '5 is no x coordinate of the curve');
    const factory = deployed(classes.OZ, [victim.x], victim, { deployer: 0x41a78e741e5af2fec34b695679bc6891742439f7afb8484ecd7766661ad02bfn });
    const signature = await sign(victim, factory);
    say('deployer', request_of(factory, signature), good_for(factory), 'deployed by the universal deployer');
    const { deployer, ...self } = factory.params;
    say('deployer-missing', request_of({ ...factory, params: self }, signature), unsupported('evidence'), 'deployed by itself, with its key as salt, it would stand elsewhere');
    say('deployer-missing-all-stated', request_of({ ...factory, params: { ...self, salt: victim.key } }, signature), rejected('signer'), 'deployed by itself it would stand elsewhere');
    say('deployer-0', request_of({ ...holder, params: { ...holder.params, deployer: '0x0' } }, await sign(victim, holder)), good_for(holder), 'the default, said');
    const salted_well = deployed(classes.OZ, [victim.x], victim, { salt: 99n });
    say('salt', request_of(salted_well, await sign(victim, salted_well)), good_for(salted_well), 'a salt that is not the key');
    say('salt-other', request_of({ ...salted_well, params: { ...salted_well.params, salt: '0x64' } }, await sign(victim, salted_well)), rejected('signer'), 'another salt');
}

async function guardians(say) {
    const [owner, guardian, thief] = ['owner', 'guardian', 'thief'].map(signer);
    for (const [name, class_hash, calldata] of [
        ['argent-0-3', classes.ARGENT_0_3[1][1], classes.argent_0_3_calldata(owner.x, guardian.x)],
        ['argent-0-4', classes.ARGENT_0_4[0][1], classes.argent_0_4_calldata(owner.x, guardian.x)],
        ['argent-0-5', classes.ARGENT_0_4[1][1], classes.argent_0_4_calldata(owner.x, guardian.x)],
        ['argent-proxy', classes.ARGENT_PROXY, classes.argent_proxy_calldata(classes.ARGENT_IMPLEMENTATIONS[0][1], owner.x, guardian.x)],
    ]) {
        const holder = deployed(class_hash, calldata, owner);
        const [a, b, c] = await Promise.all([owner, guardian, thief].map((who) => sign(who, holder)));
        const put = (id, signature, expect, why) => say(`${name}-guardian-${id}`, request_of(holder, signature), expect, why);
        put('both', [...a, ...b], good_for(holder), 'owner, then guardian');
        put('missing', a, rejected('signature'), 'the guardian has not signed');
        put('alone', b, rejected('signature'), 'the owner has not signed');
        put('first', [...b, ...a], rejected('signature'), 'guardian, then owner');
        put('twice-owner', [...a, ...a], rejected('signature'), 'the owner in place of the guardian');
        put('thief', [...a, ...c], rejected('signature'), 'co-signed by another key');
        put('three', [...a, ...b, ...c], malformed('signature'), 'six felts are no signature of this class');
    }
    const lone = deployed(classes.ARGENT_0_3[1][1], classes.argent_0_3_calldata(owner.x), owner);
    const [a, b] = [await sign(owner, lone), await sign(guardian, lone)];
    say('argent-0-3-unneeded-guardian', request_of(lone, [...a, ...b]), rejected('signature'), 'the account has no guardian');
    const copied = deployed(classes.ARGENT_0_3[1][1], classes.argent_0_3_calldata(owner.x, guardian.x), owner);
    say('argent-guardian-default', request_of({ ...copied, params: { class_hash: classes.ARGENT_0_3[1][1] } }, await sign(owner, copied)), unsupported('evidence'),
        'a guess that fails: the default calldata has no guardian');
    say('argent-guardian-alone', request_of({ ...copied, params: undefined }, await sign(owner, copied)), unsupported('evidence'), 'the same without the class');
}

async function forms(say) {
    const who = signer('braavos forms');
    const holder = deployed(classes.BRAAVOS[2][1], [who.x], who);
    const rs = await sign(who, holder);
    const put = (id, signature, expect, why, of = holder) => say(`braavos-${id}`, request_of(of, signature), expect, why);
    put('kind-1', [1n, ...rs], good_for(holder), 'the Stark signer by its number');
    put('kind-1-twice', [1n, ...rs, 1n, ...rs], rejected('signature'), 'a fresh account has one signer');
    put('hardware', [2n, ...[1n, 2n, 3n, 4n], ...[5n, 6n, 7n, 8n]], rejected('signer'), 'no strong signer is registered at deployment');
    put('kind-3', [3n, ...rs], malformed('signature'), 'no such kind');
    put('empty', [], malformed('signature'), 'nothing');
    put('deployment', [...rs, BigInt(classes.BRAAVOS[2][1]), ...Array(9).fill(0n), short_string('SN_MAIN'), ...rs], malformed('signature'),
        'what signs the deployment: a transaction');
    const legacy = deployed(classes.BRAAVOS_PROXIES[0][1], classes.braavos_proxy_calldata(who.x), who);
    put('legacy-kind-1', [1n, ...await sign(who, legacy)], malformed('signature'), 'the first implementation takes r and s alone', legacy);
    const oz = deployed(classes.OZ, [who.x], who);
    const signature = await sign(who, oz);
    const more = (id, change, expect, why) => {
        const request = { ...request_of(oz, signature), ...change };
        for (const [name, value] of Object.entries(request)) if (value === undefined) delete request[name];
        say(`form-${id}`, request, expect, why, STARKNET);
    };
    const good = good_for(oz);
    const digits = oz.account.slice(2);
    const at = digits.search(/[a-f]/);
    more('three', { signature: [...signature, '0x0'] }, malformed('signature'), 'r and s exactly');
    more('four', { signature: [...signature, ...signature] }, malformed('signature'), 'r and s exactly');
    const decimal = signature.map((f) => BigInt(f).toString());
    const p = '0x800000000000011' + '0'.repeat(47) + '1';
    more('decimal', { signature: decimal }, good, 'decimal text, as Argent X and MetaMask\'s Snap return it');
    more('decimal-one', { signature: [decimal[0], signature[1]] }, good, 'each felt for itself');
    more('decimal-p', { signature: [decimal[0], BigInt(p).toString()] }, malformed('signature'), 'p itself');
    more('decimal-zero-first', { signature: ['0' + decimal[0], decimal[1]] }, malformed('signature'), 'hex without 0x may begin so');
    more('hex-without-0x', { signature: signature.map((f) => f.slice(2)) }, malformed('signature'), 'hex has 0x');
    more('array-text', { signature: JSON.stringify(decimal) }, good, 'the array as text: a header of Paradex');
    more('comma', { signature: signature.join(',') }, good, 'commas between them');
    more('comma-decimal', { signature: decimal.join(',') }, good, 'commas between them');
    more('comma-blank', { signature: signature.join(', ') }, malformed('signature'), 'a blank');
    more('comma-last', { signature: signature.join(',') + ',' }, malformed('signature'), 'nothing behind the last comma');
    more('one-text', { signature: signature[0] }, malformed('signature'), 'r alone');
    more('65-bytes', { signature: '0x' + '11'.repeat(65) }, malformed('signature'), 'a signature of secp256k1');
    more('object-text', { signature: JSON.stringify({ r: decimal[0], s: decimal[1], recovery: 0 }) }, good, 'r and s by name, as text');
    more('object-hex-text', { signature: JSON.stringify({ s: signature[1], r: signature[0] }) }, good, 'r and s by name, without recovery');
    more('object-more-text', { signature: JSON.stringify({ r: signature[0], s: signature[1], v: 1 }) }, malformed('signature'), 'what is v?');
    more('object-recovery-4', { signature: JSON.stringify({ r: signature[0], s: signature[1], recovery: 4 }) }, malformed('signature'), 'there are four');
    more('object-r-alone', { signature: JSON.stringify({ r: signature[0] }) }, malformed('signature'), 's is missing');
    more('upper-x', { signature: signature.map((f) => f.replace('0x', '0X')) }, malformed('signature'), '0X never');
    more('padded', { signature: signature.map(padded) }, good, 'leading zeros');
    more('65-digits', { signature: signature.map((f) => '0x' + f.slice(2).padStart(65, '0')) }, malformed('signature'), '64 digits at most');
    more('upper-digits', { signature: signature.map((f) => '0x' + f.slice(2).toUpperCase()) }, good, 'hex in either case');
    more('numbers', { signature: [1, 2] }, rejected('signature'), 'felts, and not what the key has signed');
    more('numbers-sign', { signature: [-1, 2] }, malformed('signature'), 'no felt');
    more('raw', { signature: { hex: signature.map((f) => padded(f).slice(2)).join('') } }, good, '32 bytes a felt');
    more('raw-63', { signature: { hex: signature.map((f) => padded(f).slice(2)).join('').slice(2) } }, malformed('signature'), '63 bytes');
    more('text', { message: { text: JSON.stringify(DOCUMENT) } }, good, 'the document as text');
    more('no-account', { account: undefined }, malformed('account'), 'the account is part of what is signed');
    more('no-key', { public_key: undefined, params: { ...oz.params, salt: who.key } }, good, 'the key stands in the calldata');
    more('no-key-no-salt', { public_key: undefined }, good, 'the salt is the only owner');
    more('key-raw', { public_key: { hex: who.key } }, good, 'the key as bytes');
    more('key-unpadded', { public_key: hex(who.x) }, good, 'leading zeros do not matter');
    more('key-64-bytes', { public_key: { hex: '00'.repeat(64) } }, malformed('public_key'), 'x alone');
    more('key-33-bytes', { public_key: who.points.compressed }, good, '02 or 03 and x');
    more('key-65-bytes', { public_key: who.points.full }, good, '04, x and y');
    more('key-decimal', { public_key: who.points.decimal }, good, 'x in decimal');
    more('key-05', { public_key: '0x05' + who.key.slice(2) }, malformed('public_key'), 'no such form of a point');
    more('key-65-bytes-02', { public_key: '0x02' + who.points.full.slice(4) }, malformed('public_key'), 'a point of 65 bytes begins with 04');
    more('key-off-curve', { public_key: who.points.full.slice(0, -1) + (who.points.full.endsWith('0') ? '1' : '0') }, malformed('public_key'), 'y is not of this x');
    more('key-curve-name', { public_key: `secp256k1:${who.key}` }, malformed('public_key'), 'another curve');
    more('key-unreadable-alone', { public_key: 'key', params: undefined }, malformed('public_key'), 'not as if no key were given');
    more('key-text', { public_key: 'key' }, malformed('public_key'), 'no felt');
    more('key-p', { public_key: '0x800000000000011' + '0'.repeat(47) + '1' }, malformed('public_key'), 'p itself');
    more('account-short', { account: hex(oz.account) }, good, 'leading zeros do not matter');
    more('account-upper', { account: '0x' + digits.toUpperCase() }, good, 'all upper: no checksum');
    more('account-mixed', { account: '0x' + digits.slice(0, at) + digits[at].toUpperCase() + digits.slice(at + 1) }, malformed('account'), 'mixed case is a checksum, and a wrong one');
    more('account-caip10', { account: `${MAIN}:${oz.account}` }, good, 'CAIP-10');
    more('account-caip10-other', { account: `starknet:SN_SEPOLIA:${oz.account}` }, malformed('account'), 'another chain');
    more('account-0', { account: '0x0' }, malformed('account'), 'no address');
    more('account-bound', { account: hex((1n << 251n) - 256n) }, malformed('account'), 'addresses end below 2^251 - 256');
    more('account-bare', { account: digits }, malformed('account'), '0x is part of it');
    more('chain-hex', { chain: 'starknet:0x534e5f4d41494e' }, unsupported('chain'), 'one chain, one spelling');
    more('chain-case', { chain: 'starknet:sn_main' }, unsupported('chain'), 'no id of a chain: SN_MAIN is');
    more('chain-mainnet', { chain: 'starknet:mainnet' }, unsupported('chain'), 'a name of SN_MAIN, and no id');
    more('chain-decimal', { chain: `starknet:${BigInt('0x534e5f4d41494e')}` }, unsupported('chain'), 'the number that SN_MAIN is');
    more('chain-testnet', { chain: 'starknet:SN_SEPOLIA' }, rejected('policy'), 'another chain');
    more('class-hash-decimal', { params: { class_hash: BigInt(classes.OZ).toString() } }, good, 'felts as decimal text');
    more('salt-decimal', { params: { ...oz.params, salt: who.points.decimal } }, good, 'felts as decimal text');
    more('deployer-decimal', { params: { ...oz.params, deployer: '0' } }, good, 'felts as decimal text');
    more('class-hash-text', { params: { class_hash: 'OpenZeppelin' } }, malformed('params'), 'no felt');
    more('class-hash-upper-x', { params: { class_hash: classes.OZ.replace('0x', '0X') } }, malformed('params'), '0X never');
    more('class-hash-unpadded', { params: { class_hash: hex(classes.OZ) } }, good, 'leading zeros do not matter');
    more('calldata-numbers', { params: { class_hash: classes.OZ, constructor_calldata: [1] } }, malformed('params'), 'felts are texts');
    more('calldata-decimal', { params: { class_hash: classes.OZ, constructor_calldata: [who.x.toString()] } }, good, 'felts as decimal text, as CallData.compile of starknet.js gives them');
    more('calldata-object', { params: { class_hash: classes.OZ, constructor_calldata: { key: who.key } } }, malformed('params'), 'no array');
    more('params-unknown', { params: { ...oz.params, classHash: classes.OZ } }, unsupported('params'), 'the scheme declares no such parameter');
    more('only-calldata', { params: { constructor_calldata: [who.key] } }, good, 'the classes of the table are tried');
    more('only-calldata-no-key', { public_key: undefined, params: { constructor_calldata: [who.key] } }, good, 'the calldata names the owner, and the address binds it');
    more('state-only', { accept: ['chain_state'] }, { status: 'needs_evidence' }, 'derivation is not accepted');
}
