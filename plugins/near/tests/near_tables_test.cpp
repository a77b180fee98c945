// SPDX-License-Identifier: Apache-2.0
// The tables of NEP-413 and of account ids; `access_key_state` is what the scripted node answers,
// null is no chain.
#include "near_node.hpp"

#include "tests/support/table.hpp"

#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <set>

namespace {

using namespace walletauth;
using namespace near_test;

// `valid` rows with an alternative that we refuse, and refused ones that we accept, on purpose
// (plugins/near/nep413.md).
const std::set<std::string> refused{"near-413-secp-recid-0", "near-413-secp-recid-2",
                                    "near-413-secp-recid-3"};

std::string source(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    return value && value->kind() != json::Kind::null ? std::string{value->source()} : "";
}

Fields fields_of(const json::Value &row) {
    const auto params = *row.find("params");
    std::string parameters = "{\"nonce\":{\"base64\":" + source(params, "nonce") +
                             "},\"recipient\":" + source(params, "recipient");
    if (const auto url = source(params, "callbackUrl"); !url.empty())
        parameters += ",\"callback_url\":" + url;
    const auto message = *row.find("message");
    const auto encoding = message.find("encoding")->text();
    return {{"chain", source(row, "chain")},
            {"scheme", "\"nep413\""},
            {"account", source(row, "account")},
            {"public_key", source(row, "public_key")},
            {"signature", source(row, "signature")},
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

void run(const char *name, std::size_t count) {
    for_each_row(name, count, [](const json::Value &row) {
        const std::string id{row.find("id")->text()};
        const auto state = *row.find("params")->find("access_key_state");
        Fields fields = fields_of(row);
        const bool has_chain = state.find("account_exists")->kind() != json::Kind::null;
        if (has_chain) fields["accept"] = R"(["derived","chain_state"])";
        const auto answer = has_chain ? ask(fields, node_of(state)) : ask(fields, {});
        const auto found = status_of(answer);
        const bool valid = row.find("expect")->text() == "valid" && !refused.contains(id);
        EXPECT_EQ(found == "valid", valid) << row.find("why")->text() << ' ' << answer;
        if (!valid) {
            EXPECT_TRUE(found.starts_with("rejected") || found.starts_with("malformed")) << answer;
        }
        if (refused.contains(id)) {
            fields["compat"] = "true";
            EXPECT_EQ(status_of(ask(fields, node_of(state))), "valid");
        }
    });
}

TEST(NearTables, Nep413) { run("plugins/near/tests/tables/nep413.json", 92); }
TEST(NearTables, AccountIds) { run("plugins/near/tests/tables/near-account-ids.json", 67); }

} // namespace
