// SPDX-License-Identifier: Apache-2.0
// Wallets that a page finds by EIP-6963 and asks by EIP-1193.
"use strict";

walletauth.connect("eip155", "eip191", (add) => {
  window.addEventListener("eip6963:announceProvider", ({detail: {info, provider}}) => add({
    key: info.uuid,
    name: info.name,
    icon: info.icon,
    async accounts() {
      const accounts = await provider.request({method: "eth_requestAccounts"});
      const chain = `eip155:${BigInt(await provider.request({method: "eth_chainId"}))}`;
      return accounts.map((account) => ({account, chain}));
    },
    async sign({wallet: {method, params}}) {
      return {signature: await provider.request({method, params})};
    },
  }));
  window.dispatchEvent(new Event("eip6963:requestProvider"));
});
