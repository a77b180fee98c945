// SPDX-License-Identifier: Apache-2.0
// nep413: implicit and ETH-implicit accounts by derivation, named ones by evidence.

import { baseEncode } from 'near-api-js';
import { EQUATION, edge_cases, verifies } from '../../../tests/interop/ed25519.mjs';
import { VectorFile } from '../../../tests/interop/writer.mjs';
import { base64, flip, hex, malformed, rejected, unsupported, valid, valid_at } from '../../../tests/interop/verdicts.mjs';
import {
    NEAR_API_JS, NEAR_SIGN_VERIFY, TWEETNACL, ed25519_signer, nonce_of, params, payload_hash,
    sign_nep413,
} from './sign.mjs';
import { eth_implicit } from './nep413-secp256k1.mjs';

const MESSAGES = [
    ['empty', ''], ['ascii', 'Sign in to example.org'], ['utf8', 'Grüße 👋 世界'],
    ['lines', 'one\ntwo\r\nthree'], ['nul', 'a\u0000b'], ['json', '{"a":1}'], ['hex', '0xdeadbeef'],
    ['long', 'x'.repeat(2000)], ['nfd', 'e\u0301'], ['space', ' padded '],
];
const CALLBACKS = [['no-url', undefined], ['url', 'https://example.org/callback?x=1#y']];

export async function nep413_vectors() {
    const file = new VectorFile('nep413.json',
        'NEP-413 messages by NEAR wallets\' libraries, and what breaks them.');
    const libraries = `${NEAR_API_JS} and ${NEAR_SIGN_VERIFY}: same bytes; ${TWEETNACL} verifies`;
    const other = ed25519_signer('other');
    for (const [message_name, message] of MESSAGES) {
        for (const [callback_name, callback_url] of CALLBACKS) {
            const signer = ed25519_signer(`signer ${message_name}`);
            const payload = { message, nonce: nonce_of(message_name), recipient: 'example.near',
                              callback_url };
            const signature = await sign_nep413(signer, payload);
            const id = `nep413-${message_name}-${callback_name}`;
            const request = {
                chain: 'near:mainnet', scheme: 'nep413', account: signer.account,
                public_key: signer.key, message: { text: message }, params: params(payload),
                signature: base64(signature),
            };
            file.add(id, request, valid(signer.account), libraries, 'implicit account of the key');
            breed(file, id, request, payload, signature, signer, other);
        }
    }
    await forms(file, libraries);
    await named(file, libraries);
    eth_implicit(file);
    await other_bytes(file);
    edges(file);
    return file;
}

/** Negatives that follow from any positive. */
function breed(file, id, request, payload, signature, signer, other) {
    const say = (kind, changed, expect, why) =>
        file.add(`${id}-${kind}`, { ...request, ...changed }, expect, `derived from ${id}`, why);
    const bit = id.length * 7 % 512;
    say('flip-signature', { signature: base64(flip(signature, bit)) }, rejected('signature'),
        `bit ${bit} of the signature turned`);
    say('cut', { signature: hex(signature.subarray(0, 63)) }, malformed('signature'), '63 bytes');
    say('extended', { signature: hex(signature) + '00' }, malformed('signature'), '65 bytes');
    say('other-message', { message: { text: payload.message + '.' } }, rejected('signature'),
        'another message');
    say('other-nonce', { params: params({ ...payload, nonce: flip(payload.nonce, 3) }) },
        rejected('signature'), 'another nonce');
    say('other-recipient', { params: params({ ...payload, recipient: 'example.nea' }) },
        rejected('signature'), 'another recipient');
    say('other-callback', { params: params({ ...payload, callback_url:
        payload.callback_url === undefined ? '' : undefined }) }, rejected('signature'),
        'a callback_url more or less');
    say('other-key', { account: other.account, public_key: other.key }, rejected('signature'),
        'the key and account of somebody else');
    say('other-account', { account: other.account }, unsupported('evidence'),
        'the account of another key: keys rotate, so only chain state could tell');
    say('victim', { account: 'victim.near' }, unsupported('evidence'),
        'a name that the key does not derive');
}

/** Notations of keys, signatures and parameters. */
async function forms(file, libraries) {
    const signer = ed25519_signer('forms');
    const payload = { message: 'forms', nonce: nonce_of('forms'), recipient: 'app.example' };
    const signature = await sign_nep413(signer, payload);
    const request = { chain: 'near:testnet', scheme: 'nep413', account: signer.account,
                      public_key: signer.key, message: { text: 'forms' }, params: params(payload),
                      signature: base64(signature) };
    const good = valid(signer.account);
    const say = (id, changed, expect, why) => {
        const changed_request = { ...request, ...changed };
        for (const [name, value] of Object.entries(changed_request)) {
            if (value === undefined) delete changed_request[name];
        }
        file.add(`nep413-form-${id}`, changed_request, expect, libraries, why);
    };
    const digits = signer.key.slice('ed25519:'.length);
    say('key-upper-prefix', { public_key: 'ED25519:' + digits }, good, 'prefix in any case');
    say('key-bare', { public_key: digits }, good, 'no prefix is ed25519');
    say('key-hex', { public_key: signer.account }, good, '64 hex digits alone');
    say('key-hex-prefixed', { public_key: 'ed25519:' + signer.account }, malformed('public_key'),
        'a prefix is followed by base58');
    say('key-other-curve', { public_key: 'secp256k1:' + digits }, malformed('public_key'), '32 bytes');
    say('key-unknown-type', { public_key: 'p256:' + digits }, malformed('public_key'), 'no such type');
    say('key-0x', { public_key: '0x' + signer.account }, malformed('public_key'), '0x is refused on NEAR');
    say('key-absent', { public_key: undefined }, good, 'an implicit id is its key');
    say('account-absent', { account: undefined }, good, 'the account that the key gives');
    say('both-absent', { account: undefined, public_key: undefined }, malformed('account'), 'nothing is claimed');
    say('named-without-key', { account: 'alice.testnet', public_key: undefined },
        malformed('public_key'), 'a name says nothing of its keys');
    say('signature-hex', { signature: hex(signature) }, good, 'hex');
    say('signature-0x', { signature: '0x' + hex(signature) }, malformed('signature'), '0x is refused on NEAR');
    say('signature-raw', { signature: { hex: hex(signature) } }, good, 'raw bytes');
    say('signature-unpadded', { signature: base64(signature).replace(/=+$/, '') }, malformed('signature'), 'padding is part of it');
    say('signature-empty', { signature: '' }, malformed('signature'), 'no bytes');
    const base58 = baseEncode(signature);
    say('signature-base58', { signature: base58 }, good, 'base58');
    say('signature-prefix', { signature: 'ed25519:' + base58 }, good, 'NEAR intents and near-kit write the curve before it');
    say('signature-upper-prefix', { signature: 'ED25519:' + base58 }, good, 'prefix in any case');
    say('signature-other-curve', { signature: 'secp256k1:' + base58 }, malformed('signature'), 'a prefix of another curve than the key: another signature');
    say('signature-other-curve-compat', { signature: 'secp256k1:' + base58, compat: true }, malformed('signature'), 'nearcore compares the curves, too');
    say('signature-unknown-curve', { signature: 'p256:' + base58 }, malformed('signature'), 'no such curve');
    say('signature-prefix-base64', { signature: 'ed25519:' + base64(signature) }, malformed('signature'), 'a prefix is followed by base58');
    const bytes = [...signature];
    say('signature-array', { signature: bytes }, good, 'the bytes of a Uint8Array (near-api-js issue 1576)');
    say('signature-array-text', { signature: JSON.stringify(bytes) }, good, 'the same as text');
    say('signature-array-63', { signature: bytes.slice(0, 63) }, malformed('signature'), '63 bytes');
    say('signature-array-65', { signature: [...bytes, 0] }, malformed('signature'), '65 bytes');
    say('signature-array-256', { signature: [256, ...bytes.slice(1)] }, malformed('signature'), 'no byte');
    say('signature-array-nested', { signature: [bytes] }, malformed('signature'), 'an array in an array');
    say('signature-array-flip', { signature: [...flip(signature, 100)] }, rejected('signature'), 'one bit turned');
    say('signature-line-feed', { signature: base64(signature) + '\n' }, malformed('signature'), 'a line feed behind it');
    say('signature-blank', { signature: base64(signature).replace('+', ' ') + ' ' }, malformed('signature'), 'blanks, as forms make of +');
    say('signature-base64url', { signature: Buffer.from(signature).toString('base64url') }, malformed('signature'), 'base64url');
    say('caip10', { account: `near:testnet:${signer.account}` }, good, 'CAIP-10 of the same chain');
    say('caip10-other-chain', { account: `near:mainnet:${signer.account}` }, malformed('account'), 'CAIP-10 of another chain');
    say('account-upper', { account: signer.account.toUpperCase() }, malformed('account'), 'ids are lower case');
    for (const [id, account] of [['one', 'a'], ['long', 'a'.repeat(65)], ['dots', 'a..b'], ['dash', '-ab'],
                                 ['end', 'ab_'], ['two-separators', 'a-_b'], ['space', 'a b'], ['at', 'a@b']]) {
        say(`account-${id}`, { account }, malformed('account'), 'no account id');
    }
    // Only chain state could tell, and it is not accepted: that comes before what is wrong with message or signature.
    say('victim', { account: 'victim.testnet' }, unsupported('evidence'), 'a name that the key does not derive');
    say('victim-signature-65', { account: 'victim.testnet', signature: [...bytes, 0] }, unsupported('evidence'), 'unsupported comes before malformed');
    say('victim-signature-flip', { account: 'victim.testnet', signature: [...flip(signature, 100)] }, unsupported('evidence'), 'unsupported comes before rejected');
    say('victim-nonce-31', { account: 'victim.testnet', params: params({ ...payload, nonce: payload.nonce.subarray(0, 31) }) }, unsupported('evidence'), 'unsupported comes before malformed');
    say('chain', { chain: 'near:betanet' }, unsupported('chain'), 'mainnet and testnet');
    say('nonce-31', { params: params({ ...payload, nonce: payload.nonce.subarray(0, 31) }) }, malformed('params'), '31 bytes');
    say('nonce-33', { params: params({ ...payload, nonce: Buffer.concat([payload.nonce, Buffer.alloc(1)]) }) }, malformed('params'), '33 bytes');
    say('nonce-absent', { params: { recipient: 'app.example' } }, malformed('params'), 'mandatory');
    say('recipient-absent', { params: { nonce: params(payload).nonce } }, malformed('params'), 'mandatory');
    say('recipient-null', { params: { ...params(payload), recipient: null } }, malformed('params'), 'null is no text');
    say('state', { params: { ...params(payload), state: 'x' } }, unsupported('params'), 'state is not signed and no parameter');
    say('not-utf8', { message: { hex: 'ff' } }, malformed('message'), 'Borsh strings are UTF-8');
    say('counterfactual-only', { accept: ['counterfactual'] }, unsupported('evidence'), 'no account of NEAR is counterfactual (ABI 0.2)');
    say('counterfactual-too', { accept: ['derived', 'counterfactual'] }, good, 'the key derives it; the word changes nothing');
    say('chain-state-only', { accept: ['chain_state'] }, { status: 'needs_evidence' }, 'also derivable accounts then need it');
}

const query = (account_id, public_key) => ({ method: 'query', params: {
    account_id, finality: 'final', public_key, request_type: 'view_access_key' } });
const account_query = (account_id) => ({ method: 'query', params: {
    account_id, finality: 'final', request_type: 'view_account' } });
const BLOCK = (number) => ({ block_hash: `BlockHash${number}`, block_height: 6 + number });
const block = BLOCK(1);
const cause = (name, info = block) => ({ error: { name: 'HANDLER_ERROR', cause: { name, info }, code: -32000, message: 'Server error' } });
const ANSWERS = {
    full: { result: { ...block, nonce: 1, permission: 'FullAccess' } },
    call: { result: { ...block, nonce: 1, permission: { FunctionCall: { allowance: null, receiver_id: 'a.near', method_names: [] } } } },
    gas_full: { result: { ...block, nonce: 1, permission: { GasKeyFullAccess: { balance: '0', num_nonces: 4 } } } },
    gas_call: { result: { ...block, nonce: 1, permission: { GasKeyFunctionCall: { balance: '0', num_nonces: 4, allowance: null, receiver_id: 'game.near', method_names: [] } } } },
    new_kind: { result: { ...block, nonce: 1, permission: { FullAccessV2: {} } } },
    no_key: cause('UNKNOWN_ACCESS_KEY'),
    no_key_later: cause('UNKNOWN_ACCESS_KEY', BLOCK(2)),
    no_account_later: cause('UNKNOWN_ACCOUNT', BLOCK(2)),
    no_account_fork: cause('UNKNOWN_ACCOUNT', { ...BLOCK(1), block_hash: 'BlockHashX' }),
    no_key_old: { result: { ...block, logs: [], error: 'access key ed25519:x does not exist while viewing' } },
    no_account: cause('UNKNOWN_ACCOUNT'),
    no_account_old: { result: { ...block, logs: [], error: 'account x does not exist while viewing' } },
    unknown_block: cause('UNKNOWN_BLOCK'),
    timeout: { error: { code: -32000, message: 'Timeout' } },
    exists: { result: { ...block, amount: '1', locked: '0', code_hash: '1'.repeat(32), storage_usage: 182, storage_paid_at: 0 } },
    other_block: { result: { block_hash: 'BlockHash2', block_height: 8, amount: '1', locked: '0', code_hash: '1'.repeat(32) } },
};

/** What chain state says; the shapes of answers are those of NEAR RPC, old and new. */
async function named(file, libraries) {
    const signer = ed25519_signer('named');
    const payload = { message: 'named', nonce: nonce_of('named'), recipient: 'app.example' };
    const signature = await sign_nep413(signer, payload);
    const both = ['derived', 'chain_state'];
    const base = { chain: 'near:mainnet', scheme: 'nep413', public_key: signer.key,
                   message: { text: 'named' }, params: params(payload), signature: base64(signature) };
    const error = { status: 'error', reason: 'evidence' };
    const say = (id, account, accept, items, expect, why) => file.add(`nep413-state-${id}`,
        { ...base, account, accept, ...(items.length > 0 ? { evidence: items } : {}) }, expect,
        `${libraries}; NEAR RPC "query", NEP-641`, why);
    const key_item = (account, answer) => ({ query: query(account, signer.key), ...ANSWERS[answer] });
    const alice = 'alice.near';
    say('named-asks', alice, both, [], { status: 'needs_evidence', queries: [query(alice, signer.key)] }, 'the one call that is needed');
    for (const [answer, expect, why] of [
        ['full', valid_at(alice, BLOCK(1).block_hash), 'a full-access key'],
        ['call', rejected('signer'), 'a function-call key is an application\'s'],
        ['gas_full', valid_at(alice, BLOCK(1).block_hash), 'a gas key with full access (nearcore 2.13)'],
        ['gas_call', rejected('signer'), 'a gas key of an application (nearcore 2.13)'],
        ['new_kind', error, 'a permission that nobody knows yet'],
        ['no_key', rejected('signer'), 'the key is none of the account\'s'],
        ['no_key_old', rejected('signer'), 'the same as older nodes say it'],
        ['no_account', rejected('signer'), 'no such account'],
        ['no_account_old', rejected('signer'), 'the same as older nodes say it'],
        ['unknown_block', error, 'no answer is no "no"'], ['timeout', error, 'no answer is no "no"'],
        ['exists', error, 'the answer to another call'],
    ]) {
        say(`named-${answer.replaceAll('_', '-')}`, alice, both, [key_item(alice, answer)], expect, why);
    }
    say('named-of-another-account', alice, both, [key_item('bob.near', 'full')], malformed('evidence'), 'an answer to what was not asked');
    say('named-twice', alice, both, [key_item(alice, 'full'), key_item(alice, 'full')], malformed('evidence'), 'two answers to one question');
    const id = signer.account;
    say('implicit-full', id, both, [key_item(id, 'full')], valid_at(id, BLOCK(1).block_hash), 'evidence beats derivation');
    say('implicit-call', id, both, [key_item(id, 'call')], rejected('signer'), 'evidence beats derivation');
    say('implicit-no-account', id, both, [key_item(id, 'no_account')], valid(id), 'not on chain yet: the key derives it');
    say('implicit-no-account-state-only', id, ['chain_state'], [key_item(id, 'no_account')], rejected('signer'), 'derivation is not accepted');
    say('implicit-no-key-asks', id, both, [key_item(id, 'no_key')], { status: 'needs_evidence', queries: [account_query(id)] }, 'does the account exist?');
    say('implicit-no-key-derived-only', id, ['derived'], [key_item(id, 'no_key')], unsupported('evidence'), 'where chain state is not accepted nothing is asked for; found by fuzzing');
    const exists = (answer) => ({ query: account_query(id), ...ANSWERS[answer] });
    say('implicit-no-key-exists', id, both, [key_item(id, 'no_key'), exists('exists')], rejected('signer'), 'its owner has deleted the key');
    say('implicit-no-key-absent', id, both, [key_item(id, 'no_key'), exists('no_account')], valid(id), 'not on chain yet');
    say('implicit-blocks-differ', id, both, [key_item(id, 'no_key'), exists('other_block')], error, 'two answers from two blocks');
    const two = (key, account) => [key_item(id, key), exists(account)];
    say('implicit-absent-later', id, both, two('no_key', 'no_account_later'), valid(id), 'both at final: the later block says all');
    say('implicit-absent-earlier', id, both, two('no_key_later', 'no_account'), error, 'a node that lags may not know the account yet');
    say('implicit-absent-fork', id, both, two('no_key', 'no_account_fork'), error, 'two blocks of one height');
    say('implicit-account-only', id, both, [exists('exists')], malformed('evidence'), 'asked only after the key was found absent');
    const universal = '0s' + 'a'.repeat(40);
    const of_universal = (id, accept, items, expect, why) => say(`deterministic${id}`, universal, accept, items, expect, why);
    of_universal('', both, [], { status: 'needs_evidence', queries: [query(universal, signer.key)] }, 'NEP-616: of no key, but it may have some');
    of_universal('-full', both, [key_item(universal, 'full')], valid_at(universal, BLOCK(1).block_hash), 'NEP-641, step 6: the key is there');
    of_universal('-call', both, [key_item(universal, 'call')], rejected('signer'), 'a function-call key');
    of_universal('-no-key', both, [key_item(universal, 'no_key')], rejected('signer'), 'no such key');
    of_universal('-no-account', both, [key_item(universal, 'no_account')], rejected('signer'), 'no such account');
    of_universal('-derived-only', ['derived'], [], unsupported('evidence'), 'only chain state could tell');
}

/** Signatures over other bytes than NEP-413's. */
async function other_bytes(file) {
    const signer = ed25519_signer('other bytes');
    const payload = { message: 'other bytes', nonce: nonce_of('other bytes'), recipient: 'app.example' };
    const request = { chain: 'near:mainnet', scheme: 'nep413', account: signer.account,
                      public_key: signer.key, message: { text: payload.message }, params: params(payload) };
    const hash = payload_hash(payload);
    const swap = payload_hash({ ...payload, message: payload.recipient, recipient: payload.message });
    for (const [id, bytes, why] of [
        ['message', Buffer.from(payload.message), 'the bare message'], ['tag', payload_hash(payload, 0), 'another tag'],
        ['swapped', swap, 'message and recipient swapped'], ['hex', Buffer.from(hex(hash)), 'the hash in hex'],
        ['empty-callback', payload_hash({ ...payload, callback_url: '' }), 'Some("") where none was given'],
    ]) {
        file.add(`nep413-bytes-${id}`, { ...request, signature: base64(signer.raw(bytes)) },
                 rejected('signature'), `${TWEETNACL} over other bytes`, why);
    }
}

/** Keys and signatures that honest signers never make; compat is ed25519-dalek's verify. */
function edges(file) {
    const payload = { message: 'edges', nonce: nonce_of('edges'), recipient: 'app.example' };
    const hash = payload_hash(payload);
    for (const { id, key, signature, why } of edge_cases(hash)) {
        for (const compat of [false, true]) {
            const good = verifies(signature, hash, key, compat);
            file.add(`nep413-ed25519-${id}${compat ? '-compat' : ''}`, {
                chain: 'near:mainnet', scheme: 'nep413', account: hex(key), public_key: hex(key),
                message: { text: payload.message }, params: params(payload), signature: base64(signature),
                ...(compat ? { compat } : {}),
            }, good ? valid(hex(key)) : rejected('signature'), EQUATION, why);
        }
    }
}
