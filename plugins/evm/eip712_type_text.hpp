// SPDX-License-Identifier: Apache-2.0
// The text of a member's type: an elementary type, or the arrays around another.
#pragma once

#include "eip712_types.hpp"

namespace walletauth::evm::eip712 {

/// EIP-712, "Definition of typed structured data": atomic and dynamic types. No aliases.
[[nodiscard]] std::optional<Type> elementary(std::string_view text);

/// Takes the last `[n]` or `[]` off a type's text; nothing if there is none or it is no length.
[[nodiscard]] std::optional<std::uint32_t> take_array(std::string_view &text);

} // namespace walletauth::evm::eip712
