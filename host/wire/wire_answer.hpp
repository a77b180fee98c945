// SPDX-License-Identifier: Apache-2.0
//
// Writes answer objects of the wire format (docs/wire-format.md). Internal.
#pragma once

#include "wire_parts.hpp"

#include <walletauth/wire.hpp>

#include <string>
#include <string_view>

namespace walletauth::wire {

// The answer to a request that was read, with the key in its chain's notation. Here and below `id`
// is JSON source: a string, or null.
[[nodiscard]] WireAnswer write_answer(std::string_view id, const RequestParts &parts,
                                      const Verdict &verdict);

[[nodiscard]] WireAnswer refusal_answer(std::string_view id, const Refusal &refusal);

// The answer that needs no more memory than a string has for nothing: an empty text would be no
// answer at all, so callers that stream check for it.
[[nodiscard]] WireAnswer failure(std::uint32_t status) noexcept;

// The answer of an account request.
[[nodiscard]] std::string write_account(std::string_view id, std::string_view chain,
                                        std::string_view address);

} // namespace walletauth::wire
