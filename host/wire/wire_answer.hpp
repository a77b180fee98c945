// SPDX-License-Identifier: Apache-2.0
//
// Writes answer objects of the wire format (docs/wire-format.md). Internal.
#pragma once

#include "wire_parts.hpp"

#include <walletauth/wire.hpp>

#include <string>
#include <string_view>

namespace walletauth::wire {

// `id` is JSON source: a string, or null. `key_text` is what format_public_key gave, or empty.
[[nodiscard]] std::string write_verdict(std::string_view id, const Verdict &verdict,
                                        std::string_view key_text);

// The answer to a request that was read, with the key in its chain's notation.
[[nodiscard]] WireAnswer write_answer(std::string_view id, const RequestParts &parts,
                                      const Verdict &verdict);

[[nodiscard]] std::string write_refusal(std::string_view id, std::uint32_t status,
                                        std::string_view detail);

// The answer of an account request.
[[nodiscard]] std::string write_account(std::string_view id, std::string_view chain,
                                        std::string_view address);

// A JSON array of queries, which are JSON already.
void append_queries(std::string &out, const std::vector<std::string> &queries);

} // namespace walletauth::wire
