// SPDX-License-Identifier: Apache-2.0
// A request in structs, with parameters and the service's part as JSON: wa_verify_flat. Internal.
#pragma once

#include <walletauth/verifier.hpp>

#include <string_view>

namespace walletauth::wire {

/// Verifies `request` with the user's parameters and the service's part, each a JSON object or
/// empty.
[[nodiscard]] Verdict verify_flat(const PluginSet &plugins, const Request &request,
                                  std::string_view params, std::string_view service);

} // namespace walletauth::wire
