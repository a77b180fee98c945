// SPDX-License-Identifier: Apache-2.0
// The values of an EIP-712 document: encodeData and hashStruct.
#pragma once

#include "eip712_types.hpp"

namespace walletauth::evm::eip712 {

/// Members of an object that its struct type does not declare.
enum class Undeclared : std::uint8_t { refuse, ignore };

/// EIP-712, "Definition of hashStruct". Every declared member must be there, in the type's form and
/// range; a refusal is WA_MALFORMED_MESSAGE and names the value's path.
[[nodiscard]] Result<Hash256> hash_struct(Types &types, std::uint32_t structure,
                                          const json::Value &object, Undeclared undeclared);

} // namespace walletauth::evm::eip712
