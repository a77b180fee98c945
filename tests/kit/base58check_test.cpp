// SPDX-License-Identifier: Apache-2.0
#include "bytes.hpp"
#include "expect_error.hpp"

#include <walletauth/hash/base58check.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace walletauth;
using namespace walletauth_test;
using Kind = Base58CheckError::Kind;

struct Vector {
    std::string_view text;
    std::string_view payload; // hex: version, then data
};

// Bitcoin Core, src/test/data/base58_keys_valid.json: addresses of keys and scripts on mainnet and
// testnet, and private keys of both, without and with the byte 01 for a compressed public key.
constexpr Vector bitcoin_vectors[] = {
    {"1AGNa15ZQXAZUgFiqJ2i7Z2DPU2J6hW62i", "0065a16059864a2fdbc7c99a4723a8395bc6f188eb"},
    {"3CMNFxN1oHBc4R1EpboAL5yzHGgE611Xou", "0574f209f6ea907e2ea48f74fae05782ae8a665257"},
    {"mo9ncXisMeAoXwqcV5EWuyncbmCcQN4rVs", "6f53c0307d6851aa0ce7825ba883c6bd9ad242b486"},
    {"2N2JD6wb56AfK4tfmM6PwdVmoYk2dCKf4Br", "c46349a418fc4578d10a372b54b45c280cc8c4382f"},
    {"5Kd3NBUAdUnhyzenEwVLy9pBKxSwXvE9FMPyR4UKZvpe6E3AgLr",
     "80eddbdc1168f1daeadbd3e44c1e3f8f5a284c2029f78ad26af98583a499de5b19"},
    {"Kz6UJmQACJmLtaQj5A3JAge4kVTNQ8gbvXuwbmCj7bsaabudb3RD",
     "8055c9bccb9ed68446d1b75273bbce89d7fe013a8acd1625514420fb2aca1a21c401"},
    {"9213qJab2HNEpMpYNBa7wHGFKKbkDn24jpANDs2huN3yi4J11ko",
     "ef36cb93b9ab1bdabf7fb9f2c04f1b9cc879933530ae7842398eef5a63a56800c2"},
    {"cTpB4YiyKiBcPxnefsDpbnDxFDffjqJob8wGCEDXxgQ7zQoMXJdH",
     "efb9f4892c9e8282028fea1d2667c4dc5213564d41fc5783896a0d843fc15089f301"},
    {"13p1ijLwsnrcuyqcTvJXkq2ASdXqcnEBLE", "001ed467017f043e91ed4c44b4e8dd674db211c4e6"},
};

// xrpl.js, packages/ripple-address-codec/test/xrp-codec.test.ts; version 00 is an account, 1c a
// node's key, 23 an account's key, 21 a seed, 01e14b a seed for Ed25519.
constexpr Vector ripple_vectors[] = {
    {"rJrRMgiRgrU6hDF4pgu5DXQdWyPbY35ErN", "00ba8e78626ee42c41b46d46c3048df3a1c3c87072"},
    {"n9MXXueo837zYH36DvMc13BwHcqtfAWNJY5czWVbp7uYTj7x17TH",
     "1c0388e5ba87a000cb807240df8c848eb0b5ffa5c8e5a521bc8e105c0f0a44217828"},
    {"aB44YfzW24VDEJQ2UuLPV2PvqcPCSoLnL7y5M1EzhdW4LnK5xMS3",
     "23023693f15967ae357d0327974ad46fe3c127113b1110d6044fd41e723689f81cc6"},
    {"sn259rEFXrQrWyx3Q7XneWcwV6dfL", "21cf2de378fbdd7e2ee87d486dfb5a7bff"},
    {"sp6JS7f14BuwFY8Mw6bTtLKWauoUs", "2100000000000000000000000000000000"},
    {"saGwBRReqUNKuWNLpUAq8i8NkXEPN", "21ffffffffffffffffffffffffffffffff"},
    {"sEdTM1uX8pu2do5XvTnutH6HsouMaM2", "01e14b4c3a1d213fbdfb14c7c28d609469b341"},
    {"sEdSJHS4oiAdz7w2X2ni1gFiqtbJHqE", "01e14b00000000000000000000000000000000"},
    {"sEdV19BLfeQeKdEXyYA4NhjPJe6XBfG", "01e14bffffffffffffffffffffffffffffffff"},
    {"rnaC7gW34M77Kneb78s", "00313233343536373839"},
};

void check(std::span<const Vector> vectors, const Base58Alphabet &alphabet) {
    for (const auto &[text, payload] : vectors) {
        const auto bytes = unhex(payload);
        const auto max_text = base58_max_text(bytes.size() + base58check_checksum_size);
        const auto decoded = decode_base58check(text, max_text, alphabet);
        ASSERT_TRUE(decoded) << text;
        EXPECT_EQ(hex(*decoded), payload);
        EXPECT_EQ(encode_base58check(bytes, alphabet), text);
    }
}

TEST(Base58Check, VectorsOfBitcoinCore) { check(bitcoin_vectors, base58_standard); }
TEST(Base58Check, VectorsOfTheXrpLedger) { check(ripple_vectors, base58_ripple); }

struct Bad {
    std::string_view text;
    const Base58Alphabet &alphabet;
    Kind kind;
    std::size_t index;
};

TEST(Base58Check, SaysWhatIsWrongAndWhere) {
    const Bad cases[] = {
        {"", base58_standard, Kind::too_short, 0},
        {"1", base58_standard, Kind::too_short, 1},
        {"111", base58_standard, Kind::too_short, 3},
        {"1111", base58_standard, Kind::bad_checksum, 0}, // the checksum of nothing is 5df6e0e2
        {"2g", base58_standard, Kind::too_short, 1},
        // Bitcoin Core's first vector with one digit changed, with the XRP Ledger's digits, cut.
        {"1AGNa15ZQXAZUgFiqJ2i7Z2DPU2J6hW62j", base58_standard, Kind::bad_checksum, 21},
        {"1AGNa15ZQXAZUgFiqJ2i7Z2DPU2J6hW62i", base58_ripple, Kind::bad_checksum, 21},
        {"1AGNa15ZQXAZUgFiqJ2i7Z2DPU2J6hW62", base58_standard, Kind::bad_checksum, 21},
        {"11AGNa15ZQXAZUgFiqJ2i7Z2DPU2J6hW62i", base58_standard, Kind::bad_checksum, 22},
        {"1AGNa15ZQXAZUgFiqJ2i7Z2DPU2J6hW620", base58_standard, Kind::bad_digit, 33},
        {" 1AGNa15ZQXAZUgFiqJ2i7Z2DPU2J6hW62i", base58_standard, Kind::bad_digit, 0},
        // xrp-codec.test.ts: an address with another last digit.
        {"rU6K7V3Po4snVhBBaU29sesqs2qTQJWDw2", base58_ripple, Kind::bad_checksum, 21},
        {"rU6K7V3Po4snVhBBaU29sesqs2qTQJWDwl", base58_ripple, Kind::bad_digit, 33},
    };
    for (const auto &[text, alphabet, kind, index] : cases) {
        expect_error(decode_base58check(text, 35, alphabet), kind, index, text);
    }
    expect_error(decode_base58check("1AGNa15ZQXAZUgFiqJ2i7Z2DPU2J6hW62i", 33), Kind::too_long, 34);
}

TEST(Base58Check, APayloadMayBeEmpty) {
    const auto text = encode_base58check({});
    EXPECT_EQ(text,
              "3QJmnh"); // 5df6e0e2, the first bytes of sha256d of nothing, as bs58 writes them
    EXPECT_EQ(decode_base58check(text, 6), Bytes{});
}

TEST(Base58Check, SeesEveryOtherDigit) {
    const std::string good = "1AGNa15ZQXAZUgFiqJ2i7Z2DPU2J6hW62i";
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (std::size_t value = 0; value < 58; ++value) {
            auto text = good;
            text[i] = base58_standard.digit(value);
            EXPECT_EQ(decode_base58check(text, 40).has_value(), text == good) << text;
        }
    }
}

// The usual loop, a byte and a digit at a time.
std::string slow_base58(Bytes number, std::string_view digits) {
    const auto first = std::ranges::find_if(number, [](auto byte) { return byte != 0; });
    std::string text(static_cast<std::size_t>(first - number.begin()), digits[0]);
    number.erase(number.begin(), first);
    std::string reversed;
    while (!number.empty()) {
        unsigned rest = 0;
        for (auto &byte : number) {
            rest = rest * 256 + byte;
            byte = static_cast<std::uint8_t>(rest / 58);
            rest %= 58;
        }
        reversed += digits[rest];
        while (!number.empty() && number.front() == 0)
            number.erase(number.begin());
    }
    return text + std::string(reversed.rbegin(), reversed.rend());
}

// Flickr's, for one that is in no header.
constexpr char flickr_digits[] = "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr Base58Alphabet flickr{flickr_digits};

TEST(Base58, AnyAlphabetGoesThereAndBack) {
    std::mt19937 random(57);
    const auto ripple_digits = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";
    for (std::size_t size = 0; size < 120; ++size) {
        auto bytes = random_bytes(random, size);
        std::fill_n(bytes.begin(), std::min<std::size_t>(size, random() % 4), std::uint8_t{0});
        EXPECT_EQ(encode_base58(bytes, flickr), slow_base58(bytes, flickr_digits));
        const auto text = encode_base58(bytes, base58_ripple);
        EXPECT_EQ(text, slow_base58(bytes, ripple_digits));
        EXPECT_EQ(decode_base58(text, text.size(), base58_ripple), bytes);
        Bytes out(size);
        EXPECT_TRUE(decode_base58_into(text, out, base58_ripple));
        EXPECT_EQ(out, bytes);
    }
}

TEST(Base58, ErrorsOfAnotherAlphabet) {
    expect_error(decode_base58("rrl", 10, base58_ripple), Base58Error::Kind::bad_digit, 2);
    expect_error(decode_base58("rrr", 2, base58_ripple), Base58Error::Kind::too_long, 3);
    Bytes out(3);
    EXPECT_TRUE(decode_base58_into("rrr", out, base58_ripple));
    EXPECT_FALSE(decode_base58_into("rrl", out, base58_ripple));
    EXPECT_TRUE(decode_base58_into("111", out, base58_ripple)); // no zeros there
    EXPECT_EQ(hex(out), "029c8e");
}

TEST(Base58, AnAlphabetKnowsItsDigits) {
    for (int c = 0; c < 256; ++c) {
        const auto at = std::string_view{flickr_digits}.find(static_cast<char>(c));
        const auto value = flickr.value(static_cast<char>(c));
        if (c == 0 || at == std::string_view::npos) {
            EXPECT_EQ(value, Base58Alphabet::no_digit) << c;
        } else {
            EXPECT_EQ(value, at) << c;
            EXPECT_EQ(flickr.digit(value), static_cast<char>(c));
        }
    }
}

} // namespace
