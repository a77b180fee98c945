// SPDX-License-Identifier: Apache-2.0
// Any key signs for any account, of a plugin with keys of both curves.
#define BREAKER_ENTRY walletauth_plugin_v0_kwil
#include "any_key.hpp"
