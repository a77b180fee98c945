// SPDX-License-Identifier: Apache-2.0
/**
 * `verifyMessage` and `verifyTypedData` with the arguments that viem's functions have. The answer is a verdict with a
 * status, and no boolean: `false` would mix "somebody else signed this" with "nobody knows".
 */
import type { EvidenceSource, Host, Resolver, Service, Verdict } from './index.cjs';

export { isValidOrThrow } from './index.cjs';

export type Hex = `0x${string}`;

/** A signature as viem has it: hex, bytes, or the parts that its `parseSignature` gives. */
export type ViemSignature = Hex | Uint8Array | {
    r: Hex;
    s: Hex;
    yParity?: number | undefined;
    v?: bigint | undefined;
};

/** The arguments of viem's `verifyMessage`. */
export interface VerifyMessageParameters {
    address: Hex;
    /** A text, or the bytes themselves. */
    message: string | { raw: Hex | Uint8Array };
    signature: ViemSignature;
}

/** The arguments of viem's `verifyTypedData`. */
export interface VerifyTypedDataParameters {
    address: Hex;
    domain?: object | undefined;
    types: object;
    primaryType: string;
    message?: object | undefined;
    signature: ViemSignature;
}

export interface ViemVerifierOptions {
    /** The number of the chain; 1 if absent. */
    chainId?: number | bigint;
    /** Who asks the chain about contract accounts. Without it they are `unsupported` or `rejected`. */
    source?: EvidenceSource | Resolver;
    /** The service's part. With a source, `accept` is `derived` and `chain_state` if absent. */
    service?: Service;
    /** How long the source may take. */
    timeoutMs?: number;
}

/** The two functions for one chain. */
export interface ViemVerifier {
    verifyMessage(parameters: VerifyMessageParameters): Promise<Verdict>;
    verifyTypedData(parameters: VerifyTypedDataParameters): Promise<Verdict>;
}

export declare function viemVerifier(host: Host, options?: ViemVerifierOptions): ViemVerifier;
