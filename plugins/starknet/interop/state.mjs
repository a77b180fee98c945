// SPDX-License-Identifier: Apache-2.0
// snip12: what a Starknet node says of an account, and what it says that is no answer.

import { hash } from 'starknet';
import { VectorFile } from '../../../tests/interop/writer.mjs';
import { malformed, rejected, unsupported } from '../../../tests/interop/verdicts.mjs';
import * as classes from './accounts.mjs';
import { DOCUMENT, deployed, request_of, sign } from './deployed.mjs';
import { BOTH, document_hash, hex, signer } from './sign.mjs';
import { short_string } from './encoder.mjs';
import { valid } from './snip12.mjs';

const EVIDENCE = { status: 'error', reason: 'evidence' };
const VALID = '0x56414c4944';
const UNKNOWN = '0x07ab1e' + '0'.repeat(56) + '02';
const chain = (id = '0x534e5f4d41494e') => ({ query: { method: 'starknet_chainId', params: [] }, result: id });

/** The questions about a signature, felts without leading zeros as starknet-specs wants them. */
function questions({ account }, signature, { block = 'latest', z = document_hash(DOCUMENT, account) } = {}) {
    const call = (entry_point) => ({ method: 'starknet_call', params: { block_id: block, request: {
        calldata: [hex(z), hex(signature.length), ...signature], contract_address: hex(account),
        entry_point_selector: hex(hash.getSelectorFromName(entry_point)) } } });
    return { call: call('is_valid_signature'), legacy: call('isValidSignature'),
             of_class: { method: 'starknet_getClassHashAt', params: { block_id: block, contract_address: hex(account) } } };
}
const error = (code, message, data) => ({ error: { code, message, ...(data === undefined ? {} : { data }) } });
const reverted = (reason) => error(40, 'Contract error', { revert_error: reason });
const NOT_DEPLOYED = error(20, 'Contract not found');
const NO_ENTRY_POINT = error(21, 'Requested entrypoint does not exist in the contract');

export async function state_vectors() {
    const file = new VectorFile('snip12-state.json',
        'Accounts on Starknet proven by what a node answers to is_valid_signature.');
    const who = signer('state');
    const thief = signer('thief');
    const unknown = { ...deployed(UNKNOWN, [who.x], who), who: null, params: undefined };
    const known = deployed(classes.OZ, [who.x], who);
    const add = (id, request, expect, why) => file.add(`state-${id}`,
        { ...request, accept: request.accept ?? ['derived', 'chain_state'] }, expect, `${BOTH}; SNIP-6, starknet-specs`, why);
    const context = { add, who, thief, unknown, known, signature: await sign(who, unknown), known_signature: await sign(who, known) };
    asking(context);
    await forms(context);
    answers(context);
    rounds(context);
    await keys(context);
    deployment(context);
    return file;
}

function asking({ add, unknown, known, signature, known_signature }) {
    const { call } = questions(unknown, signature);
    const both = { status: 'needs_evidence', queries: [chain().query, call] };
    const request = request_of(unknown, signature);
    add('asks', request, both, 'the chain, and the account');
    add('asks-call', { ...request, evidence: [chain()] }, { status: 'needs_evidence', queries: [call] }, 'the chain is known');
    add('asks-chain', { ...request, evidence: [{ query: call, result: [VALID] }] }, { status: 'needs_evidence', queries: [chain().query] }, 'of which chain is the node?');
    for (const [id, block, block_id] of [['number', '1234567', { block_number: 1234567 }],
                                         ['hash', '0x00abcdef', { block_hash: '0xabcdef' }]]) {
        const asked = questions(unknown, signature, { block: block_id });
        add(`block-${id}-asks`, { ...request, block }, { status: 'needs_evidence', queries: [chain().query, asked.call] }, 'at the stated block');
        add(`block-${id}`, { ...request, block, evidence: [chain(), { query: asked.call, result: [VALID] }] },
            valid(unknown.account, { link: 'chain_state', block }), 'at the stated block');
        add(`block-${id}-latest`, { ...request, block, evidence: [chain(), { query: call, result: [VALID] }] }, malformed('evidence'), 'of another block');
    }
    add('block-text', { ...request, block: 'pending' }, malformed('request'), 'no number and no hash');
    add('asks-although-derived', { ...request_of(known, known_signature), accept: ['chain_state'] },
        { status: 'needs_evidence', queries: [chain().query, questions(known, known_signature).call] }, 'derivation is not accepted');
    add('derived-suffices', request_of(known, known_signature), valid(known.account), 'no need to ask');
    add('not-accepted', { ...request, accept: ['derived'] }, unsupported('evidence'), 'only chain state tells, and is not accepted');
}

/** Signatures of no form that is known here: the account decides. */
async function forms({ add, who, unknown, known }) {
    const expires = 0x6784f000n;
    const session = [short_string('session-typed-data'), 2n, 0x51n, 0x52n, 0x53n, 0x54n, 0n, expires, 0x77n, 0x78n, 0n, 1n, 0n, 3n, 4n,
                     ...Array.from({ length: 8 }, (_, i) => document_hash(DOCUMENT, unknown.account) + BigInt(i)), 0n].map(hex);
    for (const [id, felts, why] of [
        ['cartridge-session', session, 'the felts of a session of Cartridge\'s controller'], ['one-felt', ['0x7'], 'something that the contract looks up'],
        ['no-felt', [], 'the contract may know the hash'], ['seven-felts', ['0x1', '0x2', '0x3', '0x4', '0x5', '0x6', '0x7'], 'no form that is known'],
        ['1024-felts', Array(1024).fill('0x1'), 'as many as there may be'],
        ['15-felts', Array(15).fill('0x5'), 'as many as a deployment of Braavos has, and no chain id'],
    ]) {
        const { call } = questions(unknown, felts);
        const request = request_of(unknown, felts);
        add(`form-${id}-asks`, request, { status: 'needs_evidence', queries: [chain().query, call] }, why);
        add(`form-${id}`, { ...request, evidence: [chain(), { query: call, result: [VALID] }] }, valid(unknown.account, { link: 'chain_state' }), `${why}: the account says yes`);
        add(`form-${id}-no`, { ...request, evidence: [chain(), { query: call, result: ['0x0'] }] }, rejected('signature'), `${why}: the account says no`);
        add(`form-${id}-derived`, { ...request, accept: ['derived'] }, unsupported('evidence'), `${why}: only the account tells`);
    }
    add('form-key', request_of({ ...unknown, who }, session), unsupported('evidence'), 'whether the stated key has signed, nothing tells');
    const { call } = questions(unknown, session);
    add('form-key-valid', { ...request_of({ ...unknown, who }, session), evidence: [chain(), { query: call, result: [VALID] }] }, unsupported('evidence'), 'the account says yes, and of the key nothing');
    add('form-known-class', request_of({ ...known, who: null }, session), { status: 'needs_evidence' }, 'the class takes two felts; the account may have another now');
    add('form-known-class-derived', { ...request_of(known, session), accept: ['derived'] }, malformed('signature'), 'the class takes two felts');
    const deployment = [...Array(12).fill('0x5'), hex(short_string('SN_MAIN')), '0x5', '0x5'];
    add('form-braavos-deployment', request_of(unknown, deployment), malformed('signature'), 'signs a transaction, whoever the account is');
    add('form-1025-felts', request_of(unknown, Array(1025).fill('0x1')), malformed('signature'), 'more than there may be');
    const owner = signer('owner');
    const guarded = deployed(classes.ARGENT_0_3[1][1], classes.argent_0_3_calldata(owner.x, signer('guardian').x), owner);
    const short = request_of({ ...guarded, params: { class_hash: classes.ARGENT_0_3[1][1] } }, await sign(owner, guarded));
    const asked = questions(guarded, short.signature).call;
    add('guess-asks', short, { status: 'needs_evidence', queries: [chain().query, asked] }, 'guessed calldata without the guardian that there is: nothing is refused for it');
    add('guess-undeployed', { ...short, evidence: [chain(), { query: asked, ...NOT_DEPLOYED }] }, unsupported('evidence'), 'not there yet, and what it will be deployed with is not known');
}

function answers({ add, unknown, signature }) {
    const { call, of_class } = questions(unknown, signature);
    const put = (id, answer, expect, why, more = []) =>
        add(`answer-${id}`, request_of(unknown, signature, { evidence: [chain(), { query: call, ...answer }, ...more] }), expect, why);
    const good = valid(unknown.account, { link: 'chain_state' });
    put('valid', { result: [VALID] }, good, 'VALID');
    put('valid-padded', { result: ['0x' + VALID.slice(2).padStart(64, '0')] }, good, 'leading zeros');
    for (const [id, result, why] of [
        ['zero', ['0x0'], '0'], ['empty', [], 'nothing'], ['two', [VALID, VALID], 'two felts'], ['length-first', ['0x1', VALID], 'an array'],
        ['lower', ['0x76616c6964'], 'valid'], ['erc1271', ['0x1626ba7e'], 'Ethereum\'s magic'], ['true-text', ['0x74727565'], 'true'],
        ['two-ones', ['0x1', '0x1'], 'two felts'],
    ]) put(id, { result }, rejected('signature'), `${why}: any non-zero felt is not VALID`);
    put('one', { result: ['0x1'] }, { status: 'needs_evidence', queries: [of_class] }, '1 means yes to some Cairo 0 classes: which is it?');
    for (const [id, class_hash] of [['openzeppelin', classes.OPENZEPPELIN[0][1]], ['argent-proxy', classes.ARGENT_PROXY], ['braavos-proxy', classes.BRAAVOS_PROXIES[0][1]],
                                     ['paradex', classes.PARADEX_PROXY]]) {
        put(`one-${id}`, { result: ['0x1'] }, good, 'a listed Cairo 0 class', [{ query: of_class, result: hex(class_hash) }]);
    }
    for (const [id, class_hash] of [['cairo-1', classes.OZ], ['unknown', UNKNOWN]]) {
        put(`one-${id}`, { result: ['0x1'] }, rejected('signature'), 'no Cairo 0 class that is known', [{ query: of_class, result: hex(class_hash) }]);
    }
    put('one-class-error', { result: ['0x1'] }, EVIDENCE, 'no answer is no "no"', [{ query: of_class, ...NOT_DEPLOYED }]);
    put('class-not-asked', { result: [VALID] }, malformed('evidence'), 'the class matters only after 1', [{ query: of_class, result: hex(classes.OZ) }]);
    for (const [id, result] of [['null', null], ['number', 1], ['text', VALID], ['object', { result: [VALID] }], ['numbers', [1]], ['no-felt', ['VALID']],
                                ['p', ['0x8' + '0'.repeat(62) + '1']], ['true', true]]) {
        put(`unreadable-${id}`, { result }, EVIDENCE, 'no answer of a Starknet node');
    }
    for (const [id, text] of [['argent', 'argent/invalid-signature'], ['argent-hex', '0x617267656e742f696e76616c69642d7369676e6174757265'],
                              ['argent-owner', 'argent/invalid-owner-sig'], ['argent-guardian', 'argent/invalid-guardian-sig'],
                              ['argent-felt', `0x${Buffer.from('argent/invalid-owner-sig').toString('hex').padStart(64, '0')}`],
                              ['argent-felt-upper', `0x${Buffer.from('argent/invalid-owner-sig').toString('hex').toUpperCase()}`],
                              ...['not-a-signer', 'signatures-not-sorted', 'undeserializable', 'invalid-signature-format', 'invalid-signature-length', 'missing-guardian-sig',
                                  'malleable-signature', 'invalid-r-value'].map((word) => [`argent-${word}`, `argent/${word}`]),
                              ...['expired', 'already-revoked', 'invalid-session-sig', 'policy-check-failed'].map((word) => [`session-${word}`, `session/${word}`]),
                              ['controller', 'message-hash-mismatch'],
                              ['braavos', 'INVALID_SIG'], ['braavos-hex', '0x494e56414c49445f534947'],
                              ['cairo-0', 'Signature (1, 2), is invalid, with respect to the public key 3, and the message hash 4.']]) {
        put(`revert-${id}`, reverted(`Execution failed. Failure reason: ${text}`), rejected('signature'), 'how this vendor says no');
    }
    put('revert-nested', error(40, 'Contract error', { revert_error: { contract_address: '0x1', class_hash: '0x2', selector: '0x3', error: {
        contract_address: '0x4', class_hash: '0x5', selector: '0x6', error: 'argent/invalid-signature' } } }), rejected('signature'), 'the text inside structures');
    put('revert-text', error(40, 'Contract error', 'argent/invalid-signature'), rejected('signature'), 'data as a text');
    for (const [id, answer, why] of [
        ['revert-paymaster', reverted('argent/unsupported-paymaster'), 'this vendor\'s word, and not about the signature'],
        ['revert-gas-and-place', reverted('hint: out of gas\nUnknown location (pc=0:session/abc)'), 'a lack of gas, and a place in a program'],
        ['revert-gas-and-number', reverted('Out of gas at 0x494e56414c49445f5349470000'), 'a lack of gas, and a longer number'],
        ['revert-callee', error(40, 'Contract error', { contract_address: '0x1', error: { contract_address: '0x2', error: "0x454e545259504f494e545f4e4f545f464f554e44 ('ENTRYPOINT_NOT_FOUND')" } }), 'what another contract lacks'],
        ['revert-unknown', reverted('Out of gas'), 'says nothing of the signature'], ['revert-no-data', error(40, 'argent/invalid-signature'), 'only the data tells'],
        ['block-not-found', error(24, 'Block not found'), 'no answer is no "no"'], ['internal', error(-32603, 'Internal error'), 'no answer is no "no"'],
        ['other-code', error(41, 'Transaction execution error', { revert_error: 'argent/invalid-signature' }), 'not what starknet_call answers'],
        ['code-text', { error: { code: '20', message: 'Contract not found' } }, 'codes are numbers'],
        ['timeout', error(-32000, 'timeout'), 'no answer is no "no"'],
    ]) put(id, answer, EVIDENCE, why);
    put('not-deployed', NOT_DEPLOYED, rejected('signer'), 'nobody\'s account');
}

function rounds({ add, unknown, signature }) {
    const { call, legacy, of_class } = questions(unknown, signature);
    const request = (evidence) => request_of(unknown, signature, { evidence });
    const good = valid(unknown.account, { link: 'chain_state' });
    const yes = { query: call, result: [VALID] };
    const absent = { query: call, ...NO_ENTRY_POINT };
    add('legacy-asks', request([chain(), absent]), { status: 'needs_evidence', queries: [legacy] }, 'old accounts have isValidSignature');
    add('legacy-asks-message', request([chain(), { query: call, ...error(21, 'Invalid message selector') }]), { status: 'needs_evidence', queries: [legacy] }, 'the same code in older specifications');
    for (const [id, text] of [['felt', '0x454e545259504f494e545f4e4f545f464f554e44'], ['name', 'Failure reason: ENTRYPOINT_NOT_FOUND'],
                              ['words', 'Entry point EntryPointSelector(0x28420862938116cb3bbdbedee07451ccc54d4e9412dbef71142ad1980a30941) not found in contract.']]) {
        const missing = { query: call, ...reverted(text) };
        add(`legacy-asks-${id}`, request([chain(), missing]), { status: 'needs_evidence', queries: [legacy] }, 'nodes before specification 0.8 have no code for it');
        add(`legacy-${id}`, request([chain(), missing, { query: legacy, result: [VALID] }]), good, 'the old entry point');
    }
    add('legacy-valid', request([chain(), absent, { query: legacy, result: [VALID] }]), good, 'the old entry point');
    add('legacy-one-asks', request([chain(), absent, { query: legacy, result: ['0x1'] }]), { status: 'needs_evidence', queries: [of_class] }, 'of which class?');
    add('legacy-one', request([chain(), absent, { query: legacy, result: ['0x1'] }, { query: of_class, result: hex(classes.ARGENT_PROXY) }]), good, 'four answers');
    add('legacy-zero', request([chain(), absent, { query: legacy, result: ['0x0'] }]), rejected('signature'), 'no');
    add('legacy-absent', request([chain(), absent, { query: legacy, ...NO_ENTRY_POINT }]), rejected('signature'), 'no account');
    add('legacy-gone', request([chain(), absent, { query: legacy, ...NOT_DEPLOYED }]), EVIDENCE, 'it was there a call ago');
    add('legacy-not-asked', request([chain(), yes, { query: legacy, result: [VALID] }]), malformed('evidence'), 'never asked after VALID');
    add('legacy-alone', request([chain(), { query: legacy, result: [VALID] }]), malformed('evidence'), 'never asked first');
    add('chain-other', request([chain('0x534e5f5345504f4c4941'), yes]), EVIDENCE, 'the node is of another chain');
    add('chain-unreadable', request([chain('SN_MAIN'), yes]), EVIDENCE, 'no felt');
    add('chain-error', request([{ query: chain().query, ...error(-32603, 'Internal error') }, yes]), EVIDENCE, 'no answer');
    add('twice', request([chain(), yes, yes]), malformed('evidence'), 'two answers to one question');
    add('twice-differently', request([chain(), { query: call, result: ['0x0'] }, yes]), malformed('evidence'), 'two answers to one question');
    const other = { account: hex(BigInt(unknown.account) + 1n) };
    add('of-another-account', request([chain(), { query: questions(other, signature, { z: document_hash(DOCUMENT, unknown.account) }).call, result: [VALID] }]), malformed('evidence'), 'of another account');
    add('of-another-hash', request([chain(), { query: questions(unknown, signature, { z: 1n }).call, result: [VALID] }]), malformed('evidence'), 'of another message');
    add('of-another-signature', request([chain(), { query: questions(unknown, ['0x1', '0x2']).call, result: [VALID] }]), malformed('evidence'), 'of another signature');
    add('padded-query', request([chain(), { query: questions({ account: unknown.account }, signature.map((f) => '0x0' + f.slice(2))).call, result: [VALID] }]),
        malformed('evidence'), 'felts of queries have one spelling');
    const reordered = { params: { request: Object.fromEntries(Object.entries(call.params.request).reverse()), block_id: 'latest' }, method: 'starknet_call' };
    add('reordered-query', request([chain(), { query: reordered, result: [VALID] }]), good, 'members of a query may come in any order');
}

async function keys({ add, who, thief, unknown, signature }) {
    const { call } = questions(unknown, signature);
    const request = (more, felts = signature) => request_of({ ...unknown, who: more }, felts);
    const evidence = [chain(), { query: call, result: [VALID] }];
    add('key-junk', request(who, ['0x1', '0x2']), rejected('signature'), 'not the stated key\'s: nothing is asked');
    add('key-asks', request(who), { status: 'needs_evidence', queries: [chain().query, call] }, 'the key has signed; is it the account\'s?');
    add('key-valid', { ...request(who), evidence }, valid(unknown.account, { link: 'chain_state', public_key: who.key }), 'the account says yes, and the key has signed');
    const stolen = await sign(thief, unknown);
    const stolen_call = questions(unknown, stolen).call;
    add('thief', { ...request(thief, stolen), evidence: [chain(), { query: stolen_call, result: ['0x0'] }] }, rejected('signature'), 'the account says no');
    add('thief-revert', { ...request(thief, stolen), evidence: [chain(), { query: stolen_call, ...reverted('argent/invalid-owner-sig') }] }, rejected('signature'), 'the account says no');
    add('thief-names-himself', { ...request(thief), evidence }, rejected('signer'), 'the account has signed, another key is named');
    add('chain-policy', { ...request(who), chain: 'starknet:SN_SEPOLIA' }, rejected('policy'), 'domain.chainId is another chain: nothing is asked');
}

function deployment({ add, thief, known, known_signature }) {
    const { call } = questions(known, known_signature);
    const request = (answer, more = {}) => ({ ...request_of(known, known_signature), evidence: [chain(), { query: call, ...answer }], ...more });
    add('derived-valid', request({ result: [VALID] }), valid(known.account, { link: 'chain_state' }), 'evidence beats derivation');
    add('derived-zero', request({ result: ['0x0'] }), rejected('signature'), 'the key was changed since the deployment');
    add('derived-undeployed', request(NOT_DEPLOYED), valid(known.account), 'not there yet: its deployment decides');
    add('derived-undeployed-state-only', request(NOT_DEPLOYED, { accept: ['chain_state'] }), rejected('signer'), 'derivation is not accepted');
    add('derived-undeployed-thief', request(NOT_DEPLOYED, { public_key: thief.key, params: { ...known.params, salt: known.who.key } }), rejected('signer'), 'the key is no owner');
    add('derived-undeployed-no-params', request(NOT_DEPLOYED, { params: undefined }), valid(known.account), 'the classes of the table are tried');
    const { public_key, ...keyless } = request(NOT_DEPLOYED, { params: undefined });
    add('derived-undeployed-no-key', keyless, rejected('signer'), 'nobody\'s account');
    add('derived-undeployed-calldata', { ...keyless, params: { constructor_calldata: [known.who.key], salt: known.who.key } }, valid(known.account), 'the calldata names the owner');
    add('derived-undeployed-unlisted', request(NOT_DEPLOYED, { params: { class_hash: UNKNOWN } }), unsupported('evidence'), 'its constructor may name the key');
    add('derived-error', request(error(-32603, 'Internal error')), EVIDENCE, 'an unreadable answer is no derivation');
    add('derived-only-valid', request({ result: [VALID] }, { accept: ['derived'] }), valid(known.account), 'chain state is not accepted: derivation is');
}
