// SPDX-License-Identifier: Apache-2.0
// All plugins of plugins/, for programs that link walletauth_every_plugin. CMake finds them.
#pragma once

#include "each_plugin.hpp"

#include <walletauth/plugin.h>

#include <span>

#define WALLETAUTH_DECLARE(name)                                                                   \
    extern "C" const wa_plugin *walletauth_plugin_v0_##name(void) noexcept;
WALLETAUTH_EACH_PLUGIN(WALLETAUTH_DECLARE)
#undef WALLETAUTH_DECLARE

namespace walletauth {

[[nodiscard]] std::span<const wa_plugin_entry> every_plugin() noexcept;

} // namespace walletauth
