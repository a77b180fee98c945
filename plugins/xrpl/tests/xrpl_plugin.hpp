// SPDX-License-Identifier: Apache-2.0
// The XRPL plugin behind a verifier.
#pragma once

#include "tests/support/scripted_node.hpp"

#include <walletauth/text/json.hpp>

#include <string>

extern "C" const wa_plugin *walletauth_plugin_v0_xrpl(void) noexcept;

namespace xrpl_test {

using plugin_test::Fields;
using plugin_test::status_of;

inline const walletauth::Verifier &verifier() {
    static const walletauth::Verifier instance =
        plugin_test::verifier_of(&walletauth_plugin_v0_xrpl);
    return instance;
}

inline std::string ask(const Fields &fields) { return plugin_test::ask(verifier(), fields); }

/// The source of a member of an answer, without its quotes; "" if it has none.
inline std::string member_of(const std::string &answer, std::string_view name) {
    const auto document = walletauth::json::Document::parse(answer);
    const auto member = document ? document->root().find(name) : std::nullopt;
    if (!member) return "";
    return std::string{member->kind() == walletauth::json::Kind::string ? member->text()
                                                                        : member->source()};
}

} // namespace xrpl_test
