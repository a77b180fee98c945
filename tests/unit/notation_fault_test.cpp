// SPDX-License-Identifier: Apache-2.0
#include "core/support/notation_fault.hpp"

#include <gtest/gtest.h>

namespace {

using walletauth::explain_notation;

std::string of_64(std::string_view text) { return explain_notation(text, 64); }

TEST(NotationFault, NamesTheCharacterAndItsPlace) {
    EXPECT_EQ(of_64("AAAA BBBB"), "has a blank at 4, where base64 has \"+\"");
    EXPECT_EQ(of_64(" AAAA"), "has a blank at 0");
    EXPECT_EQ(of_64("AAAA  "), "has a blank at 4");
    EXPECT_EQ(of_64("AAAA\n"), "has a line feed at 4");
    EXPECT_EQ(of_64("AA\r\nAA"), "has a carriage return at 2");
    EXPECT_EQ(of_64("A\tA"), "has a tab at 1");
    EXPECT_EQ(of_64("AA-_"), "has \"-\" at 2: base64url, expected base64 with \"+\" and \"/\"");
    EXPECT_EQ(of_64("AA%2B"), "has \"%\" at 2: percent-encoded");
    EXPECT_EQ(of_64("ed25519:AA"), "has \":\" at 7: no prefix is written here");
    EXPECT_EQ(of_64("AA\xc3\xa4"), "has \"\\xc3\" at 2");
    EXPECT_EQ(of_64("\"AA\""), "has \"\"\" at 0");
}

TEST(NotationFault, NamesTheForm) {
    EXPECT_EQ(of_64(""), "is empty");
    EXPECT_EQ(of_64("0xabcd"), "begins with 0x: hex is written without it here");
    EXPECT_EQ(of_64("0Xabcd"), "begins with 0x: hex is written without it here");
    EXPECT_EQ(of_64("{\"0\":1}"), "is a JSON object, expected an array of byte values or text");
    EXPECT_EQ(of_64("[1,-2]"), "has \"-\" at 3 of an array");
    EXPECT_EQ(of_64(std::string(85, 'A') + "0"), "is base64 without the \"=\" at its end");
}

TEST(NotationFault, SaysNothingWhereNothingStandsOut) {
    EXPECT_EQ(of_64("abcdef"), "");
    EXPECT_EQ(of_64("[1,2,3]"), "");
    EXPECT_EQ(of_64(std::string(85, 'A') + "0=="), "");
    EXPECT_EQ(explain_notation(std::string(43, '0'), 33), "");
}

} // namespace
