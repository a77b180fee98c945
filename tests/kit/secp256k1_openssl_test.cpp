// SPDX-License-Identifier: Apache-2.0
// secp256k1 against OpenSSL: keys and signatures that it makes, and texts of both kinds that were
// changed at random.
#include "tests/support/openssl_secp256k1.hpp"

#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>

#include <random>

namespace {

using namespace walletauth;
using openssl::Bytes;

/// The same numbers in every run; OpenSSL's keys are new ones, so failures show all that they need.
class Numbers {
  public:
    std::size_t below(std::size_t limit) { return engine_() % limit; }
    std::uint8_t byte() { return static_cast<std::uint8_t>(engine_()); }
    Bytes bytes(std::size_t size) {
        Bytes out(size);
        std::ranges::generate(out, [&] { return byte(); });
        return out;
    }

  private:
    std::mt19937_64 engine_{20240611};
};

struct Signed {
    openssl::Key pair = openssl::make_key();
    Bytes digest;
    Bytes der = {};

    explicit Signed(Numbers &numbers) : digest(numbers.bytes(32)) {
        der = openssl::sign(pair, digest);
    }
    [[nodiscard]] Secp256k1Digest fixed_digest() const { return std::span{digest}.first<32>(); }
    [[nodiscard]] std::string shown() const {
        return "key " + encode_hex(openssl::uncompressed(pair)) + " digest " + encode_hex(digest) +
               " signature " + encode_hex(der);
    }
};

bool verifies(std::span<const std::uint8_t, 64> signature, const Signed &it,
              const Secp256k1Key &key, Rule rule) {
    return secp256k1_verify(signature, it.fixed_digest(), key, rule).has_value();
}

TEST(Secp256k1OpenSsl, KeysHaveTheSameForms) {
    for (int i = 0; i < 64; ++i) {
        const auto pair = openssl::make_key();
        const auto full = openssl::uncompressed(pair);
        const auto half = openssl::compressed(pair);
        const auto key = Secp256k1Key::parse(half, Rule::strict);
        ASSERT_TRUE(key) << encode_hex(half);
        EXPECT_EQ(encode_hex(key->uncompressed()), encode_hex(full));
        EXPECT_EQ(encode_hex(key->compressed()), encode_hex(half));
        EXPECT_EQ(key, Secp256k1Key::parse(full, Rule::strict));
    }
}

// Half of all x are of points.
TEST(Secp256k1OpenSsl, TakesTheSameKeys) {
    Numbers numbers;
    std::size_t accepted = 0;
    constexpr std::size_t count = 600;
    for (std::size_t i = 0; i < count; ++i) {
        auto bytes = i % 3 == 0 ? openssl::uncompressed(openssl::make_key()) : numbers.bytes(33);
        bytes[0] = static_cast<std::uint8_t>(bytes.size() == 65 ? 4 + numbers.below(4)
                                                                : 1 + numbers.below(4));
        if (i % 7 == 0) std::fill_n(bytes.begin() + 1, 28, std::uint8_t{0xff}); // about p
        if (i % 9 == 0) bytes[1 + numbers.below(bytes.size() - 1)] ^= 1;
        const auto key = Secp256k1Key::parse(bytes, Rule::compat);
        const auto other = openssl::read_key(bytes);
        ASSERT_EQ(key.has_value(), other != nullptr) << encode_hex(bytes);
        if (!key) continue;
        ++accepted;
        EXPECT_EQ(encode_hex(key->uncompressed()), encode_hex(openssl::uncompressed(other)));
    }
    EXPECT_GT(accepted, count / 8);
    EXPECT_LT(accepted, count / 2);
}

TEST(Secp256k1OpenSsl, TakesItsSignaturesAndTheirTwins) {
    Numbers numbers;
    std::size_t high = 0;
    constexpr std::size_t count = 100;
    for (std::size_t i = 0; i < count; ++i) {
        const Signed it{numbers};
        SCOPED_TRACE(it.shown());
        const auto key = Secp256k1Key::parse(openssl::uncompressed(it.pair), Rule::strict);
        const auto signature = secp256k1_parse_der(it.der);
        ASSERT_TRUE(key && signature);
        const auto twin = openssl::twin(*signature);
        ASSERT_TRUE(openssl::verify(it.pair, it.digest, openssl::write_der(twin)));
        EXPECT_TRUE(verifies(*signature, it, *key, Rule::compat));
        EXPECT_TRUE(verifies(twin, it, *key, Rule::compat));
        const bool low = secp256k1_is_low_s(*signature);
        EXPECT_NE(low, secp256k1_is_low_s(twin));
        EXPECT_EQ(verifies(*signature, it, *key, Rule::strict), low);
        EXPECT_EQ(verifies(twin, it, *key, Rule::strict), !low);
        EXPECT_EQ(secp256k1_to_low_s(*signature), low ? *signature : twin);
        EXPECT_EQ(secp256k1_to_low_s(twin), low ? *signature : twin);
        high += !low;

        auto other = it.digest;
        other[numbers.below(32)] ^= 1;
        EXPECT_FALSE(
            secp256k1_verify(*signature, std::span{other}.first<32>(), *key, Rule::compat));
        const auto stranger =
            Secp256k1Key::parse(openssl::uncompressed(openssl::make_key()), Rule::strict);
        EXPECT_FALSE(verifies(*signature, it, *stranger, Rule::compat));
    }
    EXPECT_GT(high, count / 5); // OpenSSL does not care
    EXPECT_LT(high, count * 4 / 5);
}

// One id of four gives the key, and the twin has the other parity.
TEST(Secp256k1OpenSsl, RecoversTheSigner) {
    Numbers numbers;
    for (int i = 0; i < 50; ++i) {
        const Signed it{numbers};
        SCOPED_TRACE(it.shown());
        const auto key = Secp256k1Key::parse(openssl::uncompressed(it.pair), Rule::strict);
        const auto signature = secp256k1_parse_der(it.der);
        ASSERT_TRUE(key && signature);
        const auto twin = openssl::twin(*signature);
        int found = 0;
        for (int id = 0; id < 4; ++id) {
            const auto recovered =
                Secp256k1Key::recover(*signature, it.fixed_digest(), id, Rule::compat);
            const auto of_twin =
                Secp256k1Key::recover(twin, it.fixed_digest(), id ^ 1, Rule::compat);
            EXPECT_EQ(recovered, of_twin) << id;
            // Whoever is recovered, the signature is his.
            if (recovered) {
                EXPECT_TRUE(verifies(*signature, it, *recovered, Rule::compat)) << id;
            }
            found += recovered == key;
        }
        EXPECT_EQ(found, 1);
    }
}

TEST(Secp256k1OpenSsl, AcceptsTheSameChangedSignatures) {
    Numbers numbers;
    const Signed it{numbers};
    const auto key = Secp256k1Key::parse(openssl::uncompressed(it.pair), Rule::strict);
    ASSERT_TRUE(key);
    const auto is_accepted = [&](const Bytes &der) {
        const auto signature = secp256k1_parse_der(der);
        return signature && verifies(*signature, it, *key, Rule::compat);
    };
    EXPECT_TRUE(is_accepted(it.der));
    for (std::size_t bit = 0; bit < it.der.size() * 8; ++bit) {
        auto der = it.der;
        der[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        EXPECT_EQ(is_accepted(der), openssl::verify(it.pair, it.digest, der)) << encode_hex(der);
    }
}

// Small numbers, whose encodings a change often leaves readable.
TEST(Secp256k1OpenSsl, ReadsTheSameDer) {
    Numbers numbers;
    std::size_t readable = 0;
    constexpr std::size_t count = 20000;
    for (std::size_t i = 0; i < count; ++i) {
        std::array<std::uint8_t, 64> signature{};
        for (const std::size_t end : {32, 64}) {
            for (auto left = numbers.below(33); left > 0; --left)
                signature[end - left] = numbers.byte();
        }
        auto der = openssl::write_der(signature);
        for (auto left = numbers.below(3); left > 0; --left) {
            const auto at = numbers.below(der.size());
            switch (numbers.below(4)) {
            case 0:
                der[at] ^= static_cast<std::uint8_t>(1U << numbers.below(8));
                break;
            case 1:
                der.insert(der.begin() + static_cast<std::ptrdiff_t>(at), 0);
                der[1] = static_cast<std::uint8_t>(der[1] + 1);
                break;
            case 2:
                der.erase(der.begin() + static_cast<std::ptrdiff_t>(at));
                if (der.size() > 1) der[1] = static_cast<std::uint8_t>(der[1] - 1);
                break;
            default:
                der[numbers.below(std::min<std::size_t>(der.size(), 8))] = numbers.byte();
            }
            if (der.empty()) break;
        }
        const auto read = secp256k1_parse_der(der);
        const auto expected = openssl::read_der(der);
        ASSERT_EQ(read.has_value(), expected.has_value()) << encode_hex(der);
        if (read) {
            EXPECT_EQ(*read, *expected) << encode_hex(der);
            ++readable;
        }
    }
    EXPECT_GT(readable, count / 4);
    EXPECT_LT(readable, count * 3 / 4);
}

} // namespace
