// SPDX-License-Identifier: Apache-2.0
#include "near_node.hpp"

extern "C" const wa_plugin *walletauth_plugin_v0_near(void) noexcept;

namespace near_test {

const walletauth::Verifier &verifier() {
    static const walletauth::Verifier instance =
        plugin_test::verifier_of(&walletauth_plugin_v0_near);
    return instance;
}

std::string ask_once(const Fields &fields) { return plugin_test::ask(verifier(), fields); }

std::string ask(const Fields &fields, const Node &node) {
    return plugin_test::ask(verifier(), fields, [&node](const std::string &query) {
        return query.contains("view_access_key") ? node.access_key : node.view_account;
    });
}

} // namespace near_test
