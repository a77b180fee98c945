// SPDX-License-Identifier: Apache-2.0
#include <walletauth/text/hex.hpp>
#include <walletauth/text/text.hpp>

#include <gtest/gtest.h>

#include <array>

namespace walletauth {
namespace {

using Bytes = std::vector<std::uint8_t>;
using namespace std::string_view_literals;

TEST(Hex, DecodesBothCases) // RFC 4648, section 10
{
    EXPECT_EQ(decode_hex(""), Bytes{});
    EXPECT_EQ(decode_hex("666F6F626172"), (Bytes{'f', 'o', 'o', 'b', 'a', 'r'}));
    EXPECT_EQ(decode_hex("666f6f626172"), (Bytes{'f', 'o', 'o', 'b', 'a', 'r'}));
    EXPECT_EQ(decode_hex("0123456789abcdefABCDEF"),
              (Bytes{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0xab, 0xcd, 0xef}));
}

TEST(Hex, EveryByteGoesThereAndBack) {
    for (int value = 0; value < 256; ++value) {
        const std::array<std::uint8_t, 1> byte{static_cast<std::uint8_t>(value)};
        const std::string text = encode_hex(byte);
        EXPECT_EQ(text[0], "0123456789abcdef"[value / 16]);
        EXPECT_EQ(text[1], "0123456789abcdef"[value % 16]);
        EXPECT_EQ(decode_hex(text), Bytes{byte[0]});
    }
}

// Sixteen bytes are written at once: every size, and every byte at every place of the sixteen.
TEST(Hex, ManyBytesAreWrittenAsOne) {
    for (std::size_t size = 0; size < 70; ++size) {
        Bytes bytes(size);
        for (std::size_t i = 0; i < size; ++i)
            bytes[i] = static_cast<std::uint8_t>(i * 37 + size * 11);
        std::string expected;
        for (const auto byte : bytes)
            expected += std::string{"0123456789abcdef"[byte / 16], "0123456789abcdef"[byte % 16]};
        EXPECT_EQ(encode_hex(bytes), expected);
    }
}

TEST(Hex, RefusesEveryOtherCharacter) {
    for (int c = 0; c < 256; ++c) {
        const bool digit =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        std::array<std::uint8_t, 2> out{};
        for (std::size_t at = 0; at < 4; ++at) {
            std::string text = "1aF0";
            text[at] = static_cast<char>(c);
            EXPECT_EQ(decode_hex_into(text, out), digit) << c;
            const auto bytes = decode_hex(text);
            ASSERT_EQ(bytes.has_value(), digit) << c;
            if (!digit) {
                EXPECT_EQ(bytes.error().kind, HexError::Kind::bad_digit);
                EXPECT_EQ(bytes.error().index, at);
            }
        }
    }
}

TEST(Hex, LowerCaseIsEveryDigitButTheUpperOnes) {
    EXPECT_TRUE(is_lower_hex(""));
    EXPECT_TRUE(is_lower_hex("0123456789abcdef"));
    EXPECT_TRUE(is_lower_hex("abc")); // an odd number
    for (const auto text : {"A"sv, "F"sv, "g"sv, "0x1"sv, "/"sv, ":"sv, "`"sv, "1 "sv, "1\0"sv})
        EXPECT_FALSE(is_lower_hex(text)) << text;
}

TEST(Hex, NamesTheError) {
    const auto odd = decode_hex("abc");
    ASSERT_FALSE(odd);
    EXPECT_EQ(odd.error().kind, HexError::Kind::odd_length);
    EXPECT_EQ(odd.error().index, 3u);

    const auto prefix = decode_hex("0xab");
    ASSERT_FALSE(prefix);
    EXPECT_EQ(prefix.error().kind, HexError::Kind::bad_digit);
    EXPECT_EQ(prefix.error().index, 1u);

    const auto first_of_two = decode_hex("00g00g");
    ASSERT_FALSE(first_of_two);
    EXPECT_EQ(first_of_two.error().index, 2u);

    EXPECT_FALSE(decode_hex(" ab ").has_value());
    EXPECT_FALSE(decode_hex("ab\n0"sv).has_value());
    EXPECT_FALSE(decode_hex("\0\0"sv).has_value());
}

TEST(Hex, FixedSizeMustMatch) {
    std::array<std::uint8_t, 3> out{};
    EXPECT_TRUE(decode_hex_into("0a0B0c", out));
    EXPECT_EQ(out, (std::array<std::uint8_t, 3>{10, 11, 12}));
    EXPECT_FALSE(decode_hex_into("0a0b", out));
    EXPECT_FALSE(decode_hex_into("0a0b0", out));
    EXPECT_FALSE(decode_hex_into("0a0b0c0", out));
    EXPECT_FALSE(decode_hex_into("0a0b0c0d", out));
    EXPECT_TRUE(decode_hex_into("", {}));
}

TEST(Hex, EncodesIntoExactSpace) {
    const Bytes bytes{0x00, 0xff, 0x1e};
    EXPECT_EQ(encode_hex(bytes), "00ff1e");
    std::array<char, 6> out{};
    EXPECT_TRUE(encode_hex_into(bytes, out));
    EXPECT_EQ(std::string_view(out.data(), out.size()), "00ff1e");
    std::array<char, 7> larger{};
    EXPECT_FALSE(encode_hex_into(bytes, larger));
    EXPECT_EQ(larger[0], '\0');
    EXPECT_FALSE(encode_hex_into(bytes, std::span(larger).first(5)));
}

TEST(Utf8, AcceptsTheEdgesOfEveryLength) // Unicode 15, table 3-7
{
    for (const auto text :
         {""sv, "plain ascii, longer than a word"sv, "\0"sv, "\x7f"sv, "\xc2\x80"sv, "\xdf\xbf"sv,
          "\xe0\xa0\x80"sv, "\xec\xbf\xbf"sv, "\xed\x9f\xbf"sv, "\xee\x80\x80"sv, "\xef\xbf\xbf"sv,
          "\xf0\x90\x80\x80"sv, "\xf4\x8f\xbf\xbf"sv, "12345678\xc3\xa9"sv, "1234567\xc3\xa9x"sv}) {
        EXPECT_TRUE(is_utf8(text)) << printable_ascii(text, 100);
        EXPECT_TRUE(is_utf8(Bytes(text.begin(), text.end())));
    }
}

TEST(Utf8, RefusesEverythingElse) {
    for (const auto text : {"\x80"sv,
                            "\xbf"sv,
                            "\xc0\x80"sv,
                            "\xc1\xbf"sv,
                            "\xc2"sv,
                            "\xc2\x41"sv,
                            "\xe0\x9f\xbf"sv,
                            "\xed\xa0\x80"sv,
                            "\xed\xbf\xbf"sv,
                            "\xe2\x82"sv,
                            "\xe2\x28\xa1"sv,
                            "\xe2\x82\x28"sv,
                            "\xf0\x8f\xbf\xbf"sv,
                            "\xf0\x9f\x92"sv,
                            "\xf0\x9f\x92\x41"sv,
                            "\xf4\x90\x80\x80"sv,
                            "\xf5\x80\x80\x80"sv,
                            "\xff"sv,
                            "\xfe"sv,
                            "12345678\x80"sv,
                            "123456789abc\xc2"sv}) {
        EXPECT_FALSE(is_utf8(text)) << printable_ascii(text, 100);
        EXPECT_FALSE(is_utf8(Bytes(text.begin(), text.end())));
    }
    EXPECT_EQ(utf8_sequence_size("\xe2\x82\xac!"), 3u);
    EXPECT_EQ(utf8_sequence_size("a\xff"), 1u);
    EXPECT_EQ(utf8_sequence_size(""), 0u);
}

TEST(Text, PlainTextHasNoControlCharacterButTabAndLineEnds) {
    const auto plain = [](std::string_view text) {
        return is_plain_text(Bytes(text.begin(), text.end()));
    };
    // Unicode's category Cc: U+0000 to U+001F and U+007F to U+009F.
    for (int c = 0; c < 0x80; ++c) {
        const std::string text{'a', static_cast<char>(c), 'b'};
        const bool control = c < 0x20 || c == 0x7f;
        EXPECT_EQ(plain(text), !control || c == '\t' || c == '\n' || c == '\r') << c;
    }
    EXPECT_FALSE(plain("\xc2\x80"));
    EXPECT_FALSE(plain("\xc2\x9f"));
    EXPECT_TRUE(plain("\xc2\xa0")); // U+00A0 is a blank
    EXPECT_TRUE(plain("Gr\xc3\xbc\xc3\x9f"
                      "e \xf0\x9f\x98\x80"));
    EXPECT_TRUE(plain(""));
    EXPECT_FALSE(plain("\xff"));
    EXPECT_FALSE(plain("cut \xc2"));
}

// Against the definition, byte by byte, at each place of the words that are read at once.
TEST(Text, PlainTextEndsAtTheFirstByteThatIsNone) {
    for (std::size_t at = 0; at < 20; ++at) {
        for (int c = 0; c < 256; ++c) {
            Bytes text(20, 'a');
            text[at] = static_cast<std::uint8_t>(c);
            const bool is_ascii = (c >= 0x20 && c < 0x7f) || c == '\t' || c == '\n' || c == '\r';
            EXPECT_EQ(plain_text_size(text), is_ascii ? 20 : at) << at << ' ' << c;
        }
    }
}

TEST(Text, PlainTextOfTwoBytesIsUtf8WithoutC1) {
    for (int first = 0x80; first < 0x100; ++first) {
        for (int second = 0; second < 0x100; ++second) {
            const Bytes text{'a', static_cast<std::uint8_t>(first),
                             static_cast<std::uint8_t>(second)};
            const bool is_c1 = first == 0xc2 && second < 0xa0;
            EXPECT_EQ(is_plain_text(text), is_utf8(text) && !is_c1) << first << ' ' << second;
        }
    }
}

TEST(Text, ShowsOnlyPrintableAscii) {
    EXPECT_EQ(printable_ascii("say \"hi\" ~", 100), "say \"hi\" ~");
    EXPECT_EQ(printable_ascii("a\n\x7f\xc3\xa9\\"sv, 100), "a\\x0a\\x7f\\xc3\\xa9\\x5c");
    EXPECT_EQ(printable_ascii("\0"sv, 100), "\\x00");
    EXPECT_EQ(printable_ascii("", 0), "");
}

TEST(Text, CutsWithDotsAndNeverInAnEscape) {
    EXPECT_EQ(printable_ascii("abcdef", 6), "abcdef");
    EXPECT_EQ(printable_ascii("abcdefg", 6), "abc...");
    EXPECT_EQ(printable_ascii("\n\n", 8), "\\x0a\\x0a");
    EXPECT_EQ(printable_ascii("\n\n\n", 8), "\\x0a...");
    EXPECT_EQ(printable_ascii("\n\n\n", 6), "...");
    EXPECT_EQ(printable_ascii("abc", 2), "..");
    EXPECT_EQ(printable_ascii("abc", 0), "");
}

TEST(Text, ParsesDecimalStrictly) {
    EXPECT_EQ(parse_decimal_u64("0"), 0u);
    EXPECT_EQ(parse_decimal_u64("7"), 7u);
    EXPECT_EQ(parse_decimal_u64("1234567890"), 1234567890u);
    EXPECT_EQ(parse_decimal_u64("18446744073709551615"), 18446744073709551615u);
    for (const auto text :
         {""sv, "00"sv, "01"sv, "+1"sv, "-1"sv, "-0"sv, " 1"sv, "1 "sv, "1.0"sv, "1e3"sv, "0x1"sv,
          "1\0"sv, "18446744073709551616"sv, "18446744073709551620"sv, "99999999999999999999"sv,
          "100000000000000000000"sv, "\xd9\xa1"sv}) {
        EXPECT_EQ(parse_decimal_u64(text), std::nullopt) << text;
    }
}

} // namespace
} // namespace walletauth
