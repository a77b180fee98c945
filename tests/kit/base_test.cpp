// SPDX-License-Identifier: Apache-2.0
#include <walletauth/text/base58.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

namespace walletauth {
namespace {

using Bytes = std::vector<std::uint8_t>;
using namespace std::string_view_literals;

Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

struct Pair {
    std::string_view bytes;
    std::string_view text;
};

constexpr Pair base64_vectors[] = {
    // RFC 4648, section 10
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
    // RFC 4648, section 9
    {"\x14\xfb\x9c\x03\xd9\x7e", "FPucA9l+"},
    {"\x14\xfb\x9c\x03\xd9", "FPucA9k="},
    {"\x14\xfb\x9c\x03", "FPucAw=="},
    {"\xff\xff\xff", "////"},
};

TEST(Base64, Vectors) {
    for (const auto &[bytes, text] : base64_vectors) {
        EXPECT_EQ(encode_base64(bytes_of(bytes)), text);
        EXPECT_EQ(decode_base64(text), bytes_of(bytes)) << text;
        Bytes out(bytes.size());
        EXPECT_TRUE(decode_base64_into(text, out));
        EXPECT_EQ(out, bytes_of(bytes));
        Bytes larger(bytes.size() + 1);
        EXPECT_FALSE(decode_base64_into(text, larger));
        if (!bytes.empty()) {
            EXPECT_FALSE(decode_base64_into(text, std::span(out).first(out.size() - 1)));
        }
    }
}

struct BadBase64 {
    std::string_view text;
    Base64Error::Kind kind;
    std::size_t index;
};

TEST(Base64, RefusesWhatIsNotCanonical) {
    using Kind = Base64Error::Kind;
    for (const auto &[text, kind, index] : std::initializer_list<BadBase64>{
             {"Z", Kind::bad_length, 1},           {"Zg", Kind::bad_length, 2},
             {"Zm8", Kind::bad_length, 3},         {"Zg=", Kind::bad_length, 3},
             {"Zg==\n", Kind::bad_length, 5},      {"Zm9v=", Kind::bad_length, 5},
             {"Zh==", Kind::trailing_bits, 1}, // "f" spelt with an unused bit
             {"Zv==", Kind::trailing_bits, 1},     {"Zm9=", Kind::trailing_bits, 2},
             {"Zm9vYh==", Kind::trailing_bits, 5}, {"====", Kind::bad_digit, 0},
             {"Z===", Kind::bad_digit, 1},         {"Zm9v====", Kind::bad_digit, 4},
             {"Zg==Zg==", Kind::bad_digit, 2},     {"Zm=v", Kind::bad_digit, 2},
             {"=m9v", Kind::bad_digit, 0},         {"Zm9-", Kind::bad_digit, 3}, // the URL alphabet
             {"Zm9_", Kind::bad_digit, 3},         {"Zm 9", Kind::bad_digit, 2},
             {"\n\r\t ", Kind::bad_digit, 0},      {"Zm9\0"sv, Kind::bad_digit, 3},
             {"Zm9\xff", Kind::bad_digit, 3},
         }) {
        const auto bytes = decode_base64(text);
        ASSERT_FALSE(bytes) << text;
        EXPECT_EQ(bytes.error().kind, kind) << text;
        EXPECT_EQ(bytes.error().index, index) << text;
        for (std::size_t size = 0; size < 8; ++size) {
            Bytes out(size);
            EXPECT_FALSE(decode_base64_into(text, out)) << text;
        }
    }
}

TEST(Base64, OneSpellingEach) {
    // All texts of four digits over a sample of last digits: what decodes must encode to itself.
    int accepted = 0;
    for (const char c : "ABQgwaz09+/="sv) {
        for (const char d : "ABEQgwaz09+/="sv) {
            const std::string text{'Z', 'm', c, d};
            if (const auto bytes = decode_base64(text)) {
                EXPECT_EQ(encode_base64(*bytes), text);
                ++accepted;
            }
        }
    }
    EXPECT_GT(accepted, 100);
}

constexpr Pair base58_vectors[] = {
    // Bitcoin Core, src/test/data/base58_encode_decode.json
    {"", ""},
    {"61", "2g"},
    {"626262", "a3gV"},
    {"636363", "aPEr"},
    {"73696d706c792061206c6f6e6720737472696e67", "2cFupjhnEsSn59qHXstmK2ffpLv2"},
    {"00eb15231dfceb60925886b67d065299925915aeb172c06647", "1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L"},
    {"516b6fcd0f", "ABnLTmg"},
    {"bf4f89001e670274dd", "3SEo3LWLoPntC"},
    {"572e4794", "3EFU7m"},
    {"ecac89cad93923c02321", "EJDM8drfXA6uyA"},
    {"10c8511e", "Rt5zm"},
    {"00000000000000000000", "1111111111"},
    // The rest: bs58 6.0.0. 32 zero bytes are Solana's system program.
    {"00", "1"},
    {"0000", "11"},
    {"0000000000000000000000000000000000000000000000000000000000000000",
     "11111111111111111111111111111111"},
    {"0000000000000000000000000000000000000000000000000000000000000001",
     "11111111111111111111111111111112"},
    {"0100000000000000000000000000000000000000000000000000000000000000",
     "4uQeVj5tqViQh7yWWGStvkEG1Zmhx6uasJtWCJziofM"},
    {"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
     "JEKNVnkbo3jma5nREBBJCDoXFVeKkD56V3xKrvRmWxFG"},
    {"0000abababababababababababababababababababababababababababababab",
     "11bQ6PnPGdxf4fnoorSn1WM221zEU4AnUHpS8At39vi"},
    {"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
     "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
     "67rpwLCuS5DGA8KGZXKsVQ7dnPb9goRLoKfgGbLfQg9WoLUgNY77E2jT11fem3coV9nAkguBACzrU1iyZM4B8roQ"},
    {"01264b7095badf04294e7398bde2072c51769bc0e50a2f54799ec3e80d32577ca1c6eb10355a7fa4"
     "c9ee13385d82a7ccf1163b6085aacff4193e6388add2f71c41668bb0d5fa1f44698eb3d8fd22476c"
     "91b6db00254a6f94b9de03284d7297bce1062b50",
     "3bJBHM2GGwfaH93DLKv7xg8BZ6ZeZoyU4FpjB5XtU29jUodutHJqs9CaFEpVmnvDEPxmmAa5nr26znHG"
     "qaMX5n4DA475W2sCJcrM6fUF7LReKnxKm6SyEupUgZMCciKuQ4mmowJo"},
};

TEST(Base58, Vectors) {
    for (const auto &[hex, text] : base58_vectors) {
        const auto bytes = decode_hex(hex);
        ASSERT_TRUE(bytes);
        EXPECT_EQ(encode_base58(*bytes), text);
        const auto decoded = decode_base58(text, text.size());
        ASSERT_TRUE(decoded) << text;
        EXPECT_EQ(encode_hex(*decoded), hex);
        Bytes out(bytes->size());
        EXPECT_TRUE(decode_base58_into(text, out)) << text;
        EXPECT_EQ(out, *bytes);
        Bytes larger(bytes->size() + 1);
        EXPECT_FALSE(decode_base58_into(text, larger)) << text;
        if (!bytes->empty()) {
            EXPECT_FALSE(decode_base58_into(text, std::span(out).first(out.size() - 1))) << text;
        }
    }
}

TEST(Base58, RefusesForeignDigits) {
    constexpr auto alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"sv;
    for (int c = 0; c < 256; ++c) {
        const std::string text{'2', 'g', static_cast<char>(c)};
        const auto bytes = decode_base58(text, 10);
        ASSERT_EQ(bytes.has_value(), alphabet.contains(static_cast<char>(c))) << c;
        if (!bytes) {
            EXPECT_EQ(bytes.error().kind, Base58Error::Kind::bad_digit);
            EXPECT_EQ(bytes.error().index, 2u);
        }
    }
    std::array<std::uint8_t, 1> out{};
    EXPECT_TRUE(decode_base58_into("2g", out));
    EXPECT_FALSE(decode_base58_into("0g", out));
    EXPECT_FALSE(decode_base58_into(" 2g", out));
}

TEST(Base58, BoundsTheText) {
    EXPECT_TRUE(decode_base58("2g", 2).has_value());
    const auto long_text = decode_base58("2g0", 2); // too_long comes before bad_digit
    ASSERT_FALSE(long_text);
    EXPECT_EQ(long_text.error().kind, Base58Error::Kind::too_long);
    EXPECT_EQ(long_text.error().index, 3u);
    EXPECT_FALSE(decode_base58("1", 0).has_value());
    EXPECT_EQ(base58_max_text(32), 44u);
    EXPECT_EQ(base58_max_text(64), 88u);
}

TEST(Base58, NumberThatJustDoesNotFit) {
    std::array<std::uint8_t, 32> out{};
    // The largest number of 32 bytes, and that plus one.
    EXPECT_TRUE(decode_base58_into("JEKNVnkbo3jma5nREBBJCDoXFVeKkD56V3xKrvRmWxFG", out));
    EXPECT_FALSE(decode_base58_into("JEKNVnkbo3jma5nREBBJCDoXFVeKkD56V3xKrvRmWxFH", out));
    EXPECT_FALSE(decode_base58_into(std::string(44, 'z'), out));
    // 33 zero bytes, and 31.
    EXPECT_FALSE(decode_base58_into(std::string(33, '1'), out));
    EXPECT_FALSE(decode_base58_into(std::string(31, '1'), out));
}

TEST(Base58, GoesThereAndBack) {
    std::mt19937 random(58);
    for (std::size_t size = 0; size < 200; ++size) {
        Bytes bytes(size);
        for (auto &byte : bytes) {
            byte = static_cast<std::uint8_t>(random());
        }
        std::fill_n(bytes.begin(), std::min<std::size_t>(size, random() % 4), std::uint8_t{0});
        const std::string text = encode_base58(bytes);
        EXPECT_LE(text.size(), base58_max_text(size));
        EXPECT_EQ(decode_base58(text, text.size()), bytes);
        EXPECT_TRUE(decode_base58_into(text, bytes));
        EXPECT_EQ(encode_base58(bytes), text);
    }
}

// Sizes around the groups that decoding works in.
TEST(Base58, IntoFewerBytesDoesNotFit) {
    std::mt19937 random(59);
    for (std::size_t size = 1; size < 80; ++size) {
        Bytes bytes(size);
        for (auto &byte : bytes)
            byte = static_cast<std::uint8_t>(random() | 1);
        const std::string text = encode_base58(bytes);
        Bytes fewer(size - 1);
        EXPECT_FALSE(decode_base58_into(text, fewer)) << size;
        Bytes more(size + 1);
        EXPECT_FALSE(decode_base58_into(text, more)) << size;
    }
}

TEST(Base58, OfManyDigits) {
    for (const std::size_t size : {1000, 4095, 4096, 17'995}) {
        Bytes bytes(size);
        for (std::size_t i = 0; i < size; ++i)
            bytes[i] = static_cast<std::uint8_t>(i * i + 7 * i + 1);
        EXPECT_EQ(decode_base58(encode_base58(bytes), 24'576), bytes) << size;
    }
}

} // namespace
} // namespace walletauth
