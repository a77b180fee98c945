// SPDX-License-Identifier: Apache-2.0
// What nodes answered, as vectors have it, for mock nodes to answer again: each vector with
// evidence is a node of its own. plugins/<chain>/nodes/recorded.json says how such a node shows its
// blocks.
#pragma once

#include "tests/support/mock_node.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace recorded {

/// Canonical query to `"result":...` or `"error":...`.
using Exchanges = std::map<std::string, std::string, std::less<>>;

struct Vector {
    std::string id;
    std::string chain;
    std::string request; ///< JSON
    std::string service; ///< without block and evidence: these come from nodes now
    std::string status;
    std::string reason;  ///< "" if it is not expected
    std::string link;    ///< the same
    std::string address; ///< the same
    Exchanges node;
};

/// All vectors of a chain's folder that recorded.json takes. Throws std::runtime_error with what is
/// wrong with the file.
[[nodiscard]] std::vector<Vector> read_recorded(const std::filesystem::path &plugin);

/// Lines for the chain's table of a file of endpoints.
[[nodiscard]] std::string settings_of(const std::filesystem::path &plugin);

/// What a node of these exchanges answers; what it does not know is an error of the node.
[[nodiscard]] walletauth::tests::MockNode::Answers answers_of(const Exchanges &exchanges);

/// Folders of plugins/ that have a recorded.json.
[[nodiscard]] std::vector<std::filesystem::path> recorded_plugins(const std::filesystem::path &all);

} // namespace recorded
