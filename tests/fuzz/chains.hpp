// SPDX-License-Identifier: Apache-2.0
// Every chain with what is known of it.
#pragma once

#include "chain_facts.hpp"

#include <walletauth/plugin.h>

#include <span>
#include <string>

namespace walletauth::fuzz {

struct Chain {
    const wa_plugin *plugin;
    const ChainFacts *facts;
    std::string id; ///< CAIP-2, one that the plugin serves
};

[[nodiscard]] std::span<const Chain> chains();
/// The one whose plugin this is.
[[nodiscard]] const Chain &chain_of(const wa_plugin &plugin);

} // namespace walletauth::fuzz
