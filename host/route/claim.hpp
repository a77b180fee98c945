// SPDX-License-Identifier: Apache-2.0
// The account that a request claims, in its canonical bare form. Internal.
#pragma once

#include <walletauth/plugin_set.hpp>

#include <string>
#include <string_view>

namespace walletauth {

/// Strips a CAIP-10 prefix equal to `chain` (another one is malformed), decodes %XX, normalises.
[[nodiscard]] Result<std::string> normalize_claim(const PluginSet &plugins, std::string_view chain,
                                                  std::string_view account);

} // namespace walletauth
