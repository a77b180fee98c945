// SPDX-License-Identifier: Apache-2.0
// What a page knows of wallets. A file of plugins/<chain>/browser adds a connector for its chains:
//
//   walletauth.connect(NAMESPACE, SCHEME, find)
//
// `find(add)` calls add({key, name, icon, accounts, sign}) for each wallet that it finds, now or
// later. accounts() resolves to [{account, chain}], of which `chain` may be missing;
// sign(challenge, account) resolves to the members of a sign-in that the wallet decides: signature,
// and where they are not the challenge's message, params, public_key, account.
"use strict";

const walletauth = {
  connectors: [],
  connect(namespace, scheme, find) {
    this.connectors.push({namespace, scheme, find});
  },
  base64(bytes) {
    return btoa(String.fromCharCode(...bytes));
  },
  /** Calls `then` for each wallet of the Wallet Standard, now and when it comes. */
  standard(then) {
    const api = Object.freeze({register(...wallets) { wallets.forEach(then); return () => {}; }});
    window.addEventListener("wallet-standard:register-wallet", (event) => event.detail(api));
    window.dispatchEvent(new CustomEvent("wallet-standard:app-ready", {detail: api}));
  },
};
