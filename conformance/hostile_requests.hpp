// SPDX-License-Identifier: Apache-2.0
// Requests that cost much and prove nothing, made from a valid one. Each shape has a size, so that
// the search can find the one that costs most below the limits. Benchmarks use them, too. Internal.
#pragma once

#include <walletauth/plugin.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace walletauth::conformance {

/// A request that owns its bytes.
struct Hostile {
    std::string message;
    std::string signature;
    std::string account;
    std::string public_key;
    std::vector<std::string> evidence; ///< answers, in turn, to what the plugin asks
    std::uint32_t accept = WA_ACCEPT_DERIVED;
};

struct Shape {
    std::string name;
    /// What is asked: verify, or one of the readers of text.
    enum class Call : std::uint8_t { verify, parse_signature, parse_public_key, normalize_account };
    Call call = Call::verify;
    std::size_t limit = 0; ///< the largest size, in what the shape counts
    std::function<void(Hostile &, std::size_t)> make;
};

/// Shapes for any scheme: long texts of each alphabet in each field, and evidence.
[[nodiscard]] std::vector<Shape> common_shapes(const wa_scheme &scheme);

} // namespace walletauth::conformance
