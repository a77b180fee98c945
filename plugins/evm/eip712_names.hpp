// SPDX-License-Identifier: Apache-2.0
// The names of an EIP-712 document: which keep encodeType unambiguous, and how they are sorted.
#pragma once

#include <string_view>

namespace walletauth::evm::eip712 {

/// A struct's: not empty, without ( ) , [ ], blanks and control characters, and nothing that a
/// reader could take for an elementary type, such as uint256x. encodeType puts it before a member's
/// name and a blank, or before a parenthesis. UTF-8.
[[nodiscard]] bool is_struct_name(std::string_view name) noexcept;

/// A member's: not empty, without ( ) , and control characters. The first blank of a member's
/// encoding ends its type, so the name may have blanks. UTF-8.
[[nodiscard]] bool is_member_name(std::string_view name) noexcept;

/// By UTF-16 code units, as the wallets' libraries sort: by bytes, but for characters beyond
/// U+FFFF, which stand before U+E000 to U+FFFF.
[[nodiscard]] bool sorts_before(std::string_view a, std::string_view b) noexcept;
/// Whether the name has a character from U+E000 on: others sort by bytes, which is faster.
[[nodiscard]] bool has_sorting_of_its_own(std::string_view name) noexcept;

} // namespace walletauth::evm::eip712
