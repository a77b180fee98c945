// SPDX-License-Identifier: Apache-2.0
#include "bytes.hpp"
#include "expect_error.hpp"

#include <walletauth/hash/blake2b.hpp>
#include <walletauth/hash/crc16.hpp>
#include <walletauth/hash/sha2.hpp>
#include <walletauth/text/base32.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace walletauth;
using namespace walletauth_test;
using namespace std::string_view_literals;
using Kind = Base32Error::Kind;

struct Vector {
    std::string_view bytes;
    std::string_view text;
};

// RFC 4648, section 10.
constexpr Vector vectors[] = {
    {"", ""},
    {"f", "MY======"},
    {"fo", "MZXQ===="},
    {"foo", "MZXW6==="},
    {"foob", "MZXW6YQ="},
    {"fooba", "MZXW6YTB"},
    {"foobar", "MZXW6YTBOI======"},
};

std::string lower(std::string_view text) {
    std::string out{text};
    std::ranges::transform(out, out.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

TEST(Base32, Rfc4648Section10) {
    for (const auto &[source, padded] : vectors) {
        const auto bytes = bytes_of(source);
        const auto bare = padded.substr(0, padded.find('='));
        EXPECT_EQ(encode_base32(bytes, Padding::required), padded);
        EXPECT_EQ(encode_base32(bytes, Padding::none), bare);
        EXPECT_EQ(encode_base32(bytes, Padding::none, Base32Alphabet::lower), lower(bare));
        EXPECT_EQ(decode_base32(padded, Padding::required), bytes);
        EXPECT_EQ(decode_base32(bare, Padding::none), bytes);
        EXPECT_EQ(decode_base32(lower(padded), Padding::required, Base32Alphabet::lower), bytes);
        Bytes out(bytes.size());
        EXPECT_TRUE(decode_base32_into(padded, out, Padding::required));
        EXPECT_EQ(out, bytes);
        Bytes larger(bytes.size() + 1);
        EXPECT_FALSE(decode_base32_into(padded, larger, Padding::required));
        if (bytes.empty()) continue;
        EXPECT_FALSE(
            decode_base32_into(padded, std::span{out}.first(out.size() - 1), Padding::required));
    }
}

struct Bad {
    std::string_view text;
    Padding padding;
    Kind kind;
    std::size_t index;
};

TEST(Base32, RefusesWhatIsNotCanonical) {
    constexpr auto required = Padding::required;
    constexpr auto none = Padding::none;
    const Bad cases[] = {
        {"M", required, Kind::bad_length, 1},
        {"MY", required, Kind::bad_length, 2},
        {"MY=====", required, Kind::bad_length, 7},
        {"MY=======", required, Kind::bad_length, 9},
        {"MZX=====", required, Kind::bad_length, 8}, // three digits are no bytes
        {"MZXW6Y==", required, Kind::bad_length, 8}, // nor are six
        {"M=======", required, Kind::bad_digit, 1},  // nor one
        {"========", required, Kind::bad_digit, 0},
        {"MY====MY", required, Kind::bad_digit, 2},
        {"MY======MY======", required, Kind::bad_digit, 2},
        {"mzxw6ytb", required, Kind::bad_digit, 0},
        {"MZXW6YTb", required, Kind::bad_digit, 7},
        {"MZXW0YTB", required, Kind::bad_digit, 4},
        {"MZXW1YTB", required, Kind::bad_digit, 4},
        {"MZXW8YTB", required, Kind::bad_digit, 4},
        {"MZXW6YT\n", required, Kind::bad_digit, 7},
        {"MZXW6YT\0"sv, required, Kind::bad_digit, 7},
        {"MZXW6YT\xff", required, Kind::bad_digit, 7},
        {"MZ======", required, Kind::trailing_bits, 1}, // "f" with an unused bit
        {"MZXR====", required, Kind::trailing_bits, 3},
        {"MZXW7===", required, Kind::trailing_bits, 4},
        {"MZXW6YR=", required, Kind::trailing_bits, 6},
        {"MZXW6YTBOJ======", required, Kind::trailing_bits, 9},
        {"M", none, Kind::bad_length, 1},
        {"MZX", none, Kind::bad_length, 3},
        {"MZXW6Y", none, Kind::bad_length, 6},
        {"MZXW6YTBO", none, Kind::bad_length, 9},
        {"MY======", none, Kind::bad_digit, 2},
        {"MZXW6YQ=", none, Kind::bad_digit, 7},
        {"MZ", none, Kind::trailing_bits, 1},
        {"MZXW6YR", none, Kind::trailing_bits, 6},
    };
    for (const auto &[text, padding, kind, index] : cases) {
        expect_error(decode_base32(text, padding), kind, index, text);
        for (std::size_t size = 0; size < 12; ++size) {
            Bytes out(size);
            EXPECT_FALSE(decode_base32_into(text, out, padding)) << text;
        }
    }
    expect_error(decode_base32("mzxw6yTb", none, Base32Alphabet::lower), Kind::bad_digit, 6);
}

// SEP-23, "Valid test cases": version, payload, and CRC-16, little-endian.
constexpr std::string_view strkeys[] = {
    "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ",
    "MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUQ",
    "MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVAAAAAAAAAAAAAJLK",
    "PA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAQACAQDAQCQMBYIBEFAWDANBYHRAEISCMKBKF"
    "QXDAMRUGY4DUPB6IBZGM",
    "CA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUWDA",
    "LA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUPJN",
    "BAAD6DBUX6J22DMZOHIEZTEQ64CVCHEDRKWZONFEUL5Q26QD7R76RGR4TU",
};

TEST(Base32, ReadsStellarsStrKeys) {
    for (const auto text : strkeys) {
        const auto bytes = decode_base32(text, Padding::none);
        ASSERT_TRUE(bytes) << text;
        EXPECT_EQ(encode_base32(*bytes, Padding::none), text);
        const auto body = std::span{*bytes}.first(bytes->size() - 2);
        EXPECT_TRUE(
            std::ranges::equal(std::span{*bytes}.last(2), crc16_xmodem(body).little_endian()));
    }
    EXPECT_EQ(hex(decode_base32(strkeys[0], Padding::none).value()),
              "30"
              "3f0c34bf93ad0d9971d04ccc90f705511c838aad9734a4a2fb0d7a03fc7fe89a"
              "c8d9");
}

// SEP-23, "Invalid test cases", those that break base32's rules.
TEST(Base32, RefusesWhatStellarRefuses) {
    const Bad cases[] = {
        {"MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUR", Padding::none,
         Kind::trailing_bits, 68},
        {"GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZA", Padding::none,
         Kind::bad_length, 57},
        {"MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVAAAAAAAAAAAAAJLKA", Padding::none,
         Kind::bad_length, 70},
        {"MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUK===", Padding::none,
         Kind::bad_digit, 69},
        {"BAAD6DBUX6J22DMZOHIEZTEQ64CVCHEDRKWZONFEUL5Q26QD7R76RGR4TV", Padding::none,
         Kind::trailing_bits, 57},
    };
    for (const auto &[text, padding, kind, index] : cases) {
        expect_error(decode_base32(text, padding), kind, index, text);
    }
}

// blockchain_utils, test/address/algo/test_vector.dart: a key and the last four bytes of its
// SHA-512/256.
TEST(Base32, WritesAddressesOfAlgorand) {
    constexpr std::array<std::array<std::string_view, 2>, 3> addresses = {{
        {"ac07e9862bf04fe680c879286f273413d35b87667cce4a76d355fa319a51d82e",
         "VQD6TBRL6BH6NAGIPEUG6JZUCPJVXB3GPTHEU5WTKX5DDGSR3AXNKBN5FQ"},
        {"a647141e1a870958ab16e0dfab9356d18a541d98d3bd5ac2d7cfd72e1d0b52ef",
         "UZDRIHQ2Q4EVRKYW4DP2XE2W2GFFIHMY2O6VVQWXZ7LS4HILKLX45W3WGA"},
        {"40effadd7e8cb7950aa69f15078e952eead7456c1b0b4a2ec5e6b76d35d167b7",
         "IDX7VXL6RS3ZKCVGT4KQPDUVF3VNORLMDMFUULWF423W2NORM63ZCZMIOQ"},
    }};
    for (const auto &[key, address] : addresses) {
        auto bytes = unhex(key);
        const auto hash = sha512_256(bytes);
        bytes.insert(bytes.end(), hash.end() - 4, hash.end());
        EXPECT_EQ(encode_base32(bytes, Padding::none), address);
        EXPECT_EQ(decode_base32(address, Padding::none), bytes);
    }
}

// Filecoin's specification, appendix "Address", test vectors: after "f1", the payload and the first
// BLAKE2b-32 of the protocol's byte and the payload.
TEST(Base32, WritesAddressesOfFilecoin) {
    constexpr std::string_view digits = "7uoq6tp427uzv7fztkbsnn64iwotfrristwpryy";
    auto bytes = unhex("fd1d0f4dfcd7e99afcb99a8326b7dc459d32c628");
    const auto checksum = blake2b<4>({unhex("01"), bytes});
    bytes.insert(bytes.end(), checksum.begin(), checksum.end());
    EXPECT_EQ(encode_base32(bytes, Padding::none, Base32Alphabet::lower), digits);
    EXPECT_EQ(decode_base32(digits, Padding::none, Base32Alphabet::lower), bytes);
}

// By texts of bits, five at a time.
std::string slow_base32(std::span<const std::uint8_t> bytes) {
    auto bits = bits_of(bytes);
    bits.resize((bits.size() + 4) / 5 * 5, '0');
    std::string text;
    for (std::size_t i = 0; i < bits.size(); i += 5)
        text += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[std::stoul(bits.substr(i, 5), nullptr, 2)];
    return text;
}

TEST(Base32, GoesThereAndBack) {
    std::mt19937 random(32);
    for (std::size_t size = 0; size < 200; ++size) {
        const auto bytes = random_bytes(random, size);
        auto text = slow_base32(bytes);
        EXPECT_EQ(encode_base32(bytes, Padding::none), text);
        EXPECT_EQ(base32_text_size(size, Padding::none), text.size());
        EXPECT_EQ(decode_base32(text, Padding::none), bytes);
        text.resize((text.size() + 7) / 8 * 8, '=');
        EXPECT_EQ(encode_base32(bytes, Padding::required), text);
        EXPECT_EQ(base32_text_size(size, Padding::required), text.size());
        EXPECT_EQ(decode_base32(text, Padding::required), bytes);
    }
}

} // namespace
