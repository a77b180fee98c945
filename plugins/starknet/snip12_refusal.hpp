// SPDX-License-Identifier: Apache-2.0
// Refusals of SNIP-12 documents: each says where, what was found, and what was expected, and is cut
// inside none of them.
#pragma once

#include <walletauth/interface.hpp>
#include <walletauth/text/json.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace walletauth::starknet::snip12 {

template <class... Parts>
[[nodiscard]] std::unexpected<Refusal> malformed(const Parts &...parts) noexcept {
    return refuse(WA_MALFORMED_MESSAGE, parts...);
}

/// Where a value stands; of a long path the beginning and the end.
[[nodiscard]] std::string path_of(const json::Value &value);
[[nodiscard]] std::string shorten_path(std::string path, std::size_t max_path = 44);
/// A name or type, alone and in quotes; "..." for what is left out of a long one.
[[nodiscard]] std::string shorten_name(std::string_view text);
[[nodiscard]] std::string quoted(std::string_view text);

/// The beginning of a value's source.
[[nodiscard]] std::string shown(const json::Value &value);

/// What an expectation may have: a value and its path need room, too.
inline constexpr std::size_t max_expectation = 76;

/// `PATH: BEFORE "NAME"AFTER`, as much of the name as there is room for.
[[nodiscard]] std::unexpected<Refusal> refuse_name(const json::Value &where,
                                                   std::string_view before, std::string_view name,
                                                   std::string_view after);

/// `message.a: found VALUE, expected EXPECTATION`, as much of the value as there is room for. At
/// most `max_expectation` characters are expected.
[[nodiscard]] std::unexpected<Refusal> refuse_value(const json::Value &value,
                                                    std::string_view expectation);

template <class... Parts>
[[nodiscard]] std::unexpected<Refusal> expected(const json::Value &value, const Parts &...parts) {
    return refuse_value(value, fitting_text<max_expectation>(parts...).view());
}

} // namespace walletauth::starknet::snip12
