// SPDX-License-Identifier: Apache-2.0
// Any key signs for any account, of a plugin with Ed25519 keys.
#define BREAKER_ENTRY walletauth_plugin_v0_near
#include "any_key.hpp"
