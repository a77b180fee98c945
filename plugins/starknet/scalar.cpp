// SPDX-License-Identifier: Apache-2.0
#include "scalar.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <bit>

namespace walletauth::starknet {
namespace {

namespace mp = boost::multiprecision;

using felt_detail::is_zero;

void shift_right(Words &a, unsigned bits) noexcept {
    for (std::size_t i = 0; i < 3; ++i)
        a[i] = a[i] >> bits | a[i + 1] << (64 - bits);
    a[3] >>= bits;
}

/// Removes the factors of 2 of a number that is not 0; how many they were.
unsigned make_odd(Words &a) noexcept {
    unsigned count = 0;
    while ((a[0] & 1) == 0) {
        if (a[0] == 0) {
            a = {a[1], a[2], a[3], 0};
            count += 64;
            continue;
        }
        const auto bits = static_cast<unsigned>(std::countr_zero(a[0]));
        shift_right(a, bits);
        count += bits;
    }
    return count;
}

mp::uint512_t wide(const Words &a) noexcept {
    mp::uint512_t out = 0;
    for (std::size_t i = 4; i-- > 0;)
        out = (out << 64) | a[i];
    return out;
}

} // namespace

Words reduce_scalar(const Words &a) noexcept {
    Words out;
    return felt_detail::subtract(out, a, curve_order) != 0 ? a : out;
}

Words multiply_scalars(const Words &a, const Words &b) noexcept {
    const mp::uint512_t product = (wide(a) * wide(b)) % wide(curve_order);
    Words out;
    for (std::size_t i = 0; i < 4; ++i) {
        out[i] = static_cast<std::uint64_t>((product >> (64 * i)) & ~std::uint64_t{0});
    }
    return out;
}

bool is_square(const Words &a) noexcept {
    Words u = a;
    Words v = felt_detail::p;
    bool is_negative = false;
    const auto remove_twos = [&](Words &from, const Words &modulus) {
        const unsigned count = make_odd(from);
        const auto residue = modulus[0] & 7; // (2/m) is -1 for m = 3, 5 modulo 8
        if ((count & 1) != 0 && (residue == 3 || residue == 5)) is_negative = !is_negative;
    };
    remove_twos(u, v);
    while (u != v) {
        if (felt_detail::is_below(u, v)) {
            std::swap(u, v);
            if ((u[0] & 3) == 3 && (v[0] & 3) == 3) is_negative = !is_negative;
        }
        (void)felt_detail::subtract(u, u, v);
        if (is_zero(u)) break;
        remove_twos(u, v);
    }
    return !is_negative;
}

} // namespace walletauth::starknet
