// SPDX-License-Identifier: Apache-2.0
// SNIP-12 once more, in a few lines over @scure/starknet: what the hash of every document is held
// against. It follows the wallets (starknet.js) where they and the SNIP's text part, and refuses
// nothing: only documents that must hash come here.

import { keccak, pedersen, poseidonHash, poseidonHashMany } from '@scure/starknet';
import { P } from './curve.mjs';

const bytes = (text) => new TextEncoder().encode(text);
export const short_string = (text) => bytes(text).reduce((n, byte) => n << 8n | BigInt(byte), 0n);
const pedersen_2 = (a, b) => BigInt(pedersen(a, b));
export const pedersen_many = (felts) =>
    pedersen_2(felts.reduce(pedersen_2, 0n), BigInt(felts.length));

const PRESETS = {
    u256: [['low', 'u128'], ['high', 'u128']],
    TokenAmount: [['token_address', 'ContractAddress'], ['amount', 'u256']],
    NftId: [['collection_address', 'ContractAddress'], ['token_id', 'u256']],
};

const is_number = (text) => /^(\d+|0x[0-9a-fA-F]+)$/.test(text);
const number_or_text = (v) =>
    (typeof v === 'number' || is_number(v) ? BigInt(v) : short_string(v));
const is_variant = (type) => type.startsWith('(') && type.endsWith(')');
const variant_types = (type) => type.slice(1, -1).split(',').filter((part) => part !== '');

class Encoder {
    constructor(types) {
        this.active = 'StarknetDomain' in types;
        this.types = new Map(Object.entries(types));
        if (!this.active) return;
        for (const [name, members] of Object.entries(PRESETS)) {
            this.types.set(name, members.map(([member, type]) => ({ name: member, type })));
        }
    }

    many(felts) { return this.active ? poseidonHashMany(felts) : pedersen_many(felts); }
    pair(a, b) { return this.active ? poseidonHash(a, b) : pedersen_2(a, b); }

    /** The types as they stand in encode_type of a member or a variant. */
    shown({ type, contains }) { return this.active && type === 'enum' ? contains : type; }

    mentioned(name) {
        return this.types.get(name).flatMap((member) => {
            const type = this.shown(member);
            return this.active && is_variant(type) ? variant_types(type) : [type];
        }).map((type) => type.replace(/\*$/, '')).filter((type) => this.types.has(type));
    }

    encode_type(name) {
        const seen = new Set([name]);
        for (const next of seen) this.mentioned(next).forEach((other) => seen.add(other));
        seen.delete(name);
        const quoted = this.active ? (text) => `"${text}"` : (text) => text;
        const list = (type) => (this.active && is_variant(type)
            ? `(${variant_types(type).map(quoted).join(',')})` : quoted(type));
        return [name, ...[...seen].sort()].map((type) => {
            const members = this.types.get(type).map((m) => `${quoted(m.name)}:${list(this.shown(m))}`);
            return `${quoted(type)}(${members.join(',')})`;
        }).join('');
    }

    type_hash(name) { return keccak(bytes(this.encode_type(name))); }

    struct(name, object) {
        const values = this.types.get(name).map((m) => this.value(m.type, object[m.name], m));
        return this.many([this.type_hash(name), ...values]);
    }

    value(type, v, member) {
        if (this.types.has(type)) return this.struct(type, v);
        if (type.endsWith('*')) return this.many(v.map((e) => this.value(type.slice(0, -1), e)));
        switch (type) {
        case 'bool': return BigInt(v); // of revision 0 also a number
        case 'selector': return /^0x/.test(v) ? BigInt(v) : keccak(bytes(v));
        case 'merkletree': return this.root(v.map((leaf) => this.value(member.contains, leaf)));
        case 'i128': return BigInt(v) < 0n ? BigInt(v) + P : BigInt(v);
        case 'string': return this.active ? this.byte_array(v) : number_or_text(v);
        case 'enum': return this.enum(member.contains, v);
        default: return number_or_text(v);
        }
    }

    byte_array(text) {
        const all = bytes(text);
        const full = Math.floor(all.length / 31);
        const words = Array.from({ length: full + 1 }, (_, i) =>
            all.slice(31 * i, 31 * i + 31).reduce((n, byte) => n << 8n | BigInt(byte), 0n));
        return poseidonHashMany([BigInt(full), ...words, BigInt(all.length % 31)]);
    }

    enum(name, object) {
        const [[variant, values]] = Object.entries(object);
        const index = this.types.get(name).findIndex((member) => member.name === variant);
        const types = variant_types(this.types.get(name)[index].type);
        const felts = types.map((type, i) => this.value(type, values[i]));
        return this.many([BigInt(index), ...(felts.length > 0 ? felts : [0n])]);
    }

    root(nodes) {
        if (nodes.length === 1) return nodes[0];
        const above = [];
        for (let i = 0; i < nodes.length; i += 2) {
            const [a, b] = [nodes[i], nodes[i + 1] ?? 0n];
            above.push(a < b ? this.pair(a, b) : this.pair(b, a));
        }
        return this.root(above);
    }
}

/** What is signed, by parts. */
export function explain({ types, primaryType, domain, message }, account) {
    const encoder = new Encoder(types);
    const domain_type = encoder.active ? 'StarknetDomain' : 'StarkNetDomain';
    const domain_hash = encoder.struct(domain_type, domain);
    const struct_hash = encoder.struct(primaryType, message);
    return {
        domain_type: encoder.encode_type(domain_type), domain_type_hash: encoder.type_hash(domain_type),
        type: encoder.encode_type(primaryType), type_hash: encoder.type_hash(primaryType),
        domain_hash, struct_hash,
        hash: encoder.many([short_string('StarkNet Message'), domain_hash, BigInt(account), struct_hash]),
    };
}

export const message_hash = (document, account) => explain(document, account).hash;
