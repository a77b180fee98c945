// SPDX-License-Identifier: Apache-2.0
// UniSat, and wallets that put its interface into pages as their own, as Binance's documents say of
// theirs: docs.unisat.io, "UniSat Wallet". Xverse and Leather, which say in window.btc_providers
// (WBIP004) where they stand, and are asked as @sats-connect/core 0.16.0 and @leather.io/rpc 2.21.16 do.
"use strict";

walletauth.connect("bip122", "bip322", (add) => {
  const references = {
    mainnet: "000000000019d6689c085ae165831e93",
    testnet: "000000000933ea01ad0ee984209779ba",
    testnet4: "00000000da84f2bafbbc53dee25a72ae",
    signet: "00000008819873e925422c1ff0f99f7c",
  };
  const chain_of = (network) => `bip122:${references[network.toLowerCase()]}`;
  const network_of = (chain) => Object.keys(references).find((name) => chain_of(name) === chain);

  walletauth.when(() => window.unisat?.requestAccounts && window.unisat.signMessage && window.unisat, (wallet) => add({
    key: "unisat",
    name: "UniSat",
    async accounts() {
      const accounts = await wallet.requestAccounts();
      const chain = wallet.getChain && chain_of(String((await wallet.getChain()).enum).replace("BITCOIN_", ""));
      return accounts.map((account) => ({account, chain}));
    },
    async sign({message}) {
      return {signature: await wallet.signMessage(message.text, "bip322-simple")};
    },
  }));

  /** What the two are asked in their own ways: their accounts, and more than sats-connect's
      members of a message to sign. */
  const kinds = {
    "XverseProviders.BitcoinProvider": {
      async accounts(ask) {
        const {addresses, network} = await ask("wallet_connect", {addresses: ["payment"]});
        const own = addresses.filter(({purpose}) => purpose === "payment");
        return own.map(({address}) => ({account: address, chain: chain_of(network.bitcoin.name)}));
      },
    },
    "LeatherProvider": {
      async accounts(ask, [chain]) {
        const {addresses} = await ask("getAddresses", {network: network_of(chain)});
        return addresses.filter(({type}) => type === "p2wpkh").map(({address}) => ({account: address, chain}));
      },
      more: (chain) => ({paymentType: "p2wpkh", network: network_of(chain)}),
    },
  };

  for (const [id, {accounts, more}] of Object.entries(kinds)) {
    walletauth.when(() => window.btc_providers?.find((said) => said.id === id), ({name, icon}) => {
      const wallet = id.split(".").reduce((at, step) => at[step], window);
      async function ask(method, params) {
        const {result, error} = await wallet.request(method, params);
        if (error) throw error;
        return result;
      }
      add({
        key: id,
        name,
        icon,
        accounts: (chains) => accounts(ask, chains),
        async sign({chain, wallet: {method, params}}) {
          const {signature, address} = await ask(method, {...params, ...more?.(chain)});
          return {signature, account: address};
        },
      });
    });
  }
});
