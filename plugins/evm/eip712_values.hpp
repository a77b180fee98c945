// SPDX-License-Identifier: Apache-2.0
// The values of an EIP-712 document: encodeData and hashStruct.
#pragma once

#include "eip712_types.hpp"

namespace walletauth::evm::eip712 {

/// How the outermost object is read.
enum class Reading : std::uint8_t {
    message,        ///< exactly the declared members
    domain,         ///< the same, but that a null counts as absent
    unsigned_domain ///< the declared members; what else there is, is not signed
};

/// EIP-712, "Definition of hashStruct". Every declared member must be there, in the type's form and
/// range. `chain` is the request's: its checksum of addresses counts. A refusal is
/// WA_MALFORMED_MESSAGE and names the value's path. Needs no more stack for deeper values.
[[nodiscard]] Result<Hash256> hash_struct(Types &types, std::uint32_t structure,
                                          const json::Value &object, Reading reading,
                                          std::string_view chain);

} // namespace walletauth::evm::eip712
