// SPDX-License-Identifier: Apache-2.0
#include "every_plugin.hpp"

namespace walletauth {

std::span<const wa_plugin_entry> every_plugin() noexcept {
#define WALLETAUTH_ENTRY(name) &walletauth_plugin_v0_##name,
    static constexpr wa_plugin_entry entries[]{WALLETAUTH_EACH_PLUGIN(WALLETAUTH_ENTRY)};
#undef WALLETAUTH_ENTRY
    return entries;
}

} // namespace walletauth
