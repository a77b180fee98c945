// SPDX-License-Identifier: Apache-2.0
#include "inverse.hpp"

#include <algorithm>
#include <bit>
#include <tuple>
#include <utility>

namespace walletauth::starknet {
namespace {

__extension__ typedef __int128 I128;

constexpr unsigned digit_bits = 62;
constexpr std::uint64_t digit_mask = ~std::uint64_t{0} >> 2;

/// Five signed digits to the base 2^62, the last one with the sign.
using Digits = std::array<std::int64_t, 5>;

Digits to_digits(const Words &a) noexcept {
    return {static_cast<std::int64_t>(a[0] & digit_mask),
            static_cast<std::int64_t>((a[0] >> 62 | a[1] << 2) & digit_mask),
            static_cast<std::int64_t>((a[1] >> 60 | a[2] << 4) & digit_mask),
            static_cast<std::int64_t>((a[2] >> 58 | a[3] << 6) & digit_mask),
            static_cast<std::int64_t>(a[3] >> 56)};
}

Words to_words(const Digits &a) noexcept {
    const auto d = [&](std::size_t i) { return static_cast<std::uint64_t>(a[i]); };
    return {d(0) | d(1) << 62, d(1) >> 2 | d(2) << 60, d(2) >> 4 | d(3) << 58,
            d(3) >> 6 | d(4) << 56};
}

/// 62 division steps: 2^62 (f', g') = matrix (f, g).
struct Matrix {
    std::int64_t ff = 1, fg = 0, gf = 0, gg = 1;
};

/// Steps on the low bits alone, which decide them all; several zero bits of g at a time.
Matrix divide_steps(std::int64_t &eta, std::uint64_t f, std::uint64_t g) noexcept {
    std::uint64_t ff = 1, fg = 0, gf = 0, gg = 1; // two's complement
    unsigned left = digit_bits;
    while (true) {
        const auto zeros = static_cast<unsigned>(std::countr_zero(g | ~std::uint64_t{0} << left));
        g >>= zeros;
        ff <<= zeros;
        fg <<= zeros;
        eta -= zeros;
        left -= zeros;
        if (left == 0) break;
        if (eta < 0) {
            eta = -eta;
            std::tie(f, g) = std::pair{g, 0 - f};
            std::tie(ff, gf) = std::pair{gf, 0 - ff};
            std::tie(fg, gg) = std::pair{gg, 0 - fg};
        }
        // While f stays, up to eta + 1 steps add a multiple of it that clears as many bits of g.
        const auto count =
            std::min({static_cast<unsigned>(std::min<std::int64_t>(eta + 1, 6)), left, 6U});
        const std::uint64_t inverse = f * (2 - f * f); // modulo 2^6, as f f = 1 modulo 8
        const std::uint64_t multiple = (0 - g * inverse) & ((std::uint64_t{1} << count) - 1);
        g += f * multiple;
        gf += ff * multiple;
        gg += fg * multiple;
    }
    return {static_cast<std::int64_t>(ff), static_cast<std::int64_t>(fg),
            static_cast<std::int64_t>(gf), static_cast<std::int64_t>(gg)};
}

I128 times(std::int64_t a, std::int64_t b) noexcept { return static_cast<I128>(a) * b; }

/// (a f + b g) / 2^62, which is exact.
Digits combine(const Digits &f, const Digits &g, std::int64_t a, std::int64_t b) noexcept {
    Digits out;
    I128 carry = (times(f[0], a) + times(g[0], b)) >> digit_bits;
    for (std::size_t i = 1; i < 5; ++i) {
        carry += times(f[i], a) + times(g[i], b);
        out[i - 1] = static_cast<std::int64_t>(static_cast<std::uint64_t>(carry) & digit_mask);
        carry >>= digit_bits;
    }
    out[4] = static_cast<std::int64_t>(carry);
    return out;
}

/// (a d + b e) / 2^62 modulo m, between -2m and m if d and e are.
Digits combine_modulo(const Digits &d, const Digits &e, std::int64_t a, std::int64_t b,
                      const Digits &m, std::uint64_t m_inverse) noexcept {
    // Multiples of m: one where d or e is negative, and one that clears the lowest digit.
    std::int64_t multiple = (a & (d[4] >> 63)) + (b & (e[4] >> 63));
    const I128 lowest = times(d[0], a) + times(e[0], b);
    const std::uint64_t residue =
        (m_inverse * static_cast<std::uint64_t>(lowest) + static_cast<std::uint64_t>(multiple)) &
        digit_mask;
    multiple -= static_cast<std::int64_t>(residue);
    Digits out;
    I128 carry = (lowest + times(m[0], multiple)) >> digit_bits;
    for (std::size_t i = 1; i < 5; ++i) {
        carry += times(d[i], a) + times(e[i], b) + times(m[i], multiple);
        out[i - 1] = static_cast<std::int64_t>(static_cast<std::uint64_t>(carry) & digit_mask);
        carry >>= digit_bits;
    }
    out[4] = static_cast<std::int64_t>(carry);
    return out;
}

/// a + b * c, digits brought back into range.
Digits add_multiple(const Digits &a, const Digits &b, std::int64_t c) noexcept {
    Digits out;
    I128 carry = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        carry += a[i] + times(b[i], c);
        out[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(carry) & digit_mask);
        carry >>= digit_bits;
    }
    out[4] = static_cast<std::int64_t>(carry + a[4] + times(b[4], c));
    return out;
}

} // namespace

// Invariants: f = d a and g = e a modulo m. At the end g = 0 and f = +-1.
Words invert_modulo(const Words &a, const Modulus &modulus) noexcept {
    const Digits m = to_digits(modulus.value);
    Digits f = m;
    Digits g = to_digits(a);
    Digits d{};
    Digits e{1, 0, 0, 0, 0};
    std::int64_t eta = -1;
    while ((g[0] | g[1] | g[2] | g[3] | g[4]) != 0) {
        const Matrix t = divide_steps(
            eta, static_cast<std::uint64_t>(f[0]) | static_cast<std::uint64_t>(f[1]) << 62,
            static_cast<std::uint64_t>(g[0]) | static_cast<std::uint64_t>(g[1]) << 62);
        const Digits next_d = combine_modulo(d, e, t.ff, t.fg, m, modulus.inverse);
        e = combine_modulo(d, e, t.gf, t.gg, m, modulus.inverse);
        d = next_d;
        const Digits next_f = combine(f, g, t.ff, t.fg);
        g = combine(f, g, t.gf, t.gg);
        f = next_f;
    }
    if (d[4] < 0) d = add_multiple(d, m, 1);
    if (f[4] < 0) d = add_multiple(Digits{}, d, -1);
    while (d[4] < 0)
        d = add_multiple(d, m, 1);
    Words out = to_words(d);
    Words reduced;
    return felt_detail::subtract(reduced, out, modulus.value) != 0 ? out : reduced;
}

} // namespace walletauth::starknet
