// SPDX-License-Identifier: Apache-2.0
// What a page knows of wallets. A file of plugins/<chain>/browser adds a connector for its chains:
//
//   walletauth.connect(NAMESPACE, SCHEME, find, asks)
//
// `find(add)` calls add({key, name, icon, accounts, sign}) for each wallet that it finds, now or
// later. accounts(chains) gets the chains that the site takes, and resolves to [{account, chain}],
// of which `chain` may be missing;
// sign(challenge, account) resolves to the members of a sign-in that the wallet decides: signature,
// and where they are not the challenge's message, params, public_key; account, if the wallet says
// which one has signed. Both throw what the wallet gives as the reason of a refusal: the page adds
// who has refused, and what to do. `asks`, if any, are more members of the challenge's request.
"use strict";

const walletauth = {
  connectors: [],
  connect(namespace, scheme, find, asks = {}) {
    this.connectors.push({namespace, scheme, find, asks});
  },
  base64(bytes) {
    return btoa(String.fromCharCode(...bytes));
  },
  bytes(base64) {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  },
  /** A wallet that gives no reason. */
  declined: "it was not confirmed there.",
  /** Sends a message to the script of an extension, which listens to this window. Resolves to the
      first message for which `is_answer` is true. */
  message(request, is_answer) {
    return new Promise((resolve) => {
      const listen = ({source, data}) => {
        if (source !== window || !data || !is_answer(data)) return;
        window.removeEventListener("message", listen);
        resolve(data);
      };
      window.addEventListener("message", listen);
      window.postMessage(request, location.origin);
    });
  },
  /** Calls `then` once with what `there` gives, or resolves to: at once, or later, for an extension
      may come ten seconds after this script. */
  async when(there, then) {
    let found = false;
    const once = (it) => {
      if (!it || found) return;
      found = true;
      then(it);
    };
    for (let left = 20; left > 0 && !found; --left) {
      Promise.resolve().then(there).then(once, () => {});
      await new Promise((resolve) => { setTimeout(resolve, 500); });
    }
  },
  /** Calls `then` for each wallet of the Wallet Standard, now and when it comes. */
  standard(then) {
    const api = Object.freeze({register(...wallets) { wallets.forEach(then); return () => {}; }});
    window.addEventListener("wallet-standard:register-wallet", (event) => event.detail(api));
    window.dispatchEvent(new CustomEvent("wallet-standard:app-ready", {detail: api}));
  },
};
