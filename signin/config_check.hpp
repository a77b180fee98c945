// SPDX-License-Identifier: Apache-2.0
// Whether the settings of a SignIn can work with its parts. Internal.
#pragma once

#include <walletauth/signin/sign_in.hpp>

#include <string>

namespace walletauth::signin {

/// Which member is wrong, why, and what to write; empty if all are good. What is passed over here
/// would be blamed on each user later.
[[nodiscard]] std::string config_error(const Config &config, const PluginSet &plugins,
                                       const KeyRing &keys, const ReplayStore &store);

} // namespace walletauth::signin
