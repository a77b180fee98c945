// SPDX-License-Identifier: Apache-2.0
#include "core/support/base58.hpp"
#include "core/support/base64.hpp"
#include "core/support/hex.hpp"
#include "core/support/text.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {
namespace {

using namespace std::string_view_literals;
using Bytes = std::vector<std::uint8_t>;
Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

TEST(Hex, ReadsEitherCaseAndWritesLower) {
    const Bytes expected{0xde, 0xad, 0xBE, 0xef};
    EXPECT_EQ(decode_hex("DEADbeef"), expected);
    EXPECT_EQ(encode_hex(expected), "deadbeef");
    EXPECT_EQ(decode_hex(""), Bytes{});
}
TEST(Hex, SaysWhatIsWrong) {
    EXPECT_EQ(decode_hex("abc").error().kind, HexError::Kind::odd_length);
    for (const auto text : {"0xab"sv, "zz"sv, "a "sv, "\xc3\xa9"sv, "0g"sv}) {
        ASSERT_FALSE(decode_hex(text)) << text;
        EXPECT_EQ(decode_hex(text).error().kind, HexError::Kind::bad_digit) << text;
    }
    EXPECT_EQ(decode_hex("00112x").error().index, 5u);
    std::array<std::uint8_t, 2> out{};
    EXPECT_TRUE(decode_hex_into("0102", out));
    EXPECT_FALSE(decode_hex_into("010203", out));
    EXPECT_FALSE(decode_hex_into("01", out));
}

TEST(Base64, MatchesRfc4648Section10) {
    const std::pair<std::string_view, std::string_view> cases[] = {
        {"", ""},         {"f", "Zg=="},        {"fo", "Zm8="},        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
    for (const auto &[plain, text] : cases) {
        EXPECT_EQ(encode_base64(bytes_of(plain)), text);
        EXPECT_EQ(decode_base64(text), bytes_of(plain)) << text;
    }
}
TEST(Base64, RefusesEveryOtherSpelling) {
    for (const auto text : {"Zg"sv, "Zg="sv, "Zg==="sv, "Zh=="sv, "Zm9="sv, "Zm8=\n"sv, " Zm8="sv,
                            "Z-8="sv, "Z_8="sv, "=Zg="sv, "Zg==Zg=="sv, "Z==="sv, "===="sv}) {
        EXPECT_FALSE(decode_base64(text)) << text;
    }
    EXPECT_EQ(decode_base64("Zh==").error().kind, Base64Error::Kind::trailing_bits);
}

TEST(Base58, MatchesTheDraftsExamples) {
    // draft-msporny-base58-03, section 5.
    EXPECT_EQ(encode_base58(bytes_of("Hello World!")), "2NEpo7TZRRrLZSi2U");
    EXPECT_EQ(decode_base58("2NEpo7TZRRrLZSi2U", 64), bytes_of("Hello World!"));
    EXPECT_EQ(encode_base58(*decode_hex("0000287fb4cd")), "11233QC4");
    EXPECT_EQ(decode_base58("11233QC4", 64), *decode_hex("0000287fb4cd"));
}
TEST(Base58, ReadsTheSolanaSystemProgramAsZeros) {
    const std::string ones(32, '1');
    EXPECT_EQ(decode_base58(ones, 44), Bytes(32, 0));
    std::array<std::uint8_t, 32> out{};
    EXPECT_TRUE(decode_base58_into(ones, out));
    EXPECT_FALSE(decode_base58_into(ones + "1", out));
    EXPECT_FALSE(decode_base58_into(std::string(31, '1'), out));
}
TEST(Base58, RefusesOtherCharactersAndLongText) {
    for (const auto text : {"0"sv, "O"sv, "I"sv, "l"sv, "2 "sv, "2\0"sv, "\xc3\xa9"sv}) {
        EXPECT_FALSE(decode_base58(text, 44)) << text;
    }
    EXPECT_EQ(decode_base58(std::string(45, '1'), 44).error().kind, Base58Error::Kind::too_long);
}

TEST(Utf8, AcceptsWhatUnicodeTable37AcceptsAndNothingElse) {
    for (const auto good : {""sv, "a\0b"sv, "\xc2\x80"sv, "\xe0\xa0\x80"sv, "\xed\x9f\xbf"sv,
                            "\xf0\x90\x80\x80"sv, "\xf4\x8f\xbf\xbf"sv}) {
        EXPECT_TRUE(is_utf8(good));
    }
    for (const auto bad : {"\x80"sv, "\xc0\xaf"sv, "\xc1\xbf"sv, "\xe0\x9f\xbf"sv, "\xed\xa0\x80"sv,
                           "\xf0\x8f\xbf\xbf"sv, "\xf4\x90\x80\x80"sv, "\xf5\x80\x80\x80"sv,
                           "\xe2\x82"sv, "a\xff"sv}) {
        EXPECT_FALSE(is_utf8(bad)) << encode_hex(bytes_of(bad));
    }
}
TEST(Decimal, HasOneSpellingANumber) {
    EXPECT_EQ(parse_decimal_u64("0"), 0u);
    EXPECT_EQ(parse_decimal_u64("18446744073709551615"), UINT64_MAX);
    for (const auto text : {""sv, "00"sv, "01"sv, "+1"sv, "-1"sv, " 1"sv, "1 "sv, "0x1"sv, "1e3"sv,
                            "18446744073709551616"sv, "99999999999999999999"sv}) {
        EXPECT_FALSE(parse_decimal_u64(text)) << text;
    }
}

} // namespace
} // namespace walletauth
