// SPDX-License-Identifier: Apache-2.0
//
// How a parsed JSON document lies in memory. Internal to the json files.
#pragma once

#include <walletauth/text/json.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::json::detail {

struct Node {
    std::string_view name;   // decoded; of an object's member only
    std::string_view text;   // as Value::text()
    std::uint32_t begin = 0; // source extent, offsets into Tree::text
    std::uint32_t end = 0;
    std::uint32_t parent = 0;
    std::uint32_t index = 0; // position among the parent's children
    std::uint32_t first = 0; // of the children: position in Tree::children
    std::uint32_t count = 0;
    Kind kind = Kind::null;
};

struct Tree {
    std::string_view text; // the caller's

    // In source order, a container before what it holds. Node 0 stands for "no value", node 1 is
    // the root.
    std::vector<Node> nodes;

    // For each container its `count` children in source order; for an object that is_indexed(), the
    // same once more in the order of their names.
    std::vector<std::uint32_t> children;

    // Decoded strings that had escapes. Reserved in whole, so that views into it stay.
    std::string decoded;

    [[nodiscard]] std::span<const std::uint32_t> children_of(const Node &node) const noexcept {
        return std::span(children).subspan(node.first, node.count);
    }
    [[nodiscard]] std::span<const std::uint32_t> by_name(const Node &node) const noexcept {
        return std::span(children).subspan(std::size_t{node.first} + node.count, node.count);
    }
    [[nodiscard]] std::string path(std::uint32_t node) const;
};

inline constexpr std::uint32_t no_node = 0;
inline constexpr std::uint32_t root_node = 1;

// Small objects are searched one by one: faster, and no second list.
[[nodiscard]] inline bool is_indexed(const Node &node) noexcept {
    return node.kind == Kind::object && node.count > 16;
}

void append_name(std::string &path, std::string_view name);
void append_index(std::string &path, std::size_t index);

} // namespace walletauth::json::detail
