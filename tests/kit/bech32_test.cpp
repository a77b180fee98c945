// SPDX-License-Identifier: Apache-2.0
#include "bytes.hpp"
#include "expect_error.hpp"

#include <walletauth/hash/blake2b.hpp>
#include <walletauth/hash/ripemd160.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/bech32.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace walletauth;
using namespace walletauth_test;
using namespace std::string_view_literals;
using Kind = Bech32Error::Kind;

std::string lower(std::string_view text) {
    std::string out{text};
    std::ranges::transform(out, out.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

// BIP-173, "Test vectors": valid Bech32.
constexpr std::string_view valid_bech32[] = {
    "A12UEL5L",
    "a12uel5l",
    "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
    "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
    "11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j",
    "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
    "?1ezyfcl",
};
// BIP-350, "Test vectors for Bech32m": valid.
constexpr std::string_view valid_bech32m[] = {
    "A1LQFN3A",
    "a1lqfn3a",
    "an83characterlonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11sg7hg6",
    "abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx",
    "11llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllludsr8",
    "split1checkupstagehandshakeupstreamerranterredcaperredlc445v",
    "?1v759aa",
};

void check_valid(std::string_view text, Bech32Kind kind) {
    const auto read = decode_bech32(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(read->kind, kind) << text;
    EXPECT_EQ(encode_bech32(kind, read->prefix, read->digits).value_or(""), lower(text));
    auto upper = std::string{text};
    std::ranges::transform(upper, upper.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    const auto again = decode_bech32(upper);
    ASSERT_TRUE(again) << upper;
    EXPECT_EQ(again->prefix, read->prefix);
    EXPECT_EQ(again->digits, read->digits);
}

TEST(Bech32, ValidTextsOfBothBips) {
    for (const auto text : valid_bech32)
        check_valid(text, Bech32Kind::bech32);
    for (const auto text : valid_bech32m)
        check_valid(text, Bech32Kind::bech32m);
}

TEST(Bech32, ReadsPrefixAndDigits) {
    Bytes all(32);
    for (std::uint8_t i = 0; i < 32; ++i)
        all[i] = i;
    const auto counting = decode_bech32("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw");
    ASSERT_TRUE(counting);
    EXPECT_EQ(counting->prefix, "abcdef");
    EXPECT_EQ(counting->digits, all);
    std::ranges::reverse(all);
    EXPECT_EQ(decode_bech32("abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx")->digits, all);
    const auto ones = decode_bech32("11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq"
                                    "qqqqqqqqqqqqqqqqqqqqqqc8247j");
    ASSERT_TRUE(ones);
    EXPECT_EQ(ones->prefix, "1"); // the last '1' separates
    EXPECT_EQ(ones->digits, Bytes(82, 0));
    EXPECT_EQ(decode_bech32("A12UEL5L")->digits, Bytes{});
}

struct Bad {
    std::string_view text;
    Kind kind;
    std::size_t index;
};

// BIP-173 and BIP-350, "The following string are not valid", with the reasons that they give.
constexpr Bad invalid[] = {
    {"\x20"
     "1nwldj5",
     Kind::bad_character, 0},
    {"\x7f"
     "1axkwrx",
     Kind::bad_character, 0},
    {"\x80"
     "1eym55h",
     Kind::bad_character, 0},
    {"an84characterslonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1569pvx",
     Kind::too_long, 91},
    {"pzry9x0s0muk", Kind::no_separator, 12},
    {"1pzry9x0s0muk", Kind::bad_prefix, 0},
    {"x1b4n0q5v", Kind::bad_digit, 2},
    {"li1dgmt3", Kind::too_short, 5},
    {"de1lg7wt\xff", Kind::bad_character, 8},
    {"A1G7SGD8", Kind::bad_checksum, 2},
    {"10a06t8", Kind::bad_prefix, 0},
    {"1qzzfhee", Kind::bad_prefix, 0},
    {"\x20"
     "1xj0phk",
     Kind::bad_character, 0},
    {"\x7f"
     "1g6xzxy",
     Kind::bad_character, 0},
    {"\x80"
     "1vctc34",
     Kind::bad_character, 0},
    {"an84characterslonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11d6pts4",
     Kind::too_long, 91},
    {"qyrz8wqd2c9m", Kind::no_separator, 12},
    {"1qyrz8wqd2c9m", Kind::bad_prefix, 0},
    {"y1b0jsk6g", Kind::bad_digit, 2},
    {"lt1igcx5c0", Kind::bad_digit, 3},
    {"in1muywd", Kind::too_short, 5},
    {"mm1crxm3i", Kind::bad_digit, 8},
    {"au1s5cgom", Kind::bad_digit, 7},
    {"M1VUXWEZ", Kind::bad_checksum, 2},
    {"16plkw9", Kind::bad_prefix, 0},
    {"1p2gdwpf", Kind::bad_prefix, 0},
    // Not of the lists:
    {"", Kind::no_separator, 0},
    {"1", Kind::bad_prefix, 0},
    {"a1", Kind::too_short, 0},
    {"a1lqfn3A", Kind::mixed_case, 7},
    {"A1lQFN3A", Kind::mixed_case, 2},
    {"a1lqfn3a ", Kind::bad_character, 8},
    {"a1lqfn3\0"sv, Kind::bad_character, 7},
    {"a1lqfn3q", Kind::bad_checksum, 2},
};

TEST(Bech32, SaysWhatIsWrongAndWhere) {
    for (const auto &[text, kind, index] : invalid)
        expect_error(decode_bech32(text), kind, index, text);
}

TEST(Bech32, ALongerLimitKeepsThePrefixShort) {
    constexpr auto text = "an84characterslonghumanreadablepartthatcontainsthenumber1andtheexcludedc"
                          "haractersbio1569pvx"sv;
    expect_error(decode_bech32(text, 200), Kind::bad_prefix, 84);
}

TEST(Bech32, SeesEveryOtherDigit) {
    const std::string good = "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw";
    for (std::size_t i = 7; i < good.size(); ++i) {
        for (const char digit : "qpzry9x8gf2tvdw0s3jn54khce6mua7l"sv) {
            auto text = good;
            text[i] = digit;
            EXPECT_EQ(decode_bech32(text).has_value(), text == good) << text;
        }
    }
}

// BIP-350, "Motivation": 'q' before a final 'p'. Documented, and why sizes are to be checked.
TEST(Bech32, AnInsertedDigitIsSeenByBech32mAlone) {
    std::string bech32;
    std::string bech32m;
    for (std::uint8_t digit = 0; digit < 32 && !(bech32.ends_with('p') && bech32m.ends_with('p'));
         ++digit) {
        for (std::uint8_t second = 0; second < 32; ++second) {
            const Bytes digits{digit, second};
            const auto first = encode_bech32(Bech32Kind::bech32, "a", digits).value();
            const auto other = encode_bech32(Bech32Kind::bech32m, "a", digits).value();
            if (first.ends_with('p')) bech32 = first;
            if (other.ends_with('p')) bech32m = other;
        }
    }
    ASSERT_TRUE(bech32.ends_with('p') && bech32m.ends_with('p'));
    bech32.insert(bech32.size() - 1, 1, 'q');
    bech32m.insert(bech32m.size() - 1, 1, 'q');
    EXPECT_TRUE(decode_bech32(bech32));
    EXPECT_FALSE(decode_bech32(bech32m));
}

TEST(Bech32, RefusesToWriteWhatCouldNotBeRead) {
    const auto write = [](std::string_view prefix, const Bytes &digits, std::size_t max_text) {
        return encode_bech32(Bech32Kind::bech32m, prefix, digits, max_text);
    };
    expect_error(write("", {}, 90), Kind::bad_prefix, 0);
    expect_error(write(std::string(84, 'a'), {}, 200), Kind::bad_prefix, 84);
    expect_error(write("aB", {}, 90), Kind::bad_character, 1);
    expect_error(write("a b", {}, 90), Kind::bad_character, 1);
    expect_error(write("ab\xff", {}, 90), Kind::bad_character, 2);
    expect_error(write("a", {31, 0, 32}, 90), Kind::bad_digit, 2);
    expect_error(write("a", Bytes(83), 90), Kind::too_long, 91);
    EXPECT_EQ(write("a", Bytes(82), 90).value_or("").size(), 90U);
    EXPECT_TRUE(write(std::string(83, 'a'), {}, 90));
}

TEST(Bech32, DigitsThatAreNoBytes) {
    expect_error(bech32_bytes(Bytes{0}), Kind::extra_digit, 0);
    expect_error(bech32_bytes(Bytes{0, 0, 0}), Kind::extra_digit, 2);
    expect_error(bech32_bytes(Bytes{0, 0, 0, 0, 0, 0}), Kind::extra_digit, 5);
    expect_error(bech32_bytes(Bytes{0, 1}), Kind::trailing_bits, 1);
    expect_error(bech32_bytes(Bytes{0, 0, 0, 8}), Kind::trailing_bits, 3);
    expect_error(bech32_bytes(Bytes{0, 32}), Kind::bad_digit, 1);
    EXPECT_EQ(bech32_bytes({}), Bytes{});
    EXPECT_EQ(bech32_bytes(Bytes{31, 28}), Bytes{0xff});
}

// By texts of bits, five at a time.
TEST(Bech32, BytesGoThereAndBack) {
    std::mt19937 random(173);
    for (std::size_t size = 0; size < 100; ++size) {
        const auto bytes = random_bytes(random, size);
        auto bits = bits_of(bytes);
        bits.resize((bits.size() + 4) / 5 * 5, '0');
        Bytes expected;
        for (std::size_t i = 0; i < bits.size(); i += 5)
            expected.push_back(
                static_cast<std::uint8_t>(std::stoul(bits.substr(i, 5), nullptr, 2)));
        const auto digits = bech32_digits(bytes);
        EXPECT_EQ(digits, expected);
        EXPECT_EQ(bech32_bytes(digits), bytes);
        const auto kind = size % 2 == 0 ? Bech32Kind::bech32 : Bech32Kind::bech32m;
        const auto text = encode_bech32(kind, "test", digits, 200);
        ASSERT_TRUE(text);
        const auto read = decode_bech32(*text, 200);
        ASSERT_TRUE(read);
        EXPECT_EQ(read->kind, kind);
        EXPECT_EQ(read->digits, digits);
    }
}

// cosmjs, packages/amino/src/addresses.spec.ts: a key, and the account of its hash.
TEST(Bech32, WritesAnAddressOfCosmos) {
    const auto key = decode_base64("AtQaCqFnshaZQp6rIkvAPyzThvCvXSDO+9AzbxVErqJP").value();
    EXPECT_EQ(encode_bech32(Bech32Kind::bech32, "cosmos", bech32_digits(hash160(key))).value_or(""),
              "cosmos1h806c7khnvmjlywdrkdgk2vrayy2mmvf9rxk2r");
}

// CIP-19, "Test vectors": a payment key and a base address, of more than 90 characters, that has
// its BLAKE2b-224 behind the first byte.
TEST(Bech32, ReadsAnAddressOfCardano) {
    constexpr auto address = "addr1qx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer3n0d3vllmyqwsx5wkt"
                             "cd8cc3sq835lu7drv2xwl2wywfgse35a3x"sv;
    const auto key =
        decode_bech32("addr_vk1w0l2sr2zgfm26ztc6nl9xy8ghsk5sh6ldwemlpmp9xylzy4dtf7st80zhd");
    ASSERT_TRUE(key);
    EXPECT_EQ(key->prefix, "addr_vk");
    const auto read = decode_bech32(address, 128);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->prefix, "addr");
    const auto bytes = bech32_bytes(read->digits).value();
    EXPECT_EQ(bytes.size(), 57U);
    EXPECT_EQ(hex(std::span{bytes}.subspan(1, 28)),
              hex(blake2b<28>(bech32_bytes(key->digits).value())));
    expect_error(decode_bech32(address), Kind::too_long, 103);
}

} // namespace
