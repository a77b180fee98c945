// SPDX-License-Identifier: Apache-2.0
// A verifier over all plugins, linked into a target.
#pragma once

#include "input.hpp"

#include "tests/support/every_plugin.hpp"

#include <walletauth/verifier.hpp>

#include <array>
#include <memory>

namespace walletauth::fuzz {

inline const Verifier &verifier() {
    static const Verifier instance = [] {
        auto set = std::make_shared<PluginSet>();
        for (const auto entry : every_plugin())
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
