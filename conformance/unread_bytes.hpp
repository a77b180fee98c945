// SPDX-License-Identifier: Apache-2.0
// What vectors say of bytes that a scheme does not read. Internal.
#pragma once

#include "check.hpp"

#include <set>

namespace walletauth::conformance {

/// The valid vectors that ask the same as this one, but for the signature.
[[nodiscard]] std::vector<const Bytes *> other_signatures(const Context &context, const Case &of);

/// Bytes that vectors show not to be read (v of kwil-db's secp256k1): three valid signatures of one
/// request differ only there. Two may be two spellings, as v of 0 and 27 are.
[[nodiscard]] std::set<std::size_t> unread_bytes(const Context &context);

/// The same bytes but for those.
[[nodiscard]] bool differ_unread_only(const Bytes &a, const Bytes &b,
                                      const std::set<std::size_t> &unread);

} // namespace walletauth::conformance
