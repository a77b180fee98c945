// SPDX-License-Identifier: Apache-2.0
#include <walletauth/text/byte_array.hpp>

#include <gtest/gtest.h>

#include <string>

namespace walletauth {
namespace {

using Kind = ByteArrayError::Kind;

TEST(ByteArray, ReadsNumbersOfAByte) {
    using Bytes = std::vector<std::uint8_t>;
    EXPECT_EQ(decode_byte_array("[]", 0), Bytes{});
    EXPECT_EQ(decode_byte_array("[0,7,255]", 3), (Bytes{0, 7, 255}));
    EXPECT_EQ(decode_byte_array("[ 0,\n 7 ,\t255\r]", 3), (Bytes{0, 7, 255}));
}

TEST(ByteArray, RefusesWhatIsNone) {
    for (const auto *text : {"", "0", "{}", "[", "]", "[0", "0]", " [0]", "[0] ", "\"[0]\""}) {
        const auto bytes = decode_byte_array(text, 9);
        ASSERT_FALSE(bytes) << text;
        EXPECT_EQ(bytes.error().kind, Kind::no_array) << text;
    }
    for (const auto *text : {"[0,256]",  "[0,-1]",     "[0,-0]",
                             "[0,1.0]",  "[0,1e1]",    "[0,\"1\"]",
                             "[0,null]", "[0,true]",   "[0,18446744073709551617]",
                             "[0,]",     "[0,,0]",     "[0,01]",
                             "[0,+1]",   "[0,0x1]",    "[0,1 1]",
                             "[0,1]]",   "[0,[0]]",    "[0,0][0,0]",
                             "[0,\v1]",  "[0,\"1,1\"]"}) {
        const auto bytes = decode_byte_array(text, 9);
        ASSERT_FALSE(bytes) << text;
        EXPECT_EQ(bytes.error().kind, Kind::bad_item) << text;
        EXPECT_EQ(bytes.error().index, 1U) << text;
    }
}

TEST(ByteArray, NeedsANumberBeforeEachComma) {
    for (const auto *text : {"[,]", "[,1]", "[00]", "[1000]", "[ , ]", "[+1]"}) {
        const auto bytes = decode_byte_array(text, 9);
        ASSERT_FALSE(bytes) << text;
        EXPECT_EQ(bytes.error().kind, Kind::bad_item) << text;
        EXPECT_EQ(bytes.error().index, 0U) << text;
    }
}

TEST(ByteArray, IsBounded) {
    for (const auto *text : {"[1,2,3]", "[1,2,3,4]", "[1,2,3,4,5,6,7,8,9,10]"}) {
        const auto bytes = decode_byte_array(text, 2);
        ASSERT_FALSE(bytes) << text;
        EXPECT_EQ(bytes.error().kind, Kind::too_long) << text;
    }
}

} // namespace
} // namespace walletauth
