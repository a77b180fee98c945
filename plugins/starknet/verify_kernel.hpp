// SPDX-License-Identifier: Apache-2.0
// The curve work of one ECDSA verification: does u1 G + u2 Q or u1 G - u2 Q have x coordinate r?
#pragma once

#include "curve_constants.hpp"
#include "signed_windows.hpp"

namespace walletauth::starknet {

template <class Multiply>
struct VerifyKernel {
    using C = Curve<Multiply>;
    using Point = typename C::Point;

    static typename C::Sum multiply_generator(const Words &scalar) noexcept {
        typename C::Sum sum;
        (void)add_signed_windows<C>(sum, generator_table, scalar); // below 2^252: no carry
        return sum;
    }

    /// Q, 3Q ... 15Q, all over one Z, which makes them affine points of the isomorphic curve with
    /// a' = a Z^4.
    struct OddMultiples {
        std::array<Affine, 8> points;
        Words z;
    };

    /// Additions of points that share a Z (Meloni, "New point addition formulae", 2007): 2Q is
    /// brought to the new Z as a by-product. The x of 2Q and of kQ differ, as k < 16 < n.
    static OddMultiples odd_multiples(const Affine &q, const Words &a) noexcept {
        OddMultiples out;
        // 2Q = (X, Y, 2y), and Q over the same Z: (4 x y^2, 8 y^4, 2y).
        Point two{q.x, q.y, C::one, a, false};
        C::double_point(two);
        const Words yy2 = C::twice(C::square(q.y));
        out.points[0] = {C::weak_reduce(C::twice(C::product(q.x, yy2))),
                         C::weak_reduce(C::twice(C::square(yy2)))};
        Words x2 = two.x;
        Words y2 = C::weak_reduce(two.y);
        out.z = two.z;
        std::array<Words, 8> steps; // Z of entry i divided by Z of entry i - 1
        for (std::size_t i = 1; i < 8; ++i) {
            const Affine &last = out.points[i - 1];
            const Words step = C::weak_reduce(C::template difference<1>(last.x, x2));
            const Words square = C::square(step);
            const Words w1 = C::weak_reduce(C::product(x2, square));
            const Words w2 = C::product(last.x, square);
            const Words dy = C::template difference<1>(last.y, y2);
            const Words a1 = C::weak_reduce(C::product(y2, C::template difference<1>(w2, w1)));
            const Words x =
                C::weak_reduce(C::template difference<2>(C::square(dy), C::sum(w1, w2)));
            const Words y = C::weak_reduce(
                C::template difference<1>(C::product(dy, C::template difference<1>(w1, x)), a1));
            out.points[i] = {x, y};
            x2 = w1;
            y2 = a1;
            steps[i] = step;
            out.z = C::product(out.z, step);
        }
        Words ratio = steps[7];
        for (std::size_t i = 7; i-- > 0;) {
            const Words square = C::square(ratio);
            out.points[i].x = C::weak_reduce(C::product(out.points[i].x, square));
            out.points[i].y =
                C::weak_reduce(C::product(out.points[i].y, C::product(square, ratio)));
            if (i > 0) ratio = C::product(ratio, steps[i]);
        }
        return out;
    }

    /// Width-5 non-adjacent form, lowest digit first; returns the number of digits.
    static std::size_t recode(Words scalar, std::array<std::int8_t, 257> &digits) noexcept {
        std::size_t size = 0;
        while ((scalar[0] | scalar[1] | scalar[2] | scalar[3]) != 0) {
            int digit = 0;
            if ((scalar[0] & 1) != 0) {
                digit = static_cast<int>(scalar[0] & 31);
                if (digit >= 16) digit -= 32;
                const auto magnitude = static_cast<std::uint64_t>(digit < 0 ? -digit : digit);
                const Words addend{magnitude, 0, 0, 0};
                (void)(digit < 0 ? felt_detail::add(scalar, scalar, addend)
                                 : felt_detail::subtract(scalar, scalar, addend));
            }
            digits[size++] = static_cast<std::int8_t>(digit);
            for (std::size_t i = 0; i < 3; ++i)
                scalar[i] = scalar[i] >> 1 | scalar[i + 1] << 63;
            scalar[3] >>= 1;
        }
        return size;
    }

    /// u2 Q on the curve of OddMultiples; u2 is not 0.
    static Point multiply_key(const Words &scalar, const OddMultiples &odd,
                              const Words &a) noexcept {
        const Words zz = C::square(odd.z);
        const Words scaled_a = C::reduce(C::product(a, C::square(zz)));
        std::array<std::int8_t, 257> digits;
        Point sum;
        for (std::size_t i = recode(scalar, digits); i-- > 0;) {
            if (!sum.is_infinity) C::double_point(sum);
            const int digit = digits[i];
            if (digit == 0) continue;
            Affine entry = odd.points[static_cast<std::size_t>((digit < 0 ? -digit : digit) / 2)];
            if (digit < 0) entry.y = C::weak_reduce(C::template difference<1>(Words{}, entry.y));
            C::add_affine(sum, entry, scaled_a);
        }
        return sum;
    }

    /// d = x^3 + x + beta: the key is on the curve if this is a square. Montgomery form.
    static Words curve_value(const Words &x) noexcept {
        const Words xx1 = C::sum(C::square(x), C::one);
        return C::reduce(C::sum(C::product(x, xx1), curve_beta.montgomery()));
    }

    /// All in Montgomery form but the scalars, which are below n and not both 0. `d` is
    /// curve_value(key), a square and not 0. Of (x, y) with y^2 = d no y is needed: (d x, d^2) is
    /// its image on y^2 = x^3 + d^2 x + beta d^3, and the two candidates r are the roots of a
    /// quadratic.
    static bool matches(const Words &u1, const Words &u2, const Words &key, const Words &d,
                        const Words &r) noexcept {
        using felt_detail::is_zero;
        const auto g = multiply_generator(u1);
        const Words &n1 = g.x;
        const Words &d1 = g.zz;
        if (is_zero(u2)) return is_ratio(r, n1, d1);
        const Words dd = C::square(d);
        const Affine image{C::weak_reduce(C::product(d, key)), C::weak_reduce(dd)};
        const OddMultiples odd = odd_multiples(image, C::reduce(dd));
        const Point q = multiply_key(u2, odd, C::reduce(dd));
        const Words z = C::product(q.z, odd.z);
        const Words n2 = q.x;
        const Words d2 = C::product(C::square(z), d);
        if (is_zero(u1)) return is_ratio(r, n2, d2);
        return is_root(r, n1, d1, n2, d2);
    }

    static bool is_ratio(const Words &r, const Words &numerator,
                         const Words &denominator) noexcept {
        return C::is_zero(C::template difference<1>(C::product(r, denominator), numerator));
    }

    /// r is x(A + B) or x(A - B), x(A) = n1/d1 and x(B) = n2/d2. With x1, x2 for these:
    /// (x1 - x2)^2 r^2 - 2 ((x1 x2 + 1)(x1 + x2) + 2 beta) r + (x1 x2 - 1)^2 - 4 beta (x1 + x2) =
    /// 0, multiplied by (d1 d2)^2. For A = +-B it is linear and its root is x(2A).
    static bool is_root(const Words &r, const Words &n1, const Words &d1, const Words &n2,
                        const Words &d2) noexcept {
        const Words n1d2 = C::product(n1, d2);
        const Words n2d1 = C::product(n2, d1);
        const Words nn = C::product(n1, n2);
        const Words dd = C::product(d1, d2);
        const Words total = C::sum(n1d2, n2d1);
        const Words beta2 =
            C::weak_reduce(C::sum(curve_beta.montgomery(), curve_beta.montgomery()));
        const Words beta2_dd = C::product(beta2, dd);
        const Words gap = C::template difference<1>(n1d2, n2d1);
        const Words gap_r = C::product(C::weak_reduce(gap), r);
        const Words inner =
            C::weak_reduce(C::sum(C::product(C::sum(nn, dd), total), C::product(beta2_dd, dd)));
        const Words linear = C::product(C::twice(inner), r);
        const Words unit = C::square(C::template difference<1>(nn, dd));
        const Words constant = C::product(C::twice(beta2_dd), total);
        return C::is_zero(
            C::template difference<3>(C::sum(C::square(gap_r), unit), C::sum(linear, constant)));
    }
};

} // namespace walletauth::starknet
