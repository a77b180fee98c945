// SPDX-License-Identifier: Apache-2.0
// The other side of threads.test.mjs: a worker.

import { parentPort, workerData } from 'node:worker_threads';
import { WalletauthError, openInstalled, openShared, openSignIn } from 'walletauth';

const { job, shared, one } = workerData;

/** Bytes come here as a Uint8Array. */
const jobs = {
    async verify({ kinds, calls, tells }) {
        const host = openShared(shared);
        if (tells) parentPort.postMessage('open');
        let wrong = 0;
        for (let i = 0; i < calls; i += 1) {
            const { one: request, expected } = kinds[i % kinds.length];
            const verdict = i % 2 === 0 ? host.verifySync(request) : await host.verify(request);
            if (verdict.status !== expected) wrong += 1;
        }
        host.close();
        return wrong;
    },
    open() {
        const host = openInstalled();
        const { status } = host.verifySync(one);
        host.close();
        return status;
    },
    async flood() { // until it is ended from outside
        const host = openShared(shared);
        for (;;) {
            const running = Array.from({ length: 100 }, () => host.verify(one));
            parentPort.postMessage('running');
            await Promise.all(running);
        }
    },
    async wait() {
        const never = { consume: () => new Promise(() => {}), generation: () => new Promise(() => {}) };
        const config = { domain: 'app.example', chains: [one.chain], forms: ['eip4361'], channels: ['none'] };
        const signIn = openSignIn(openShared(shared), config, { store: never, storeTimeoutMs: 300 });
        const waiting = signIn.challenge({ chain: one.chain, scheme: one.scheme, account: one.account });
        setTimeout(() => parentPort.postMessage('waiting'), 50);
        await waiting;
    },
    stack() {
        const host = openShared(shared);
        let refused = 0;
        let valid = 0;
        const verify = () => {
            try {
                if (host.verifySync(one).status === 'valid') valid += 1;
            } catch (error) {
                if (error instanceof WalletauthError && /stack/.test(error.detail)) refused += 1;
            }
        };
        const deeper = (level) => {
            if (level % 16 === 0) verify();
            deeper(level + 1);
        };
        try {
            deeper(0);
        } catch (error) {
            if (!(error instanceof RangeError)) throw error;
        }
        return { refused, valid };
    },
};

parentPort.postMessage(await jobs[job](workerData));
