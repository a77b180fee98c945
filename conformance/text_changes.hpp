// SPDX-License-Identifier: Apache-2.0
// A sign-in text with one byte or one line changed. Internal.
#pragma once

#include "case.hpp"

#include <string>
#include <vector>

namespace walletauth::conformance {

struct TextChange {
    std::string what; ///< "byte 12 changed", "line 3 doubled"
    Bytes message;
};

/// Bytes changed, left out and put in; at most `most` places, evenly spread.
[[nodiscard]] std::vector<TextChange> byte_changes(const Bytes &message, std::size_t most);
/// Lines moved, doubled, left out and appended. Empty lines stay: wallets differ in how many they
/// write.
[[nodiscard]] std::vector<TextChange> line_changes(const Bytes &message);

} // namespace walletauth::conformance
