// SPDX-License-Identifier: Apache-2.0
// Hex as it arrives from wallets and through forms and URLs; what is wrong with it is said by name.
#pragma once

#include <walletauth/interface.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace walletauth::evm {

/// An even number of digits of either case, with or without 0x. The refusal, of that status, calls
/// the text `what` and names its first wrong character.
[[nodiscard]] Result<std::vector<std::uint8_t>> parse_hex(std::string_view text,
                                                          std::uint32_t status,
                                                          std::string_view what);

/// `what has <character> at byte <index>`, for the character of `text` at `index`.
[[nodiscard]] std::unexpected<Refusal> refuse_character(std::uint32_t status, std::string_view what,
                                                        std::string_view text, std::size_t index,
                                                        std::string_view expected) noexcept;

} // namespace walletauth::evm
