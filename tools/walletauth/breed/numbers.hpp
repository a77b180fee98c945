// SPDX-License-Identifier: Apache-2.0
// Numbers of 32 bytes, big-endian, as signatures hold them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace walletauth::cli::breed {

using Number = std::array<std::uint8_t, 32>;

[[nodiscard]] constexpr Number number(std::string_view hex) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    Number made{};
    for (std::size_t i = 0; i < made.size(); ++i)
        made[i] = static_cast<std::uint8_t>(digit(hex[2 * i]) * 16 + digit(hex[2 * i + 1]));
    return made;
}

/// SEC 2, 2.4.1: the order of secp256k1, and the prime of its field.
inline constexpr auto secp256k1_order =
    number("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
inline constexpr auto secp256k1_prime =
    number("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f");
/// RFC 8032, 5.1: L = 2^252 + 27742317777372353535851937790883648493.
inline constexpr auto ed25519_order =
    number("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed");

/// Little-endian, without the sign of x: the y of the eight points of small order, and the two that
/// have a second spelling (RFC 8032, 5.1; the order 8 is where d y^4 + 2 y^2 = 1).
inline constexpr std::array ed25519_small_orders{
    number("0000000000000000000000000000000000000000000000000000000000000000"),
    number("0100000000000000000000000000000000000000000000000000000000000000"),
    number("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    number("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    number("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    number("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    number("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")};

/// Modulo 2^256.
[[nodiscard]] constexpr Number minus(const Number &a, const Number &b) {
    Number made{};
    int borrow = 0;
    for (std::size_t i = made.size(); i-- > 0;) {
        const int digit = int{a[i]} - int{b[i]} - borrow;
        borrow = digit < 0 ? 1 : 0;
        made[i] = static_cast<std::uint8_t>(digit & 0xff);
    }
    return made;
}

[[nodiscard]] constexpr Number plus(const Number &a, const Number &b) {
    return minus(a, minus(Number{}, b));
}

} // namespace walletauth::cli::breed
