// SPDX-License-Identifier: Apache-2.0
// verifyMessage and verifyTypedData with the arguments that viem has. The answer is a verdict, not a boolean.
'use strict';

const { argumentError } = require('./errors.cjs');
const { isValidOrThrow } = require('./verdict.cjs');

const byteText = /^0x(?:[0-9a-fA-F]{2})+$/;

/** Bytes of a hex text; another text stays, and is refused where it is read. */
const bytesOf = (hex) => (typeof hex === 'string' && byteText.test(hex) ? Buffer.from(hex.slice(2), 'hex') : hex);

/** r, s and v as 65 bytes, of the object that viem's parseSignature gives. */
function joined({ r, s, v, yParity }) {
    const parity = yParity ?? (v === undefined ? undefined : { 0: 0, 1: 1, 27: 0, 28: 1 }[v]);
    const word = (value, name) => {
        if (typeof value === 'string' && /^0x[0-9a-fA-F]{1,64}$/.test(value)) return value.slice(2).padStart(64, '0');
        throw argumentError(`signature.${name}: it must be a hex text of at most 32 bytes`);
    };
    if (parity !== 0 && parity !== 1) throw argumentError('signature: it needs a yParity of 0 or 1, or a v of 27 or 28');
    return Buffer.from(`${word(r, 'r')}${word(s, 's')}${parity === 0 ? '1b' : '1c'}`, 'hex');
}

function signatureOf(signature) {
    const isParts = typeof signature === 'object' && signature !== null && !(signature instanceof Uint8Array);
    return isParts ? joined(signature) : bytesOf(signature);
}

function messageOf(message) {
    if (typeof message === 'string' || message === null || typeof message !== 'object') return message;
    if (typeof message.raw !== 'string') return message.raw;
    const bytes = bytesOf(message.raw);
    return typeof bytes === 'string' ? { hex: bytes } : bytes;
}

const domainTypes = [['name', 'string'], ['version', 'string'], ['chainId', 'uint256'],
                     ['verifyingContract', 'address'], ['salt', 'bytes32']];

/** The type of a domain without one: its members in the order of the standard. */
function domainType(domain) {
    return domainTypes.filter(([name]) => domain[name] !== undefined && domain[name] !== null)
        .map(([name, type]) => ({ name, type }));
}

/** Whole numbers as decimal texts: they mean the same, and have any size. */
const wholeNumbers = (_, value) => (typeof value === 'bigint' ? value.toString() : value);

/** The document that the wallet was given. */
function documentOf({ domain = {}, types, primaryType, message }) {
    const whole = { types: { EIP712Domain: domainType(domain ?? {}), ...types }, primaryType, domain, message: message ?? {} };
    return JSON.stringify(whole, wholeNumbers);
}

function viemVerifier(host, { chainId = 1, source, service, timeoutMs } = {}) {
    const chain = `eip155:${chainId}`;
    const part = source !== undefined && service?.accept === undefined
        ? { ...service, accept: ['derived', 'chain_state'] } : service;
    const verify = async (scheme, address, message, signature) => {
        const request = { chain, scheme, account: address, message, signature: signatureOf(signature) };
        return source === undefined ? host.verify(request, part) : host.verifyWithEvidence(request, source, part, { timeoutMs });
    };
    return {
        verifyMessage: async ({ address, message, signature }) => verify('eip191', address, messageOf(message), signature),
        verifyTypedData: async ({ address, signature, ...document }) =>
            verify('eip712', address, documentOf(document), signature),
    };
}

module.exports = { isValidOrThrow, viemVerifier };
