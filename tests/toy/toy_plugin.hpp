// SPDX-License-Identifier: Apache-2.0
// A chain that exists only in tests, small enough to compute by hand, with everything that the core
// must handle: derived accounts, named accounts that need evidence, rounds, parameters, compat.
//
//   key        32 bytes
//   signature  keccak256(key, message); compat also takes its bytes reversed
//   account    64 hex digits of the key (derived), or a name of 2 to 20 characters [a-z_], which
//              takes evidence: {"method":"key_of","params":{"name":NAME,"step":N}} for N = 1 to the
//              parameter `steps` (default 1), with "block", a number, among the params where the
//              request names one; each result must be a string, the last one the key's hex
#pragma once

#include <walletauth/plugin.h>

namespace toy {

/// The entry of the plugin, to be added to a PluginSet.
const wa_plugin *entry() noexcept;

} // namespace toy
