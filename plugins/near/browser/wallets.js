// SPDX-License-Identifier: Apache-2.0
// Wallets that answer the events of near-connect (its README, "Injected wallets"), and those that
// stand in window.near (NEP-408). Both sign by signMessage (NEP-413). Wallets that are web pages
// are not found: near-connect reaches them with code that it loads from elsewhere.
"use strict";

walletauth.connect("near", "nep413", (add) => {
  const network = (chain) => chain.slice("near:".length);

  function offer(wallet, {id, name, icon}, connect) {
    add({
      key: id,
      name,
      icon,
      async accounts([chain]) {
        const accounts = await connect(network(chain));
        return accounts.map(({accountId}) => ({account: accountId, chain}));
      },
      async sign({chain, wallet: {params}}) {
        const nonce = walletauth.bytes(params.nonce.base64);
        const {accountId, publicKey, signature} =
          await wallet.signMessage({...params, nonce, network: network(chain)});
        return {account: accountId, public_key: String(publicKey), signature};
      },
    });
  }

  window.addEventListener("near-wallet-injected", ({detail: wallet}) => {
    const {manifest} = wallet;
    if (manifest.features && manifest.features.signMessage === false) return;
    offer(wallet, manifest, (to) => wallet.signIn({network: to}));
  });
  window.dispatchEvent(new Event("near-selector-ready"));
  for (const wallet of Object.values(window.near || {}))
    if (wallet && wallet.id && wallet.connect && wallet.signMessage)
      offer(wallet, {id: wallet.id, name: wallet.id}, (to) => wallet.connect({networkId: to}));
// A message of NEP-413 is never empty.
}, {statement: `Sign in to ${location.host}`});
