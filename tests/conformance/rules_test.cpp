// SPDX-License-Identifier: Apache-2.0
// What the tool promises besides the checks: rules that the page has, exit statuses, seeds.
#include "run_tool.hpp"

#include "conformance/sanitized.hpp"

#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <filesystem>
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
    EXPECT_EQ(run.status, 1) << run.output;
    EXPECT_NE(run.output.find("SKIPPED, no --vectors given: "), std::string::npos) << run.output;
    EXPECT_NE(run.output.find("nothing of what wallets sign was tried"), std::string::npos)
        << run.output;
    EXPECT_EQ(run.output.find("conforming"), std::string::npos) << run.output;
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

/// A directory with one file: `most` of the vectors that this plugin's scheme has with the status.
std::filesystem::path few_vectors(const std::string &name, const std::string &file,
                                  std::string_view status, std::size_t most) {
    std::ifstream in(file);
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    const auto document = walletauth::json::Document::parse(
        text, {.max_size = std::size_t{64} << 20, .max_nodes = std::size_t{1} << 22});
    std::string chosen;
    const auto vectors = *document->root().find("vectors");
    for (std::size_t i = 0; i < vectors.size() && most != 0; ++i) {
        const auto vector = vectors.at(i);
        if (vector.find("expect")->find("status")->text() != status || vector.find("service")) {
            continue;
        }
        chosen += (chosen.empty() ? "" : ",") + std::string{vector.source()};
        --most;
    }
    const auto directory = std::filesystem::path{testing::TempDir()} / ("walletauth-" + name);
    std::filesystem::create_directories(directory);
    std::ofstream(directory / "few.json")
        << R"({"format":"walletauth-vectors/1","description":"few","generator":"rules_test.cpp",)"
        << "\"vectors\":[" << chosen << "]}";
    return directory;
}

TEST(Tool, CallsNothingConformingThatIsNotShown) {
    const auto positives = few_vectors(
        "positives", WALLETAUTH_SOURCE "/tests/conformance/vectors/toy.json", "valid", 2);
    const auto run = run_tool(toy + " --seed 7 --vectors " + positives.string());
    EXPECT_EQ(run.status, 3) << run.output;
    EXPECT_EQ(run.output.find("conforming"), std::string::npos) << run.output;
    for (const char *part :
         {"result  NOT SHOWN", "coverage  ", "NOT-SHOWN",
          "COVERAGE of toy: longest valid message 5 of 1,024 bytes; no byte above 127; ",
          "not shown: a message with a byte above 127", "not shown: an empty message",
          "not shown: a valid signature of a message of more than 128 bytes",
          "not shown: a valid signature with evidence",
          "not shown: a signature that is valid with compat",
          "not shown: a refusal \"rejected\" (signer)",
          "not shown: a refusal \"rejected\" (signature)",
          "not shown: a refusal \"malformed\" (signature)",
          "not shown: a refusal \"malformed\" (public_key)",
          "not shown: a refusal \"malformed\" (account)",
          "not shown: a refusal \"malformed\" (params)",
          "not shown: a refusal \"needs_evidence\""}) {
        EXPECT_NE(run.output.find(part), std::string::npos) << part << "\n" << run.output;
    }
    const auto json = run_tool(toy + " --json --seed 7 --vectors " + positives.string());
    EXPECT_EQ(json.status, 3);
    EXPECT_TRUE(json.outcomes.contains("not-shown")) << json.output;
    for (const char *part : {"\"conclusion\":\"not-shown\"", "\"conforming\":false",
                             "\"not_shown\":[\"", "\"coverage\":\"longest valid message"}) {
        EXPECT_NE(json.output.find(part), std::string::npos) << part << "\n" << json.output;
    }
}

TEST(Tool, ConformsByAllChecksOnly) {
    const auto some = run_tool(toy + " --seed 7 --only '^(vectors|coverage)$'" + vectors);
    EXPECT_EQ(some.status, 0) << some.output;
    EXPECT_EQ(some.output.find("conforming"), std::string::npos) << some.output;
    EXPECT_NE(some.output.find("result  no fault found by the checks that --only names"),
              std::string::npos)
        << some.output;
    const auto all = run_tool(toy + " --seed 7" + vectors);
    EXPECT_EQ(all.status, 0) << all.output;
    EXPECT_NE(all.output.find("result  conforming: "), std::string::npos) << all.output;
}

// What made the check: a plugin with three positive vectors, and no negative one.
TEST(Tool, NamesAnyKeyWithThreePositiveVectors) {
    const auto directory =
        few_vectors("three", WALLETAUTH_VECTORS "/kwil/secp256k1.json", "valid", 3);
    const auto run =
        run_tool(WALLETAUTH_BREAKERS "/any_key.so --json --seed 7 --only '^key-substitution$' "
                                     "--vectors " +
                 directory.string());
    EXPECT_EQ(run.status, 1) << run.output;
    EXPECT_EQ(run.rules, std::set<std::string>{"account-exact"}) << run.output;
}

// With one vector there is no other key to take: the tool signs what it hears the plugin verify.
TEST(Tool, NamesAnyEd25519KeyWithOnePositiveVector) {
    if (WALLETAUTH_SANITIZED != 0) GTEST_SKIP() << "SKIPPED: a sanitizer watches the calls";
    const auto directory =
        few_vectors("one", WALLETAUTH_VECTORS "/near/nep413-kwil.json", "valid", 1);
    const auto run = run_tool(WALLETAUTH_BREAKERS
                              "/any_ed25519_key.so --json --seed 7 --only '^key-substitution$' "
                              "--vectors " +
                              directory.string());
    EXPECT_EQ(run.status, 1) << run.output;
    EXPECT_EQ(run.rules, std::set<std::string>{"account-exact"}) << run.output;
    EXPECT_NE(run.output.find("a key of the tool's own"), std::string::npos) << run.output;
}

} // namespace
