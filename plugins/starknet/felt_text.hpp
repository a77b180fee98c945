// SPDX-License-Identifier: Apache-2.0
// Felts as wallets and SDKs write them: `0x` and hex, or decimal.
#pragma once

#include "felt.hpp"

#include <walletauth/interface.hpp>

#include <expected>
#include <string>
#include <string_view>

namespace walletauth::starknet {

/// What a text has that no felt has, such as `has a blank at 3`; printable.
using FeltFault = InlineText<48>;

/// `0x` (lower case) and 1 to 64 hex digits, or decimal digits without leading zeros; below p.
[[nodiscard]] std::expected<Felt, FeltFault> read_felt_text(std::string_view text) noexcept;

/// A character by its name: `a blank`, `a line feed`, `'+'`, `\x00`.
[[nodiscard]] InlineText<16> character_name(char character) noexcept;

/// The beginning of a text, for a refusal; ends in "..." where something is left out.
[[nodiscard]] std::string excerpt(std::string_view text);

/// The same in quotes, where blanks at an end would not be seen.
[[nodiscard]] std::string quoted_excerpt(std::string_view text);

/// A refusal that says what a named text has that no felt has, and shows the text.
[[nodiscard]] std::unexpected<Refusal> refuse_felt(std::uint32_t status, std::string_view name,
                                                   const FeltFault &fault, std::string_view text);

/// The felt of a named text; `status` otherwise.
[[nodiscard]] Result<Felt> read_named_felt(std::uint32_t status, std::string_view name,
                                           std::string_view text);

} // namespace walletauth::starknet
