// SPDX-License-Identifier: Apache-2.0
// JSON that can be changed: what the mutators work on.
#pragma once

#include <walletauth/text/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace walletauth::fuzz {

struct Node {
    json::Kind kind = json::Kind::null;
    std::string text; // decoded string, or the digits or literal
    std::vector<std::string> names;
    std::vector<Node> children;
};

[[nodiscard]] Node read_node(const json::Value &value);
/// Of JSON that is known to be well formed.
[[nodiscard]] Node parse_node(std::string_view source);
void write_node(const Node &node, std::string &to);
/// The node and all in it.
void collect_nodes(Node &node, std::vector<Node *> &to);

/// Gives one declared member of a typed-data document another type, and its values what that type
/// wants, which no two changes of single values would hit. False if there is no such member.
bool retype_member(Node &root, unsigned choice);

} // namespace walletauth::fuzz
