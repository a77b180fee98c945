// SPDX-License-Identifier: Apache-2.0
// The values of a SNIP-12 document: how each type's value becomes a field element.
#pragma once

#include "snip12_types.hpp"

namespace walletauth::starknet::snip12 {

/// SNIP-12, "Hashing structs". Every declared member must be there, in the type's form and range,
/// and no other but `undeclared`; a refusal is WA_MALFORMED_MESSAGE and names the value's path.
[[nodiscard]] Result<Felt> hash_struct(Types &types, std::uint32_t structure,
                                       const json::Value &object, std::string_view undeclared = {});

/// The element of a felt's or shortstring's value: a number or a number's text, else the text as a
/// short string, so "1" is 1 and not 0x31 (starknet.js, getHex).
[[nodiscard]] Result<Felt> encode_felt(const json::Value &value);

} // namespace walletauth::starknet::snip12
