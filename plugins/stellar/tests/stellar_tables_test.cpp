// SPDX-License-Identifier: Apache-2.0
// The table of SEP-53. A row with evidence has the answer with it, and what it is without.
#include "stellar_plugin.hpp"

#include "tests/support/table.hpp"

#include <gtest/gtest.h>

namespace {

using namespace walletauth;
using namespace stellar_test;

std::string source(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    return value && value->kind() != json::Kind::null ? std::string{value->source()} : "";
}

Fields fields_of(const json::Value &row) {
    const auto message = *row.find("message");
    const auto encoding = std::string{message.find("encoding")->text()};
    const std::string kind = encoding == "utf8" ? "text" : encoding;
    return {{"chain", source(row, "chain")},
            {"scheme", source(row, "scheme")},
            {"account", source(row, "account")},
            {"public_key", source(row, "public_key")},
            {"message", "{\"" + kind + "\":" + source(message, "value") + '}'},
            {"signature", source(row, "signature")}};
}

/// "invalid" of the tables is any class that says: read, and refused.
std::string verdict_of(const std::string &answer) {
    const auto status = member_of(answer, "status");
    return status == "rejected" ? "invalid" : status;
}

void expect_verdict(const json::Value &row, const std::string &expected,
                    const std::string &answer) {
    const auto verdict = verdict_of(answer);
    EXPECT_TRUE(verdict == expected || allows_also(row, verdict))
        << expected << ' ' << text_of_member(row, "why") << ' ' << answer;
}

TEST(StellarTables, Sep53) {
    for_each_row("plugins/stellar/tests/tables/sep53.json", 51, [](const json::Value &row) {
        auto fields = fields_of(row);
        const auto evidence = source(*row.find("params"), "evidence");
        if (evidence.empty())
            return expect_verdict(row, text_of_member(row, "expect"), ask(fields));
        expect_verdict(row, text_of_param(row, "without_state"), ask(fields));
        fields["accept"] = R"(["derived","chain_state"])";
        fields["evidence"] = evidence;
        const auto answer = ask(fields);
        expect_verdict(row, text_of_member(row, "expect"), answer);
        EXPECT_EQ(member_of(answer, "link"), text_of_param(row, "link"));
    });
}

} // namespace
