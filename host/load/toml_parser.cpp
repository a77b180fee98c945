// SPDX-License-Identifier: Apache-2.0
#include "toml_parser.hpp"

#include <walletauth/text/text.hpp>

namespace walletauth {

std::expected<toml::table, TextFault> parse_toml(std::string_view text, std::size_t max_dots) try {
    // toml++ 3.3 shifts beyond a word's width on letters that are not ASCII, and recurses without
    // a bound into keys with dots.
    if (auto fault = check_toml_text(text, max_dots)) return std::unexpected(std::move(*fault));
    return toml::parse(text);
} catch (const toml::parse_error &error) {
    return std::unexpected(
        TextFault{error.source().begin.line, printable_ascii(error.description(), 300)});
} catch (const TomlAssertion &) {
    return std::unexpected(
        TextFault{0, "it is no TOML: a bracket or another mark stands where none may"});
}

} // namespace walletauth
