// SPDX-License-Identifier: Apache-2.0
#include "bytes.hpp"

#include <walletauth/hash/crc16.hpp>

#include <gtest/gtest.h>

namespace {

using namespace walletauth;
using namespace walletauth_test;

// Greg Cook's "Catalogue of parametrised CRC algorithms", CRC-16/XMODEM: check, and residue 0.
TEST(Crc16, CheckValueOfTheCatalogue) {
    EXPECT_EQ(crc16_xmodem(bytes_of("123456789")).value, 0x31c3);
    EXPECT_EQ(crc16_xmodem({}).value, 0);
    auto with_checksum = bytes_of("123456789");
    for (const auto byte : crc16_xmodem(with_checksum).big_endian())
        with_checksum.push_back(byte);
    EXPECT_EQ(crc16_xmodem(with_checksum).value, 0);
}

TEST(Crc16, InBothOrders) {
    constexpr Crc16 crc{0x31c3};
    EXPECT_EQ(hex(crc.big_endian()), "31c3");
    EXPECT_EQ(hex(crc.little_endian()), "c331");
}

// TON's documentation, "Smart contract addresses":
// EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF, which is base64url of 36 bytes.
TEST(Crc16, EndsAnAddressOfTon) {
    const auto address =
        unhex("1100ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3eb1c5");
    EXPECT_EQ(hex(crc16_xmodem(std::span{address}.first(34)).big_endian()), "b1c5");
}

// SEP-23, "Valid test cases", 1, after base32: base32_test.cpp has them all.
TEST(Crc16, EndsAnAddressOfStellar) {
    const auto strkey = unhex("303f0c34bf93ad0d9971d04ccc90f705511c838aad9734a4a2fb0d7a03fc7fe89a");
    EXPECT_EQ(hex(crc16_xmodem(strkey).little_endian()), "c8d9");
}

// The polynomial by its definition: long division of the message's bits, followed by 16 zeros.
TEST(Crc16, IsTheRemainderOfADivision) {
    std::mt19937 random(16);
    for (std::size_t size = 0; size < 100; ++size) {
        const auto data = random_bytes(random, size);
        auto bits = bits_of(data) + std::string(16, '0');
        constexpr std::string_view polynomial = "10001000000100001"; // x^16 + x^12 + x^5 + 1
        for (std::size_t i = 0; i < 8 * size; ++i) {
            if (bits[i] == '0') continue;
            for (std::size_t j = 0; j < polynomial.size(); ++j)
                bits[i + j] = bits[i + j] == polynomial[j] ? '0' : '1';
        }
        const auto remainder = std::stoul(bits.substr(8 * size), nullptr, 2);
        EXPECT_EQ(crc16_xmodem(data).value, remainder) << size;
    }
}

} // namespace
