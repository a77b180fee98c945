// SPDX-License-Identifier: Apache-2.0
// Refusals of SNIP-12 documents: each says where, what was found, and what was expected, and is cut
// inside none of them.
#pragma once

#include "core/support/json.hpp"

#include <walletauth/interface.hpp>

#include <string>
#include <string_view>

namespace walletauth::starknet::snip12 {

template <class... Parts>
[[nodiscard]] std::unexpected<Refusal> malformed(const Parts &...parts) noexcept {
    return refuse(WA_MALFORMED_MESSAGE, parts...);
}

/// Where a value stands; of a long path the beginning and the end.
[[nodiscard]] std::string path_of(const json::Value &value);
[[nodiscard]] std::string shorten_path(std::string path);
/// A name or type, alone and in quotes; "..." for what is left out of a long one.
[[nodiscard]] std::string shorten_name(std::string_view text);
[[nodiscard]] std::string quoted(std::string_view text);

/// The beginning of a value's source.
[[nodiscard]] std::string shown(const json::Value &value);

/// `message.a: found VALUE, expected EXPECTATION`, as much of the value as there is room for.
[[nodiscard]] std::unexpected<Refusal> refuse_value(const json::Value &value,
                                                    std::string_view expectation);

template <class... Parts>
[[nodiscard]] std::unexpected<Refusal> expected(const json::Value &value, const Parts &...parts) {
    return refuse_value(value, fitting_text<WA_DETAIL_CAPACITY>(parts...).view());
}

} // namespace walletauth::starknet::snip12
