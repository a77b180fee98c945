// SPDX-License-Identifier: Apache-2.0
// sep53-state.json: whose keys they are, as the ledger says: weights, thresholds, signers, accounts that are absent.

import { VectorFile } from '../../../tests/interop/writer.mjs';
import { base64, flip, malformed, rejected, unsupported, valid, valid_at } from '../../../tests/interop/verdicts.mjs';
import { LATEST, entry, item, ledger_key, query, result } from './ledger.mjs';
import { BASE, BOTH, SDK, signer } from './sign.mjs';

const CHAIN = 'stellar:pubnet';
const TEXT = 'whose key is it';
const SOURCE = `${BOTH}; the ledger's entries by ${BASE} and ${SDK}; answers in the shape of stellar-rpc`;
const ERROR = { status: 'error', reason: 'evidence' };
const DERIVED = ['derived'];
const BOTH_LINKS = ['derived', 'chain_state'];
const STATE = ['chain_state'];

export function state_vectors() {
    const file = new VectorFile('sep53-state.json', 'SEP-53 where the ledger decides: weights, thresholds, signers, and what nodes answer.');
    const who = signer('state');
    const owner = signer('owner');
    const request = { chain: CHAIN, scheme: 'sep53', message: { text: TEXT }, signature: base64(who.sign(TEXT)) };
    const say = (id, members, expect, why) => file.add(`sep53-state-${id}`, { ...request, ...members }, expect, SOURCE, why);
    for (const part of [master, signers, thresholds, others, accepted, answers, shapes]) part(say, who, owner);
    return file;
}

/** The account's own key. */
function master(say, who) {
    const of = (id, options, expect, why, more = {}) => say(`master-${id}`,
        { account: who.account, accept: BOTH_LINKS, evidence: [item(who.account, entry(who.account, options))], ...more }, expect, why);
    const good = valid_at(who.account, String(LATEST));
    of('default', {}, good, 'weight 1, thresholds 0: a new account');
    of('of-weight-0', { master: 0 }, rejected('signer'), 'the key is locked out');
    of('of-weight-0-high', { master: 0, high: 255 }, rejected('signer'), 'the same');
    of('below', { master: 1, medium: 2 }, rejected('signer'), 'weight 1, medium threshold 2');
    of('equal', { master: 2, medium: 2 }, good, 'weight 2, medium threshold 2');
    of('at-most', { master: 255, medium: 255 }, good, 'weights go to 255');
    of('among-signers', { master: 1, signers: [{ key: signer('owner').key, weight: 10 }] }, good, 'others do not matter');
    for (const version of [1, 2, 3]) {
        of(`version-${version}`, { version, signers: [{ key: signer('owner').key, weight: 1 }, { key: signer('third').key, weight: 1 }] }, good, `an entry with its extension ${version}`);
    }
    of('full', { home: 'login.example.org', inflation: signer('owner').account, version: 3 }, good, 'a home domain and an inflation destination');
    of('state-only', {}, good, 'the chain\'s word is demanded, and there', { accept: STATE });
    of('absent-threshold', { low: 1, medium: 5, high: 9, master: 5 }, good, 'medium is the default');
}

/** A key that was added to somebody's account. */
function signers(say, who, owner) {
    const of = (id, options, expect, why, more = {}) => say(`signer-${id}`,
        { account: owner.account, public_key: who.account, accept: BOTH_LINKS, evidence: [item(owner.account, entry(owner.account, options))], ...more }, expect, why);
    const good = valid_at(owner.account, String(LATEST));
    const mine = (weight, type) => ({ key: who.key, weight, type });
    of('enough', { master: 1, low: 1, medium: 1, high: 1, signers: [mine(1)] }, good, 'weight 1, threshold 1');
    of('master-locked', { master: 0, medium: 1, signers: [mine(1)] }, good, 'the usual recovery: the old key is out, the new one in');
    of('weak', { master: 5, low: 1, medium: 5, high: 5, signers: [mine(1)] }, rejected('signer'), 'weight 1, threshold 5: a second signature is needed');
    of('none', {}, rejected('signer'), 'no signer of this account');
    of('of-weight-0', { signers: [mine(0)] }, rejected('signer'), 'weight 0 signs nothing');
    of('second', { signers: [{ key: signer('third').key, weight: 1 }, mine(1)] }, good, 'the second of two');
    of('last-of-20', { signers: [...Array.from({ length: 19 }, (_, i) => ({ key: signer(`crowd ${i}`).key, weight: 1 })), mine(1)], version: 3 }, good, 'as many as there may be');
    of('pre-auth', { signers: [mine(255, 'preauth')] }, rejected('signer'), 'the hash of a transaction, of the same bytes as the key');
    of('hash-x', { signers: [mine(255, 'hash_x')] }, rejected('signer'), 'the hash of a secret, of the same bytes as the key');
    of('payload', { signers: [mine(255, 'payload')] }, rejected('signer'), 'a key that may sign one payload');
    of('behind-payload', { signers: [mine(255, 'payload'), mine(1)] }, good, 'and the key itself');
    of('state-only', { signers: [mine(1)] }, good, 'derivation would not help', { accept: STATE });
    of('weight-256', { signers: [mine(256)], medium: 255 }, good, 'weights of signers have 32 bits in XDR');
}

function thresholds(say, who, owner) {
    say('threshold-of-low', { account: owner.account, public_key: who.account, accept: BOTH_LINKS,
        evidence: [item(owner.account, entry(owner.account, { master: 5, low: 1, medium: 2, high: 3, signers: [{ key: who.key, weight: 1 }] }))] },
        rejected('signer'), 'enough for the low threshold, which the service does not name');
    const options = { master: 5, low: 1, medium: 2, high: 3, signers: [{ key: who.key, weight: 2 }] };
    for (const [threshold, expect] of [['low', true], ['medium', true], ['high', false]]) {
        say(`threshold-${threshold}`, { account: owner.account, public_key: who.account, accept: BOTH_LINKS, params: { threshold },
            evidence: [item(owner.account, entry(owner.account, options))] }, expect ? valid_at(owner.account, String(LATEST)) : rejected('signer'),
            `weight 2; low 1, medium 2, high 3: ${threshold}`);
    }
    for (const threshold of ['low', 'medium', 'high']) {
        say(`threshold-zero-${threshold}`, { account: owner.account, public_key: who.account, accept: BOTH_LINKS, params: { threshold },
            evidence: [item(owner.account, entry(owner.account, { signers: [{ key: who.key, weight: 0 }] }))] }, rejected('signer'), 'threshold 0 still needs a weight');
    }
}

/** Accounts that are not on the ledger. */
function others(say, who, owner) {
    say('absent', { account: who.account, accept: BOTH_LINKS, evidence: [item(who.account)] }, valid_at(who.account, String(LATEST)), 'not on the ledger: it is its key\'s');
    say('absent-state-only', { account: who.account, accept: STATE, evidence: [item(who.account)] }, valid_at(who.account, String(LATEST)), 'the chain has been asked');
    say('absent-derived-only', { account: who.account, accept: DERIVED, evidence: [item(who.account)] }, valid(who.account), 'chain state is not accepted, derivation is');
    say('absent-high', { account: who.account, accept: BOTH_LINKS, params: { threshold: 'high' }, evidence: [item(who.account)] }, valid_at(who.account, String(LATEST)), 'no entry, no threshold');
    say('absent-of-another', { account: owner.account, public_key: who.account, accept: BOTH_LINKS, evidence: [item(owner.account)] }, rejected('signer'), 'somebody else\'s account that is not on the ledger');
}

/** What is asked for, and what is accepted. */
function accepted(say, who, owner) {
    say('asks', { account: owner.account, public_key: who.account, accept: BOTH_LINKS }, { status: 'needs_evidence', queries: [query(owner.account)] }, 'the one call that is needed');
    say('asks-state-only', { account: who.account, accept: STATE }, { status: 'needs_evidence', queries: [query(who.account)] }, 'the account\'s own key, and the chain\'s word is demanded');
    say('asks-key-only', { public_key: who.account, accept: STATE }, { status: 'needs_evidence', queries: [query(who.account)] }, 'no account: that of the key');
    say('derived', { account: who.account, accept: BOTH_LINKS }, valid(who.account), 'the account\'s own key, where derivation is accepted');
    say('not-asked', { account: owner.account, public_key: who.account }, rejected('signer'), 'chain state is not accepted');
    say('not-asked-flip', { account: owner.account, public_key: who.account, accept: BOTH_LINKS, signature: base64(flip(who.sign(TEXT), 100)) }, rejected('signature'), 'nothing is asked for a bad signature');
    // Elsewhere than the others: tests/nodes asks nodes about what is rejected on pubnet, and these say yes.
    say('not-accepted', { chain: 'stellar:testnet', account: owner.account, public_key: who.account, accept: DERIVED, evidence: [item(owner.account, entry(owner.account, { signers: [{ key: who.key, weight: 1 }] }))] },
        rejected('signer'), 'the ledger says yes, and is not heard');
    say('not-accepted-own', { account: who.account, accept: DERIVED, evidence: [item(who.account, entry(who.account))] }, valid(who.account), 'the ledger does not object');
    say('objects-derived', { account: who.account, accept: DERIVED, evidence: [item(who.account, entry(who.account, { master: 0 }))] }, rejected('signer'), 'the ledger objects, and what was given counts');
    say('counterfactual', { account: who.account, accept: ['counterfactual'] }, unsupported('evidence'), 'no account is a contract that is to be deployed');
    say('counterfactual-evidence', { chain: 'stellar:testnet', account: who.account, accept: ['counterfactual'], evidence: [item(who.account, entry(who.account))] }, unsupported('evidence'), 'and evidence does not help');
    say('block', { account: who.account, accept: STATE, block: String(LATEST) }, unsupported('evidence'), 'nodes answer at their newest ledger alone');
    say('block-derived', { account: who.account, accept: DERIVED, block: String(LATEST) }, unsupported('evidence'), 'the same, whatever is accepted');
}

/** Evidence that is not what was asked for, and answers that are none. */
function answers(say, who, owner) {
    const own = (id, evidence, expect, why) => say(`answer-${id}`, { account: who.account, accept: BOTH_LINKS, evidence }, expect, why);
    const good = item(who.account, entry(who.account));
    own('good', [good], valid_at(who.account, String(LATEST)), 'the one that the next ones are made of');
    const beside = (id, members, expect, why) => say(`answer-good-${id}`, { account: who.account, accept: BOTH_LINKS, evidence: [good], ...members }, expect, why);
    beside('flip', { signature: base64(flip(who.sign(TEXT), 9)) }, rejected('signature'), 'a bit of the signature turned');
    beside('message', { message: { text: TEXT + '?' } }, rejected('signature'), 'another message');
    beside('params', { params: { threshold: 'x' } }, malformed('params'), 'no threshold of Stellar');
    own('of-another', [item(owner.account, entry(owner.account))], malformed('evidence'), 'of an account that nobody asked for');
    own('and-another', [good, item(owner.account, entry(owner.account))], malformed('evidence'), 'more than was asked for');
    own('twice', [good, good], malformed('evidence'), 'two answers to one question');
    own('method', [{ ...good, query: { ...good.query, method: 'getLedgerEntry' } }], malformed('evidence'), 'of another method');
    const shaped = (id, changed, why) => own(id, [{ query: query(who.account), result: changed }], ERROR, why);
    const { entries: [one], latestLedger } = result(who.account, entry(who.account));
    shaped('key-of-another', { entries: [{ ...one, key: ledger_key(owner.account) }], latestLedger }, 'the node answered for another account');
    shaped('entry-of-another', { entries: [{ ...one, xdr: entry(owner.account) }], latestLedger }, 'the entry is another account\'s');
    shaped('two-entries', { entries: [one, one], latestLedger }, 'one key has one entry');
    shaped('no-entries', { latestLedger }, 'the member is missing');
    shaped('entries-null', { entries: null, latestLedger }, 'null is no empty list');
    shaped('no-ledger', { entries: [one] }, 'of which ledger?');
    shaped('ledger-text', { entries: [one], latestLedger: String(latestLedger) }, 'a ledger is a number');
    shaped('ledger-0', { entries: [one], latestLedger: 0 }, 'there is no ledger 0');
    shaped('ledger-big', { entries: [one], latestLedger: 2 ** 32 }, 'ledgers have 32 bits');
    shaped('whole', { jsonrpc: '2.0', id: 1, result: { entries: [one], latestLedger } }, 'the whole answer in the place of its result');
    shaped('json-format', { entries: [{ key: one.key, dataJson: {}, lastModifiedLedgerSeq: 1 }], latestLedger }, 'the node was asked for JSON');
    own('error', [{ query: query(who.account), error: { code: -32603, message: 'could not get latest ledger' } }], ERROR, 'no answer is no "no"');
}

/** XDR that is no account. */
function shapes(say, who) {
    const bytes = (options) => Buffer.from(entry(who.account, options), 'base64');
    const own = (id, xdr, why) => say(`xdr-${id}`, { account: who.account, accept: BOTH_LINKS,
        evidence: [item(who.account, Buffer.isBuffer(xdr) ? xdr.toString('base64') : xdr)] }, ERROR, why);
    const changed = (at, value, options) => { const it = bytes(options); it.writeUInt32BE(value, at); return it; };
    const plain = bytes();
    own('cut', plain.subarray(0, plain.length - 4), 'four bytes are missing');
    own('longer', Buffer.concat([plain, Buffer.alloc(4)]), 'four bytes more');
    own('empty', Buffer.alloc(0), 'no bytes');
    own('unpadded', plain.subarray(0, plain.length - 1).toString('base64').replace(/=+$/, ''), 'base64 without its padding');
    own('no-base64', '!', 'no base64');
    own('type', changed(0, 1), 'the entry of a trustline');
    own('key-type', changed(4, 1), 'an unknown kind of key');
    const flags = 8 + 32 + 16 + 4; // where the inflation destination begins
    own('optional', changed(flags, 2), 'a boolean of 2');
    own('extension', changed(plain.length - 4, 2), 'an extension that nobody knows');
    const many = { signers: Array.from({ length: 20 }, (_, i) => ({ key: signer(`crowd ${i}`).key, weight: 1 })) };
    const count = flags + 4 + 4 + 4 + 4; // behind flags, an empty home domain and the thresholds
    own('signers-21', changed(count, 21, many), 'more signers than there may be');
    own('signers-huge', changed(count, 0xffffffff), 'more than all bytes');
    own('signer-type', changed(count + 4, 4, many), 'an unknown kind of signer');
    const home = bytes({ home: 'abc' });
    home[flags + 4 + 4 + 4 + 3] = 1;
    own('padding', home, 'the padding of a text is not zero');
    own('home-33', changed(flags + 8, 33, { home: 'a'.repeat(32) }), 'a home domain of 33 bytes');
    own('version-2-third', changed(bytes({ version: 2 }).length - 4, 2, { version: 2 }), 'an extension of an extension that nobody knows');
}
