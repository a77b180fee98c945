// SPDX-License-Identifier: Apache-2.0
#include "scripted_node.hpp"

#include "service_fields.hpp"

#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

namespace plugin_test {

using namespace walletauth;

Verifier verifier_of(const wa_plugin *(*entry)(void) noexcept) {
    auto set = std::make_shared<PluginSet>();
    const auto added = set->add(entry);
    EXPECT_TRUE(added.has_value()) << added.error().message();
    return Verifier{set};
}

std::string request_json(const Fields &fields) {
    std::string json = "{";
    for (const auto &[name, source] : fields) {
        if (source.empty() || walletauth_test::is_service_field(name)) continue;
        json += (json.size() > 1 ? ",\"" : "\"") + name + "\":" + source;
    }
    return json + '}';
}

std::string ask(const Verifier &verifier, const Fields &fields) {
    return verify_json(verifier, request_json(fields), walletauth_test::service_json(fields)).json;
}

std::string ask(const Verifier &verifier, Fields fields, const Answers &answers) {
    std::string evidence;
    for (int round = 0;; ++round) {
        if (!evidence.empty()) fields["evidence"] = '[' + evidence + ']';
        auto answer = ask(verifier, fields);
        const auto document = json::Document::parse(answer);
        const auto queries = document->root().find("queries");
        if (!queries || round == 4) return answer;
        for (std::size_t i = 0; i < queries->size(); ++i) {
            const std::string query{queries->at(i).source()};
            evidence += std::string{evidence.empty() ? "" : ","} + "{\"query\":" + query + ',' +
                        answers(query) + '}';
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

} // namespace plugin_test
