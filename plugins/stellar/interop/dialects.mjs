// SPDX-License-Identifier: Apache-2.0
// What wallets and pages sign in the place of SEP-53, and transactions: signatures by the same key over other bytes.

import { Account, Asset, BASE_FEE, Networks, Operation, TransactionBuilder } from '@stellar/stellar-sdk';
import { BASE, SDK, TWEETNACL, sep53_hash, sha256 } from './sign.mjs';

const TEXT = 'Sign in to example.org';

/** A payment on the public network: its signature base, its hash, and the signature in its envelope. */
function payment(who) {
    const made = new TransactionBuilder(new Account(who.account, '1'), { fee: BASE_FEE, networkPassphrase: Networks.PUBLIC })
        .addOperation(Operation.payment({ destination: who.account, asset: Asset.native(), amount: '1' }))
        .setTimebounds(0, 1800000000).build();
    const hash = Buffer.from(made.hash());
    const base = Buffer.from(made.signatureBase());
    if (!sha256(base).equals(hash)) throw new Error('the hash of a transaction is not sha256 of its signature base');
    return { base, hash, signed: who.raw(hash) };
}

/** [{id, message, signed, source, why}]: the message that is offered, and the signature. */
export function dialects(who) {
    const text = Buffer.from(TEXT);
    const { base, hash, signed } = payment(who);
    const raw = (id, bytes, why, message = TEXT) => ({ id, message, signed: who.raw(bytes), source: TWEETNACL, why });
    return [
        raw('bare', text, 'the bare text (Freighter before 5.34, idOS)'),
        raw('bare-sha256', sha256(text), 'over sha256 of the text'),
        raw('freighter-old', Buffer.from('SGVsbG8gV29ybGQ=', 'base64'), 'the text is decoded as base64, and signed bare (freighter#2128)', 'SGVsbG8gV29ybGQ='),
        raw('albedo', sha256(`${who.account}:${TEXT}`), 'the older message_signature of Albedo'),
        raw('wallet-connect', sha256(Buffer.from('StellarMessage\0'), text), 'the sample wallet of WalletConnect (reown web-examples#1046)'),
        raw('no-line-feed', sha256('Stellar Signed Message:', text), 'the prefix without its line feed'),
        raw('not-hashed', Buffer.concat([Buffer.from('Stellar Signed Message:\n'), text]), 'the prefix, not hashed'),
        raw('hashed-twice', sha256(sep53_hash(text)), 'hashed twice'),
        raw('length', sha256(`Stellar Signed Message:\n${text.length}`, text), 'a length before the text, as Ethereum has it'),
        raw('magic', sha256(Buffer.from([24]), 'Stellar Signed Message:\n', Buffer.from([text.length]), text), 'lengths before both, as Bitcoin has it'),
        raw('hex-of-text', sep53_hash(text.toString('hex')), 'hex of the text is signed'),
        raw('base64-of-text', sep53_hash(text.toString('base64')), 'base64 of the text is signed, as idOS\' dashboard asks'),
        { id: 'transaction', message: base, signed, source: `${SDK} builds; ${BASE} and ${TWEETNACL} sign`, why: 'a payment, its signature base as message' },
        { id: 'transaction-hash', message: hash, signed, source: `${SDK} builds; ${BASE} and ${TWEETNACL} sign`, why: 'a payment, its hash as message' },
    ];
}
