// SPDX-License-Identifier: Apache-2.0
// A node that runs no init code, as those of some chains: anvil behind a server that refuses eth_call without `to`. Or one
// that refuses nothing: the same chain at a second address.

import { createServer } from 'node:http';
import { once } from 'node:events';

const REFUSAL = { code: -32602, message: 'invalid argument 0: a call needs to' };

async function answer(url, refuses, request) {
    const call = JSON.parse(request);
    const is_refused = refuses && call.method === 'eth_call' && call.params[0].to === undefined;
    if (is_refused) return JSON.stringify({ jsonrpc: '2.0', id: call.id, error: REFUSAL });
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: request });
    return response.text();
}

/** On loopback, in front of the node at `url`. `stop` ends it. */
export async function start_plain_node(url, { refuses = true } = {}) {
    const server = createServer(async (request, response) => {
        try {
            let body = '';
            for await (const part of request) body += part;
            const text = await answer(url, refuses, body);
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
