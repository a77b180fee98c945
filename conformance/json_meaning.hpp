// SPDX-License-Identifier: Apache-2.0
// Whether two JSON messages say the same. Internal.
#pragma once

#include "case.hpp"

namespace walletauth::conformance {

/// Typed data signs what a JSON text says, not the text: white space, escapes and the case of hex
/// may change, and so may the declarations of types that no signed value uses, what nobody reads of
/// a declaration, and members of the domain that are null. What is a hex string and what a text
/// that looks like one is not known here: both count as the first.
[[nodiscard]] bool says_the_same(const Bytes &changed, const Bytes &original);

} // namespace walletauth::conformance
