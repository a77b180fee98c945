// SPDX-License-Identifier: Apache-2.0
// The URL alphabet and unpadded texts; base_test.cpp has the standard ones.
#include "bytes.hpp"
#include "expect_error.hpp"

#include <walletauth/text/base64.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace walletauth;
using namespace walletauth_test;
using Kind = Base64Error::Kind;

TEST(Base64Url, Rfc4648) {
    // Section 10, and section 9 with the alphabet of section 5.
    constexpr std::array<std::array<std::string_view, 2>, 8> vectors = {{
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"\x14\xfb\x9c\x03\xd9\x7e", "FPucA9l-"},
        {"\x14\xfb\x9c\x03\xd9", "FPucA9k="},
        {"\x14\xfb\x9c\x03", "FPucAw=="},
        {"\xff\xff\xff", "____"},
    }};
    for (const auto &[source, padded] : vectors) {
        const auto bytes = bytes_of(source);
        const auto bare = padded.substr(0, padded.find('='));
        EXPECT_EQ(encode_base64(bytes, Base64Alphabet::url, Padding::required), padded);
        EXPECT_EQ(encode_base64(bytes, Base64Alphabet::url, Padding::none), bare);
        EXPECT_EQ(decode_base64(padded, Base64Alphabet::url, Padding::required), bytes);
        EXPECT_EQ(decode_base64(bare, Base64Alphabet::url, Padding::none), bytes);
        Bytes out(bytes.size());
        EXPECT_TRUE(decode_base64_into(bare, out, Base64Alphabet::url, Padding::none));
        EXPECT_EQ(out, bytes);
        Bytes larger(bytes.size() + 1);
        EXPECT_FALSE(decode_base64_into(bare, larger, Base64Alphabet::url, Padding::none));
    }
}

// RFC 7515, appendix A.1.1: the header of a signed token, and appendix C: bytes with both digits.
TEST(Base64Url, Rfc7515) {
    EXPECT_EQ(encode_base64(bytes_of("{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}"),
                            Base64Alphabet::url, Padding::none),
              "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9");
    EXPECT_EQ(hex(decode_base64("A-z_4ME", Base64Alphabet::url, Padding::none).value()),
              "03ecffe0c1");
}

struct Bad {
    std::string_view text;
    Base64Alphabet alphabet;
    Padding padding;
    Kind kind;
    std::size_t index;
};

TEST(Base64Url, RefusesWhatIsNotCanonical) {
    constexpr auto url = Base64Alphabet::url;
    constexpr auto standard = Base64Alphabet::standard;
    const Bad cases[] = {
        {"Z", url, Padding::none, Kind::bad_length, 1},
        {"Zm9vY", url, Padding::none, Kind::bad_length, 5},
        {"Zg==", url, Padding::none, Kind::bad_digit, 2},
        {"Zm8=", url, Padding::none, Kind::bad_digit, 3},
        {"Zh", url, Padding::none, Kind::trailing_bits, 1},
        {"Zm9", url, Padding::none, Kind::trailing_bits, 2},
        {"Zm9+", url, Padding::none, Kind::bad_digit, 3},
        {"/m9v", url, Padding::none, Kind::bad_digit, 0},
        {"Zm9 ", url, Padding::none, Kind::bad_digit, 3},
        {"Zm8", url, Padding::required, Kind::bad_length, 3},
        {"Zm8==", url, Padding::required, Kind::bad_length, 5},
        {"====", url, Padding::required, Kind::bad_digit, 0},
        {"Zh==", url, Padding::required, Kind::trailing_bits, 1},
        {"Zm+v", url, Padding::required, Kind::bad_digit, 2},
        {"Zm-v", standard, Padding::none, Kind::bad_digit, 2},
        {"Zm_v", standard, Padding::none, Kind::bad_digit, 2},
        {"Zh", standard, Padding::none, Kind::trailing_bits, 1},
    };
    for (const auto &[text, alphabet, padding, kind, index] : cases) {
        expect_error(decode_base64(text, alphabet, padding), kind, index, text);
        for (std::size_t size = 0; size < 6; ++size) {
            Bytes out(size);
            EXPECT_FALSE(decode_base64_into(text, out, alphabet, padding)) << text;
        }
    }
}

// By texts of bits, six at a time.
std::string slow_base64(std::span<const std::uint8_t> bytes, std::string_view last_digits) {
    const auto digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + std::string{last_digits};
    auto bits = bits_of(bytes);
    bits.resize((bits.size() + 5) / 6 * 6, '0');
    std::string text;
    for (std::size_t i = 0; i < bits.size(); i += 6)
        text += digits[std::stoul(bits.substr(i, 6), nullptr, 2)];
    return text;
}

TEST(Base64Url, GoesThereAndBack) {
    std::mt19937 random(64);
    for (std::size_t size = 0; size < 200; ++size) {
        const auto bytes = random_bytes(random, size);
        auto text = slow_base64(bytes, "-_");
        EXPECT_EQ(encode_base64(bytes, Base64Alphabet::url, Padding::none), text);
        EXPECT_EQ(decode_base64(text, Base64Alphabet::url, Padding::none), bytes);
        text.resize((text.size() + 3) / 4 * 4, '=');
        EXPECT_EQ(encode_base64(bytes, Base64Alphabet::url, Padding::required), text);
        EXPECT_EQ(decode_base64(text, Base64Alphabet::url, Padding::required), bytes);
        text = slow_base64(bytes, "+/");
        EXPECT_EQ(encode_base64(bytes, Base64Alphabet::standard, Padding::none), text);
        EXPECT_EQ(decode_base64(text, Base64Alphabet::standard, Padding::none), bytes);
        text.resize((text.size() + 3) / 4 * 4, '=');
        EXPECT_EQ(encode_base64(bytes), text);
        EXPECT_EQ(decode_base64(text), bytes);
    }
}

} // namespace
