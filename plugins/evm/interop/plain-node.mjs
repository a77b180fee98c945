// SPDX-License-Identifier: Apache-2.0
// A node that runs no init code, as those of some chains: anvil behind a server that refuses eth_call without `to`. Or one
// that refuses nothing: the same chain at a second address. Or one that gives a call little gas, or lies.

import { createServer } from 'node:http';
import { once } from 'node:events';

const REFUSAL = { code: -32602, message: 'invalid argument 0: a call needs to' };

/** The probe's answer turned into its contrary: who says yes says no, and the other way round. */
function lie(text) {
    const { result, ...rest } = JSON.parse(text);
    if (typeof result !== 'string' || result.length !== 2 + 6 * 64) return text;
    const [outcome, word] = result.slice(2 + 4 * 64).startsWith('0'.repeat(63) + '1') ? ['2', 'f'.repeat(8)] : ['1', '1626ba7e'];
    return JSON.stringify({ ...rest, result: result.slice(0, 2 + 4 * 64) + outcome.padStart(64, '0') + word.padEnd(64, '0') });
}

async function answer(url, { refuses, gas, fails }, request, turn) {
    const call = JSON.parse(request);
    const is_call = call.method === 'eth_call';
    if (refuses && is_call && call.params[0].to === undefined) return JSON.stringify({ jsonrpc: '2.0', id: call.id, error: REFUSAL });
    if (gas !== undefined && is_call) call.params[0].gas = '0x' + gas.toString(16);
    if (fails && is_call && turn % 2 === 1) throw new Error('out of order');
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(call) });
    const text = await response.text();
    return fails && is_call ? lie(text) : text;
}

/**
 * On loopback, in front of the node at `url`. `gas`: the most that a call gets. `fails`: every second call is a fault, and
 * the others are lies. `stop` ends it.
 */
export async function start_plain_node(url, { refuses = true, gas, fails = false } = {}) {
    let turn = 0;
    const server = createServer(async (request, response) => {
        try {
            let body = '';
            for await (const part of request) body += part;
            const text = await answer(url, { refuses, gas, fails }, body, turn++);
            response.writeHead(200, { 'content-type': 'application/json' }).end(text);
        } catch {
            response.writeHead(502).end();
        }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const stop = async () => {
        server.close();
        server.closeAllConnections();
        await once(server, 'close');
    };
    return { url: `http://127.0.0.1:${server.address().port}`, stop };
}
