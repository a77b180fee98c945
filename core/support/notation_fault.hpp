// SPDX-License-Identifier: Apache-2.0
/// Why a text that should spell bytes spells none: the character that does not belong, and where.
/// For the details of refusals only, never for a decision.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace walletauth {

/// What follows "signature " in a refusal, such as `has a blank at 17, where base64 has "+"`.
/// `text` should have been base58, base64 or hex of `size` bytes, or a JSON array of byte values.
/// Empty if nothing stands out.
[[nodiscard]] std::string explain_notation(std::string_view text, std::size_t size);

} // namespace walletauth
