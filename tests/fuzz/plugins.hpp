// SPDX-License-Identifier: Apache-2.0
// All plugins, linked into a target: their tables, and a verifier over them.
#pragma once

#include "input.hpp"

#include <walletauth/verifier.hpp>

#include <array>
#include <memory>
#include <string_view>

extern "C" const wa_plugin *walletauth_plugin_v0_evm(void) noexcept;
extern "C" const wa_plugin *walletauth_plugin_v0_kwil(void) noexcept;
extern "C" const wa_plugin *walletauth_plugin_v0_near(void) noexcept;
extern "C" const wa_plugin *walletauth_plugin_v0_solana(void) noexcept;
extern "C" const wa_plugin *walletauth_plugin_v0_starknet(void) noexcept;

namespace walletauth::fuzz {

inline constexpr std::array<wa_plugin_entry, 5> plugins{
    &walletauth_plugin_v0_evm, &walletauth_plugin_v0_kwil, &walletauth_plugin_v0_near,
    &walletauth_plugin_v0_solana, &walletauth_plugin_v0_starknet};

/// Chains that they serve, in the order of `plugins`.
inline constexpr std::array<std::string_view, 5> chains{"eip155:1", "kwil:any", "near:mainnet",
                                                        "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp",
                                                        "starknet:SN_MAIN"};

inline const Verifier &verifier() {
    static const Verifier instance = [] {
        auto set = std::make_shared<PluginSet>();
        for (const auto entry : plugins)
            require(set->add(entry).has_value(), "a plugin loads");
        return Verifier{set};
    }();
    return instance;
}

/// The documented statuses (plugin.h) and no other.
inline bool is_status(std::uint32_t status) noexcept {
    constexpr std::array<std::uint32_t, 6> last{WA_OK,
                                                WA_REJECTED_POLICY,
                                                WA_MALFORMED_EVIDENCE,
                                                WA_UNSUPPORTED_EVIDENCE,
                                                WA_NEEDS_EVIDENCE,
                                                WA_ERROR_EVIDENCE};
    const auto status_class = WA_STATUS_CLASS(status);
    return status_class < last.size() && status <= last[status_class];
}

} // namespace walletauth::fuzz
