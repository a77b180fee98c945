// SPDX-License-Identifier: Apache-2.0
// SNIP-12 documents by starknet.js, and by @scure/starknet over the hash of an encoder of ours.

import * as scure from '@scure/starknet';
import { Leaves } from '../../../tests/interop/random/random.mjs';
import {
    ARGENT_0_3, ARGENT_0_4, BRAAVOS, OPENZEPPELIN, argent_0_3_calldata, argent_0_4_calldata, contract_address, openzeppelin_calldata,
} from './accounts.mjs';
import { P, Point, grindKey } from './curve.mjs';
import { DOMAIN_0, DOMAIN_1 } from './documents.mjs';
import { message_hash } from './encoder.mjs';
import { SCURE, STARKNET, hex, padded } from './sign.mjs';
import { Signer } from 'starknet';

const text_of = (random, max) => random.ascii(max).replace(/["\\]/g, '');
/** A text that nobody reads as a number, of printable ASCII. */
const short = (random) => { const t = text_of(random, 29); return /^[ \d+-]|^0[xXbBoO]|^ *$/.test(t) ? `a${t}` : t; };
const number = (random, n) => (n < 2n ** 53n && random.chance(50) ? Number(n) : random.chance(50) ? hex(n) : n.toString());
const felt = (random) => { const n = random.integer(251); return [number(random, n), (n ^ 1n).toString()]; };
const up_to_128 = (random) => { const n = random.integer(128); return [number(random, n), (n ^ 1n).toString()]; };
const short_text = (random) => { const t = short(random); return [t, t + '.']; };

const SCALARS_0 = {
    felt: (random) => (random.chance(60) ? felt(random) : short_text(random)),
    string: short_text,
    bool: (random) => { const b = random.chance(50); return [b, !b]; },
    selector: (random) => (random.chance(50) ? [hex(random.big(250)), '0x1'] : [random.identifier(), random.identifier() + '_']),
};
const SCALARS_1 = {
    ...SCALARS_0, shortstring: short_text, u128: up_to_128, timestamp: up_to_128,
    string: (random) => { const t = text_of(random, 250); return [t, t + ' ']; },
    i128: (random) => { const n = random.integer(128) - (1n << 127n); return [n > -1000000n && n < 1000000n ? Number(n) : n.toString(), (n ^ 1n).toString()]; },
    ContractAddress: felt, ClassHash: felt,
};
const PRESETS = { u256: [['low', 'u128'], ['high', 'u128']], TokenAmount: [['token_address', 'ContractAddress'], ['amount', 'u256']],
                  NftId: [['collection_address', 'ContractAddress'], ['token_id', 'u256']] };

const TAKEN = ['felt', 'string', 'bool', 'selector', 'enum', 'merkletree', 'shortstring', 'u128', 'i128', 'timestamp', '__proto__', 'constructor'];
/** Revision 1 has its names in quotes, so nearly anything may stand there (plugins/starknet/snip12.md). */
const name_of = (random, active) => (active && random.chance(30)
    ? random.text(8).replace(/["\\\u0000-\u001f\u007f\u2028]/g, '') + '\u00e9' : random.identifier());

class Maker {
    constructor(random, active) {
        this.random = random;
        this.active = active;
        this.scalars = active ? SCALARS_1 : SCALARS_0;
        this.leaves = new Leaves();
        this.types = {};
        // SNIP-12 refuses a comma in the name of a type.
        this.structs = random.names(random.between(1, 4), () => name_of(random, active).replaceAll(',', ''), TAKEN);
    }

    /** A type that refers to later structs only. */
    type(later) {
        const { random } = this;
        const presets = this.active ? Object.keys(PRESETS) : [];
        const base = later.length > 0 && random.chance(40) ? random.pick(later)
            : presets.length > 0 && random.chance(20) ? random.pick(presets) : random.pick(Object.keys(this.scalars));
        return base + random.pick(['', '', '', '', '*', '*', '**']);
    }

    declare() {
        const { random } = this;
        const enums = [];
        this.structs.forEach((name, i) => {
            const later = this.structs.slice(i + 1);
            this.types[name] = random.names(random.between(1, 4), () => name_of(random, this.active), ['__proto__']).map((member) => {
                if (random.chance(10)) return { name: member, type: 'merkletree', contains: this.type(later).replace(/\*+$/, '') };
                if (!this.active || random.chance(85)) return { name: member, type: this.type(later) };
                const choice = `Choice ${enums.length} of ${name}`;
                enums.push([choice, random.names(random.between(1, 4), () => name_of(random, true), ['__proto__']).map((variant) => ({
                    name: variant, type: `(${Array.from({ length: random.below(4) }, () => this.type(later.filter((n) => !/[,()]/.test(n)))).join(',')})` }))]);
                return { name: member, type: 'enum', contains: choice };
            });
        });
        for (const [name, variants] of enums) this.types[name] = variants;
    }

    fill(holder, key, type, contains) {
        const { random } = this;
        const preset = this.active && PRESETS[type]?.map(([name, of]) => ({ name, type: of }));
        if (type.endsWith('*') || type === 'merkletree') {
            const list = holder[key] = [];
            const count = type === 'merkletree' ? random.between(1, 5) : random.below(3);
            for (let i = 0; i < count; ++i) this.fill(list, i, contains ?? type.slice(0, -1));
        } else if (preset || this.types[type]) {
            const object = holder[key] = {};
            for (const m of preset || this.types[type]) this.fill(object, m.name, m.type, m.contains);
        } else if (type === 'enum') {
            const variant = random.pick(this.types[contains]);
            const values = [];
            holder[key] = { [variant.name]: values };
            variant.type.slice(1, -1).split(',').filter(Boolean).forEach((t, i) => this.fill(values, i, t));
        } else {
            this.leaves.put(holder, key, ...this.scalars[type](random));
        }
    }

    document() {
        this.declare();
        const root = {};
        const primaryType = this.structs[0];
        this.fill(root, 'message', primaryType);
        const domain = { name: short(this.random), version: number(this.random, this.random.integer(20)), chainId: 'SN_MAIN',
                         ...(this.active ? { revision: this.random.pick(['1', 1]) } : {}) };
        this.leaves.put(domain, 'name', domain.name, domain.name + '!');
        return { types: { [this.active ? 'StarknetDomain' : 'StarkNetDomain']: this.active ? DOMAIN_1 : DOMAIN_0, ...this.used(primaryType) },
                 primaryType, domain, message: root.message };
    }

    /** Strictly, types that nothing uses are refused. */
    used(primary) {
        const found = new Set([primary]);
        for (const name of found) {
            for (const { type, contains } of this.types[name]) {
                const parts = type.startsWith('(') && /^Choice /.test(name) ? type.slice(1, -1).split(',') : [type, contains ?? ''];
                parts.map((t) => t.replace(/\*+$/, '')).filter((t) => Object.hasOwn(this.types, t)).forEach((t) => found.add(t));
            }
        }
        return Object.fromEntries(Object.entries(this.types).filter(([name]) => found.has(name)));
    }
}

const KINDS = [
    ...OPENZEPPELIN.map(([, c]) => [c, openzeppelin_calldata]), ...ARGENT_0_3.map(([, c]) => [c, argent_0_3_calldata]),
    ...ARGENT_0_4.map(([, c]) => [c, argent_0_4_calldata]), ...BRAAVOS.map(([, c]) => [c, openzeppelin_calldata]),
];

const SIGNERS = {
    [STARKNET]: async (secret, document, account) => new Signer(secret).signMessage(document, account),
    [SCURE]: async (secret, document, account) => scure.sign(message_hash(document, account).toString(16).padStart(64, '0'), secret),
};

/** Addresses are slow to derive in JavaScript, so a run has few accounts. */
function holders(random) {
    return Array.from({ length: 40 }, () => {
        const secret = '0x' + grindKey(random.bytes(32).toString('hex'));
        const x = Point.BASE.multiply(BigInt(secret)).toAffine().x;
        const [class_hash, calldata] = random.pick(KINDS);
        const salt = random.chance(70) ? x : random.big(250);
        return { secret, x, salt, account: contract_address(class_hash, salt, calldata(x)),
                 params: { class_hash, salt: hex(salt), ...(random.chance(50) ? { constructor_calldata: calldata(x).map(hex) } : {}) } };
    });
}

// For tests/interop/random/run.mjs. Few signatures: Starknet's hashes are slow in JavaScript.
export const weight = 10;
export const per_round = Object.keys(SIGNERS).length;

export async function* cases(random, rounds) {
    const all = holders(random);
    for (let i = 0; i < rounds; ++i) {
        for (const [library, sign] of Object.entries(SIGNERS)) yield await starknet_case(random, library, sign, all);
    }
}

async function starknet_case(random, library, sign, all) {
    const { secret, x, salt, account, params } = random.pick(all);
    const other = random.pick(all.filter((holder) => holder.account !== account));
    const maker = new Maker(random, random.chance(60));
    const document = maker.document();
    const { r, s } = await sign(secret, structuredClone(document), account);
    const turned = hex(r ^ 1n << BigInt(random.below(250)));
    return { library, account, mutations: {
        signature: { signature: random.chance(50) ? [turned, hex(s)] : [hex(s), hex(r)] },
        value: { message: { text: maker.leaves.changed(random, document) } },
        account: { account: other.account },
        key: { public_key: padded(other.x) },
        salt: { params: { ...params, salt: hex((salt + 1n) % P) } },
        thief: { account: other.account, params: other.params },
    }, request: { chain: 'starknet:SN_MAIN', scheme: 'snip12', account, public_key: padded(x),
                  message: { text: JSON.stringify(document) }, params, signature: [hex(r), hex(s)] } };
}
