// SPDX-License-Identifier: Apache-2.0
// The full variant with one thing wrong in to_sign: signed so, where the signature is over it, and changed behind where not.

import { malformed, rejected, unsupported } from '../../../tests/interop/verdicts.mjs';
import { BITCOINJS, MAINNET, base64, bitcoin, full, sign_bitcoinjs, sign_legacy } from './sign.mjs';

const message = 'Hello World';

export function bad_transactions(file, who, other) {
    const add = (id, type, signature, expect, why, account = who.address(type)) => file.add(`bip322-full-${id}`,
        { chain: MAINNET, scheme: 'bip322', account, message: { text: message }, signature }, expect, BITCOINJS, why);
    for (const type of ['p2pkh', 'p2wpkh', 'p2tr', 'p2sh-p2wpkh']) {
        const say = (id, changes, expect, why) => add(`${type}-${id}`, type, full(sign_bitcoinjs(who, type, message, changes)), expect, why);
        say('version-1', { version: 1 }, unsupported('operation'), 'version 1: inconclusive by the BIP\'s upgradeable rules');
        say('version-3', { version: 3 }, unsupported('operation'), 'version 3: inconclusive');
        say('version-3-value', { version: 3, before: (t) => { t.outs[0].value = 1; } }, unsupported('operation'), 'version 3, and an output of 1 satoshi: unsupported comes before rejected');
        say('value', { before: (t) => { t.outs[0].value = 1; } }, rejected('signature'), 'an output of 1 satoshi');
        say('pays', { before: (t) => { t.outs[0].script = other.script('p2wpkh'); } }, rejected('signature'), 'an output that pays');
        say('data', { before: (t) => { t.outs[0].script = Buffer.from('6a0101', 'hex'); } }, rejected('signature'), 'OP_RETURN with data');
        say('two-outputs', { before: (t) => { t.addOutput(Buffer.from([0x6a]), 0); } }, rejected('signature'), 'a second output');
        say('no-output', { behind: (t) => { t.outs = []; } }, rejected('signature'), 'no output');
        say('index', { before: (t) => { t.ins[0].index = 1; } }, rejected('signature'), 'output 1 of to_spend');
        say('spends', { before: (t) => { t.ins[0].hash = Buffer.alloc(32, 7); } }, rejected('signature'), 'a transaction of the chain: the signature would spend');
        say('lock-time', { behind: (t) => { t.locktime = 1; } }, rejected('signature'), 'nLockTime changed behind the signature');
        say('sequence', { behind: (t) => { t.ins[0].sequence = 1; } }, rejected('signature'), 'nSequence changed behind the signature');
        say('version-behind', { behind: (t) => { t.version = 2; } }, rejected('signature'), 'the version changed behind the signature');
        say('two-inputs', { behind: (t) => { t.addInput(Buffer.alloc(32, 7), 0); } }, unsupported('operation'), 'two inputs: a proof of funds');
        const good = sign_bitcoinjs(who, type, message).toBuffer();
        add(`${type}-cut`, type, 'ful' + base64(good.subarray(0, -1)), malformed('signature'), 'a byte is missing');
        const later = sign_bitcoinjs(who, type, message, { version: 3, behind: (t) => { t.locktime = 1; } });
        add(`${type}-version-3-lock-time`, type, full(later), unsupported('operation'), 'version 3, and a signature of something else: unsupported comes before rejected');
        add(`${type}-behind`, type, 'ful' + base64(Buffer.concat([good, Buffer.alloc(1)])), malformed('signature'), 'a byte left over');
        add(`${type}-other-account`, type, 'ful' + base64(good), rejected(type === 'p2tr' ? 'signature' : 'signer'), 'an address of the same kind', other.address(type));
    }
    scripts(add, who);
    markers(add, who);
}

/** scriptSig and witness in the wrong place, or with more in them. */
function scripts(add, who) {
    const witness = (t) => t.setWitness(0, [Buffer.from([1])]);
    const say = (id, type, behind, expect, why) => add(id, type, full(sign_bitcoinjs(who, type, message, { behind })), expect, why);
    say('p2wpkh-script', 'p2wpkh', (t) => t.setInputScript(0, Buffer.from([0x51])), rejected('signature'), 'a scriptSig in native segwit');
    say('p2tr-script', 'p2tr', (t) => t.setInputScript(0, Buffer.from([0x51])), rejected('signature'), 'a scriptSig in native segwit');
    say('p2pkh-witness', 'p2pkh', witness, rejected('signature'), 'a witness where there is none');
    const pushes = (t) => bitcoin.script.decompile(t.ins[0].script);
    say('p2pkh-three', 'p2pkh', (t) => t.setInputScript(0, bitcoin.script.compile([Buffer.from([7]), ...pushes(t)])), rejected('signature'), 'a third push: the stack is not clean');
    say('p2pkh-operation', 'p2pkh', (t) => t.setInputScript(0, Buffer.concat([t.ins[0].script, Buffer.from([0x61])])), rejected('signature'), 'an operation behind the pushes');
    say('p2pkh-long-push', 'p2pkh', (t) => {
        const [signature, key] = pushes(t);
        t.setInputScript(0, Buffer.concat([Buffer.from([0x4c, signature.length]), signature, Buffer.from([key.length]), key]));
    }, rejected('signature'), 'a push that is not minimal');
    say('p2pkh-cut-push', 'p2pkh', (t) => t.setInputScript(0, t.ins[0].script.subarray(0, -1)), rejected('signature'), 'a push beyond the end');
    say('p2pkh-empty', 'p2pkh', (t) => t.setInputScript(0, Buffer.alloc(0)), rejected('signature'), 'no scriptSig');
    say('p2sh-no-script', 'p2sh-p2wpkh', (t) => t.setInputScript(0, Buffer.alloc(0)), rejected('signature'), 'no redeem script');
    say('p2sh-other-script', 'p2sh-p2wpkh', (t) => t.setInputScript(0, Buffer.from('0151', 'hex')), unsupported('operation'), 'another redeem script');
    say('p2sh-other-hash', 'p2sh-p2wpkh', (t) => t.setInputScript(0, Buffer.concat([Buffer.from('160014', 'hex'), Buffer.alloc(20, 1)])), rejected('signer'), 'the redeem script of another key');
    say('p2sh-no-witness', 'p2sh-p2wpkh', (t) => t.setWitness(0, []), rejected('signature'), 'no witness');
    const bare = bitcoin.script.compile([Buffer.from(sign_legacy(who, 'p2pkh', message)), who.pubkey]);
    say('p2pkh-compact', 'p2pkh', (t) => t.setInputScript(0, bare), rejected('signature'), 'the 65 bytes of signmessage in a scriptSig');
}

/** BIP-144's marker and flag. */
function markers(add, who) {
    const segwit = sign_bitcoinjs(who, 'p2wpkh', message).toBuffer();
    const say = (id, bytes, why, type = 'p2wpkh') => add(id, type, 'ful' + base64(bytes), malformed('signature'), why);
    const flag = Buffer.from(segwit);
    flag[5] = 2;
    say('flag-2', flag, 'an unknown flag');
    const old = sign_bitcoinjs(who, 'p2pkh', message).toBuffer();
    const superfluous = Buffer.concat([old.subarray(0, 4), Buffer.from([0, 1]), old.subarray(4, -4), Buffer.from([0]), old.subarray(-4)]);
    say('superfluous', superfluous, 'a marker without a witness', 'p2pkh');
    say('no-input', Buffer.from('00000000' + '00' + '010000000000000000016a' + '00000000', 'hex'), 'no input');
    say('long-count', Buffer.concat([segwit.subarray(0, 6), Buffer.from([0xfd, 1, 0]), segwit.subarray(7)]), 'a count in three bytes');
    say('huge-count', Buffer.from('00000000ffffffffffffffffff', 'hex'), 'a count of 2^64 - 1');
    say('nothing', Buffer.alloc(1), 'one byte');
}
