// SPDX-License-Identifier: Apache-2.0
// The Starknet plugin behind a verifier, and a scripted node that answers its queries.
#pragma once

#include "tests/support/scripted_node.hpp"

#include <string>

namespace starknet_test {

using plugin_test::Fields;
using plugin_test::status_of;

/// What the chain answers, as members of an evidence item.
struct Node {
    std::string call = R"("result":["0x56414c4944"])";
    std::string chain_id = R"("result":"0x534e5f4d41494e")";
    std::string class_hash = R"("result":"0x123")";
};

inline const std::string not_deployed = R"("error":{"code":20,"message":"Contract not found"})";

/// Asks as the wire format does, with as many rounds of evidence as are wanted. The final answer.
std::string ask(const Fields &fields, const Node &node);
/// One round without evidence.
std::string ask(const Fields &fields);

} // namespace starknet_test
