// SPDX-License-Identifier: Apache-2.0
// The NEAR plugin behind a verifier, and a scripted node that answers its queries.
#pragma once

#include "tests/support/scripted_node.hpp"

#include <string>

namespace near_test {

using plugin_test::Fields;
using plugin_test::request_json;
using plugin_test::status_of;

/// A verifier with the NEAR plugin only.
const walletauth::Verifier &verifier();

/// What the chain says. Empty texts are JSON objects of an error's or result's source.
struct Node {
    std::string access_key;   ///< answer to view_access_key, such as R"("result":{...})"
    std::string view_account; ///< answer to view_account
};

inline const std::string full_access =
    R"("result":{"block_hash":"B1","block_height":7,"nonce":1,"permission":"FullAccess"})";
inline const std::string function_call =
    R"("result":{"block_hash":"B1","block_height":7,"nonce":1,"permission":{"FunctionCall":{"allowance":null,"receiver_id":"app.near","method_names":[]}}})";
// As nodes answer since 2021 (nearcore, chain/jsonrpc), and as they did before.
inline const std::string no_key_new =
    R"("error":{"name":"HANDLER_ERROR","cause":{"name":"UNKNOWN_ACCESS_KEY","info":{"public_key":"ed25519:x","block_hash":"B1","block_height":7}},"code":-32000,"message":"Server error","data":"access key ed25519:x does not exist while viewing"})";
inline const std::string no_key_old =
    R"("result":{"block_hash":"B1","block_height":7,"error":"access key ed25519:x does not exist while viewing","logs":[]})";
inline const std::string no_account_new =
    R"("error":{"name":"HANDLER_ERROR","cause":{"name":"UNKNOWN_ACCOUNT","info":{"requested_account_id":"x","block_hash":"B1","block_height":7}},"code":-32000,"message":"Server error","data":"account x does not exist while viewing"})";
inline const std::string no_account_old =
    R"("result":{"block_hash":"B1","block_height":7,"error":"account x does not exist while viewing","logs":[]})";
inline const std::string account =
    R"("result":{"amount":"1","block_hash":"B1","block_height":7,"code_hash":"11111111111111111111111111111111","locked":"0","storage_paid_at":0,"storage_usage":182})";

/// Asks once, with the evidence that the fields hold.
std::string ask_once(const Fields &fields);

/// Asks with as many rounds of evidence as are wanted. The final answer.
std::string ask(const Fields &fields, const Node &node);

} // namespace near_test
