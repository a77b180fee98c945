// SPDX-License-Identifier: Apache-2.0
#include <walletauth/interface.hpp>

#include <gtest/gtest.h>

#include <string>

namespace walletauth {
namespace {

TEST(Refusal, JoinsTextsAndIntegers) {
    const Refusal refusal = make_refusal(WA_MALFORMED_SIGNATURE, "signature has ", 66,
                                         " bytes, expected ", std::size_t{65});
    EXPECT_EQ(refusal.status, static_cast<std::uint32_t>(WA_MALFORMED_SIGNATURE));
    EXPECT_EQ(refusal.detail.view(), "signature has 66 bytes, expected 65");
}

TEST(Refusal, ShowsUnprintableBytesInHex) {
    using namespace std::string_view_literals;
    EXPECT_EQ(make_refusal(WA_REJECTED, "a\n\xff\0b"sv).detail.view(), "a\\x0a\\xff\\x00b");
}

TEST(Refusal, ShortensLongValuesInTheirMiddleWhereTheDetailIsFull) {
    const std::string one = "0x0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    const std::string other = "0xf123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde0";
    EXPECT_EQ(make_refusal(WA_REJECTED, "signed by ", one, ".").detail.view(),
              "signed by " + one + ".");
    EXPECT_EQ(make_refusal(WA_REJECTED, "signed by ", one, ", not by ", other).detail.view(),
              "signed by 0x01234567...abcdef, not by 0xf1234567...abcde0");
    EXPECT_EQ(make_refusal(WA_REJECTED, std::string(500, 'x')).detail.view(),
              "xxxxxxxxxx...xxxxxx");
}

TEST(Refusal, EndsInDotsWhereWordsDoNotFit) {
    std::string words;
    while (words.size() < 200)
        words += "word ";
    const auto cut = make_refusal(WA_REJECTED, words).detail;
    EXPECT_EQ(cut.view(), words.substr(0, WA_DETAIL_CAPACITY - 3) + "...");
    EXPECT_EQ(make_refusal(WA_REJECTED, std::string(WA_DETAIL_CAPACITY, ' ')).detail.view(),
              std::string(WA_DETAIL_CAPACITY, ' '));
    // An escape stays whole or goes whole.
    for (std::size_t before = 100; before <= WA_DETAIL_CAPACITY - 3; ++before) {
        std::string text(before, ' ');
        text.append(20, '\n');
        const auto detail = make_refusal(WA_REJECTED, text).detail;
        const auto shown = detail.view().substr(before);
        ASSERT_TRUE(shown.ends_with("..."));
        EXPECT_EQ((shown.size() - 3) % 4, 0U) << shown;
    }
}

TEST(InlineArray, RefusesWhatDoesNotFitAndIsThenEmpty) {
    InlineText<4> text;
    ASSERT_TRUE(text.assign(std::string_view{"four"}));
    EXPECT_EQ(text.view(), "four");
    EXPECT_FALSE(text.assign(std::string_view{"fives"}));
    EXPECT_TRUE(text.empty());
}

TEST(ValidMagic, SpellsItsNameAndIsNotZero) {
    // The header names the constant "WAVALID1": a zeroed or stubbed verdict can never hold it.
    std::uint64_t spelled = 0;
    for (const char character : std::string_view{"WAVALID1"}) {
        spelled = spelled << 8 | static_cast<unsigned char>(character);
    }
    EXPECT_EQ(spelled, WA_VALID_MAGIC);
}

} // namespace
TEST(Refusal, ShowsCharactersAsCharacters) {
    EXPECT_EQ(make_refusal(WA_MALFORMED_MESSAGE, '"', 'a', '\n', std::uint8_t{34}).detail.view(),
              "\"a\\x0a34");
}

} // namespace walletauth
