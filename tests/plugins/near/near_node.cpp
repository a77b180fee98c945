// SPDX-License-Identifier: Apache-2.0
#include "near_node.hpp"

#include "core/support/json.hpp"

#include <gtest/gtest.h>

extern "C" const wa_plugin *walletauth_plugin_v0_near(void) noexcept;

namespace near_test {

using namespace walletauth;

const Verifier &verifier() {
    static const Verifier instance = [] {
        auto set = std::make_shared<PluginSet>();
        const auto added = set->add(&walletauth_plugin_v0_near);
        EXPECT_TRUE(added.has_value()) << added.error().message();
        return Verifier{set};
    }();
    return instance;
}

std::string request_json(const Fields &fields) {
    std::string json = "{";
    for (const auto &[name, source] : fields) {
        if (source.empty()) continue;
        json += (json.size() > 1 ? ",\"" : "\"") + name + "\":" + source;
    }
    return json + '}';
}

std::string ask(Fields fields, const Node &node) {
    std::string evidence;
    for (int round = 0;; ++round) {
        if (!evidence.empty()) fields["evidence"] = '[' + evidence + ']';
        const auto answer =
            verify_json(verifier(), request_json(fields), {.evidence = EvidenceTrust::trust}).json;
        const auto document = json::Document::parse(answer);
        const auto queries = document->root().find("queries");
        if (!queries || round == 4) return answer;
        for (std::size_t i = 0; i < queries->size(); ++i) {
            const std::string query{queries->at(i).source()};
            const bool of_key = query.contains("view_access_key");
            evidence += std::string{evidence.empty() ? "" : ","} + "{\"query\":" + query + ',' +
                        (of_key ? node.access_key : node.view_account) + '}';
        }
    }
}

std::string status_of(const std::string &answer) {
    const auto document = json::Document::parse(answer);
    std::string status{document->root().find("status")->text()};
    if (const auto reason = document->root().find("reason"))
        status += ' ' + std::string{reason->text()};
    return status;
}

} // namespace near_test
