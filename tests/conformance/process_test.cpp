// SPDX-License-Identifier: Apache-2.0
// Plugins that die, hang, are slow or fail to load.
#include "run_tool.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace {

const std::string vectors = " --vectors " WALLETAUTH_SOURCE "/tests/conformance/vectors";

TEST(Tool, TellsTheLastStepOfAPluginThatDies) {
    const auto crash = run_tool(WALLETAUTH_BREAKERS "/crashes.so --json --only fields" + vectors);
    EXPECT_TRUE(crash.outcomes.contains("crash")) << crash.output;
    EXPECT_NE(crash.output.find("verify with the signature empty"), std::string::npos)
        << crash.output;
    const auto hang =
        run_tool(WALLETAUTH_BREAKERS "/hangs.so --json --only fields --time-limit 1" + vectors);
    EXPECT_TRUE(hang.outcomes.contains("timeout")) << hang.output;
}

TEST(Tool, TellsTheCallThatDiesBeforeACheckBegins) {
    const auto verify = run_tool(WALLETAUTH_BREAKERS "/dies_of_no_message.so --json --only "
                                                     "'^(outputs|inputs|threads|allocations)$'" +
                                 vectors);
    EXPECT_NE(verify.output.find("\"verify\""), std::string::npos) << verify.output;
    EXPECT_EQ(verify.output.find("loading"), std::string::npos) << verify.output;
    const auto parse = run_tool(WALLETAUTH_BREAKERS "/dies_of_no_hex.so --json --only "
                                                    "'^(outputs|inputs|allocations)$'" +
                                vectors);
    EXPECT_EQ(parse.output.find("\"verify"), std::string::npos) << parse.output;
    EXPECT_NE(parse.output.find("parse_signature(\\\"?"), std::string::npos) << parse.output;
}

TEST(Tool, ReportsAllChecksOfAPluginThatLoadsOnlyOnce) {
    const auto run = run_tool(WALLETAUTH_BREAKERS "/self_test_flaky.so --json" + vectors);
    EXPECT_EQ(run.status, 1) << run.output;
    for (const char *check : {"\"self-test\"", "\"vectors\"", "\"allocations\""})
        EXPECT_NE(run.output.find(check), std::string::npos) << check << '\n' << run.output;
}

// Thousands of flips of a millisecond each are no hang.
TEST(Tool, LimitsTheTimeOfACallAndNotOfACheck) {
    const auto start = std::chrono::steady_clock::now();
    const auto run = run_tool(
        WALLETAUTH_BREAKERS "/slow.so --json --only '^signature-bits$' --time-limit 1" + vectors);
    EXPECT_EQ(run.status, 0) << run.output;
    EXPECT_GT(std::chrono::steady_clock::now() - start, std::chrono::seconds{1})
        << "the check was too short to say anything";
}

} // namespace
