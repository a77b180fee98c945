// SPDX-License-Identifier: Apache-2.0
// Compiled by tsc --strict and never run: what a user of TypeScript writes, and what must not compile.

import type { VerifyMessageParameters, VerifyTypedDataParameters } from 'viem';
import {
    WalletauthError, answerOf, isValidOrThrow, openInstalled, openResolver, openShared, openSignIn, rawJson,
    type EvidenceSource, type Host, type Request, type Session, type SignInRefusal, type Store, type Verdict,
} from 'walletauth';
import { viemVerifier } from 'walletauth/viem';

const request: Request = { chain: 'eip155:1', scheme: 'eip191', account: '0x', message: 'text', signature: '0x' };

export function addressOf(verdict: Verdict): string {
    switch (verdict.status) {
    case 'valid': return verdict.address;
    case 'rejected': return verdict.reason ?? verdict.detail;
    case 'malformed': return verdict.detail;
    case 'unsupported': return verdict.detail;
    case 'needs_evidence': return verdict.queries[0]?.method ?? '';
    default: return verdict satisfies never;
    }
}

export async function everything(host: Host): Promise<boolean> {
    const verdict = await host.verify(request, { accept: ['derived'], compat: false, params: { big: 2n ** 64n } });
    if (verdict.status === 'valid' && verdict.chainBound) return verdict.link === 'derived';
    const source: EvidenceSource = {
        pin: (chain) => `${chain}`,
        fetch: async (_chain, queries, options) => queries.map(({ text }) => (options?.signal?.aborted ? { error: { code: -1 } } : answerOf(text))),
    };
    await host.verifyWithEvidence(request, source, { accept: ['derived', 'chain_state'] }, { timeoutMs: 5000 });
    await host.verifyWithEvidence({ ...request, message: { json: rawJson('{}') }, signature: ['0x1', '0x2'] }, openResolver('/file').client('x'));
    const account = host.account({ chain: 'eip155:1', account: '0x' });
    if (account.status === 'valid') console.log(account.account);
    openShared(host.share()).close();
    return isValidOrThrow(verdict);
}

export async function signIn(host: Host, body: unknown): Promise<string | undefined> {
    const store: Store = { consume: () => ({ outcome: 'first', generation: 'x' }), generation: async () => 'x' };
    const login = openSignIn(host, { domain: 'app.example', chains: ['eip155:1'], forms: ['eip4361'], clientId: 'x' }, { keys: '1 00', store });
    const challenge = await login.challenge({ chain: 'eip155:1', scheme: 'eip191' }, { cookie: 'x', fromPage: true }, new Date());
    if (challenge.status !== 'challenge') return challenge.code;
    const answer: Session | SignInRefusal = await login.signIn(body as Parameters<typeof login.signIn>[0]);
    return answer.status === 'valid' ? answer.subject : answer.retryTicket;
}

/** What viem takes, we take. */
export function likeViem(message: VerifyMessageParameters, document: VerifyTypedDataParameters): Promise<Verdict>[] {
    const { verifyMessage, verifyTypedData } = viemVerifier(openInstalled(), { chainId: 1n });
    return [verifyMessage(message), verifyTypedData(document as VerifyTypedDataParameters & { types: object; primaryType: string })];
}

export function failed(error: unknown): string {
    return error instanceof WalletauthError ? `${error.status} ${error.reason} ${error.detail}` : 'another';
}

const host = openInstalled();
// @ts-expect-error: a verdict is no boolean
const wrong: boolean = host.verifySync(request);
// @ts-expect-error: without a signature there is nothing to verify
host.verifySync({ chain: 'eip155:1', scheme: 'eip191', message: 'text' });
// @ts-expect-error: evidence is the service's
host.verifySync({ ...request, evidence: [] });
// @ts-expect-error: only a valid verdict surely has an account
const account: string = host.verifySync(request).account;
// @ts-expect-error: times are a Date, no number
openSignIn(host, { domain: 'a', chains: [], forms: [] }).signIn({ ...request, form: 'x' }, {}, 5);
// @ts-expect-error: no such outcome
const store: Store = { consume: () => ({ outcome: 'maybe', generation: 'x' }), generation: () => 'x' };
export { account, store, wrong };
