// SPDX-License-Identifier: Apache-2.0
#include "starknet_node.hpp"

#include "core/support/json.hpp"

#include <walletauth/wire.hpp>

#include <gtest/gtest.h>

extern "C" const wa_plugin *walletauth_plugin_v0_starknet(void) noexcept;

namespace starknet_test {

using namespace walletauth;

namespace {

const Verifier &verifier() {
    static const Verifier instance = [] {
        auto set = std::make_shared<PluginSet>();
        const auto added = set->add(&walletauth_plugin_v0_starknet);
        EXPECT_TRUE(added.has_value()) << added.error().message();
        return Verifier{set};
    }();
    return instance;
}

std::string request_json(const Fields &fields) {
    std::string json = "{";
    for (const auto &[name, source] : fields) {
        json += (json.size() > 1 ? ",\"" : "\"") + name + "\":" + source;
    }
    return json + '}';
}

std::string answer_of(const Node &node, const std::string &query) {
    if (query.contains("starknet_chainId")) return node.chain_id;
    if (query.contains("starknet_getClassHashAt")) return node.class_hash;
    return node.call;
}

} // namespace

std::string ask(const Fields &fields) {
    return verify_json(verifier(), request_json(fields), {.evidence = EvidenceTrust::trust}).json;
}

std::string ask(Fields fields, const Node &node) {
    std::string evidence;
    for (int round = 0;; ++round) {
        if (!evidence.empty()) fields["evidence"] = '[' + evidence + ']';
        auto answer = ask(fields);
        const auto document = json::Document::parse(answer);
        const auto queries = document->root().find("queries");
        if (!queries || round == 4) return answer;
        for (std::size_t i = 0; i < queries->size(); ++i) {
            const std::string query{queries->at(i).source()};
            evidence += std::string{evidence.empty() ? "" : ","} + "{\"query\":" + query + ',' +
                        answer_of(node, query) + '}';
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

} // namespace starknet_test
