// SPDX-License-Identifier: Apache-2.0
// The values of a SNIP-12 document that hold no others: how each becomes field elements. Refusals
// are WA_MALFORMED_MESSAGE and name the value's path.
#pragma once

#include "snip12_types.hpp"

#include <vector>

namespace walletauth::starknet::snip12 {

/// The element of a felt's or shortstring's value: a number or a number's text, else the text as a
/// short string, so "1" is 1 and not 0x31 (starknet.js, getHex).
[[nodiscard]] Result<Felt> encode_felt(const json::Value &value);

/// The elements of a revision 1 `string`, whose hash is its value: a Cairo ByteArray, serialised as
/// the count of full words, the words, the rest and its size.
[[nodiscard]] Result<std::vector<Felt>> byte_array_elements(const json::Value &value);

/// The element of any other value that holds none.
[[nodiscard]] Result<Felt> encode_scalar(const Type &type, const json::Value &value);

} // namespace walletauth::starknet::snip12
