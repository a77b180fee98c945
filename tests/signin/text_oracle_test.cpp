// SPDX-License-Identifier: Apache-2.0
// The kit's reader of sign-in texts against a second, slow one (tests/support/sign_in_oracle.hpp):
// the texts of the table, and each with a line or a byte changed. The fuzzer `sign_in` goes on from
// there.
#include "tests/support/sign_in_oracle.hpp"
#include "tests/support/table.hpp"

#include <gtest/gtest.h>

#include <regex>

namespace walletauth {
namespace {

using walletauth_test::read_slowly;
using walletauth_test::rows_of_all_kinds;
using walletauth_test::toy_chain;

/// A text of the table with accounts and chains of the rows.
std::string adapted(const std::string &text) {
    auto out = std::regex_replace(text, std::regex{"with your [^\n]* account:\n[^\n]*"},
                                  "with your Toy account:\nalice");
    return std::regex_replace(out, std::regex{"Chain ID: [^\n]*"}, "Chain ID: main");
}

void expect_same(const sign_in::TextForm &form, const std::string &text) {
    const auto fast = sign_in::read_text(form, toy_chain, text);
    const auto slow = read_slowly(form, toy_chain, text);
    ASSERT_EQ(fast.has_value(), slow.has_value()) << text;
    if (!fast) return;
    ASSERT_EQ(*fast, *slow) << text;
}

TEST(SlowReader, AgreesOnEveryTextAndOnTextsWithALineLess) {
    std::size_t read = 0;
    for_each_row("tests/tables/sign-in-texts.json", 129, [&](const json::Value &row) {
        const auto text = text_of_member(row, "text");
        if (text.empty()) return;
        const auto whole = adapted(std::string{text});
        for (const auto &form : rows_of_all_kinds()) {
            expect_same(form, whole);
            read += sign_in::read_text(form, toy_chain, whole).has_value() ? 1 : 0;
            for (auto end = whole.find('\n'); end != std::string::npos;
                 end = whole.find('\n', end + 1)) {
                const auto next = std::min(whole.find('\n', end + 1), whole.size());
                expect_same(form, whole.substr(0, end));
                expect_same(form, whole.substr(0, end + 1));
                expect_same(form, whole.substr(0, end) + whole.substr(next));
            }
        }
    });
    EXPECT_GT(read, 100U); // or nothing was compared
}

/// Two that the fuzzer found.
TEST(TextReader, TakesNoColonInAScheme) {
    const auto &form = rows_of_all_kinds()[4]; // with a scheme before the domain
    const std::string rest =
        "://a.example wants you to sign in with your Toy account:\nalice\n\n\nURI: "
        "https://a.example\n"
        "Version: 1\nChain ID: main\nNonce: abcdefgh\nIssued At: 2026-01-15T12:00:00Z";
    EXPECT_TRUE(sign_in::read_text(form, toy_chain, "https" + rest));
    EXPECT_FALSE(sign_in::read_text(form, toy_chain, "https+02:00" + rest));
}

TEST(TextReader, TakesNoLineFeedAtTheEndWhereThereAreNoFields) {
    const auto &form = rows_of_all_kinds()[5]; // no field is demanded
    const std::string text = "a.example wants you to sign in with your Toy account:\nalice";
    EXPECT_TRUE(sign_in::read_text(form, toy_chain, text));
    for (const auto *more : {"\n", "\n\n", "\n\n\n"})
        EXPECT_FALSE(sign_in::read_text(form, toy_chain, text + more)) << more;
}

} // namespace
} // namespace walletauth
