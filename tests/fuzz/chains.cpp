// SPDX-License-Identifier: Apache-2.0
#include "chains.hpp"

#include "input.hpp"

#include "tests/support/every_plugin.hpp"

#include <algorithm>
#include <array>
#include <vector>

#define WALLETAUTH_DECLARE(name)                                                                   \
    const walletauth::fuzz::ChainFacts &walletauth_chain_facts_##name();
WALLETAUTH_EACH_PLUGIN(WALLETAUTH_DECLARE)
#undef WALLETAUTH_DECLARE

namespace walletauth::fuzz {
namespace {

bool is_served(const wa_plugin &plugin, std::string_view chain) {
    std::array<std::uint8_t, WA_ACCOUNT_CAPACITY> storage{};
    wa_buffer out{storage.data(), storage.size(), 0};
    return plugin.normalize_account(text_of(chain), text_of(""), &out, nullptr) !=
           WA_UNSUPPORTED_CHAIN;
}

/// Of a plugin whose facts name no chain. Descriptors have namespaces: which references there are,
/// only the plugin knows.
std::string find_chain(const wa_plugin &plugin) {
    const std::string first{view(plugin.schemes[0]->chains[0])};
    if (first.contains(':')) return first;
    for (const std::string_view reference : {"main", "mainnet", "1", "any"}) {
        auto chain = first + ":" + std::string{reference};
        if (is_served(plugin, chain)) return chain;
    }
    const auto missing = "the facts.cpp of " + first + " names a chain that is served";
    require(false, missing.c_str());
    return {};
}

Chain chain_with(const wa_plugin *plugin, const ChainFacts &facts) {
    std::string id{facts.chain()};
    return {plugin, &facts, id.empty() ? find_chain(*plugin) : id};
}

} // namespace

std::span<const Chain> chains() {
#define WALLETAUTH_CHAIN(name)                                                                     \
    chain_with(walletauth_plugin_v0_##name(), walletauth_chain_facts_##name()),
    static const std::vector<Chain> all{WALLETAUTH_EACH_PLUGIN(WALLETAUTH_CHAIN)};
#undef WALLETAUTH_CHAIN
    return all;
}

const Chain &chain_of(const wa_plugin &plugin) {
    const auto found = std::ranges::find(chains(), &plugin, &Chain::plugin);
    require(found != chains().end(), "a plugin of the list");
    return *found;
}

} // namespace walletauth::fuzz
