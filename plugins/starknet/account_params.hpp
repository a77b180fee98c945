// SPDX-License-Identifier: Apache-2.0
// The deployment that a request states: class_hash, salt, deployer (texts) and
// constructor_calldata (JSON).
#pragma once

#include "felt.hpp"

#include <walletauth/interface.hpp>

#include <optional>
#include <span>
#include <vector>

namespace walletauth::starknet {

/// Each is one Pedersen hash of the address.
inline constexpr std::size_t max_calldata_felts = 512;

struct AccountParams {
    std::optional<Felt> class_hash;
    std::optional<Felt> salt;                  ///< the public key if absent
    std::optional<std::vector<Felt>> calldata; ///< what the class takes for the key if absent
    Felt deployer;                             ///< 0: by DEPLOY_ACCOUNT
};

/// Felts in either notation (felt_text.hpp). What is unreadable is WA_MALFORMED_PARAMS; other names
/// are skipped.
[[nodiscard]] Result<AccountParams> read_params(std::span<const wa_parameter> parameters);

} // namespace walletauth::starknet
