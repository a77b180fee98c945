// SPDX-License-Identifier: Apache-2.0
// account.json: spellings of addresses, and the addresses of keys.

import { VectorFile } from '../../../tests/interop/writer.mjs';
import { hex, malformed, rejected } from '../../../tests/interop/verdicts.mjs';
import { BITCOINJS, MAINNET, SCURE, SIGNET, TESTNET3, TESTNET4, TYPES, signer } from './sign.mjs';

const gives = (address) => ({ status: 'valid', address });

export function account_vectors() {
    const file = new VectorFile('account.json',
        'Accounts of Bitcoin: `chain` and `account` are normalised, `chain`, `scheme`, `public_key` and `address_type` give the account of a key.');
    const source = `${BITCOINJS} and ${SCURE} give the same`;
    for (const [name, chain, is_test] of [['mainnet', MAINNET, false], ['testnet3', TESTNET3, true], ['testnet4', TESTNET4, true], ['signet', SIGNET, true]]) {
        const who = signer('account', is_test);
        const derive = (id, key, type, expect, why) => file.add(`account-${name}-${id}`, { chain, scheme: 'bip322', public_key: hex(key),
            ...(type === undefined ? {} : { params: { address_type: type } }) }, expect, source, why);
        for (const type of TYPES) {
            derive(type, who.pubkey, type, gives(who.address(type)), 'of a compressed key');
            file.add(`account-${name}-${type}-as-is`, { chain, account: who.address(type) }, gives(who.address(type)), source, 'canonical');
            const other = signer('account', !is_test).address(type);
            file.add(`account-${name}-${type}-elsewhere`, { chain, account: other }, malformed('account'), source, 'an address of the other kind of network');
        }
        derive('loose', who.loose, undefined, gives(who.address('loose')), 'of an uncompressed key');
        derive('output-key', who.output_key, undefined, gives(who.address('p2tr')), 'of an output key');
        derive('untyped', who.pubkey, undefined, malformed('params'), 'a compressed key has four addresses');
    }
    const who = signer('account');
    const bip137 = (id, key, type, expect, why) => file.add(`account-bip137-${id}`,
        { chain: MAINNET, scheme: 'bip137', public_key: key, ...(type ? { params: { address_type: type } } : {}) }, expect, source, why);
    bip137('p2tr', hex(who.pubkey), 'p2tr', gives(who.address('p2tr')), 'the same under the other scheme');
    bip137('off-curve', '5'.padStart(64, '0'), undefined, rejected('signer'), 'x = 5 is of no point');
    file.add('account-upper', { chain: MAINNET, account: who.address('p2tr').toUpperCase() }, gives(who.address('p2tr')), source, 'all upper case');
    published(file);
    return file;
}

/** BIP-173, BIP-350, BIP-49, BIP-84 and BIP-86 print these. */
function published(file) {
    const say = (id, request, expect, source, why) => file.add(`account-published-${id}`, request, expect, source, why);
    const valid_v0 = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
    say('bip173', { chain: MAINNET, account: valid_v0.toUpperCase() }, gives(valid_v0), 'BIP-173, test vectors', 'P2WPKH in upper case');
    say('bip173-p2wsh', { chain: TESTNET3, account: 'tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7' },
        gives('tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7'), 'BIP-173, test vectors', 'P2WSH');
    for (const [i, account] of ['bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y', 'bc1sw50qgdz25j',
                                'bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'].entries()) {
        say(`bip350-good-${i}`, { chain: MAINNET, account }, gives(account), 'BIP-350, test vectors', 'a good address');
    }
    for (const [i, account] of ['tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd',
                                'bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4', 'BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R',
                                'bc1pw5dgrnzv', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav',
                                'BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P', 'tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0', 'bc1gmk9yu'].entries()) {
        say(`bip350-bad-${i}`, { chain: MAINNET, account }, malformed('account'), 'BIP-350, test vectors', 'no address of mainnet');
    }
    say('bip84', { chain: MAINNET, scheme: 'bip322', public_key: '0330d54fd0dd420a6e5f8d3624f5f3482cae350f79d5f0753bf5beef9c2d91af3c', params: { address_type: 'p2wpkh' } },
        gives('bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu'), 'BIP-84, test vectors', 'first receiving address');
    say('bip49', { chain: TESTNET3, scheme: 'bip137', public_key: '03a1af804ac108a8a51782198c2d034b28bf90c8803f5a53f76276fa69a4eae77f', params: { address_type: 'p2sh-p2wpkh' } },
        gives('2Mww8dCYPUpKHofjgcXcBCEGmniw9CoaiD2'), 'BIP-49, test vectors', 'first receiving address');
    for (const [i, [internal, address]] of [
        ['cc8a4bc64d897bddc5fbc2f670f7a8ba0b386779106cf1223c6fc5d7cd6fc115', 'bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr'],
        ['83dfe85a3151d2517290da461fe2815591ef69f2b18a2ce63f01697a8b313145', 'bc1p4qhjn9zdvkux4e44uhx8tc55attvtyu358kutcqkudyccelu0was9fqzwh'],
        ['399f1b2f4393f29a18c937859c5dd8a77350103157eb880f02e8c08214277cef', 'bc1p3qkhfews2uk44qtvauqyr2ttdsw7svhkl9nkm9s9c3x4ax5h60wqwruhk7'],
    ].entries()) {
        for (const parity of ['02', '03']) {
            say(`bip86-${i}-${parity}`, { chain: MAINNET, scheme: 'bip322', public_key: parity + internal, params: { address_type: 'p2tr' } },
                gives(address), 'BIP-86, test vectors', 'of either parity: BIP-86 takes x alone');
        }
    }
    say('genesis', { chain: MAINNET, account: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa' }, gives('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'), 'the genesis block', 'P2PKH');
}
