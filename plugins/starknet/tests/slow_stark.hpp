// SPDX-License-Identifier: Apache-2.0
// The oracle: the Stark field, curve and ECDSA by Boost.Multiprecision, affine, slow, by the
// textbook.
#pragma once

#include "plugins/starknet/felt.hpp"

#include <boost/integer/mod_inverse.hpp>
#include <boost/multiprecision/cpp_int.hpp>

#include <optional>

namespace slow_stark {

/// Any sign, 1024 bits; more throws.
using Int = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<
    1024, 1024, boost::multiprecision::signed_magnitude, boost::multiprecision::checked, void>>;

inline const Int p = (Int{1} << 251) + 17 * (Int{1} << 192) + 1;
inline const Int n{"0x800000000000010ffffffffffffffffb781126dcae7b2321e66a241adc64d2f"};
inline const Int beta{"0x6f21413efbe40de150e596d72f7a8c5609ad26c15c915c1f4cdfcb99cee9e89"};

inline Int mod(const Int &a, const Int &m) {
    const Int r = a % m;
    return r < 0 ? Int{r + m} : r;
}
/// 0 of what has none.
inline Int inverse(const Int &a, const Int &m) { return boost::integer::mod_inverse(mod(a, m), m); }

struct Point {
    Int x, y;
};
using MaybePoint = std::optional<Point>; // nothing is infinity

inline const Point g{Int{"0x1ef15c18599971b7beced415a40f0c7deacfd9b0d1819e03d723d8bc943cfca"},
                     Int{"0x5668060aa49730b7be4801df46ec62de53ecd11abe43a32873000c36e8dc1f"}};

inline MaybePoint add(const MaybePoint &a, const MaybePoint &b) {
    if (!a) return b;
    if (!b) return a;
    Int slope;
    if (a->x == b->x) {
        if (mod(a->y + b->y, p) == 0) return std::nullopt;
        slope = mod((3 * a->x * a->x + 1) * inverse(2 * a->y, p), p);
    } else {
        slope = mod((b->y - a->y) * inverse(b->x - a->x, p), p);
    }
    const Int x = mod(slope * slope - a->x - b->x, p);
    return Point{x, mod(slope * (a->x - x) - a->y, p)};
}

inline MaybePoint multiply(Int k, MaybePoint q) {
    MaybePoint sum;
    for (; k != 0; k >>= 1) {
        if ((k & 1) != 0) sum = add(sum, q);
        q = add(q, q);
    }
    return sum;
}

inline MaybePoint negate(const MaybePoint &a) {
    if (!a) return a;
    return Point{a->x, mod(-a->y, p)};
}

inline Int to_int(const walletauth::starknet::Words &w) {
    Int out = 0;
    for (std::size_t i = 4; i-- > 0;)
        out = (out << 64) | w[i];
    return out;
}
inline walletauth::starknet::Words to_words(const Int &a) {
    walletauth::starknet::Words w{};
    for (std::size_t i = 0; i < 4; ++i) {
        w[i] = static_cast<std::uint64_t>((a >> (64 * i)) & ~std::uint64_t{0});
    }
    return w;
}
inline Int to_int(const walletauth::starknet::Felt &a) { return to_int(a.words()); }
inline walletauth::starknet::Felt to_felt(const Int &a) {
    return walletauth::starknet::Felt::from_words(to_words(mod(a, p))).value();
}

/// The x of z/s G + r/s Q and z/s G - r/s Q is r: core::ecdsa::check_ecdsa_signature, for a Q whose
/// y is known.
inline bool check_cairo1(const Int &z, const Int &r, const Int &s, const Point &q) {
    const Int w = inverse(s, n);
    const auto a = multiply(mod(z * w, n), g);
    const auto b = multiply(mod(r * w, n), q);
    const auto plus = add(a, b);
    const auto minus = add(a, negate(b));
    return (plus && plus->x == r) || (minus && minus->x == r);
}

} // namespace slow_stark
