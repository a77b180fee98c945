// SPDX-License-Identifier: Apache-2.0
// UniSat, and wallets that put its interface into pages as their own, as Binance's documents say of
// theirs: docs.unisat.io, "UniSat Wallet".
"use strict";

walletauth.connect("bip122", "bip322", (add) => {
  const wallet = window.unisat;
  if (!wallet || !wallet.requestAccounts || !wallet.signMessage) return;
  const chains = {
    BITCOIN_MAINNET: "bip122:000000000019d6689c085ae165831e93",
    BITCOIN_TESTNET: "bip122:000000000933ea01ad0ee984209779ba",
    BITCOIN_TESTNET4: "bip122:00000000da84f2bafbbc53dee25a72ae",
    BITCOIN_SIGNET: "bip122:00000008819873e925422c1ff0f99f7c",
  };
  add({
    key: "unisat",
    name: "UniSat",
    async accounts() {
      const accounts = await wallet.requestAccounts();
      const chain = wallet.getChain && chains[(await wallet.getChain()).enum];
      return accounts.map((account) => ({account, chain}));
    },
    async sign({message}) {
      return {signature: await wallet.signMessage(message.text, "bip322-simple")};
    },
  });
});
