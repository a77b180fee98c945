// SPDX-License-Identifier: Apache-2.0
#include "bytes.hpp"
#include "expect_error.hpp"
#include "openssl_digest.hpp"

#include <walletauth/hash/blake2b.hpp>

#include <gtest/gtest.h>

#include <numeric>

namespace {

using namespace walletauth;
using namespace walletauth_test;
using Kind = Blake2bError::Kind;

Bytes counting(std::size_t size) {
    Bytes bytes(size);
    std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
    return bytes;
}

Bytes blake2b_of(HashPieces pieces, std::size_t size, const Blake2bOptions &options = {}) {
    Bytes out(size);
    EXPECT_TRUE(blake2b_into(pieces, out, options));
    return out;
}

TEST(Blake2b, Rfc7693AppendixA) {
    EXPECT_EQ(hex(blake2b<64>(bytes_of("abc"))),
              "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
              "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
}

// Appendix E: bytes of a Fibonacci-like generator.
Bytes selftest_sequence(std::size_t size, std::uint32_t seed) {
    Bytes bytes(size);
    std::uint32_t a = 0xdead4bad * seed;
    std::uint32_t b = 1;
    for (auto &byte : bytes) {
        const std::uint32_t sum = a + b;
        a = b;
        b = sum;
        byte = static_cast<std::uint8_t>(sum >> 24);
    }
    return bytes;
}

// Appendix E: 24 hashes with a key and 24 without, and the hash of them all.
TEST(Blake2b, Rfc7693AppendixE) {
    Bytes all;
    for (const std::size_t size : {20, 32, 48, 64}) {
        for (const std::size_t input_size : {0, 3, 128, 129, 255, 1024}) {
            const auto input =
                selftest_sequence(input_size, static_cast<std::uint32_t>(input_size));
            const auto key = selftest_sequence(size, static_cast<std::uint32_t>(size));
            const auto plain = blake2b_of({input}, size);
            const auto keyed = blake2b_of({input}, size, {.key = key});
            all.insert(all.end(), plain.begin(), plain.end());
            all.insert(all.end(), keyed.begin(), keyed.end());
        }
    }
    EXPECT_EQ(hex(blake2b<32>(all)),
              "c23a7800d98123bd10f506c61e29da5603d763b8bbad2e737f5e765a7bccd475");
}

// CPython 3.11's hashlib.blake2b, which is the reference code of BLAKE2's authors.
TEST(Blake2b, SizesSaltAndPersonalisationAsInPython) {
    const auto data = counting(200);
    EXPECT_EQ(hex(blake2b<1>(bytes_of("abc"))), "6b");
    EXPECT_EQ(hex(blake2b<20>(data)), "b83a5733ce63f2dd8266ea8ec93333d7935142cf");
    EXPECT_EQ(hex(blake2b<64>(data, blake2b_personal("walletauth"))),
              "36298000cd81d770bfead2456a65ac7061e5fde243f700885b0be224fb190142"
              "a20d6300eda0c53a13e082c3933e4997601bd884effbe0dab4e68efb8b09c475");
    Blake2bOptions options{.personal = blake2b_personal("walletauth")};
    const auto key = counting(5);
    options.key = key;
    std::ranges::copy(std::string_view{"0123456789abcdef"}, options.salt.begin());
    EXPECT_EQ(hex(blake2b_of({data}, 33, options)),
              "2c02224b54e1f02f14284cc25c24b80e8d1a907d30421615eb5758aa07b4401f97");
}

// ckb-sdk-js, packages/ckb-sdk-utils: the hash of nothing with CKB's personalisation.
TEST(Blake2b, PersonalisedAsCkbDoes) {
    EXPECT_EQ(hex(blake2b<32>({}, blake2b_personal("ckb-default-hash"))),
              "44f4c69744d5f8c55d642062949dcae49bc4e7ef43d388c5a12f42b5633d163e");
}

TEST(Blake2b, IsOpenSslsOfAnySizeInAnyPieces) {
    std::mt19937 random(7693);
    for (std::size_t size = 0; size < 300; ++size) {
        const auto data = random_bytes(random, size);
        const std::span all{data};
        const auto cut = random() % (size + 1);
        EXPECT_EQ(hex(blake2b<64>(data)), hex(openssl_digest("BLAKE2B-512", data))) << size;
        EXPECT_EQ(blake2b<32>({all.first(cut), all.subspan(cut)}), blake2b<32>(data)) << size;
    }
}

TEST(Blake2b, RefusesSizesThatItHasNot) {
    const auto hash = [](std::size_t size, std::size_t key_size) {
        Bytes out(size, 0xa5);
        const auto key = counting(key_size);
        auto result = blake2b_into({}, out, {.key = key});
        EXPECT_EQ(out == Bytes(size, 0xa5), !result);
        return result;
    };
    expect_error(hash(0, 0), Kind::bad_size, 0);
    expect_error(hash(65, 0), Kind::bad_size, 65);
    expect_error(hash(32, 65), Kind::long_key, 65);
    EXPECT_TRUE(hash(64, 64));
    EXPECT_TRUE(hash(1, 1));
}

} // namespace
