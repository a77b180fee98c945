// SPDX-License-Identifier: Apache-2.0
// near-api-js's published signature (test/unit/signers/key_pair_signer.test.ts, with callback URL)
// as a request, to be changed in one member.
#pragma once

#include "near_node.hpp"

#include <walletauth/text/json.hpp>

namespace near_test {

inline const std::string published_url = "http://localhost:3000";
inline const std::string published_nonce = "KNV0cOpvJ50D5vfF9pqWom8wo2sliQ4W+Wa7uZ3Uk6Y=";
inline const std::string published_key = "ed25519:2RM3EotCzEiVobm6aMjaup43k8cFffR4KHFtrqbZ79Qy";
inline const std::string published_signature =
    "zzZQ/GwAjrZVrTIFlvmmQbDQHllfzrr8urVWHaRt5cPfcXaCSZo35c5LDpPpTKivR6BxLyb3lcPM0FfCW5lcBQ==";
/// The key's implicit account, as plugins/near/nep413.md writes it out.
inline const std::string published_id =
    "151848b75252e8406857a3bffa3cb4bf0451e62bb1774f20906329f0614d5a3e";

inline const std::string both = R"(["derived","chain_state"])";

inline std::string params(const std::string &nonce, const std::string &recipient,
                          const std::string &callback) {
    std::string out = R"({"nonce":{"base64":")" + nonce + R"("},"recipient":")" + recipient + '"';
    if (callback != "-") out += R"(,"callback_url":")" + callback + '"';
    return out + '}';
}

inline Fields published() {
    return {{"chain", R"("near:testnet")"},
            {"scheme", R"("nep413")"},
            {"account", R"("round-toad.testnet")"},
            {"public_key", '"' + published_key + '"'},
            {"message", R"({"text":"Hello NEAR!"})"},
            {"params", params(published_nonce, "example.near", published_url)},
            {"accept", both},
            {"signature", '"' + published_signature + '"'}};
}

/// Status and reason of the published request with one member changed.
inline std::string with(const std::string &member, const std::string &source,
                        const Node &node = {full_access, account}) {
    Fields fields = published();
    fields[member] = source;
    return status_of(ask(fields, node));
}

/// The detail of an answer; "" if it has none.
inline std::string detail_of(const std::string &answer) {
    const auto document = walletauth::json::Document::parse(answer);
    const auto detail = document->root().find("detail");
    return detail ? std::string{detail->text()} : "";
}

} // namespace near_test
