// SPDX-License-Identifier: Apache-2.0
// The toy plugin with texts to sign in by, so small that a test sees all of them.
//
//   toy-json    the message is the canonical JSON of the claims, all of which it can carry
//   toy-nonce   the message is DOMAIN LF STATEMENT LF NONCE: nothing else is signed
#pragma once

#include <walletauth/plugin.h>

namespace toy {

/// The entry of a plugin "toy" as tests/toy has it, with the extension.
const wa_plugin *form_entry() noexcept;

} // namespace toy
