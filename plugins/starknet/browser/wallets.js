// SPDX-License-Identifier: Apache-2.0
// Wallets of the Starknet wallet API (starknet-specs, wallet-api/wallet_rpc.json): as a feature of
// the Wallet Standard (get-starknet 5 and later), and as window.starknet_... (get-starknet 4).
"use strict";

walletauth.connect("starknet", "snip12", (add) => {
  /** A felt whose bytes are the characters of a short text: "SN_MAIN". */
  const text = (felt) => BigInt(felt).toString(16).replace(/../g, (byte) => String.fromCharCode(parseInt(byte, 16)));

  /** What an account that is not deployed yet will be deployed with; of others nothing. */
  async function deployment(request, account) {
    try {
      const {address, class_hash, salt, calldata} = await request({type: "wallet_deploymentData"});
      return BigInt(address) === BigInt(account) ? {params: {class_hash, salt, constructor_calldata: calldata}} : {};
    } catch {
      return {};
    }
  }

  const offer = (name, icon, request) => add({
    key: name,
    name,
    icon: icon && icon.light ? icon.light : icon,
    async accounts() {
      const accounts = await request({type: "wallet_requestAccounts"});
      const chain = `starknet:${text(await request({type: "wallet_requestChainId"}))}`;
      return accounts.map((account) => ({account, chain}));
    },
    async sign({wallet: {method, params}}, account) {
      const signature = await request({type: method, params});
      return {signature, ...await deployment(request, account)};
    },
  });

  walletauth.standard(({name, icon, features}) => {
    const api = features["starknet:walletApi"];
    if (api) offer(name, icon, (call) => api.request(call));
  });
  for (const key of Object.keys(window)) {
    const wallet = key.startsWith("starknet") ? window[key] : undefined;
    if (wallet && wallet.id && wallet.name && wallet.request) offer(wallet.name, wallet.icon, (call) => wallet.request(call));
  }
});
