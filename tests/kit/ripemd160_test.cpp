// SPDX-License-Identifier: Apache-2.0
#include "bytes.hpp"
#include "openssl_digest.hpp"

#include <walletauth/hash/ripemd160.hpp>
#include <walletauth/text/base64.hpp>

#include <gtest/gtest.h>

namespace {

using namespace walletauth;
using namespace walletauth_test;

struct Vector {
    std::string_view message;
    std::string_view hash;
};

// The paper's appendix B: all nine, the last two further down.
constexpr Vector vectors[] = {
    {"", "9c1185a5c5e9fc54612808977ee8f548b2258d31"},
    {"a", "0bdc9d2d256b3ee9daae347be6f4dc835a467ffe"},
    {"abc", "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"},
    {"message digest", "5d0689ef49d2fae572b881b123a85ffa21595f36"},
    {"abcdefghijklmnopqrstuvwxyz", "f71c27109c692c1b56bbdceb5b9d2865b3708dbc"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "12a053384a9c0c88e405a06c27dcf49ada62eb2b"},
    {"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
     "b0e20b6e3116640286ed3a87a5713079b21f5189"},
};

TEST(Ripemd160, VectorsOfItsAuthors) {
    for (const auto &[message, hash] : vectors)
        EXPECT_EQ(hex(ripemd160(bytes_of(message))), hash) << message;
    std::string digits;
    for (int i = 0; i < 8; ++i)
        digits += "1234567890";
    EXPECT_EQ(hex(ripemd160(bytes_of(digits))), "9b752e45573d4b39f4dbd3323cab82bf63326bfb");
    EXPECT_EQ(hex(ripemd160(bytes_of(std::string(1'000'000, 'a')))),
              "52783243c1697bdbe16d37f97f68f08325dc1528");
}

TEST(Ripemd160, IsOpenSslsOfAnySizeInAnyPieces) {
    std::mt19937 random(160);
    for (std::size_t size = 0; size < 300; ++size) {
        const auto data = random_bytes(random, size < 200 ? size : size * 31);
        const std::span all{data};
        const auto cut = random() % (all.size() + 1);
        EXPECT_EQ(hex(ripemd160(data)), hex(openssl_digest("RIPEMD160", data))) << size;
        EXPECT_EQ(ripemd160({all.first(cut), {}, all.subspan(cut)}), ripemd160(data)) << size;
    }
}

// cosmjs, packages/amino/src/addresses.spec.ts: the account's 20 bytes of a compressed key.
TEST(Ripemd160, OfSha256IsHash160) {
    const auto key = decode_base64("AtQaCqFnshaZQp6rIkvAPyzThvCvXSDO+9AzbxVErqJP").value();
    EXPECT_EQ(hex(hash160(key)), "b9dfac7ad79b372f91cd1d9a8b2983e908aded89");
}

} // namespace
