// SPDX-License-Identifier: Apache-2.0
// What people write in the place of walletauthd: Express, a library, a Map of nonces. Usage: server.mjs LIBRARY PORT
// It checks what the library checks, and that a nonce is used once. There are no limits, tokens or audit lines.
import { randomBytes } from 'node:crypto';
import { verifyMessage } from 'ethers';
import express from 'express';
import { SiweMessage } from 'siwe';
import { recoverMessageAddress } from 'viem';
import { createSiweMessage, parseSiweMessage, validateSiweMessage } from 'viem/siwe';

const [library, port] = process.argv.slice(2);
const domain = 'app.example';
const nonces = new Map(); // nonce: used

const recover = {
    siwe: async (text, signature) => verifyMessage(text, signature), // siwe has ethers beside it
    viem: (message, signature) => recoverMessageAddress({ message, signature }),
    ethers: async (text, signature) => verifyMessage(text, signature),
}[library];

/** The account of a text that is good, without its nonce's look-up. */
const accept = {
    siwe: async (text, signature) => {
        const message = new SiweMessage(text);
        const { success, data } = await message.verify({ signature, domain, time: new Date().toISOString() });
        return success ? { address: data.address, nonce: data.nonce } : undefined;
    },
    viem: async (text, signature) => {
        const message = parseSiweMessage(text);
        if (!validateSiweMessage({ message, domain })) return undefined;
        const address = await recoverMessageAddress({ message: text, signature });
        return address === message.address ? message : undefined;
    },
    ethers: async (text, signature) => {
        const message = parseSiweMessage(text); // ethers reads no such texts
        if (!validateSiweMessage({ message, domain })) return undefined;
        return verifyMessage(text, signature) === message.address ? message : undefined;
    },
}[library];

const app = express();
app.disable('x-powered-by');
app.use(express.json());
app.post('/v1/challenge', (request, response) => {
    const nonce = randomBytes(16).toString('hex');
    nonces.set(nonce, false);
    const now = new Date();
    const text = createSiweMessage({
        address: request.body.account, chainId: 1, domain, nonce, uri: `https://${domain}`, version: '1',
        issuedAt: now, expirationTime: new Date(now.getTime() + 600_000),
    });
    response.json({ message: { text } });
});
app.post('/v1/sign-in', async (request, response) => {
    const found = await accept(request.body.message.text, request.body.signature);
    if (!found || nonces.get(found.nonce) !== false) return response.status(401).json({ status: 'rejected' });
    nonces.set(found.nonce, true);
    return response.json({ status: 'valid', account: found.address });
});
app.post('/v1/verify', async (request, response) => {
    const address = await recover(request.body.message.text, request.body.signature);
    const valid = address.toLowerCase() === request.body.account.toLowerCase();
    response.json({ status: valid ? 'valid' : 'rejected', account: address });
});
app.listen(Number(port), '127.0.0.1', () => console.log('listens'));
