// SPDX-License-Identifier: Apache-2.0
// Wallets of the Wallet Standard that sign in, or sign a text.
"use strict";

walletauth.connect("solana", "solana-message", (add) => walletauth.standard((wallet) => {
  const can = (name) => wallet.features[name];
  if (!can("standard:connect") || !(can("solana:signIn") || can("solana:signMessage"))) return;
  add({
    key: wallet.name,
    name: wallet.name,
    icon: wallet.icon,
    async accounts() {
      const {accounts} = await can("standard:connect").connect();
      return accounts.map(({address}) => ({account: address}));
    },
    async sign(challenge, account) {
      const {wallet: {method, params}, message} = challenge;
      const of = wallet.accounts.find(({address}) => address === account);
      const [answer] = method === "solana:signIn" && can("solana:signIn")
        ? await can("solana:signIn").signIn(params[0])
        : await can("solana:signMessage").signMessage(
          {account: of, message: new TextEncoder().encode(message.text)});
      return {
        message: {base64: walletauth.base64(answer.signedMessage)},
        signature: walletauth.base64(answer.signature),
      };
    },
  });
}));
