// SPDX-License-Identifier: Apache-2.0
// A service that signs users in by their wallets. It needs express and walletauth; a real one has TLS in front of it.
//
//     POST /challenge   {chain, scheme, account}            what the wallet is to sign
//     POST /sign-in     {chain, scheme, form, account, message, signature}
//     GET  /me                                               who is signed in

import { randomBytes } from 'node:crypto';
import express from 'express';
import { openInstalled, openSignIn } from 'walletauth';

// Without `Secure` a browser takes no cookie of this name; programs on this machine do.
const binding = '__Host-login';
const session = '__Host-session';
const attributes = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' };

function cookieOf(req, name) {
    const found = (req.headers.cookie ?? '').split(/; */).find((pair) => pair.startsWith(`${name}=`));
    return found?.slice(name.length + 1);
}

/** What this service knows of the connection. Nothing of it comes from the body. */
function contextOf(cookie, req) {
    return { cookie, fromPage: req.headers.origin !== undefined };
}

export function makeApp({ domain, host = openInstalled() }) {
    const signIn = openSignIn(host, { issuer: `https://${domain}`, domain, chains: ['eip155:1'], forms: ['eip4361'] });
    const sessions = new Map(); // a real service has a store for them, and an end of each
    const app = express();
    app.use(express.json({ limit: '64kb' }));

    app.post('/challenge', async (req, res) => {
        const cookie = randomBytes(16).toString('hex');
        const { http, ...challenge } = await signIn.challenge(req.body, contextOf(cookie, req));
        res.status(http).cookie(binding, cookie, attributes).json(challenge);
    });

    app.post('/sign-in', async (req, res) => {
        const { http, ...answer } = await signIn.signIn(req.body, contextOf(cookieOf(req, binding) ?? '', req));
        if (answer.status !== 'valid') return res.status(http).json(answer);
        const id = randomBytes(16).toString('hex');
        sessions.set(id, answer.subject);
        if (answer.maySetCookie) res.cookie(session, id, attributes);
        return res.clearCookie(binding, attributes).json({ subject: answer.subject });
    });

    app.get('/me', (req, res) => {
        const subject = sessions.get(cookieOf(req, session));
        return subject === undefined ? res.sendStatus(401) : res.json({ subject });
    });
    return app;
}

if (import.meta.url === `file://${process.argv[1]}`) {
    makeApp({ domain: process.env.DOMAIN ?? 'localhost:3000' }).listen(3000, '127.0.0.1');
}
