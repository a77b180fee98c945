// SPDX-License-Identifier: Apache-2.0
// account_info of rippled and Clio, as xrpl.org has it ("account_info", api_version 2), at a ledger
// that a service names.
#include "plugins/xrpl/account_info.hpp"

#include <gtest/gtest.h>

using namespace walletauth;

namespace {

const std::string owner = "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh";
const std::string ledger_of_a(64, 'A');
const std::string ledger_of_b(64, 'B');

std::uint32_t ledger_status(const std::string &ledger, std::string_view block) {
    const auto text = R"({"account_data":{"Account":")" + owner + R"(","Flags":0},)" + ledger +
                      R"("validated":true})";
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(text.data());
    const wa_evidence evidence{{}, {bytes, text.size()}, WA_EVIDENCE_RESULT, 0};
    const auto info = xrpl::read_account_info(evidence, owner, block);
    return info ? WA_OK : info.error().status;
}

TEST(XrplAccountInfo, BlockIsAHashOrAnIndex) {
    for (const auto &block : {std::string{}, std::string{"0"}, std::string{"4294967295"},
                              ledger_of_a, std::string(64, 'a')})
        EXPECT_TRUE(xrpl::check_block(block)) << block;
    for (const auto &block : std::vector<std::string>{
             "validated", "current", "closed", "00", "0x12", "ABC", "4294967296", "99999999999",
             std::string(63, 'A'), std::string(64, 'G'), std::string(66, 'A')}) {
        const auto refused = xrpl::check_block(block);
        ASSERT_FALSE(refused) << block;
        EXPECT_EQ(refused.error().status, WA_MALFORMED_REQUEST) << block;
        EXPECT_TRUE(refused.error().detail.view().contains("leave it out")) << block;
    }
}

/// An answer that does not say of which ledger it is could be of any.
TEST(XrplAccountInfo, NamesTheLedgerThatWasAsked) {
    const auto of_hash = R"("ledger_hash":")" + ledger_of_a + "\",",
               of_index = std::string{R"("ledger_index":7,)"};
    EXPECT_EQ(ledger_status(of_hash, ledger_of_a), WA_OK);
    EXPECT_EQ(ledger_status(of_hash + of_index, ledger_of_a), WA_OK);
    EXPECT_EQ(ledger_status(of_index, "7"), WA_OK);
    EXPECT_EQ(ledger_status(of_index, ""), WA_OK);
    EXPECT_EQ(ledger_status("", ""), WA_OK);
    for (const auto &[ledger, block] :
         std::vector<std::pair<std::string, std::string>>{{"", ledger_of_a},
                                                          {"", "7"},
                                                          {of_index, ledger_of_a},
                                                          {of_hash, ledger_of_b},
                                                          {of_hash, "7"},
                                                          {of_index, "8"},
                                                          {R"("ledger_index":"7",)", "7"},
                                                          {R"("ledger_hash":7,)", ledger_of_a},
                                                          {R"("ledger_hash":"BBB",)", ""},
                                                          {R"("ledger_hash":"BBB",)", ledger_of_a}})
        EXPECT_EQ(ledger_status(ledger, block), WA_ERROR_EVIDENCE) << ledger << ' ' << block;
}

} // namespace
