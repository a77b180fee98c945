// SPDX-License-Identifier: Apache-2.0
// The tables of both schemes. A row with evidence has the answer with it, and what it is without.
#include "xrpl_plugin.hpp"

#include "tests/support/table.hpp"

#include <gtest/gtest.h>

namespace {

using namespace walletauth;
using namespace xrpl_test;

std::string source(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    return value && value->kind() != json::Kind::null ? std::string{value->source()} : "";
}

Fields fields_of(const json::Value &row) {
    const auto message = *row.find("message");
    const auto kind = message.find("encoding")->text() == "hex" ? "hex" : "text";
    Fields fields{{"chain", source(row, "chain")},
                  {"scheme", source(row, "scheme")},
                  {"account", source(row, "account")},
                  {"public_key", source(row, "public_key")},
                  {"message", "{\"" + std::string{kind} + "\":" + source(message, "value") + '}'},
                  {"signature", source(row, "signature")}};
    const auto bytes = text_of_param(row, "message_kind");
    if (!bytes.empty()) fields["service_params"] = R"({"message_kind":")" + bytes + "\"}";
    return fields;
}

/// "invalid" of the tables: read, and refused.
std::string verdict_of(const std::string &answer) {
    const auto status = member_of(answer, "status");
    return status == "rejected" ? "invalid" : status;
}

void expect_row(const json::Value &row, const std::string &answer) {
    EXPECT_EQ(verdict_of(answer), text_of_member(row, "expect"))
        << text_of_member(row, "why") << ' ' << answer;
    if (text_of_param(row, "fail_check") == "policy") {
        EXPECT_EQ(member_of(answer, "reason"), "policy");
    }
    const auto bound = row.find("params")->find("chain_bound");
    if (bound) {
        EXPECT_EQ(member_of(answer, "chain_bound"), bound->source());
    }
    const auto address = text_of_param(row, "normalized_account");
    if (!address.empty()) {
        EXPECT_EQ(member_of(answer, "address"), address);
    }
}

void run(const char *name, std::size_t count) {
    for_each_row(name, count, [](const json::Value &row) {
        auto fields = fields_of(row);
        const auto evidence = source(*row.find("params"), "evidence");
        if (evidence.empty()) return expect_row(row, ask(fields));
        EXPECT_EQ(verdict_of(ask(fields)), text_of_param(row, "without_state"));
        fields["accept"] = R"(["derived","chain_state"])";
        fields["evidence"] = evidence;
        const auto answer = ask(fields);
        expect_row(row, answer);
        EXPECT_EQ(member_of(answer, "link"), text_of_param(row, "link"));
    });
}

TEST(XrplTables, Message) { run("plugins/xrpl/tests/tables/xrpl-message.json", 58); }
TEST(XrplTables, SignIn) { run("plugins/xrpl/tests/tables/xrpl-signin.json", 31); }

} // namespace
