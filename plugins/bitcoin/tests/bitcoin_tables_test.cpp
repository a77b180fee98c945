// SPDX-License-Identifier: Apache-2.0
// The tables of Bitcoin's schemes through the plugin's functions. Their rows were made by wallets'
// libraries and by the BIP; what each library said is in the row.
#include "plugin_under_test.hpp"

#include "tests/support/table.hpp"

#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

namespace walletauth::bitcoin::testing {
namespace {

std::string class_of(const Answer &answer) {
    switch (WA_STATUS_CLASS(answer.status)) {
    case WA_CLASS_OK:
        return "valid";
    case WA_CLASS_REJECTED:
        return "invalid";
    case WA_CLASS_MALFORMED:
        return "malformed";
    case WA_CLASS_UNSUPPORTED:
        return "unsupported";
    default:
        return "status " + std::to_string(answer.status);
    }
}

Ask ask_of(const json::Value &row) {
    const auto message = *row.find("message");
    EXPECT_EQ(message.find("encoding")->text(), "utf8");
    Ask ask;
    ask.scheme = text_of_member(row, "scheme");
    ask.chain = text_of_member(row, "chain");
    ask.account = text_of_member(row, "account");
    ask.message = message.find("value")->text();
    ask.signature = text_of_member(row, "signature");
    return ask;
}

void expect_row(const json::Value &row) {
    const auto answered = answer(ask_of(row));
    const auto said = class_of(answered);
    const auto expected = text_of_member(row, "expect");
    const auto id = text_of_member(row, "id");
    if (id == "btc-322-bad-chain") { // every plugin says so of a chain that it does not know
        EXPECT_EQ(static_cast<int>(answered.status), WA_UNSUPPORTED_CHAIN);
        return;
    }
    if (said == "unsupported") { // scripts of several keys, and time locks in scripts
        EXPECT_TRUE(allows_also(row, "unsupported")) << answered.detail;
        return;
    }
    EXPECT_EQ(said, expected) << answered.detail;
    if (said != "valid") return;
    const auto canonical = text_of_param(row, "normalized_account");
    EXPECT_EQ(answered.account, canonical.empty() ? text_of_member(row, "account") : canonical);
}

TEST(BitcoinTables, Bip322) {
    for_each_row("plugins/bitcoin/tests/tables/bip322.json", 103, expect_row);
}

TEST(BitcoinTables, Bip137) {
    for_each_row("plugins/bitcoin/tests/tables/bip137.json", 48, expect_row);
}

// `compat` of a row is what bip322-js says without strict.
TEST(BitcoinTables, Bip137Compat) {
    std::size_t wider = 0;
    for_each_row("plugins/bitcoin/tests/tables/bip137.json", 48, [&](const json::Value &row) {
        auto ask = ask_of(row);
        ask.compat = true;
        const auto said = class_of(answer(ask));
        EXPECT_EQ(said == "valid", text_of_param(row, "compat") == "valid") << said;
        wider += said == "valid" && text_of_member(row, "expect") != "valid" ? 1 : 0;
    });
    EXPECT_EQ(wider, 7U);
}

} // namespace
} // namespace walletauth::bitcoin::testing
