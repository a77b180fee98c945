// SPDX-License-Identifier: Apache-2.0
// A request in structs whose parameters, evidence and service's options come as JSON. Internal.
#pragma once

#include <walletauth/verifier.hpp>

#include <string_view>

namespace walletauth::wire {

/// Verifies `request` with the members params, accept, compat, block and evidence of a JSON object;
/// an empty `options` has none.
[[nodiscard]] Verdict verify_with_options(const Verifier &verifier, const Request &request,
                                          std::string_view options,
                                          const VerifyOptions &verify_options);

} // namespace walletauth::wire
