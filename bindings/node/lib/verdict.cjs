// SPDX-License-Identifier: Apache-2.0
// Answers of the library as objects. An answer of the class `error` is thrown: it says nothing about the signature.
'use strict';

const { WalletauthError, namesOf } = require('./errors.cjs');
const { RawJson, member, parts } = require('./json.cjs');

/** A question to the request's own chain. */
class Query extends RawJson {
    constructor(text) {
        super(text);
        const { method, params } = JSON.parse(text);
        this.method = method;
        this.params = params;
    }
}

const answerNames = { public_key: 'publicKey', chain_bound: 'chainBound' };

/** Of an answer of the wire format. */
function verdictOf(text) {
    const answer = JSON.parse(text);
    if (answer.status === 'error') throw new WalletauthError('error', answer.reason ?? '', answer.detail ?? '');
    const verdict = {};
    for (const name of Object.keys(answer)) {
        if (name !== 'id' && name !== 'queries') verdict[answerNames[name] ?? name] = answer[name];
    }
    if (answer.queries !== undefined) verdict.queries = parts(member(text, 'queries')).map((query) => new Query(query));
    return verdict;
}

// wa_text_verdict, which begins with a wa_flat_verdict: where each member begins, and for arrays where their size is.
const size = 1416;
const keyText = [1160, 1152];
const errorBuffer = 0x503;
const at = { status: 4, magic: 8, link: 16, flags: 20 };
const account = [48, 24];
const address = [480, 28];
const publicKey = [608, 32];
const block = [680, 36];
const detail = [752, 40];
const validMagic = 0x574156414c494431n;
const links = { 1: 'derived', 2: 'chain_state', 4: 'counterfactual' };

const uint = (verdict, offset) =>
    verdict[offset] + verdict[offset + 1] * 0x100 + verdict[offset + 2] * 0x10000 + verdict[offset + 3] * 0x1000000;
const text = (verdict, [begin, sizeAt]) => verdict.latin1Slice(begin, begin + uint(verdict, sizeAt));

/** Of the bytes of a verdict. Nothing where only JSON says it all: queries, or the text of a very long key. */
function flatVerdictOf(verdict, ofTexts) {
    const status = uint(verdict, at.status);
    const [name, reason] = namesOf(status);
    if (status !== 0) {
        if (name === 'needs_evidence' || status === errorBuffer) return undefined;
        if (name === 'error') throw new WalletauthError(name, reason, text(verdict, detail));
        const refused = { status: name };
        if (reason !== '') refused.reason = reason;
        refused.detail = text(verdict, detail);
        return refused;
    }
    if (verdict.readBigUInt64LE(at.magic) !== validMagic) throw new WalletauthError('error', 'internal', 'no verdict');
    const valid = { status: 'valid', account: text(verdict, account), address: text(verdict, address) };
    const keySize = uint(verdict, ofTexts ? keyText[1] : publicKey[1]);
    if (keySize !== 0 && ofTexts) valid.publicKey = text(verdict, keyText);
    else if (keySize !== 0) valid.publicKeyBytes = Uint8Array.prototype.slice.call(verdict, publicKey[0], publicKey[0] + keySize);
    valid.link = links[uint(verdict, at.link)];
    if (uint(verdict, block[1]) !== 0) valid.block = text(verdict, block);
    valid.chainBound = (uint(verdict, at.flags) & 1) !== 0;
    return valid;
}

/** True for `valid`, false for `rejected`; all else says nothing of the kind, and is thrown. */
function isValidOrThrow(verdict) {
    if (verdict.status === 'valid') return true;
    if (verdict.status === 'rejected') return false;
    throw new WalletauthError(verdict.status, verdict.reason ?? '',
                              verdict.detail ?? 'the chain must be asked: use verifyWithEvidence');
}

module.exports = { Query, flatVerdictOf, isValidOrThrow, textSize: size, verdictOf };
