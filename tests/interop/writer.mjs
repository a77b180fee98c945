// SPDX-License-Identifier: Apache-2.0
// Vector files: one vector a line, ASCII only, the same bytes on every run.

const ascii = (text) => text.replace(/[\u007f-\uffff]/g,
    (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));

// What only the service may say (docs/wire-format.md): members, and parameters.
const SERVICE_MEMBERS = ['accept', 'compat', 'block', 'evidence'];
const SERVICE_PARAMETERS = ['message_kind', 'message_encoding', 'counterfactual', 'threshold'];

/** The user's part and the service's part of a request; no service where it says nothing. */
export function parted(request) {
    const user = {};
    const service = {};
    for (const [name, value] of Object.entries(request)) {
        (SERVICE_MEMBERS.includes(name) ? service : user)[name] = value;
    }
    const params = Object.entries(user.params ?? {});
    const is_service = ([name]) => SERVICE_PARAMETERS.includes(name);
    if (params.some(is_service)) {
        service.params = Object.fromEntries(params.filter(is_service));
        user.params = Object.fromEntries(params.filter((param) => !is_service(param)));
        if (Object.keys(user.params).length === 0) delete user.params;
    }
    return Object.keys(service).length === 0 ? { request: user } : { request: user, service };
}

/** Collects the vectors of one file; ids are unique. */
export class VectorFile {
    constructor(name, description) {
        this.name = name;
        this.description = description;
        this.vectors = new Map();
    }

    /** `request` holds the members of the user and of the service; they part here. */
    add(id, request, expect, source, why) {
        if (this.vectors.has(id)) throw new Error(`two vectors are called ${id}`);
        if (!/^[a-z0-9-]+$/.test(id)) throw new Error(`bad id ${id}`);
        this.vectors.set(id, { id, ...parted(request), expect, source, why });
    }

    counts() {
        const counts = { total: this.vectors.size };
        for (const { expect } of this.vectors.values()) {
            counts[expect.status] = (counts[expect.status] ?? 0) + 1;
        }
        return counts;
    }

    /** `generator` is the script, as a path in the repository. */
    text(generator) {
        const head = [
            '"format": "walletauth-vectors/1"',
            `"description": ${JSON.stringify(this.description)}`,
            `"generator": "${generator}"`,
        ];
        const lines = [...this.vectors.values()].map((v) => '  ' + JSON.stringify(v));
        return ascii(`{\n ${head.join(',\n ')},\n "vectors": [\n${lines.join(',\n')}\n ]\n}\n`);
    }
}

/** One member of `choices` and the next ones, round and round: spreads cases over vectors. */
export function rotation(choices, count) {
    let next = 0;
    return () => Array.from({ length: count }, () => choices[next++ % choices.length]);
}
