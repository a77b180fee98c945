// SPDX-License-Identifier: Apache-2.0
// The chain of tests/toy as nodes of it show it, and how a resolver talks to them: small, and with
// everything that a resolver must handle.
#pragma once

#include "tests/support/mock_node.hpp"

#include <walletauth/chain_nodes.hpp>

#include <cstdint>
#include <ctime>
#include <string>

namespace toy {

inline const std::string key(64, '1'); ///< of the account in toy::request_json
inline const std::int64_t begun = std::time(nullptr);

/// What one node believes. Blocks of one height are the same on all nodes, unless a node is on
/// another `fork` there.
struct Chain {
    std::string name = "main";
    std::uint64_t height = 100;
    std::uint64_t oldest = 0;     ///< of what is older, nothing is kept
    std::string fork = "1";       ///< digits
    std::uint64_t fork_from = 0;  ///< height
    std::int64_t time = begun;    ///< of every block
    std::string owner = key;      ///< what every name's key is
    std::uint64_t owner_from = 0; ///< below that height it was `key`

    /// Digits, as the toy plugin wants its blocks.
    [[nodiscard]] std::string hash(std::uint64_t at) const;
    /// `"result":...` or `"error":...`
    [[nodiscard]] std::string answer(const walletauth::tests::NodeCall &call) const;

  private:
    [[nodiscard]] std::string block(std::uint64_t at) const;
    [[nodiscard]] std::string key_of(const walletauth::json::Value &params) const;
};

/// Of the namespace toynet. An error's code: 3 is "reverted", -32010 a block that the node does not
/// have, -32011 code that runs too long.
[[nodiscard]] const walletauth::ChainNodes &nodes();

} // namespace toy
