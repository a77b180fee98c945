// SPDX-License-Identifier: Apache-2.0
// What the tool promises besides the checks: rules that the page has, exit statuses, seeds.
#include "run_tool.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>

namespace {

const std::string toy = WALLETAUTH_BREAKERS "/toy.so";
const std::string vectors = " --vectors " WALLETAUTH_SOURCE "/tests/conformance/vectors";

TEST(Rules, EachHasItsAnchorInTheAbi) {
    std::ifstream file(WALLETAUTH_SOURCE "/docs/abi.md");
    const std::string page{std::istreambuf_iterator<char>{file}, {}};
    const auto list = run_tool("--list");
    ASSERT_EQ(list.status, 0);
    std::istringstream lines(list.output);
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string word;
        words >> word;
        if (word == "file:" || word == "table:") continue; // rules of the loader, tested there
        while (words >> word && word != "(vectors)") {
            ++count;
            EXPECT_NE(page.find("<a id=\"" + word + "\"></a>"), std::string::npos) << word;
        }
    }
    EXPECT_GT(count, 25U);
}

TEST(Tool, SaysWhatItWasToldNothingOf) {
    const auto run = run_tool(toy);
    EXPECT_EQ(run.status, 0) << run.output;
    EXPECT_NE(run.output.find("SKIPPED, no --vectors given: "), std::string::npos) << run.output;
}

TEST(Tool, ExitStatusTwoForWhatItCannotDo) {
    EXPECT_EQ(run_tool("").status, 2);
    EXPECT_EQ(run_tool("/nonexistent.so").status, 2);
    EXPECT_EQ(run_tool(toy + " --only nothing-has-this-name").status, 2);
    EXPECT_EQ(run_tool(toy + " --only '('").status, 2);
    EXPECT_EQ(run_tool(toy + " --vectors /nonexistent").status, 2);
    EXPECT_EQ(run_tool(toy + " --seed x").status, 2);
}

TEST(Tool, OneSeedOneReport) {
    const auto with = [](const char *seed) {
        return run_tool(WALLETAUTH_BREAKERS
                        "/signature_bit_ignored.so --json --only signature-bits --seed " +
                        std::string{seed} + vectors)
            .output;
    };
    EXPECT_EQ(with("3"), with("3"));
    EXPECT_NE(with("3"), with("4"));
}

TEST(Tool, SaysWhereAndHowToSeeItAgain) {
    const auto run =
        run_tool(WALLETAUTH_BREAKERS "/wrong_reason.so --seed 5 --only vectors" + vectors);
    EXPECT_EQ(run.status, 1);
    for (const char *part : {"FAIL vectors, scheme toy", "rule vectors (docs/abi.md)", "toy-short",
                             "verify_json", "\"reason\":\"signature\"", "\"status\":\"rejected\"",
                             "--seed 5 --only '^vectors$'", "sha256  ", "NOT CONFORMING"}) {
        EXPECT_NE(run.output.find(part), std::string::npos) << part << "\n" << run.output;
    }
}

} // namespace
