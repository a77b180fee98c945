// SPDX-License-Identifier: Apache-2.0
// Freighter. Its script listens to the messages that @stellar/freighter-api 6.0.1 sends. By that
// version Freighter 5.34 and later sign as SEP-53 says; earlier ones sign other bytes.
"use strict";

walletauth.connect("stellar", "sep53", (add) => {
  const chains = {
    "Public Global Stellar Network ; September 2015": "stellar:pubnet",
    "Test SDF Network ; September 2015": "stellar:testnet",
  };

  async function ask(type, members) {
    const messageId = Date.now() + Math.random();
    const {apiError, error, ...answer} = await walletauth.message(
      {source: "FREIGHTER_EXTERNAL_MSG_REQUEST", messageId, type, ...members},
      ({source, messagedId}) => source === "FREIGHTER_EXTERNAL_MSG_RESPONSE" && messagedId === messageId);
    if (apiError || error) throw apiError || error;
    return answer;
  }

  walletauth.when(() => ask("REQUEST_CONNECTION_STATUS"), () => add({
    key: "freighter",
    name: "Freighter",
    async accounts() {
      const {publicKey} = await ask("REQUEST_ACCESS");
      const {networkDetails} = await ask("REQUEST_NETWORK_DETAILS");
      return publicKey ? [{account: publicKey, chain: chains[networkDetails.networkPassphrase]}] : [];
    },
    async sign({wallet: {params: [blob, {address, networkPassphrase}]}}) {
      const {signedBlob, signerAddress} = await ask(
        "SUBMIT_BLOB", {blob, accountToSign: address, networkPassphrase, apiVersion: "6.0.1"});
      return {signature: signedBlob, account: signerAddress};
    },
  }));
});
