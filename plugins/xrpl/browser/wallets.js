// SPDX-License-Identifier: Apache-2.0
// GemWallet and Crossmark. Their scripts listen to the messages that @gemwallet/api 3.8.0 and
// @crossmarkio/sdk 0.4.0 send. Their signatures name no network: the text has the site's first one.
"use strict";

walletauth.connect("xrpl", "xrpl-message", (add) => {
  async function gem(type, members) {
    const messageId = Date.now() + Math.random();
    const payload = {url: location.origin, title: document.title, ...members};
    const {isInstalled, result = isInstalled, error} = await walletauth.message(
      {source: "GEM_WALLET_MSG_REQUEST", messageId, app: "gem-wallet", type, payload},
      ({source, messagedId}) => source === "GEM_WALLET_MSG_RESPONSE" && messagedId === messageId);
    if (!result) throw error || walletauth.declined;
    return result;
  }

  let key;
  walletauth.when(() => gem("REQUEST_IS_INSTALLED/V3"), () => add({
    key: "gemwallet",
    name: "GemWallet",
    async accounts() {
      const {address, publicKey} = await gem("REQUEST_GET_PUBLIC_KEY/V3");
      key = publicKey;
      return [{account: address}];
    },
    async sign({wallet: {params: [message]}}) {
      const {signedMessage} = await gem("REQUEST_SIGN_MESSAGE/V3", {message});
      return {signature: signedMessage, public_key: key};
    },
  }));

  /** Crossmark's sign-in, which also signs the bytes that `hex` spells. */
  async function crossmark(hex) {
    const id = crypto.randomUUID();
    const data = {tx: {TransactionType: "SignIn"}, hex};
    const {response} = await walletauth.message(
      {app: "crossmark", type: "request", id, command: "sign", data},
      (answer) => answer.response?.type === "response" && answer.response.id === id);
    if (response.data.meta?.isRejected || response.data.meta?.isExpired) throw walletauth.declined;
    return response.data;
  }

  walletauth.when(() => window.xrpl?.isCrossmark, () => add({
    key: "crossmark",
    name: "Crossmark",
    async accounts() {
      const {address} = await crossmark();
      return [{account: address}];
    },
    async sign({wallet: {params: [text]}}) {
      const bytes = Array.from(new TextEncoder().encode(text));
      const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("").toUpperCase();
      const {address, publicKey, signature} = await crossmark(hex);
      return {signature, public_key: publicKey, account: address};
    },
  }));
});
