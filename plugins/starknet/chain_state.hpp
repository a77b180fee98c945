// SPDX-License-Identifier: Apache-2.0
// What a Starknet node says of an account and a signature (SNIP-6; starknet-specs, starknet_call).
#pragma once

#include "felt.hpp"

#include <walletauth/interface.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::starknet {

enum class ChainState : std::uint8_t {
    unasked,      ///< no evidence about the account was given
    valid,        ///< the account says that it has signed
    not_deployed, ///< there is no account yet: its deployment decides
};

/// BLOCK_ID of starknet-specs as canonical JSON: "latest" if `block` is empty. WA_MALFORMED_REQUEST
/// if it is no number and no hash.
[[nodiscard]] Result<std::string> block_id(std::string_view block);

/// Reads the request's evidence. WA_NEEDS_EVIDENCE if some was given and more is needed;
/// WA_MALFORMED_EVIDENCE for answers to other calls; WA_ERROR_EVIDENCE for unclear answers;
/// WA_REJECTED_SIGNATURE if the account says no.
[[nodiscard]] Result<ChainState> prove_by_state(const wa_request &request, const Felt &account,
                                                const Felt &hash, std::span<const Felt> signature);

/// The canonical calls that are still to be answered.
[[nodiscard]] Result<std::vector<std::string>> state_queries(const wa_request &request,
                                                             const Felt &account, const Felt &hash,
                                                             std::span<const Felt> signature);

} // namespace walletauth::starknet
