// SPDX-License-Identifier: Apache-2.0
#include <walletauth/text/notation_fault.hpp>

#include <gtest/gtest.h>

namespace {

using namespace walletauth;

std::string of_64(std::string_view text) { return explain_notation(text, 64); }

TEST(NotationFault, NamesTheCharacterAndItsPlace) {
    EXPECT_EQ(of_64("AAAA BBBO"), "has a blank at 4, where base64 has \"+\"");
    EXPECT_EQ(of_64(" AAAA"), "has a blank at 0");
    EXPECT_EQ(of_64("AAAA  "), "has a blank at 4");
    EXPECT_EQ(of_64("AAAA\n"), "has a line feed at 4");
    EXPECT_EQ(of_64("AA\r\nAA"), "has a carriage return at 2");
    EXPECT_EQ(of_64("A\tA"), "has a tab at 1");
    EXPECT_EQ(of_64("AA-_"), "has '-' at 2: base64url, expected base64 with \"+\" and \"/\"");
    EXPECT_EQ(of_64("AA%2B"), "has '%' at 2: percent-encoded");
    EXPECT_EQ(of_64("ed25519:AA"), "has ':' at 7: no prefix is written here");
    EXPECT_EQ(of_64("AA\xc3\xa4"), "has a character outside ASCII at 2");
    EXPECT_EQ(of_64("\"AA\""), "has a quotation mark at 0");
}

TEST(NotationFault, NamesTheForm) {
    EXPECT_EQ(of_64(""), "is empty");
    EXPECT_EQ(of_64("0xabcd"), "begins with 0x: hex is written without it here");
    EXPECT_EQ(of_64("0Xabcd"), "begins with 0x: hex is written without it here");
    EXPECT_EQ(of_64("{\"0\":1}"), "is a JSON object, expected an array of byte values or text");
    EXPECT_EQ(of_64("[1,-2]"), "has '-' at 3 of an array");
    EXPECT_EQ(of_64(std::string(85, 'Q') + "0"), "is base64 without the \"=\" at its end");
}

TEST(NotationFault, SaysNothingWhereNothingStandsOut) {
    EXPECT_EQ(of_64("abcdef"), "");
    EXPECT_EQ(of_64("[1,2,3]"), "");
    EXPECT_EQ(of_64(std::string(85, 'A') + "0"), ""); // hex
    EXPECT_EQ(of_64(std::string(85, 'A') + "0=="), "");
    EXPECT_EQ(explain_notation(std::string(43, '0'), 33), "");
}

// RFC 4648, section 10: base64 and hex of "foobar"; 0xfb 0xff is "+/8=".
TEST(NotationFault, ABlankWasAPlusOnlyWhereTheRestIsBase64) {
    const std::string whole = '+' + std::string(85, 'Q') + "==";
    auto first = whole;
    first[0] = ' ';
    EXPECT_EQ(of_64(first), "has a blank at 0, where base64 has \"+\"");
    EXPECT_EQ(of_64(' ' + whole), "has a blank at 0");
    EXPECT_EQ(of_64(whole + ' '), "has a blank at 88");
    EXPECT_EQ(explain_notation(" /8=", 0), "has a blank at 0, where base64 has \"+\"");
    EXPECT_EQ(explain_notation(" /8=", 3), "has a blank at 0");
    EXPECT_EQ(explain_notation("/ 8=", 2), "has a blank at 1, where base64 has \"+\"");
    EXPECT_EQ(of_64("666f6f 626172"), "has a blank at 6");
    EXPECT_EQ(of_64(std::string(40, 'z') + ' ' + std::string(47, 'z')), "has a blank at 40");
    EXPECT_EQ(of_64("AA OI-_"), "has a blank at 2");
    EXPECT_EQ(of_64("  "), "has a blank at 0");
}

TEST(NotationFault, NamesOnlyTheNotationsThatAreTaken) {
    EXPECT_EQ(explain_notation("[1,2]", 64, Notations::hex_or_base64),
              "is a JSON array, expected hex or base64");
    EXPECT_EQ(explain_notation("{}", 64, Notations::hex_or_base64),
              "is a JSON object, expected hex or base64");
    EXPECT_EQ(explain_notation("[1,2]", 32, Notations::hex), "is a JSON array, expected hex");
    // The base58 of 32 zero bytes but the last, and RFC 4648's base64.
    EXPECT_EQ(explain_notation("1111111111111111111111111111111z", 32, Notations::hex),
              "is base58, expected hex");
    EXPECT_EQ(explain_notation("1111111111111111111111111111111z", 32, Notations::hex_or_base64),
              "is base58, expected hex or base64");
    EXPECT_EQ(explain_notation("Zm9vYg==", 32, Notations::hex), "is base64, expected hex");
    EXPECT_EQ(explain_notation("abx", 32, Notations::hex), "has 'x' at 2, which is no hex digit");
    EXPECT_EQ(explain_notation("ab cd", 32, Notations::hex),
              "has a blank at 2, which is no hex digit");
    EXPECT_EQ(explain_notation("secp256k1:02", 33, Notations::hex),
              "has ':' at 9: no prefix is written here");
    EXPECT_EQ(explain_notation("abcd", 32, Notations::hex), "");
}

TEST(NotationFault, NamesEveryCharacter) {
    EXPECT_EQ(character_name('x').view(), "'x'");
    EXPECT_EQ(character_name('\'').view(), "an apostrophe");
    EXPECT_EQ(character_name('\0').view(), "a NUL");
    EXPECT_EQ(character_name('\x01').view(), "a control character");
    EXPECT_EQ(character_name('\x7f').view(), "a control character");
    EXPECT_EQ(character_name('\xff').view(), "a character outside ASCII");
}

// 87 and 88 characters of base58: log(256) / log(58) is 1.366.
TEST(NotationFault, KnowsTheLengths) {
    EXPECT_EQ(notation_lengths(64).view(), "base58: 87 or 88, base64: 88, hex: 128");
    EXPECT_EQ(notation_lengths(32).view(), "base58: 43 or 44, base64: 44, hex: 64");
    EXPECT_TRUE(is_too_short(std::string(44, 'z'), 64));
    EXPECT_FALSE(is_too_short(std::string(87, 'z'), 64));
    EXPECT_FALSE(is_too_short(std::string(44, 'z') + '/', 64)); // base64 counts its bytes
    EXPECT_FALSE(is_too_short("[1,2]", 64));
}

} // namespace
