// SPDX-License-Identifier: Apache-2.0
// Bytes in the codings of wallets: what is read, what is written, and what a refusal says.
#include <walletauth/request/text_form.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <string>

namespace walletauth {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::uint32_t status = WA_MALFORMED_SIGNATURE;

// draft-msporny-base58-03, section 5; in RFC 4648's codings and as an array by Python.
constexpr std::string_view fox = "The quick brown fox jumps over the lazy dog.";
constexpr std::string_view fox_hex = "54686520717569636b2062726f776e20666f78206a75"
                                     "6d7073206f76657220746865206c617a7920646f672e";
constexpr std::string_view fox_base58 =
    "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z";
constexpr std::string_view fox_base64 =
    "VGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRoZSBsYXp5IGRvZy4=";
constexpr std::string_view fox_array =
    "[84,104,101,32,113,117,105,99,107,32,98,114,111,119,110,32,102,111,120,32,106,117,10"
    "9,112,115,32,111,118,101,114,32,116,104,101,32,108,97,122,121,32,100,111,103,46]";

constexpr TextForm every = forms::hex<44> | forms::hex_0x<44> | forms::base58<44> |
                           forms::base64<44> | forms::byte_array<44>;

Bytes bytes_of_text(std::string_view text) { return {text.begin(), text.end()}; }

std::string why(std::string_view text, const TextForm &form) {
    const auto bytes = parse_bytes(text, form, status, "signature");
    if (bytes) return "read";
    EXPECT_EQ(bytes.error().status, status) << text;
    return std::string{bytes.error().detail.view()};
}

TEST(TextForm, ReadsTheBytesInEveryCodingThatItHas) {
    std::string upper{fox_hex};
    std::ranges::transform(upper, upper.begin(), [](char c) { return std::toupper(c); });
    for (const auto &text :
         {std::string{fox_hex}, "0x" + std::string{fox_hex}, upper, std::string{fox_base58},
          std::string{fox_base64}, std::string{fox_array}}) {
        EXPECT_EQ(parse_bytes(text, every, status, "signature").value(), bytes_of_text(fox))
            << text;
    }
}

TEST(TextForm, ReadsNoCodingThatItLacks) {
    const std::pair<TextForm, std::string> alone[] = {
        {forms::hex<44>, std::string{fox_hex}},
        {forms::hex_0x<44>, "0x" + std::string{fox_hex}},
        {forms::base58<44>, std::string{fox_base58}},
        {forms::base64<44>, std::string{fox_base64}},
        {forms::byte_array<44>, std::string{fox_array}}};
    for (const auto &[form, own] : alone) {
        for (const auto &[other, text] : alone) {
            EXPECT_EQ(parse_bytes(text, form, status, "signature").has_value(), text == own)
                << text << " as " << own;
        }
    }
}

TEST(TextForm, WritesTheFirstCoding) {
    const auto written = [](const TextForm &form) {
        return format_bytes(bytes_of_text(fox), form, status, "key").value();
    };
    EXPECT_EQ(written(forms::hex<44> | forms::base64<44>), fox_hex);
    EXPECT_EQ(written(forms::hex_0x<44> | forms::hex<44>), "0x" + std::string{fox_hex});
    EXPECT_EQ(written(forms::base58<44>), fox_base58);
    EXPECT_EQ(written(forms::base64<44> | forms::hex<44>), fox_base64);
    EXPECT_EQ(written(forms::byte_array<44>), fox_array);
}

TEST(TextForm, WritesNoOtherSize) {
    for (const std::size_t size : {0, 11, 13}) {
        const auto text =
            format_bytes(Bytes(size), forms::hex<12, 20>, WA_MALFORMED_PUBLIC_KEY, "public key");
        ASSERT_FALSE(text) << size;
        EXPECT_EQ(text.error().status, static_cast<std::uint32_t>(WA_MALFORMED_PUBLIC_KEY));
        EXPECT_EQ(text.error().detail.view(),
                  "public key has " + std::to_string(size) + " bytes, expected 12 or 20");
    }
}

TEST(TextForm, HasTheSizesOfBothOfTwo) {
    constexpr TextForm form = forms::hex<2, 3> | forms::hex<3, 4>;
    for (const std::size_t size : {2, 3, 4})
        EXPECT_TRUE(form.has_size(size)) << size;
    for (const std::size_t size : {0, 1, 5})
        EXPECT_FALSE(form.has_size(size)) << size;
    EXPECT_EQ(form.codings,
              (std::array{Coding::hex, Coding::none, Coding::none, Coding::none, Coding::none}));
    EXPECT_EQ(why("0102", form), "read");
    EXPECT_EQ(why("01", form), "signature has 1 bytes as hex, expected 2 or 3 or 4");
}

// Eight hex digits are four bytes, and six as base64.
TEST(TextForm, RefusesWhatTwoCodingsCouldMean) {
    EXPECT_EQ(why("00112233", TextForm{{4, 6}, {Coding::hex, Coding::base64}}),
              "signature has 4 bytes as hex and 6 as base64");
    // "Hello World!" in base64 has no character that base58 lacks.
    EXPECT_EQ(why("SGVsbG8gV29ybGQh", TextForm{{12}, {Coding::base58, Coding::base64}}),
              "signature has 12 bytes as base58 and 12 as base64");
    // Of sizes that only one of them gives there is no doubt.
    EXPECT_EQ(parse_bytes("00112233", forms::hex<4> | forms::base64<4>, status, "s").value(),
              (Bytes{0x00, 0x11, 0x22, 0x33}));
}

TEST(TextForm, RefusalsNameTheCharacter) {
    constexpr TextForm either = forms::base64<12> | forms::hex<12>;
    EXPECT_EQ(why("", either), "signature is empty, expected base64 or hex");
    EXPECT_EQ(why("SGVsbG8gV29ybGQh\n", either),
              "signature has a line feed at 16, expected base64 or hex");
    EXPECT_EQ(why("SGVs bG8gV29ybGQh", either),
              "signature has a blank at 4, expected base64 or hex");
    EXPECT_EQ(why("SGVsbG8-V29ybGQh", either), "signature has '-' at 7, expected base64 or hex");
    EXPECT_EQ(why("0x48656c6c6f20576f726c6421", either),
              "signature begins with 0x, expected base64 or hex");
    EXPECT_EQ(why("0X48656c6c6f20576f726c6421", forms::hex_0x<12>),
              "signature begins with 0X, expected hex with 0x");
    EXPECT_EQ(why("48656g6c6f20576f726c6421", forms::hex<12>),
              "signature has 'g' at 5, expected hex");
    EXPECT_EQ(why("0x48656g6c6f20576f726c6421", forms::hex_0x<12>),
              "signature has 'g' at 7, expected hex with 0x");
    EXPECT_EQ(why("2NEpo7TZRRrLZSi20", forms::base58<12>),
              "signature has '0' at 16, expected base58");
    EXPECT_EQ(why("[72,-1]", forms::byte_array<12>),
              "signature has '-' at 4, expected a JSON array");
    EXPECT_EQ(why("[72]", forms::hex<12>), "signature has '[' at 0, expected hex");
    EXPECT_EQ(why("\xc3\xa4", forms::hex<12>),
              "signature has a character outside ASCII at 0, expected hex");
}

TEST(TextForm, RefusalsNameTheSize) {
    EXPECT_EQ(why(fox_hex.substr(2), forms::hex<44>), "signature has 43 bytes as hex, expected 44");
    EXPECT_EQ(why("0x", forms::hex_0x<12>), "signature has 0 bytes as hex with 0x, expected 12");
    EXPECT_EQ(why(fox_base58, forms::base58<32, 64>),
              "signature has 44 bytes as base58, expected 32 or 64");
    EXPECT_EQ(why(fox_base64, forms::base64<64>), "signature has 44 bytes as base64, expected 64");
    EXPECT_EQ(why("[1,2]", forms::byte_array<3>),
              "signature has 2 bytes as a JSON array, expected 3");
    EXPECT_EQ(why(fox_hex.substr(1), forms::hex<44>),
              "signature of 87 characters is no hex of 44 bytes");
    EXPECT_EQ(why(fox_base64.substr(1), forms::base64<44> | forms::hex<44>),
              "signature of 59 characters is no base64 or hex of 44 bytes");
}

TEST(TextForm, LongTextsAreRefusedWithoutWork) {
    const std::string digits(std::size_t{4} << 20, '2');
    for (const auto &form : {forms::hex<64>, forms::base58<64>, forms::base64<64>})
        EXPECT_NE(why(digits, form), "read");
    EXPECT_TRUE(read_codings(digits, every.codings, 1024).empty());
    // Base58 costs time squared: not even where so many bytes are wanted.
    constexpr std::array only{Coding::base58};
    EXPECT_TRUE(read_codings(std::string(max_base58_text + 1, '2'), only, digits.size()).empty());
    EXPECT_EQ(read_codings(std::string(9, '2'), only, 64).size(), 1U);
}

TEST(ReadCodings, AreInTheOrderAsked) {
    constexpr std::array codings{Coding::base64, Coding::none, Coding::base58, Coding::hex};
    const auto readings = read_codings("22222222", codings, 64);
    ASSERT_EQ(readings.size(), 3U);
    EXPECT_EQ(readings[0].notation, "base64");
    EXPECT_EQ(readings[1].notation, "base58");
    EXPECT_EQ(readings[2].notation, "hex");
    EXPECT_EQ(readings[2].bytes, Bytes(4, 0x22));
    EXPECT_TRUE(read_codings("22222222", codings, 3).empty());
    EXPECT_TRUE(read_codings("", codings, 3).empty());
    constexpr std::array array{Coding::byte_array};
    EXPECT_TRUE(read_codings("[]", array, 3).empty());
}

} // namespace
} // namespace walletauth
