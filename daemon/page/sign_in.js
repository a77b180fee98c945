// SPDX-License-Identifier: Apache-2.0
// The page: one button a wallet; the first tap connects, the second one signs, as phones open a
// wallet only from a tap.
"use strict";

(() => {
  const place = document.getElementById("sign-in");
  const state = document.getElementById("state");
  const say = (text) => { state.textContent = text; };
  const list = document.createElement("div");
  const none = "No wallet was found. Install one, and load this page again.";

  async function post(path, body) {
    const response = await fetch(path, {
      method: "POST", credentials: "same-origin",
      headers: {"content-type": "application/json"}, body: JSON.stringify(body)});
    const answer = response.status === 204 ? {} : await response.json();
    if (!response.ok) {
      const {detail, title = `status ${response.status}`, check} = answer;
      throw Object.assign(new Error(detail || title), {status: response.status, check});
    }
    return answer;
  }

  function button(text, icon, onclick) {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = text;
    if (icon && /^data:image\//.test(icon)) {
      const image = document.createElement("img");
      image.src = icon;
      image.alt = "";
      element.prepend(image);
    }
    element.addEventListener("click", async () => {
      element.disabled = true;
      try { await onclick(); } catch (error) { say(error && error.message ? error.message : "The wallet did not answer."); }
      element.disabled = false;
    });
    return element;
  }

  const unclear = (name) => new Error(`${name} gave an answer that this page can't read. Try again, or take another wallet.`);

  /** What a wallet answers; its refusal as a sentence that says who refuses, why, and what to do. */
  async function answer_of(name, asked) {
    try {
      return await asked();
    } catch (error) {
      if (["TypeError", "SyntaxError", "InvalidCharacterError"].includes(error?.name)) throw unclear(name);
      const words = [error, error?.message, error?.error?.message, walletauth.declined];
      const reason = words.find((text) => text && typeof text === "string");
      throw new Error(`${name} refused: ${reason.replace(/[^.!?]$/, "$&.")} Try again, or take another wallet.`);
    }
  }

  async function signed_by(wallet, challenge, account) {
    const {account: signer = account, ...signed} =
      await answer_of(wallet.name, () => wallet.sign(challenge, account));
    if (!(typeof signed.signature === "string" || Array.isArray(signed.signature)) || signed.signature.length === 0)
      throw unclear(wallet.name);
    if (signer !== account)
      throw new Error(`${wallet.name} signed with ${signer}. Choose ${account} there, and try again.`);
    return signed;
  }

  /** A refused sign-in, as a sentence of its own where what the wallet has signed is at fault. */
  function of_wallet({name}, account, error) {
    if (error.check !== "signature" && error.status !== 400) return error;
    return new Error(`${name}'s signature is refused: ${error.message}. Choose ${account} there, and try again.`);
  }

  /** The challenge of an account, its text, and the button that signs it. */
  async function ask(wallet, {scheme, asks}, chain, account) {
    const client_id = place.dataset.client;
    const challenge = await post("/v1/challenge", {client_id, chain, scheme, account, ...asks}).catch((error) => {
      if (error.status !== 400) throw error;
      throw new Error(`${wallet.name}'s account is refused: ${error.message}. Choose another one there, and try again.`);
    });
    const heading = document.createElement("h2");
    heading.textContent = "Sign this text";
    heading.tabIndex = -1;
    const text = document.createElement("pre");
    text.textContent = challenge.message.text || JSON.stringify(challenge.message, null, 2);
    const sign = button(`Sign with ${wallet.name}`, "", async () => {
      say("Confirm in your wallet.");
      const signed = await signed_by(wallet, challenge, account);
      const {chain: on, scheme: by, form, message, params} = challenge;
      const members = {client_id, chain: on, scheme: by, form, account, message, params, ...signed};
      await post("/v1/sign-in", members).catch((error) => { throw of_wallet(wallet, account, error); });
      say("You are signed in.");
      location.reload();
    });
    place.replaceChildren(heading, text, sign);
    heading.focus();
    say("");
  }

  function offer(connector, chains, wallet) {
    list.append(button(wallet.name, wallet.icon, async () => {
      say("Choose an account in your wallet.");
      const [first] = await answer_of(wallet.name, () => wallet.accounts(chains));
      if (!first?.account) throw new Error(`${wallet.name} gave no account. Open one there, and try again.`);
      const chain = chains.includes(first.chain) ? first.chain : chains[0];
      await ask(wallet, connector, chain, first.account);
    }));
    if (state.textContent === none) say("");
  }

  if (place) {
    const chains = place.dataset.chains.split(" ");
    const seen = new Set();
    place.append(list);
    say(none);
    for (const connector of walletauth.connectors) {
      const own = chains.filter((chain) => chain.startsWith(connector.namespace + ":"));
      if (own.length === 0) continue;
      const found = (wallet) => {
        const key = `${connector.namespace} ${wallet.key}`;
        if (seen.has(key)) return;
        seen.add(key);
        offer(connector, own, wallet);
      };
      // What one extension has put into the page hides no wallet of another one.
      try { connector.find(found); } catch (error) { console.warn(error); }
    }
  }

  const out = document.getElementById("sign-out");
  if (out) out.addEventListener("click", async () => {
    try { await post("/forward/sign-out", {}); location.reload(); } catch (error) { say(error.message); }
  });
})();
