// SPDX-License-Identifier: Apache-2.0
// The texts of a vector, and the plugin's functions that read them. Internal.
#pragma once

#include "check.hpp"

#include <optional>

namespace walletauth::conformance {

/// A member of a request, and the function that reads it.
struct Notation {
    std::string_view member;
    std::string_view function;
};
inline constexpr Notation notations[]{{"signature", "parse_signature"},
                                      {"public_key", "parse_public_key"},
                                      {"account", "normalize_account"}};

/// Whether the vector is this scheme's and says valid.
[[nodiscard]] bool is_valid_of(const Vector &vector, const wa_scheme &scheme);

/// The member's text; nothing if it is none, or the source text of an array.
[[nodiscard]] std::optional<std::string> notation_text(const Vector &vector,
                                                       const Notation &notation);

/// What the plugin reads, an account as its text; nothing if it refuses. `what` describes the text
/// in the report.
[[nodiscard]] std::optional<Bytes> read_notation(const Context &context, const Vector &vector,
                                                 const Notation &notation, std::string_view what,
                                                 std::string_view text);

} // namespace walletauth::conformance
