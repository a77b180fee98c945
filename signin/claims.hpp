// SPDX-License-Identifier: Apache-2.0
// The claims that a plugin reads from a text, as JSON and as a struct. Internal.
#pragma once

#include <walletauth/signin/policy.hpp>

#include <expected>
#include <string>
#include <string_view>

namespace walletauth::signin {

/// The claims of a plugin's canonical JSON, into `claims`, which has none yet. The error says what
/// is wrong with it: the plugin's fault, not the user's. Nothing in `claims` counts then.
[[nodiscard]] std::expected<void, std::string> read_claims(std::string_view json, Claims &claims);

} // namespace walletauth::signin
