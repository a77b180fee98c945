// SPDX-License-Identifier: Apache-2.0
// The example of docs/kit.md: it is kit_page_example.hpp word for word, and it works.
#include "kit_page_example.hpp"

#include <walletauth/text/base64.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace {

std::string file(const std::string &name) {
    std::stringstream text;
    text << std::ifstream{std::string{WALLETAUTH_SOURCE} + '/' + name}.rdbuf();
    return text.str();
}

TEST(KitPage, HasTheExampleThatIsTested) {
    const auto example = file("tests/kit/kit_page_example.hpp");
    const auto begin = example.find("#include");
    ASSERT_NE(begin, std::string::npos);
    EXPECT_NE(file("docs/kit.md").find("```cpp\n" + example.substr(begin) + "```\n"),
              std::string::npos);
}

// cosmjs, packages/amino/src/addresses.spec.ts.
TEST(KitPage, TheExampleWorks) {
    constexpr std::string_view account = "cosmos1h806c7khnvmjlywdrkdgk2vrayy2mmvf9rxk2r";
    auto key = decode_base64("AtQaCqFnshaZQp6rIkvAPyzThvCvXSDO+9AzbxVErqJP").value();
    const std::span<const std::uint8_t, 33> whole{key};
    EXPECT_EQ(is_account_of(account, whole), true);
    key[0] ^= 1;
    EXPECT_EQ(is_account_of(account, whole), false);
    const auto cut = read_account(account.substr(0, 44));
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().detail.view(), "account is no bech32, see character 38");
    EXPECT_FALSE(read_account("osmo1d6em9ea5y3dye6em0awqyss7ssp0a7sgjk792x8cx647cfs7a4msk0fr45"));
}

} // namespace
