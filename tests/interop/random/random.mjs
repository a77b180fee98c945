// SPDX-License-Identifier: Apache-2.0
// Random values from a seed: the same seed gives the same run.

import { createCipheriv, createHash } from 'node:crypto';

const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
const UNICODE = [...'äßçñøžЖЩאבעربहिन्दी中文漢字かなカナ한국어ไทย', 'e\u0301', '\u200b', '\u200d', '\u202e', '\ufeff', '\uffff', '\ufffd',
                 '\u00a0', '\u2028', '\u{1f511}', '\u{1f468}\u200d\u{1f469}', '\u{10ffff}', '\u{20000}'];
const CONTROL = ['\t', '\n', '\r\n', '\u0000', '\u0007', '\u001b', '\u007f', '\u0085'];

export class Random {
    constructor(seed) {
        const key = createHash('sha256').update(seed).digest();
        this.stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
        this.pool = Buffer.alloc(0);
        this.next = 0;
    }

    reserve(n) {
        if (this.next + n <= this.pool.length) return;
        this.pool = this.stream.update(Buffer.alloc(Math.max(n, 1 << 16)));
        this.next = 0;
    }

    bytes(n) {
        this.reserve(n);
        this.next += n;
        return Buffer.from(this.pool.subarray(this.next - n, this.next));
    }

    below(n) {
        this.reserve(6);
        this.next += 6;
        return this.pool.readUIntBE(this.next - 6, 6) % n;
    }

    between(low, high) { return low + this.below(high - low + 1); }
    chance(percent) { return this.below(100) < percent; }
    pick(list) { return list[this.below(list.length)]; }
    big(bits) { return bits === 0 ? 0n : BigInt.asUintN(bits, BigInt('0x' + this.bytes(Math.ceil(bits / 8)).toString('hex'))); }

    /** Of any size up to `bits`, the ends more often than chance would have them. */
    integer(bits) {
        const top = (1n << BigInt(bits)) - 1n;
        return this.pick([() => 0n, () => top, () => this.big(this.below(bits + 1)), () => this.big(bits), () => BigInt(this.below(100)) & top])();
    }

    /** Mostly short; now and then around the sizes where formats change. */
    length(max) { return Math.min(max, this.pick([this.below(8), this.below(40), this.below(40), this.below(300), 31, 32, 62, 255, 256, max])); }

    ascii(max) { return Array.from({ length: this.length(max) }, () => this.pick(PRINTABLE)).join(''); }

    /** Any Unicode text. */
    text(max) {
        const pools = this.pick([[PRINTABLE], [PRINTABLE, UNICODE], [UNICODE], [PRINTABLE, UNICODE, CONTROL]]);
        return Array.from({ length: this.length(max) }, () => this.pick(this.pick(pools))).join('');
    }

    identifier() {
        const first = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_';
        return this.pick(first) + Array.from({ length: this.below(10) }, () => this.pick(first + '0123456789')).join('');
    }

    /** `count` different names that are none of `taken`. */
    names(count, make, taken = []) {
        const names = new Set();
        while (names.size < count) {
            const name = make();
            if (!taken.includes(name)) names.add(name);
        }
        return [...names];
    }

    flip(bytes) {
        const changed = Buffer.from(bytes);
        changed[this.below(changed.length)] ^= 1 << this.below(8);
        return changed;
    }
}

/** The leaves of a document: puts values and remembers how each could be another one. */
export class Leaves {
    constructor() { this.all = []; }
    put(holder, key, value, other) {
        holder[key] = value;
        this.all.push({ holder, key, value, other });
    }
    /** The document as text with one leaf changed. */
    changed(random, document) {
        if (this.all.length === 0) return null;
        const { holder, key, value, other } = random.pick(this.all);
        holder[key] = other;
        const text = JSON.stringify(document);
        holder[key] = value;
        return text;
    }
}
