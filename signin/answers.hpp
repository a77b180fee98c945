// SPDX-License-Identifier: Apache-2.0
// Answers as JSON objects. Internal.
#pragma once

#include <walletauth/signin/wire.hpp>

namespace walletauth::signin {

[[nodiscard]] Answer write_challenge(const Challenge &challenge);
[[nodiscard]] Answer write_session(const Session &session, const PluginSet &plugins);
[[nodiscard]] Answer write_refusal(const Refusal &refusal);

/// RFC 3339, UTC, whole seconds, as all forms take it.
[[nodiscard]] std::string time_text(Time time);

} // namespace walletauth::signin
