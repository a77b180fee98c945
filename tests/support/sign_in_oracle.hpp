// SPDX-License-Identifier: Apache-2.0
// A second reader of sign-in texts, written from the specifications: slow, and built another way
// than the kit's. It guesses what a text says, writes every text that may say so, and looks whether
// the text is among them.
#pragma once

#include <walletauth/sign_in/text_form.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth_test {

/// The claims of a text of lines, or nothing. Sources: EIP-4361's ABNF, RFC 3986, RFC 3339, and
/// docs/sign-in-forms.md for what is stricter here.
[[nodiscard]] std::optional<walletauth::sign_in::Claims> read_slowly(
    const walletauth::sign_in::TextForm &form, std::string_view chain, const std::string &text);

/// One row of each kind, with accounts and chains of tests: "Toy", "Toy2" and so on.
[[nodiscard]] const std::vector<walletauth::sign_in::TextForm> &rows_of_all_kinds();
inline constexpr std::string_view toy_chain = "toynet:main";

} // namespace walletauth_test
