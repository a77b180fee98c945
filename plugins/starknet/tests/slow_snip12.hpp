// SPDX-License-Identifier: Apache-2.0
// The oracle: SNIP-12 by direct recursion over the texts of types, slow. It shares the JSON reader
// and keccak256 with the plugin, and nothing else. Rules: the SNIP for what is refused, starknet.js
// 10.8 for what is hashed.
#pragma once

#include "slow_stark.hpp"

#include <walletauth/curve/rule.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace slow_snip12 {

using slow_stark::Int;
using walletauth::Rule;

/// The hash of a revision: of any number of elements, and of two nodes of a Merkle tree.
struct Hash {
    Int (*many)(const std::vector<Int> &);
    Int (*pair)(const Int &, const Int &);
};
struct Hashes {
    Hash legacy, active;
};
/// Pedersen and Poseidon of slow_hashes.hpp.
[[nodiscard]] Hashes slow_hashes();

struct Result {
    Int message_hash, domain_hash, struct_hash;
    std::optional<Int> chain_id; // nothing where compat lets the domain name no chain
    int revision;
};

/// Nothing for a document that is to be refused.
[[nodiscard]] std::optional<Result> hash(std::string_view document, const Int &account, Rule rule,
                                         const Hashes &hashes);

} // namespace slow_snip12
