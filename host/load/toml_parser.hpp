// SPDX-License-Identifier: Apache-2.0
// toml++ as this host uses it, and nothing else may include it. Internal.
#pragma once

#include "toml_text.hpp"

// Input reaches some of the assertions of toml++ 3.3, such as "[ =" and "x = [}". Where NDEBUG is
// defined it lets the compiler take them for granted instead. Either may be the host's end: so they
// are compiled in, and throw.
#undef NDEBUG
namespace walletauth {
struct TomlAssertion {};
} // namespace walletauth
#define TOML_ASSERT(condition)                                                                     \
    (static_cast<bool>(condition) ? void() : throw walletauth::TomlAssertion{})
#define TOML_EXCEPTIONS 1
#pragma GCC diagnostic push
#if defined(__clang__)
#pragma GCC diagnostic ignored "-Wexceptions"
#else
#pragma GCC diagnostic ignored "-Wterminate" // in functions that no input reaches
#endif
#include <toml++/toml.h>
#pragma GCC diagnostic pop

#include <expected>

namespace walletauth {

/// A TOML text that check_toml_text lets through; else where it is wrong, printable ASCII.
[[nodiscard]] std::expected<toml::table, TextFault> parse_toml(std::string_view text,
                                                               std::size_t max_dots = 0);

} // namespace walletauth
