// SPDX-License-Identifier: Apache-2.0
// Messages by bip322-js, @scure/btc-signer, bitcoinjs-lib, bitcoinjs-message and OKX's library, of each kind of address
// that each of them signs for.

import { createRequire } from 'node:module';
import {
    BIP322_JS, BITCOINJS, MAINNET, MESSAGE, OKX, SCURE, SIGNET, Signer, TESTNET3, TESTNET4, TYPES, base64, full, key_of, okx_bip322,
    okx_message, sign_bitcoinjs, sign_legacy, sign_scure, simple, witness_of,
} from './sign.mjs';

const require = createRequire(import.meta.url);
const { networks } = require('@okxweb3/coin-bitcoin');

// For tests/interop/random/run.mjs.
export const weight = 32;
export const per_round = 5;

function draw(random) {
    const is_test = random.chance(30);
    const who = key_of(random.bytes(32), is_test);
    const chain = is_test ? random.pick([TESTNET3, TESTNET4, SIGNET]) : MAINNET;
    return { who, other: key_of(random.bytes(32), is_test), chain, text: random.text(random.chance(20) ? 400 : 60) };
}

/** One request, and what must not be valid of it. */
function finish(random, library, scheme, type, { who, other, chain, text }, signature) {
    const account = who.address(type);
    const prefix = /^(smp|ful)/.exec(signature)?.[0] ?? '';
    const changed = prefix + base64(random.flip(Buffer.from(signature.slice(prefix.length), 'base64')));
    const request = { chain, scheme, account, message: { text }, signature };
    if (type !== 'p2tr' && type !== 'loose' && random.chance(30)) request.public_key = who.pubkey.toString('hex');
    if (type === 'p2tr' && random.chance(30)) request.public_key = key_of_taproot(random, scheme, who);
    return {
        library, account, request,
        mutations: {
            message: { message: { text: text + '.' } }, account: { account: other.address(type) }, signature: { signature: changed },
            key: { public_key: (type === 'p2tr' ? other.x : other.pubkey).toString('hex') },
        },
    };
}

/** x of the internal or of the output key; of bip322, whose signature says nothing of y, also 33 bytes with either y. */
function key_of_taproot(random, scheme, who) {
    const first = scheme === 'bip322' && random.chance(50) ? random.pick(['02', '03']) : '';
    return first + (first ? who.x : random.pick([who.x, who.output_key])).toString('hex');
}

const by_bip322_js = (random, drawn) => {
    const type = random.pick(TYPES);
    const { who, text } = drawn;
    return finish(random, BIP322_JS, 'bip322', type, drawn, Signer.sign(who.wif, who.address(type), text));
};

const fields = (random) => (random.chance(50) ? {}
    : { version: random.pick([0, 2]), lock_time: random.below(2 ** 32), sequence: random.below(2 ** 32) });

/** Both sign whole transactions: simple where all fields have their defaults and the address is of native segwit, or full. */
function by_transactions(random, drawn, library, sign) {
    const type = random.pick(TYPES);
    const set = fields(random);
    const transaction = sign(drawn.who, type, drawn.text, set);
    const is_native = type === 'p2wpkh' || type === 'p2tr';
    const forms = [full];
    if (is_native && Object.keys(set).length === 0) forms.push(simple);
    if (type !== 'p2pkh' && Object.keys(set).length === 0) forms.push((made) => base64(witness_of(made)));
    return finish(random, library, 'bip322', type, drawn, random.pick(forms)(transaction));
}

const by_message = (random, drawn) => {
    const type = random.pick(['p2pkh', 'loose', 'p2sh-p2wpkh', 'p2wpkh']);
    return finish(random, MESSAGE, 'bip137', type, drawn, base64(sign_legacy(drawn.who, type, drawn.text)));
};

const by_okx = async (random, drawn) => {
    const { who, text, chain } = drawn;
    const network = chain === MAINNET ? networks.bitcoin : networks.testnet;
    if (random.chance(50)) {
        const signature = await okx_bip322.signSimple(text, who.address('p2wpkh'), who.wif, network);
        return finish(random, OKX, 'bip322', 'p2wpkh', drawn, signature);
    }
    return finish(random, OKX, 'bip137', random.pick(TYPES), drawn, okx_message.sign(who.wif, text, network));
};

export async function* cases(random, rounds) {
    for (let i = 0; i < rounds; ++i) {
        yield by_bip322_js(random, draw(random));
        yield by_transactions(random, draw(random), SCURE, sign_scure);
        yield by_transactions(random, draw(random), BITCOINJS, sign_bitcoinjs);
        yield by_message(random, draw(random));
        yield await by_okx(random, draw(random));
    }
}
