// SPDX-License-Identifier: Apache-2.0
// Both readings of Ed25519 against OpenSSL's. `compat` must be OpenSSL's answer without exception.
// `strict` is known to differ in three things, which docs/ed25519.md lists: it refuses a
// key that is not canonical, a key of small order, and an R of small order. Nothing else may
// differ.
//
// The first byte chooses: raw key, signature and message; or a signature that satisfies the
// equation by making, with points of small order added to key and R, and S or a byte changed.
#include "input.hpp"

#include "kit/curve/ed25519_point.hpp"

#include <walletauth/curve/ed25519.hpp>

#include <openssl/evp.h>
#include <sodium/crypto_core_ed25519.h>
#include <sodium/crypto_hash_sha512.h>

#include <memory>

namespace {

using namespace walletauth;
using fuzz::require;

using Bytes32 = std::array<std::uint8_t, 32>;
using Bytes64 = std::array<std::uint8_t, 64>;

bool openssl_verify(const Bytes64 &signature, std::span<const std::uint8_t> message,
                    const Bytes32 &key) {
    struct Free {
        void operator()(EVP_PKEY *pkey) const { EVP_PKEY_free(pkey); }
        void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
    };
    const std::unique_ptr<EVP_PKEY, Free> pkey{
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size())};
    const std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
    require(pkey && context, "OpenSSL has memory");
    require(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, pkey.get()) == 1,
            "OpenSSL takes the key");
    return EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(),
                            message.size()) == 1;
}

void check(const Bytes64 &signature, std::span<const std::uint8_t> message, const Bytes32 &key) {
    const bool openssl = openssl_verify(signature, message, key);
    const Ed25519Signature s{signature};
    require(ed25519_verify(s, message, Ed25519Key{key}, Rule::compat) == openssl,
            "compat is OpenSSL's");
    const auto r = ed25519_classify(Ed25519Key{s.first<32>()});
    const bool strict = openssl && ed25519_classify(Ed25519Key{key}) == Ed25519Point::good &&
                        r != Ed25519Point::small_order;
    require(ed25519_verify(s, message, Ed25519Key{key}, Rule::strict) == strict,
            "strict is as listed");
}

/// A point of order 8 (libsodium's and others' lists of such points have its encoding).
constexpr Bytes32 order_8{0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4,
                          0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6,
                          0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05};

ed25519::Point torsion(std::size_t multiple) {
    auto sum = ed25519::Point::identity();
    for (std::size_t i = 0; i < multiple; ++i)
        sum = sum + *ed25519::decode(order_8);
    return sum;
}

ed25519::Point times_base(const Bytes32 &scalar) {
    return ed25519::multiply_add(Bytes32{}, ed25519::Point::identity(), scalar);
}

Bytes32 reduced(std::span<const std::uint8_t> bytes) {
    Bytes64 wide{};
    std::ranges::copy(bytes, wide.begin());
    Bytes32 out{};
    crypto_core_ed25519_scalar_reduce(out.data(), wide.data());
    return out;
}

/// y + p where that fits, and the sign of x = 0: encodings that are not canonical.
void spell_otherwise(Bytes32 &point) noexcept {
    const bool is_small = std::all_of(point.begin() + 1, point.begin() + 31,
                                      [](std::uint8_t byte) { return byte == 0; });
    if (is_small && point[0] < 19 && (point[31] & 0x7f) == 0) {
        std::fill(point.begin() + 1, point.begin() + 31, std::uint8_t{0xff});
        point[0] = static_cast<std::uint8_t>(point[0] + 0xed);
        point[31] |= 0x7f;
    } else {
        point[31] ^= 0x80;
    }
}

/// S + L, the same number modulo the order, where it fits.
void add_order(std::span<std::uint8_t, 32> s) noexcept {
    constexpr Bytes32 order{0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
                            0xa2, 0xde, 0xf9, 0xde, 0x14, 0,    0,    0,    0,    0,    0,
                            0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};
    unsigned carry = 0;
    for (std::size_t i = 0; i < s.size(); ++i) {
        carry += s[i] + order[i];
        s[i] = static_cast<std::uint8_t>(carry);
        carry >>= 8;
    }
}

/// A = aB + T, R = rB + T', S = r + ka with k from A's and R's encodings: the equation holds for
/// one in at most eight choices of T'.
void check_made(fuzz::Input &input) {
    const auto how = input.byte();
    const auto a = how & 1 ? Bytes32{} : reduced(input.array<32>());
    const auto r = how & 2 ? Bytes32{} : reduced(input.array<32>());
    auto key = (times_base(a) + torsion(input.below(8))).encode();
    const auto nonce_torsion = input.below(8);
    const auto changed = input.byte();
    const auto at = input.byte();
    if (how & 4) spell_otherwise(key);
    const auto message = input.rest();
    auto nonce = (times_base(r) + torsion(nonce_torsion)).encode();
    if (how & 8) spell_otherwise(nonce);
    crypto_hash_sha512_state state;
    std::array<std::uint8_t, 64> hash{};
    crypto_hash_sha512_init(&state);
    crypto_hash_sha512_update(&state, nonce.data(), nonce.size());
    crypto_hash_sha512_update(&state, key.data(), key.size());
    crypto_hash_sha512_update(&state, message.data(), message.size());
    crypto_hash_sha512_final(&state, hash.data());
    Bytes32 s{};
    crypto_core_ed25519_scalar_mul(s.data(), reduced(hash).data(), a.data());
    crypto_core_ed25519_scalar_add(s.data(), s.data(), r.data());
    if (how & 16) add_order(s);
    Bytes64 signature{};
    std::ranges::copy(nonce, signature.begin());
    std::ranges::copy(s, signature.begin() + 32);
    if (how & 32) signature[at % 64] ^= changed;
    check(signature, message, key);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    fuzz::Input input{{data, size}};
    if (input.below(2) == 0) {
        const auto key = input.array<32>();
        const auto signature = input.array<64>();
        check(signature, input.rest(), key);
    } else {
        check_made(input);
    }
    return 0;
}
