// SPDX-License-Identifier: Apache-2.0
// Verifying with what a chain says: the rounds of walletauth_evidence.h.
'use strict';

const { answerTexts } = require('./asked.cjs');
const { WalletauthError, argumentError } = require('./errors.cjs');
const { RawJson, member } = require('./json.cjs');
const native = require('./native.cjs');
const { requestJson, serviceJson } = require('./request.cjs');
const { verdictOf } = require('./verdict.cjs');

const noAnswer = (what, cause) => new WalletauthError('error', 'evidence', `${what}: ${cause?.message ?? cause}`, { cause });

/** What `ask` gives within the time; without it a WalletauthError. */
async function inTime(what, signal, ask) {
    let late;
    try {
        signal?.throwIfAborted();
        const waited = signal && new Promise((_, reject) => {
            late = () => reject(signal.reason);
            signal.addEventListener('abort', late);
        });
        return await (waited ? Promise.race([ask(), waited]) : ask());
    } catch (error) {
        throw noAnswer(what, error);
    } finally {
        if (late) signal.removeEventListener('abort', late);
    }
}

async function begin(host, request, service) {
    const { rounds, answer } = await native.beginRounds(host, request, serviceJson(service));
    return { rounds, verdict: verdictOf(answer) };
}

async function askInRounds(host, request, source, service, signal) {
    const chain = request?.chain;
    const json = requestJson(request);
    let { rounds, verdict } = await begin(host, json, service);
    const mayPin = source.pin !== undefined && service?.block === undefined && service?.evidence === undefined;
    if (verdict.status === 'needs_evidence' && mayPin) {
        const block = await inTime('pin', signal, async () => source.pin(chain, { signal }));
        if (block !== undefined && block !== '') ({ rounds, verdict } = await begin(host, json, { ...service, block }));
    }
    while (verdict.status === 'needs_evidence') {
        const { queries } = verdict;
        const texts = await inTime('fetch', signal,
                                   async () => answerTexts(await source.fetch(chain, queries, { signal }), queries));
        const answers = texts.map((text) => `{"${text[0] === 'r' ? 'result' : 'error'}":${text.slice(1)}}`);
        verdict = verdictOf(await native.giveRounds(rounds, `[${answers.join()}]`));
    }
    return verdict;
}

/** Verifies, and asks `source` where only the chain can tell. `host` is the add-on's. */
async function verifyWithEvidence(host, request, source, service, { timeoutMs } = {}) {
    if (typeof source?.fetch !== 'function') throw argumentError('source: it must have the function fetch');
    if (timeoutMs === undefined) return askInRounds(host, request, source, service);
    const late = new AbortController();
    // Not AbortSignal.timeout: it would let the program end while somebody waits.
    const timer = setTimeout(() => late.abort(new Error(`timeout: no answer within ${timeoutMs} ms`)), timeoutMs);
    try {
        return await askInRounds(host, request, source, service, late.signal);
    } finally {
        clearTimeout(timer);
    }
}

/** The answer in a reply of JSON-RPC, as the very text that the node sent. */
function answerOf(reply) {
    const { text } = new RawJson(reply);
    const error = text.trimStart().startsWith('{') ? member(text, 'error') : undefined;
    if (error !== undefined && error !== 'null') return { error: new RawJson(error) };
    const result = text.trimStart().startsWith('{') ? member(text, 'result') : undefined;
    if (result === undefined) throw noAnswer('reply', 'it has neither a result nor an error');
    return { result: new RawJson(result) };
}

module.exports = { answerOf, verifyWithEvidence };
