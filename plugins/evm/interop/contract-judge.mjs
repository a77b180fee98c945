// SPDX-License-Identifier: Apache-2.0
// What eip191 and eip712 answer about contract accounts, once more and in the plainest JavaScript: which calls are
// made, byte for byte, and what the answers mean. Every expectation of contract-accounts.mjs is held against it, and so is
// viem. The plugin's contract-accounts.md says the same in words.

import { ZeroAddress } from 'ethers';
import { judge, malformed, rejected, signature_bytes, unsupported } from './judge.mjs';

/** The probe's code: 186 bytes that the plugin assembles for itself. Behind it stand its arguments. */
export const PROBE =
    '60ba380360ba600039463852436020380152600051803b8060403801526020600060603801843c6057575b602051801560a35760006020525a6000600060' +
    '605160806000865af15060031c5a1060ae5750803b1560a3575b5a602060a03801600081526060516080018060ba01380390855afa5a8260031c1160a038' +
    '0151631626ba7e60e01b14601f3d1116821660a85760ae57600303608038015250604051602a575b60c038f35b600160b1565b60045b608038015260a356';
const MAGIC = '1626ba7e' + '0'.repeat(56);
const ERC6492 = '6492'.repeat(16);
const ERC8010 = ['8010'.repeat(16), '7702'.repeat(16)];
const REGISTRY_6551 = '0x000000006551c19487814612e58fe06813775758';
const ARBITRUM = [42161n, 42170n, 421614n, 421613n];  // NUMBER is Ethereum's height there
const PROXY_1167 = '363d3d373d3d3d363d73';

const error = { status: 'error', reason: 'evidence' };
const word = (n) => BigInt(n).toString(16).padStart(64, '0');
const ceil32 = (n) => Math.ceil(n / 32) * 32;
const padded = (hex) => hex.padEnd(2 * ceil32(hex.length / 2), '0');

/** Members sorted, no white space: the one spelling of a query. */
export function canonical(value) {
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
    return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

/** The block as a parameter of JSON-RPC: the tag, a quantity, EIP-1898's object. Null where it is none of these. */
function block_parameter(block) {
    if (block === '') return 'finalized';
    if (/^(0|[1-9][0-9]{0,19})$/.test(block)) return '0x' + BigInt(block).toString(16);
    return /^0x[0-9a-f]{64}$/.test(block) ? { blockHash: block, requireCanonical: true } : null;
}

/** What abi.encode(address, bytes, bytes) writes, and nothing else: ERC-6492's body. Null where it is not that. */
export function open_wrapper(body) {
    const size = body.length / 2;
    const at = (offset) => BigInt('0x' + body.slice(2 * offset, 2 * offset + 64));
    if (size < 160 || size % 32 !== 0 || !body.startsWith('0'.repeat(24)) || at(32) !== 96n || at(96) > size) return null;
    const n = Number(at(96));
    const second = 128 + ceil32(n);
    if (at(64) !== BigInt(second) || second + 32 > size || at(second) > size) return null;
    const m = Number(at(second));
    if (second + 32 + ceil32(m) !== size) return null;
    const data = body.slice(256, 256 + 2 * n);
    const inner = body.slice(2 * second + 64, 2 * (second + 32 + m));
    const rest = body.slice(256 + 2 * n, 2 * second) + body.slice(2 * (second + 32 + m));
    if (/[^0]/.test(rest) || inner.endsWith(ERC6492)) return null;
    return { factory: '0x' + body.slice(24, 64), data, inner };
}

/** The four calls that a request may make. */
function calls({ account, digest, signature, wrapper, deploys, prepares, block }) {
    const asked = '1626ba7e' + digest.slice(2) + word(64) + word(signature.length / 2) + padded(signature);
    const factory = deploys ? wrapper.factory : '0x0';
    const factory_data = deploys ? wrapper.data : '';
    const data = '0x' + PROBE + word(account) + word(factory) + word(prepares ? 1 : 0) + word(factory_data.length / 2) +
        factory_data + asked;
    return {
        probe: { method: 'eth_call', params: [{ data }, block] },
        chain: { method: 'eth_chainId', params: [] },
        code: { method: 'eth_getCode', params: [account, block] },
        plain: { method: 'eth_call', params: [{ data: '0x' + asked, to: account }, block] },
    };
}
const SECOND_ROUND = ['chain', 'code', 'plain'];

/** The answers by the call's name; null where one answers nothing that is asked, or stands twice. */
function sorted_answers(evidence, asked) {
    const answers = {};
    for (const item of evidence) {
        const name = Object.keys(asked).find((key) => canonical(asked[key]) === canonical(item.query));
        if (name === undefined || answers[name]) return null;
        answers[name] = item;
    }
    const is_second = answers.probe !== undefined && 'error' in answers.probe;
    return !is_second && SECOND_ROUND.some((name) => answers[name]) ? null : answers;
}

/** The probe's six words: chain, height, size and start of the code, outcome, the account's answer. */
function read_probe(result, chain, block) {
    if (typeof result !== 'string' || !/^0x[0-9a-f]{384}$/.test(result)) return error;
    const words = Array.from({ length: 6 }, (_, i) => result.slice(2 + 64 * i, 66 + 64 * i));
    const [id, height, size, , outcome] = words.map((text) => BigInt('0x' + text));
    if (id !== chain || outcome > 4n || (outcome === 1n && words[5] !== MAGIC)) return error;
    if (/^[0-9]+$/.test(block) && BigInt(block) !== height && !ARBITRUM.includes(chain)) return error;
    return { height: String(height), size, start: words[3], outcome: Number(outcome) };
}

/** The three plain answers: no init code is run, so nobody is deployed. */
function read_plain({ probe, chain: id, code, plain }, chain, wrapped, word_given) {
    if (typeof id.result !== 'string' || !/^0x(0|[1-9a-f][0-9a-f]*)$/.test(id.result) || BigInt(id.result) !== chain) return error;
    if (typeof code.result !== 'string' || !/^0x([0-9a-f]{2})*$/.test(code.result)) return error;
    const state = { height: '', size: BigInt((code.result.length - 2) / 2), start: code.result.slice(2, 66) };
    if (state.size === 0n) return wrapped && word_given ? error : { ...state, outcome: 0 };
    const no = (outcome) => ({ ...state, outcome: /gas/i.test(JSON.stringify(probe.error)) ? 4 : outcome });  // no gas to spare
    if ('error' in plain) {
        const { code: number, message } = plain.error;
        return no(number === 3 || /^execution reverted/i.test(message) ? 3 : 4);
    }
    if (!/^0x([0-9a-f]{2})*$/.test(plain.result)) return error;
    return plain.result.slice(2, 66) === MAGIC ? { ...state, outcome: 1 } : no(2);
}

/** What the state says of the signature. `key` is the verdict of the key that signed, as if there were no contracts. */
function conclude({ height, size, start, outcome }, request, key, { wrapped, deploys, prepares, word_given }) {
    const block = request.block || height;
    const proven = (link) => ({ ...request.good, link, ...(block === '' ? {} : { block }) });
    if (wrapped && size === 173n && start.startsWith(PROXY_1167)) return rejected('policy');
    if (wrapped && size === 0n && !word_given) return unsupported('evidence');
    if (outcome === 1 && size === 0n && !deploys) return error;  // who said yes?
    if (outcome === 1) return proven(deploys && (size === 0n || prepares) ? 'counterfactual' : 'chain_state');
    const delegated = size === 23n && start.startsWith('ef0100');
    if (key.status === 'valid' && (delegated || (size === 0n && !wrapped))) {
        return proven(request.accept.includes('derived') ? 'derived' : 'chain_state');
    }
    if (outcome === 4) return error;
    return size === 0n && !wrapped ? key : rejected('signature');
}

/**
 * The answer to a request with the service's members beside the user's: `accept`, `block`, `evidence`, `params`.
 * `digest` is what the wallet signs, `domain_chain` the chain that typed data is for, if it says so.
 */
export function contract_verdict(request, { digest, chain_bound, domain_chain }) {
    const { accept = ['derived'], block: block_text = '', evidence = [], params = {}, compat } = request;
    const text = signature_bytes(request.signature);
    const all = text === null ? '' : Buffer.from(text).toString('hex');
    const by_state = accept.includes('chain_state');
    const word_given = accept.includes('counterfactual');
    if (all.length > 64 && ERC8010.some((suffix) => all.endsWith(suffix))) return unsupported('scheme');
    const wrapped = all.length > 64 && all.endsWith(ERC6492);
    if (wrapped && !by_state) return unsupported('evidence');
    const block = block_parameter(block_text);
    const { counterfactual: mode = 'deploy' } = params;
    if (block === null) return malformed('request');
    if (!['none', 'deploy', 'prepare'].includes(mode)) return malformed('params');
    const wrapper = wrapped ? open_wrapper(all.slice(0, -64)) : null;
    if (text === null || all.length > 32768 || (wrapped && wrapper === null)) return malformed('signature');

    const account = request.account.toLowerCase();
    const key = wrapped ? rejected('signature')
        : judge({ scheme: request.scheme, digest, signature: request.signature, claim: request.account, compat, chain_bound });
    const chain = BigInt(request.chain.slice('eip155:'.length));
    const is_of_another_chain = domain_chain !== undefined && BigInt(domain_chain) !== chain;
    if (!by_state) {
        if (key.status === 'malformed') return key;
        if (evidence.length > 0) return malformed('evidence');
        return is_of_another_chain && account !== ZeroAddress ? rejected('policy') : key;
    }
    const deploys = wrapped && word_given && mode !== 'none';
    const prepares = deploys && mode === 'prepare';
    const asked = calls({ account, digest, signature: wrapper?.inner ?? all, wrapper, deploys, prepares, block });
    const answers = sorted_answers(evidence, asked);
    if (answers === null) return malformed('evidence');
    if (account === ZeroAddress) return rejected('signer');
    if (is_of_another_chain || wrapper?.factory === REGISTRY_6551) return rejected('policy');
    if (!answers.probe) {
        return key.status === 'valid' && accept.includes('derived') ? key : { status: 'needs_evidence', queries: [asked.probe] };
    }
    const missing = 'error' in answers.probe ? SECOND_ROUND.filter((name) => !answers[name]) : [];
    if (missing.length > 0) return { status: 'needs_evidence', queries: missing.map((name) => asked[name]) };
    const by_probe = !('error' in answers.probe);
    const state = by_probe ? read_probe(answers.probe.result, chain, block_text) : read_plain(answers, chain, wrapped, word_given);
    if (state.status) return state;
    const good = { status: 'valid', address: request.checksummed, chain_bound };
    return conclude(state, { good, block: block_text, accept }, key,
                    { wrapped, deploys: deploys && by_probe, prepares, word_given });
}
