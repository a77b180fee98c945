// SPDX-License-Identifier: Apache-2.0
// Bytes in each notation that chains write them in. Internal.
#pragma once

#include "case.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace walletauth::conformance {

struct Spelling {
    std::string_view notation; ///< "base64 with padding"
    std::string text;
};

/// No two are equal: of bytes whose base64 needs no padding there is one base64.
[[nodiscard]] std::vector<Spelling> spellings_of(const Bytes &bytes);

} // namespace walletauth::conformance
