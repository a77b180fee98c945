// SPDX-License-Identifier: Apache-2.0
#include <walletauth/curve/ed25519.hpp>

#include "ed25519_point.hpp"

#include <sodium/crypto_core_ed25519.h>
#include <sodium/crypto_hash_sha512.h>
#include <sodium/crypto_sign_ed25519.h>

#include <algorithm>
#include <array>

namespace walletauth {
namespace {

// The order of the base point, little-endian (RFC 8032, section 5.1).
constexpr std::array<std::uint8_t, 32> order{
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};

bool is_below_order(std::span<const std::uint8_t, 32> scalar) noexcept {
    return std::lexicographical_compare(scalar.rbegin(), scalar.rend(), order.rbegin(),
                                        order.rend());
}

// y < p, and no sign bit where x is zero, which is where y is 1 or p - 1.
bool is_canonical(Ed25519Key key, const ed25519::Point &point) noexcept {
    return std::ranges::equal(point.encode(), key);
}

bool verify_strict(Ed25519Signature signature, std::span<const std::uint8_t> message,
                   Ed25519Key key) noexcept {
    return crypto_sign_ed25519_verify_detached(signature.data(), message.data(), message.size(),
                                               key.data()) == 0;
}

bool verify_compat(Ed25519Signature signature, std::span<const std::uint8_t> message,
                   Ed25519Key key) noexcept {
    const auto r = signature.first<32>();
    const auto s = signature.last<32>();
    const auto point = ed25519::decode(key);
    if (!point || !is_below_order(s)) return false;
    crypto_hash_sha512_state state;
    std::array<std::uint8_t, crypto_hash_sha512_BYTES> hash{};
    crypto_hash_sha512_init(&state);
    crypto_hash_sha512_update(&state, r.data(), r.size());
    crypto_hash_sha512_update(&state, key.data(), key.size());
    crypto_hash_sha512_update(&state, message.data(), message.size());
    crypto_hash_sha512_final(&state, hash.data());
    std::array<std::uint8_t, 32> k{};
    crypto_core_ed25519_scalar_reduce(k.data(), hash.data());
    return std::ranges::equal(ed25519::multiply_add(k, -*point, s).encode(), r);
}

} // namespace

bool ed25519_verify(Ed25519Signature signature, std::span<const std::uint8_t> message,
                    Ed25519Key key, Rule rule) noexcept {
    return rule == Rule::strict ? verify_strict(signature, message, key)
                                : verify_compat(signature, message, key);
}

Ed25519Point ed25519_classify(Ed25519Key key) noexcept {
    const auto point = ed25519::decode(key);
    if (!point) return Ed25519Point::off_curve;
    if (!is_canonical(key, *point)) return Ed25519Point::not_canonical;
    return point->is_small_order() ? Ed25519Point::small_order : Ed25519Point::good;
}

} // namespace walletauth
