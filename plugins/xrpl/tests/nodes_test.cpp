// SPDX-License-Identifier: Apache-2.0
// What servers of the XRP Ledger say (xrpl.org, "server_info", "ledger", "account_info").
#include "tests/support/nodes_under_test.hpp"

#include <gtest/gtest.h>

using namespace walletauth;
using tests::Read;

namespace {

const ChainNodes &nodes = tests::nodes_of("xrpl");
const std::string hash = "4BC50C9B0D8515D3EAAE1E74B29A95804346C491EE1A95BF25E4AAB854A6A652";
const std::string query =
    R"({"method":"account_info","params":[{"account":"rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh","api_version":2,"ledger_hash":")" +
    hash + R"(","signer_lists":true}]})";
const ChainBlock pin{90000000, hash, 0};

std::string found(const std::string &more, const std::string &ledger = hash) {
    return R"({"account_data":{"Account":"rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh",)" + more +
           R"("Flags":0},"ledger_hash":")" + ledger +
           R"(","ledger_index":90000000,"validated":true})";
}
const std::string absent_account = R"({"error":"actNotFound","error_code":19,"status":"error"})";

} // namespace

TEST(XrplNodes, KnowTheirNetwork) {
    const auto is = [](const char *reference, const std::string &info) {
        return nodes.is_identity(reference, Read(R"({"info":{)" + info + "}}").value());
    };
    EXPECT_TRUE(is("0", R"("network_id":0)"));
    EXPECT_TRUE(is("0", R"("build_version":"2.6.0")")); // not told, so not said
    EXPECT_TRUE(is("21337", R"("network_id":21337)"));
    EXPECT_FALSE(is("0", R"("network_id":1)"));
    EXPECT_FALSE(is("1", R"("build_version":"2.6.0")"));
    EXPECT_FALSE(is("1", R"("network_id":"1")"));
    EXPECT_FALSE(nodes.is_identity("0", Read(R"({"error":"noNetwork"})").value()));
}

TEST(XrplNodes, KnowTheirLedger) {
    const Read ledger(R"({"ledger":{"close_time":821793600},"ledger_hash":")" + hash +
                      R"(","ledger_index":90000000,"validated":true})");
    // 2026-01-15T12:00:00Z
    EXPECT_EQ(nodes.read_block(ledger.value()), (ChainBlock{90000000, hash, 1768478400}));
    const Read open(R"({"ledger":{"close_time":821793600},"ledger_hash":")" + hash +
                    R"(","ledger_index":90000000,"validated":false})");
    EXPECT_FALSE(nodes.read_block(open.value()));
    EXPECT_FALSE(nodes.read_block(Read(R"({"error":"lgrNotFound"})").value()));
    EXPECT_EQ(nodes.default_pin(), (PinDepth{PinLevel::finalized, 0}));
    EXPECT_EQ(nodes.block_of(Read(query).value()), hash);
    EXPECT_TRUE(nodes.at_height(Read(query).value(), pin)
                    ->contains(R"("api_version":2,"ledger_index":90000000,"signer_lists")"));
}

TEST(XrplNodes, AnAnswerOfAnotherLedgerIsNone) {
    const auto misplaced = [&](const std::string &answer) {
        return nodes.misplaced(Read(query).value(), Read(answer).value(), pin, true).has_value();
    };
    EXPECT_FALSE(misplaced(found("")));
    EXPECT_FALSE(misplaced(absent_account)); // Clio names no ledger there
    EXPECT_TRUE(misplaced(found("", std::string(64, 'A'))));
    EXPECT_TRUE(misplaced(R"({"error":"actNotFound","ledger_index":89999999})"));
    EXPECT_TRUE(misplaced(R"({"account_data":{},"validated":true})"));
    for (const char *error : {"lgrNotFound", "noNetwork", "tooBusy", "slowDown", "somethingNew"})
        EXPECT_TRUE(misplaced(R"({"error":")" + std::string{error} + "\"}")) << error;
}

TEST(XrplNodes, OnlyKeysAreCompared) {
    const auto form = [&](const std::string &result) {
        return nodes.equal_form(Read(query).value(), Read(result).value(), &pin);
    };
    EXPECT_EQ(form(found("")), form(found(R"("Balance":"1",)")));
    EXPECT_NE(form(found("")), form(found(R"("RegularKey":"rrrrrrrrrrrrrrrrrrrrrhoLvTp",)")));
    EXPECT_EQ(form(absent_account), form(R"({"error":"actNotFound","validated":true})"));
    EXPECT_NE(form(absent_account), form(R"({"error":"actNotFound","validated":false})"));
    EXPECT_NE(form(absent_account), form(found("")));
    // rippled names the account beside the error (xrpl.org, "account_info"), Clio does not.
    EXPECT_EQ(
        form(absent_account),
        form(
            R"({"account":"rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh","error":"actNotFound","validated":true})"));
}

/// Of answers that are equal any one is handed on. So none may be equal to a good one that the
/// plugin would refuse: one liar would lock users out.
TEST(XrplNodes, WhatThePluginRefusesIsNoHonestAnswer) {
    const auto form = [&](const std::string &result) {
        return nodes.equal_form(Read(query).value(), Read(result).value(), &pin);
    };
    for (const char *more : {R"("status":"error",)", R"("result":{},)"}) {
        auto answer = found("");
        answer.insert(1, more);
        EXPECT_NE(form(answer), form(found(""))) << more;
    }
    auto usual = found("");
    usual.insert(1, R"("status":"success",)");
    EXPECT_EQ(form(usual), form(found("")));
    for (const char *lie :
         {R"({"account":"rrrrrrrrrrrrrrrrrrrrrhoLvTp","error":"actNotFound"})",
          R"({"account":7,"error":"actNotFound"})", R"({"account_data":{},"error":"actNotFound"})",
          R"({"error":"actNotFound","result":{}})"})
        EXPECT_NE(form(lie), form(absent_account)) << lie;
}

TEST(XrplNodes, ErrorObjectsAreFaults) {
    using enum NodeErrorClass;
    EXPECT_EQ(tests::judged(nodes, query, R"({"code":-32601,"message":"no"})").kind, fault);
    EXPECT_EQ(tests::judged(nodes, query, R"({"code":429,"message":"slow down"})").kind,
              overloaded);
}
