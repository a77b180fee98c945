// SPDX-License-Identifier: Apache-2.0
#include "starknet_node.hpp"

extern "C" const wa_plugin *walletauth_plugin_v0_starknet(void) noexcept;

namespace starknet_test {

using namespace walletauth;

namespace {

const Verifier &verifier() {
    static const Verifier instance = plugin_test::verifier_of(&walletauth_plugin_v0_starknet);
    return instance;
}

} // namespace

std::string ask(const Fields &fields) { return plugin_test::ask(verifier(), fields); }

std::string ask(const Fields &fields, const Node &node) {
    return plugin_test::ask(verifier(), fields, [&node](const std::string &query) {
        if (query.contains("starknet_chainId")) return node.chain_id;
        if (query.contains("starknet_getClassHashAt")) return node.class_hash;
        return node.call;
    });
}

} // namespace starknet_test
