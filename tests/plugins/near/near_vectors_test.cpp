// SPDX-License-Identifier: Apache-2.0
// The shared NEAR vectors; `access_key_state` is what the scripted node answers, null is no chain.
#include "near_node.hpp"

#include "core/support/json.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace {

using namespace walletauth;
using namespace near_test;

// `valid` lines with an alternative that we refuse, and refused ones that we accept, on purpose
// (docs/schemes/nep413.md).
const std::set<std::string> refused{"near-413-secp-recid-0", "near-413-secp-recid-2",
                                    "near-413-secp-recid-3"};

std::string source(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    return value && value->kind() != json::Kind::null ? std::string{value->source()} : "";
}

Fields fields_of(const json::Value &line) {
    const auto params = *line.find("params");
    std::string parameters = "{\"nonce\":{\"base64\":" + source(params, "nonce") +
                             "},\"recipient\":" + source(params, "recipient");
    if (const auto url = source(params, "callbackUrl"); !url.empty())
        parameters += ",\"callback_url\":" + url;
    const auto message = *line.find("message");
    const auto encoding = message.find("encoding")->text();
    return {{"chain", source(line, "chain")},
            {"scheme", "\"nep413\""},
            {"account", source(line, "account")},
            {"public_key", source(line, "public_key")},
            {"signature", source(line, "signature")},
            {"params", parameters + '}'},
            {"message", (encoding == "hex"      ? "{\"hex\":"
                         : encoding == "base64" ? "{\"base64\":"
                                                : "{\"text\":") +
                            source(message, "value") + '}'}};
}

Node node_of(const json::Value &state) {
    Node node;
    const bool exists = state.find("account_exists")->is_true();
    const auto key = state.find("key")->text();
    node.access_key = !exists                 ? no_account_new
                      : key == "FullAccess"   ? full_access
                      : key == "FunctionCall" ? function_call
                                              : no_key_new;
    node.view_account = exists ? account : no_account_new;
    return node;
}

void run(const char *name) {
    const std::filesystem::path file = std::filesystem::path{WALLETAUTH_SHARED_VECTORS} / name;
    if (!std::filesystem::exists(file.parent_path())) {
        GTEST_SKIP() << "SKIPPED: the shared vectors are not beside the project";
    }
    std::ifstream in(file);
    std::size_t ran = 0;
    for (std::string text; std::getline(in, text);) {
        const auto document = json::Document::parse(text);
        ASSERT_TRUE(document.has_value());
        const auto line = document->root();
        const std::string id{line.find("id")->text()};
        const auto state = *line.find("params")->find("access_key_state");
        Fields fields = fields_of(line);
        const bool has_chain = state.find("account_exists")->kind() != json::Kind::null;
        if (has_chain) fields["accept"] = R"(["derived","chain_state"])";
        const auto answer = has_chain ? ask(fields, node_of(state)) : ask(fields, {});
        const auto found = status_of(answer);
        const bool valid = line.find("expect")->text() == "valid" && !refused.contains(id);
        EXPECT_EQ(found == "valid", valid)
            << id << ' ' << line.find("why")->text() << ' ' << answer;
        if (!valid) {
            EXPECT_TRUE(found.starts_with("rejected") || found.starts_with("malformed"))
                << id << ' ' << answer;
        }
        if (refused.contains(id)) {
            fields["compat"] = "true";
            EXPECT_EQ(status_of(ask(fields, node_of(state))), "valid") << id;
        }
        ++ran;
    }
    EXPECT_GT(ran, 50U);
}

TEST(NearVectors, Nep413) { run("near_nep413.jsonl"); }
TEST(NearVectors, AccountIds) { run("near_account_id.jsonl"); }

} // namespace
