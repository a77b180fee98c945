// SPDX-License-Identifier: Apache-2.0
// Point arithmetic on curves y^2 = x^3 + a x + b over the Stark field, for any a. Coordinates are
// lazily reduced: plain integers that may exceed p, X below 2p, Y below 6p
// (plugins/starknet/arithmetic.md has the bounds). Multiply is PortableMultiply or AdxMultiply.
#pragma once

#include "felt.hpp"

namespace walletauth::starknet {

/// An affine point; never infinity.
struct Affine {
    Words x;
    Words y;
};

template <class Multiply>
struct Curve {
    static Words product(const Words &a, const Words &b) noexcept {
        return Multiply::product(a, b);
    }
    static Words square(const Words &a) noexcept { return Multiply::square(a); }

    static Words sum(const Words &a, const Words &b) noexcept {
        Words out;
        (void)felt_detail::add(out, a, b);
        return out;
    }
    /// a - b + 2^k p for b below 2^k p: never negative.
    template <unsigned K>
    static Words difference(const Words &a, const Words &b) noexcept {
        constexpr Words multiple{std::uint64_t{1} << K, 0, 0, felt_detail::p3 << K};
        Words out;
        (void)felt_detail::add(out, a, multiple);
        (void)felt_detail::subtract(out, out, b);
        return out;
    }
    /// The same value modulo p, below 2p, of anything below 2^256 - p. The quotient by p is
    /// underestimated by at most one.
    static Words weak_reduce(const Words &a) noexcept {
        const std::uint64_t top = a[3] >> 59;
        const std::uint64_t quotient = top - (top != 0);
        Words out;
        (void)felt_detail::subtract(out, a, Words{quotient, 0, 0, quotient * felt_detail::p3});
        return out;
    }
    /// Whether the value is 0 modulo p: a multiple k p, k below 32, has the limbs k, 0, 0, k p3.
    static bool is_zero(const Words &a) noexcept {
        return (a[1] | a[2]) == 0 && a[0] < 32 && a[3] == a[0] * felt_detail::p3;
    }

    /// Modified Jacobian: x = X/Z^2, y = Y/Z^3, W = a Z^4 (Cohen, Miyaji, Ono 1998).
    struct Point {
        Words x{}, y{}, z{}, w{};
        bool is_infinity = true;
    };

    /// 4M + 4S: S = 4XY^2, M = 3X^2 + W, T = 8Y^4; X' = M^2 - 2S, Y' = M(S - X') - T, Z' = 2YZ,
    /// W' = 2TW. No point has order 2: the group order is an odd prime.
    static void double_point(Point &p) noexcept {
        const Words yy2 = twice(square(p.y));
        const Words s = twice(product(p.x, yy2));
        const Words t = twice(square(yy2));
        const Words xx = square(p.x);
        const Words m = sum(sum(twice(xx), xx), p.w);
        p.z = product(twice(p.y), p.z);
        p.x = weak_reduce(difference<3>(square(m), twice(s)));
        p.w = product(twice(t), p.w);
        p.y = difference<2>(product(m, difference<1>(s, p.x)), t);
    }

    /// Adds an affine point; 9M + 5S with W. All cases are handled: infinity, equal points,
    /// opposite points.
    static void add_affine(Point &p, const Affine &q, const Words &a) noexcept {
        if (p.is_infinity) {
            p = {q.x, q.y, one, a, false};
            return;
        }
        const Words zz = square(p.z);
        const Words h = difference<1>(product(q.x, zz), p.x);
        const Words r = difference<3>(product(q.y, product(p.z, zz)), p.y);
        if (is_zero(h)) [[unlikely]] {
            if (!is_zero(r)) {
                p = Point{};
            } else {
                double_point(p);
            }
            return;
        }
        const Words hh = square(h);
        const Words hhh = product(h, hh);
        const Words v = product(p.x, hh);
        p.z = product(p.z, h);
        const Words hhh_2v = sum(hhh, twice(v));
        p.x = weak_reduce(difference<2>(square(r), hhh_2v));
        const Words y_hhh = product(p.y, hhh);
        p.y = difference<1>(product(r, difference<1>(v, p.x)), y_hhh);
        p.w = product(a, square(square(p.z)));
    }

    /// A sum of affine points: x = X/ZZ, y = Y/ZZZ, ZZ^3 = ZZZ^2 (Sutherland's coordinates).
    struct Sum {
        Words x{}, y{}, zz{}, zzz{};
        bool is_infinity = true;
    };

    /// Adds an affine point of the curve with the coefficient `a`; 8M + 2S. All cases are handled.
    static void add_affine(Sum &p, const Affine &q, const Words &a) noexcept {
        if (p.is_infinity) {
            p = {q.x, q.y, one, one, false};
            return;
        }
        const Words h = difference<1>(product(q.x, p.zz), p.x);
        const Words r = difference<2>(product(q.y, p.zzz), p.y);
        if (is_zero(h)) [[unlikely]] {
            if (!is_zero(r)) {
                p = Sum{};
            } else {
                Point twofold{q.x, q.y, one, a, false};
                double_point(twofold);
                const Words zz = square(twofold.z);
                p = {twofold.x, weak_reduce(twofold.y), zz, product(zz, twofold.z), false};
            }
            return;
        }
        const Words hh = square(h);
        const Words hhh = product(h, hh);
        const Words v = product(p.x, hh);
        p.zz = product(p.zz, hh);
        p.zzz = product(p.zzz, hhh);
        const Words hhh_2v = sum(hhh, twice(v));
        p.x = weak_reduce(difference<2>(square(r), hhh_2v));
        const Words y_hhh = product(p.y, hhh);
        p.y = difference<1>(product(r, difference<1>(v, p.x)), y_hhh);
    }

    static Words twice(const Words &a) noexcept { return sum(a, a); }
    /// Below p, of anything below 2^256 - p.
    static Words reduce(const Words &a) noexcept {
        return felt_detail::reduce_once(weak_reduce(a));
    }

    static constexpr Words one = Felt{1}.montgomery();
};

} // namespace walletauth::starknet
