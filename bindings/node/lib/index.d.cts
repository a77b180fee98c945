// SPDX-License-Identifier: Apache-2.0
/// <reference lib="esnext.disposable" />
/**
 * Verifies wallet signatures of any chain, and signs users in by their wallets.
 *
 * A host is open from one of the `open` functions until `close`. Its functions may be called at any time, any number
 * at once. `close` waits for nobody, and harms nobody: what is under way ends first.
 *
 * What could not be carried out is a {@link WalletauthError}. It says nothing about the signature: deny, and do not
 * call the signature invalid. A verdict that is not `valid` is a result, and no error.
 */

/** A value of JSON. Integers beyond 2^53 are a `bigint`; {@link rawJson} keeps a text as it is. */
export type Json = string | number | bigint | boolean | null | RawJson | readonly Json[] | { readonly [name: string]: Json | undefined };

/** Bytes, or a notation of bytes that the library reads. */
export type Bytes = Uint8Array | { readonly hex: string } | { readonly base64: string } | { readonly text: string };

/** One signature to verify, as the user sent it. */
export interface Request {
    /** A CAIP-2 id, such as `eip155:1`. */
    chain: string;
    /** The way of signing, such as `eip191`. */
    scheme: string;
    /** Who is said to have signed: bare, or a CAIP-10 id of the same chain. */
    account?: string | undefined;
    /** In a notation of the chain, or its bytes. */
    publicKey?: string | Bytes | undefined;
    /** The text, the bytes, or `{json}` for typed data. A document may also be its text. */
    message: string | Bytes | { readonly json: Json };
    /** As the wallet returned it, or its bytes. */
    signature: string | Bytes | Json;
    /** The user's parameters of the scheme. */
    params?: Params | undefined;
}

/** Parameters of a scheme: a text, bytes, or a value of JSON, as the scheme declares it. */
export type Params = { readonly [name: string]: Bytes | Json | undefined };

/** What may prove that the key belongs to the account. */
export type Link = 'derived' | 'chain_state' | 'counterfactual';

/** What the service decides. Never take a member of it from the user. */
export interface Service {
    /** Parameters that the service states, of any role. */
    params?: Params | undefined;
    /** `['derived']` if absent. */
    accept?: readonly Link[] | undefined;
    /** Accept what the scheme's `compat_of` client accepts, where the operator grants it. */
    compat?: boolean | undefined;
    /** The block that evidence must stand at. */
    block?: string | undefined;
    /** What the chain answered. Whoever supplies it decides the verdict. */
    evidence?: readonly Evidence[] | undefined;
}

/** A question to the chain, with the answer of a node. */
export type Evidence = { readonly query: Query | Json } & NodeAnswer;

/** What a node answered: the result, or its error object. {@link answerOf} makes it from a reply. */
export type NodeAnswer = { readonly result: Json; readonly error?: undefined } | { readonly error: Json; readonly result?: undefined };

/** The holder of `account` signed this message. */
export interface Valid {
    status: 'valid';
    /** A CAIP-10 id. */
    account: string;
    /** The same account in its one spelling on the chain. */
    address: string;
    /** The key in the chain's notation, where the scheme knows one and the request was not all bytes. */
    publicKey?: string;
    /** The key, where the scheme knows one and the request gave signature and key as bytes. */
    publicKeyBytes?: Uint8Array;
    link: Link;
    /** The block that evidence stood at. */
    block?: string;
    /** Whether the signed bytes name the chain. If not, they are good on other chains of the namespace, too. */
    chainBound: boolean;
    reason?: undefined;
    detail?: undefined;
    queries?: undefined;
}

/** Not `valid`. `detail` is for logs: programs must not read it. */
interface Refused<Status, Reason> {
    status: Status;
    reason?: Reason;
    detail: string;
    account?: undefined;
    address?: undefined;
    queries?: undefined;
}

/** Well formed, and not the account's signature of this message. */
export type Rejected = Refused<'rejected', 'signature' | 'signer' | 'policy'>;
/** Not well formed; the reason says which input. */
export type Malformed = Refused<'malformed', 'request' | 'chain' | 'account' | 'public_key' | 'params' | 'message' | 'signature' | 'evidence'>;
/** Not done here. */
export type Unsupported = Refused<'unsupported', 'scheme' | 'chain' | 'operation' | 'flag' | 'params' | 'evidence'>;

/** Only chain state can tell: {@link Host.verifyWithEvidence} asks for it. */
export interface NeedsEvidence {
    status: 'needs_evidence';
    queries: Query[];
    reason?: undefined;
    detail?: undefined;
    account?: undefined;
    address?: undefined;
}

/** The answer to a request. The sixth class, `error`, is thrown as a {@link WalletauthError}. */
export type Verdict = Valid | Rejected | Malformed | Unsupported | NeedsEvidence;

/** An account: to normalise, or to derive from a key. */
export type AccountRequest =
    | { chain: string; account: string }
    | { chain: string; scheme: string; publicKey?: string | Bytes | undefined; params?: Params | undefined };

/** The one spelling of an account. */
export interface Account {
    status: 'valid';
    account: string;
    address: string;
    reason?: undefined;
    detail?: undefined;
}

/** A call that could not be carried out, or an answer that nobody has. It says nothing about the signature. */
export declare class WalletauthError extends Error {
    constructor(status: string, reason: string, detail: string, options?: ErrorOptions);
    /** `error`; of {@link isValidOrThrow} any status but `valid` and `rejected`. */
    readonly status: string;
    /** Such as `argument`, `evidence` or `memory`. */
    readonly reason: string;
    readonly detail: string;
}

/** The text of one JSON value, which is passed on as it stands. Made by {@link rawJson}. */
export declare class RawJson {
    protected constructor(text: string);
    readonly text: string;
    toJSON(): unknown;
}

/** A call of JSON-RPC, or of REST: the method is then `GET /path/{name}` or `POST /path`. */
export declare class Query extends RawJson {
    private constructor(text: string);
    readonly method: string;
    /** Integers beyond 2^53 are rounded here, as JSON.parse does; `text` has them whole. */
    readonly params: unknown;
}

/** Keeps the text of a JSON value: what a wallet signed, or what a node sent. Refuses what is not one value. */
export declare function rawJson(text: string): RawJson;

/** The answer in a reply of JSON-RPC, as the text that the node sent. Throws where it has none. */
export declare function answerOf(reply: string): NodeAnswer;

/** True for `valid`, false for `rejected`. Everything else is thrown: it is no answer to "did they sign this?". */
export declare function isValidOrThrow(verdict: Verdict): boolean;

/** Who asks nodes of the request's own chain. What it throws counts as no answer. */
export interface EvidenceSource {
    /** Chooses the block for all queries of one verification; nothing: the tag of the scheme's page. */
    pin?(chain: string, options?: { signal?: AbortSignal | undefined }): Promise<string | undefined> | string | undefined;
    /** Answers all queries of a round, in their order. Not called again for what was answered. */
    fetch(chain: string, queries: Query[], options?: { signal?: AbortSignal | undefined }): Promise<readonly NodeAnswer[]> | readonly NodeAnswer[];
}

/** Loaded plugins. Opened by {@link openInstalled}, {@link openManifest}, {@link openDirectory} or {@link openShared}. */
export declare class Host implements Disposable {
    private constructor();
    /** Verifies on a thread of libuv's pool. For servers: a curve operation takes some 30 to 200 microseconds. */
    verify(request: Request, service?: Service): Promise<Verdict>;
    /** Verifies on this thread: the quicker one for a single signature, and nothing else runs meanwhile. */
    verifySync(request: Request, service?: Service): Verdict;
    /**
     * Verifies, and asks `source` where only the chain can tell: first for a block, then in at most 4 rounds. The
     * service's part must accept more than `derived`, else nothing is asked. Without an answer within `timeoutMs`: a
     * WalletauthError with the reason `evidence`.
     */
    verifyWithEvidence(request: Request, source: EvidenceSource | Resolver, service?: Service, options?: { timeoutMs?: number }): Promise<Verdict>;
    /** The wire format as texts: docs/wire-format.md. Also an answer `error` is returned. */
    verifyJSON(request: string, service?: string): Promise<string>;
    verifyJSONSync(request: string, service?: string): string;
    /** The one spelling of an account, or the account of a key. */
    account(request: AccountRequest): Account | Rejected | Malformed | Unsupported;
    /** The account of a key, or of a compact id where the scheme has one. Throws where there is none. */
    identify(chain: string, scheme: string, compactId: Uint8Array): string;
    /** All that is loaded: plugins, schemes with parameters and limits, routes. */
    describe(): any;
    /** A number by which {@link openShared} finds this host in another thread of this process. */
    share(): number;
    /** Ends it, once what is under way has ended. A second time nothing happens. */
    close(): void;
    [Symbol.dispose](): void;
}

/** Opens the plugins that are installed with libwalletauth. Takes some 50 ms, on this thread: open once. */
export declare function openInstalled(): Host;
/** Opens what a TOML manifest lists: which plugins, and what each may do. */
export declare function openManifest(path: string): Host;
/** Opens every plugin of a folder: for development. */
export declare function openDirectory(path: string): Host;
/** The host that another thread has open. It stays open until both are closed. */
export declare function openShared(id: number): Host;

/** Nodes that an operator's file names: docs/resolver.md. Needs libwalletauth-resolver. */
export declare class Resolver implements Disposable {
    private constructor();
    /** The same nodes, with the questions of one client counted. Close it, too. */
    client(name: string): Resolver;
    /** Reads the file again: all of it holds from then on, or nothing changes. */
    reload(): void;
    /** Prometheus text. */
    metrics(): string;
    close(): void;
    [Symbol.dispose](): void;
}

export declare function openResolver(path: string): Resolver;

/** How a service signs its users in: docs/sign-in.md. */
export interface SignInConfig {
    /** The service's own `host[:port]`. */
    domain: string;
    /** CAIP-2 ids that are accepted. */
    chains: readonly string[];
    /** Ids of forms that are accepted, such as `eip4361`. */
    forms: readonly string[];
    issuer?: string;
    clientId?: string;
    scheme?: string;
    uris?: readonly string[];
    recipients?: readonly string[];
    callbackOrigins?: readonly string[];
    channels?: readonly ('cookie' | 'verifier' | 'none')[];
    /** Of challenges that are asked for without one. */
    statement?: string;
    /** Of a challenge, in seconds. */
    lifetime?: number;
    skew?: number;
    requireIssuedAt?: boolean;
    requireExpiry?: boolean;
    accept?: readonly Link[];
    compat?: boolean;
    preferState?: boolean;
    homeChains?: { readonly [namespace: string]: string };
}

/** What the service knows of the connection. The user's request never has it. */
export interface SignInContext {
    /** The value of the cookie that was set with the challenge. */
    cookie?: string;
    /** With a challenge the code challenge of RFC 7636 (S256), with a sign-in the code verifier. */
    verifier?: string;
    /** Whether the request has a header `Origin`. */
    fromPage?: boolean;
}

/**
 * Remembers which nonces were used. `generation` names one history of the store: it must change with all that may make
 * it forget, such as a fail-over or a flush. That of `consume` must be of the very transaction which consumed.
 */
export interface Store {
    /** Marks `key` as used if it is not, atomically over all that share the store, for at least `ttlSeconds`. */
    consume(key: string, ttlSeconds: number): Promise<Consumed> | Consumed;
    /** The present generation: 1 to 256 bytes. */
    generation(): Promise<string> | string;
}

export interface Consumed {
    /** `unavailable` wherever it is not known whether the key was written. What a store throws counts as that. */
    outcome: 'first' | 'again' | 'unavailable';
    generation: string;
}

export interface SignInOptions {
    /** The text of a key file, for several processes. Absent: keys are made, which live as long as the object. */
    keys?: string;
    /** Absent: the memory of this process. It refuses a key file. */
    store?: Store;
    /** How long the store may take; then it counts as unavailable. 5,000 if absent. */
    storeTimeoutMs?: number;
    /** Is told what the store threw. */
    onError?: (error: unknown) => void;
}

export interface ChallengeRequest {
    chain: string;
    scheme: string;
    form?: string;
    account?: string;
    uri?: string;
    statement?: string;
    requestId?: string;
    resources?: readonly string[];
}

/** What the user's wallet is to sign. */
export interface Challenge {
    status: 'challenge';
    chain: string;
    scheme: string;
    form: string;
    account?: string;
    nonce: string;
    expiresAt: string;
    /** Of the request to come, in the wire format. */
    message: { text: string } | { json: Json } | { hex: string } | { base64: string };
    params: { [name: string]: Json };
    /** What a page calls of the wallet: the scheme's page describes it. */
    wallet: any;
    http: number;
}

/** A request to verify, with its form. It may also have the names of the wire format, as a page sends it. */
export type SignInRequest = Request & { form: string; retryTicket?: string | undefined };

/** Somebody has signed in, once. */
export interface Session {
    status: 'valid';
    account: string;
    /** The text to know a user by. */
    subject: string;
    address: string;
    publicKey?: string;
    chain: string;
    scheme: string;
    form: string;
    link: Link;
    block?: string;
    chainBound: boolean;
    nonce: string;
    authTime: string;
    maySetCookie: boolean;
    claims: { [name: string]: Json };
    http: number;
}

/** Nobody has signed in. Also what a store or a node did not answer is one, with `error`: the user may try again. */
export interface SignInRefusal {
    status: 'rejected' | 'malformed' | 'unsupported' | 'needs_evidence' | 'error';
    /** Which check failed, and finer. Programs may read both. */
    check: string;
    code?: string;
    /** For logs. */
    detail: string;
    /** A new challenge helps. */
    next?: 'challenge';
    /** Seconds after which the same may succeed. */
    retryAfter?: number;
    /** To be sent with the same request then. */
    retryTicket?: string;
    /** The HTTP status that fits. */
    http: number;
}

/** Challenges, and sessions for what was signed. Opened by {@link openSignIn}. */
export declare class SignIn implements Disposable {
    private constructor();
    challenge(request: ChallengeRequest, context?: SignInContext, now?: Date): Promise<Challenge | SignInRefusal>;
    /** With a source, nodes are asked where only the chain can tell, at most `timeoutMs`; 5,000 if absent. */
    signIn(request: SignInRequest, context?: SignInContext, now?: Date, options?: {
        source?: EvidenceSource | Resolver;
        timeoutMs?: number;
        onError?: (error: unknown) => void;
    }): Promise<Session | SignInRefusal>;
    /** The host may be closed before. */
    close(): void;
    [Symbol.dispose](): void;
}

export declare function openSignIn(host: Host, config: SignInConfig, options?: SignInOptions): SignIn;
