// SPDX-License-Identifier: Apache-2.0
// The values of an EIP-712 document that are no struct and no array.
#pragma once

#include "eip712_types.hpp"

namespace walletauth::evm::eip712 {

/// EIP-712, "Definition of encodeData", of a member without arrays and of no struct type. `chain`
/// is the request's: its checksum of addresses counts. A refusal is WA_MALFORMED_MESSAGE and names
/// the value's path.
[[nodiscard]] Result<Hash256> encode_scalar(const Member &member, const json::Value &value,
                                            std::string_view chain);

} // namespace walletauth::evm::eip712
