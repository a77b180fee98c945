// SPDX-License-Identifier: Apache-2.0
#include "bytes.hpp"
#include "expect_error.hpp"

#include <walletauth/hash/ripemd160.hpp>
#include <walletauth/text/segwit.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace walletauth;
using namespace walletauth_test;
using Kind = SegwitError::Kind;
using Cause = Bech32Error::Kind;

struct Valid {
    std::string_view address;
    std::string_view prefix;
    std::string_view script; // hex: OP_n, size, program
};

// BIP-350, "Test vectors for v0-v16 native segregated witness addresses".
constexpr Valid valid[] = {
    {"BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "bc",
     "0014751e76e8199196d454941c45d1b3a323f1433bd6"},
    {"tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7", "tb",
     "00201863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262"},
    {"bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y", "bc",
     "5128751e76e8199196d454941c45d1b3a323f1433bd6751e76e8199196d454941c45d1b3a323f1433bd6"},
    {"BC1SW50QGDZ25J", "bc", "6002751e"},
    {"bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs", "bc", "5210751e76e8199196d454941c45d1b3a323"},
    {"tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy", "tb",
     "0020000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433"},
    {"tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c", "tb",
     "5120000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433"},
    {"bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", "bc",
     "512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"},
};

TEST(Segwit, ValidAddressesOfBip350) {
    for (const auto &[address, prefix, script] : valid) {
        const auto read = decode_segwit(prefix, address);
        ASSERT_TRUE(read) << address;
        const auto bytes = unhex(script);
        EXPECT_EQ(read->version, bytes[0] == 0 ? 0 : bytes[0] - 0x50) << address;
        EXPECT_EQ(read->program, Bytes(bytes.begin() + 2, bytes.end())) << address;
        auto lower = std::string{address};
        std::ranges::transform(lower, lower.begin(),
                               [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        EXPECT_EQ(encode_segwit(prefix, read->version, read->program).value_or(""), lower);
    }
}

struct Bad {
    std::string_view address;
    std::string_view prefix;
    Kind kind;
    std::size_t index;
    std::optional<Cause> cause = std::nullopt;
};

// BIP-350, "The following list gives invalid segwit addresses", with the reasons that it gives.
constexpr Bad invalid[] = {
    {"tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut", "bc", Kind::other_prefix, 0},
    {"bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd", "bc", Kind::wrong_kind, 56},
    {"tb1z0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqglt7rf", "tb", Kind::wrong_kind, 56},
    {"BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL", "bc", Kind::wrong_kind, 56},
    {"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh", "bc", Kind::wrong_kind, 36},
    {"tb1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47", "tb", Kind::wrong_kind, 56},
    {"bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4", "bc", Kind::bad_bech32, 59,
     Cause::bad_digit},
    {"BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R", "bc", Kind::bad_version, 3},
    {"bc1pw5dgrnzv", "bc", Kind::bad_size, 1},
    {"bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav", "bc",
     Kind::bad_size, 41},
    {"BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P", "bc", Kind::bad_size, 16},
    {"tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq", "tb", Kind::bad_bech32, 58,
     Cause::mixed_case},
    {"bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf", "bc", Kind::bad_bech32, 57,
     Cause::extra_digit},
    {"tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vpggkg4j", "tb", Kind::bad_bech32, 55,
     Cause::trailing_bits},
    {"bc1gmk9yu", "bc", Kind::no_version, 3},
    // Not of the list: good ones of another network, of one digit less, of no network.
    {"tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7", "bc", Kind::other_prefix, 0},
    {"BC1SW50QGDZ25J", "BC", Kind::other_prefix, 0},
    {"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t", "bc", Kind::bad_bech32, 35, Cause::bad_checksum},
    {"", "bc", Kind::bad_bech32, 0, Cause::no_separator},
};

TEST(Segwit, SaysWhatIsWrongAndWhere) {
    for (const auto &[address, prefix, kind, index, cause] : invalid) {
        const auto read = decode_segwit(prefix, address);
        expect_error(read, kind, index, address);
        EXPECT_EQ(read.error().cause, cause) << address;
    }
}

// BIP-173, "Examples": one key's address on both networks.
TEST(Segwit, WritesTheAddressOfAKey) {
    const auto program =
        hash160(unhex("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"));
    EXPECT_EQ(encode_segwit("bc", 0, program).value_or(""),
              "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4");
    EXPECT_EQ(encode_segwit("tb", 0, program).value_or(""),
              "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx");
}

TEST(Segwit, RefusesToWriteWhatIsNoAddress) {
    const auto expect = [](std::string_view prefix, std::uint8_t version, std::size_t size,
                           const SegwitError &expected) {
        const auto text = encode_segwit(prefix, version, Bytes(size));
        expect_error(text, expected.kind, expected.index);
        EXPECT_EQ(text.error().cause, expected.cause);
    };
    expect("bc", 17, 32, {Kind::bad_version, 17});
    expect("bc", 0, 21, {Kind::bad_size, 21});
    expect("bc", 1, 1, {Kind::bad_size, 1});
    expect("bc", 16, 41, {Kind::bad_size, 41});
    expect("Bc", 1, 32, {Kind::bad_bech32, 0, Cause::bad_character});
    expect("", 1, 32, {Kind::bad_bech32, 0, Cause::bad_prefix});
}

TEST(Segwit, EveryVersionAndSizeGoesThereAndBack) {
    std::mt19937 random(350);
    for (std::uint8_t version = 0; version <= 16; ++version) {
        for (std::size_t size = 2; size <= 40; ++size) {
            const auto program = random_bytes(random, size);
            const auto address = encode_segwit("tb", version, program);
            EXPECT_EQ(address.has_value(), version != 0 || size == 20 || size == 32);
            if (!address) continue;
            const auto read = decode_segwit("tb", *address);
            ASSERT_TRUE(read);
            EXPECT_EQ(read->version, version);
            EXPECT_EQ(read->program, program);
        }
    }
}

} // namespace
