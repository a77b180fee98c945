// SPDX-License-Identifier: Apache-2.0
// A question with one field cut, extended or emptied. Internal.
#pragma once

#include "case.hpp"

#include <string>
#include <vector>

namespace walletauth::conformance {

enum class Field : std::uint8_t {
    signature,
    message,
    public_key,
    account,
    chain,
    scheme,
    parameter
};

struct Variant {
    Field field;
    std::string what; ///< "the signature cut by its last byte"
    Question question;
};

[[nodiscard]] std::vector<Variant> variants_of(const Question &question);

} // namespace walletauth::conformance
