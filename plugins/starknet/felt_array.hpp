// SPDX-License-Identifier: Apache-2.0
// JSON arrays of felts: constructor calldata, and signatures as most wallets return them.
#pragma once

#include "felt.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/text/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace walletauth::starknet {

/// Whether felts may be JSON numbers.
enum class Numbers : std::uint8_t {
    refused,
    accepted ///< integers without sign, fraction and exponent, of at most 78 digits
};

/// The felt of a JSON text (felt_text.hpp) or, if `numbers` says so, of a number: its digits as
/// written. Otherwise `status`, with `name` and what is wrong in the detail.
[[nodiscard]] Result<Felt> read_json_felt(const json::Value &value, std::uint32_t status,
                                          const std::string &name, Numbers numbers);

/// A JSON array of such felts. Otherwise `status`, with `name`, the index and what is wrong in the
/// detail.
[[nodiscard]] Result<std::vector<Felt>> parse_felts(std::string_view json, std::uint32_t status,
                                                    std::string_view name, Numbers numbers);

} // namespace walletauth::starknet
