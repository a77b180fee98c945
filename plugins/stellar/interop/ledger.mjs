// SPDX-License-Identifier: Apache-2.0
// What a node of Stellar answers to getLedgerEntries: accounts in XDR by @stellar/stellar-base, read and written again
// by @stellar/stellar-sdk.

import { StrKey, xdr } from '@stellar/stellar-base';
import { xdr as sdk_xdr } from '@stellar/stellar-sdk';

const account_id = (account) => xdr.PublicKey.publicKeyTypeEd25519(StrKey.decodeEd25519PublicKey(account));

/** The key of an account's entry, as base64. */
export const ledger_key = (account) =>
    xdr.LedgerKey.account(new xdr.LedgerKeyAccount({ accountId: account_id(account) })).toXDR('base64');

export const query = (account) => ({ method: 'getLedgerEntries', params: { keys: [ledger_key(account)] } });

const SIGNERS = {
    ed25519: (key) => xdr.SignerKey.signerKeyTypeEd25519(key),
    preauth: (key) => xdr.SignerKey.signerKeyTypePreAuthTx(key),
    hash_x: (key) => xdr.SignerKey.signerKeyTypeHashX(key),
    payload: (key) => xdr.SignerKey.signerKeyTypeEd25519SignedPayload(
        new xdr.SignerKeyEd25519SignedPayload({ ed25519: key, payload: Buffer.from('payload of no fours') })),
};

/** Extensions of an entry: none, with liabilities (1), with sponsors (2), with the age of its sequence number (3). */
function extension(version, sponsor, signer_count) {
    if (version === 0) return new xdr.AccountEntryExt(0);
    const liabilities = new xdr.Liabilities({ buying: new xdr.Int64(5), selling: new xdr.Int64(6) });
    const third = version < 3 ? new xdr.AccountEntryExtensionV2Ext(0)
        : new xdr.AccountEntryExtensionV2Ext(3, new xdr.AccountEntryExtensionV3({
            ext: new xdr.ExtensionPoint(0), seqLedger: 53000000, seqTime: new xdr.Uint64(1760000000) }));
    const second = version < 2 ? new xdr.AccountEntryExtensionV1Ext(0)
        : new xdr.AccountEntryExtensionV1Ext(2, new xdr.AccountEntryExtensionV2({
            numSponsored: 1, numSponsoring: 2, ext: third,
            signerSponsoringIDs: Array.from({ length: signer_count }, (_, i) => (i % 2 === 0 ? account_id(sponsor) : null)) }));
    return new xdr.AccountEntryExt(1, new xdr.AccountEntryExtensionV1({ liabilities, ext: second }));
}

/** The XDR of an account's entry, as base64. `signers` are {type, key, weight}. */
export function entry(account, { master = 1, low = 0, medium = 0, high = 0, signers = [], version = 0, home = '',
                                 inflation = undefined } = {}) {
    const made = xdr.LedgerEntryData.account(new xdr.AccountEntry({
        accountId: account_id(account), balance: new xdr.Int64(10000000), seqNum: new xdr.Int64(42),
        numSubEntries: signers.length, inflationDest: inflation === undefined ? null : account_id(inflation), flags: 0,
        homeDomain: home, thresholds: Buffer.from([master, low, medium, high]),
        signers: signers.map(({ type = 'ed25519', key, weight }) => new xdr.Signer({ key: SIGNERS[type](key), weight })),
        ext: extension(version, account, signers.length),
    })).toXDR('base64');
    const again = Buffer.from(sdk_xdr.LedgerEntryData.fromXDR(made, 'base64').toXDR()).toString('base64');
    if (again !== made) throw new Error(`the libraries differ over the entry of ${account}`);
    return made;
}

export const LATEST = 54000123;

/** The result of getLedgerEntries; no entry: the account does not exist. */
export const result = (account, data) => ({
    entries: data === undefined ? [] : [{ key: ledger_key(account), xdr: data, lastModifiedLedgerSeq: 54000000 }],
    latestLedger: LATEST,
});

/** An item of evidence. */
export const item = (account, data) => ({ query: query(account), result: result(account, data) });

/** CRC16-XModem, as SEP-23 has it. */
function crc16(bytes) {
    let crc = 0;
    for (const byte of bytes) {
        crc ^= byte << 8;
        for (let i = 0; i < 8; ++i) crc = (crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1) & 0xffff;
    }
    return crc;
}

/** StrKey of any version: what the libraries do not write. Base32 of 35 bytes has no padding. */
export function strkey(key, version = 48, is_big_endian = false) {
    const body = Buffer.concat([Buffer.from([version]), key]);
    const crc = crc16(body);
    const checksum = is_big_endian ? [crc >> 8, crc & 255] : [crc & 255, crc >> 8];
    const bits = [...body, ...checksum].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const text = bits.match(/.{5}/g).map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(five, 2)]).join('');
    if (version === 48 && !is_big_endian && text !== StrKey.encodeEd25519PublicKey(key)) throw new Error('StrKeys differ');
    return text;
}
