// SPDX-License-Identifier: Apache-2.0
#include "curve.hpp"

#include <string>

namespace walletauth::conformance {
namespace {

Integer number(std::string_view hex) { return Integer{"0x" + std::string{hex}}; }

Integer modulo(const Integer &value, const Integer &modulus) {
    Integer rest = value % modulus;
    if (rest < 0) rest += modulus;
    return rest;
}

/// By Euclid; `modulus` is a prime and `value` no multiple of it.
Integer inverse_of(const Integer &value, const Integer &modulus) {
    Integer old_rest = modulo(value, modulus);
    Integer rest = modulus;
    Integer old_factor = 1;
    Integer factor = 0;
    while (rest != 0) {
        const Integer quotient = old_rest / rest;
        const Integer next_rest = old_rest - quotient * rest;
        old_rest = rest;
        rest = next_rest;
        const Integer next_factor = old_factor - quotient * factor;
        old_factor = factor;
        factor = next_factor;
    }
    return modulo(old_factor, modulus);
}

} // namespace

/// (X, Y, Z) stands for (X / Z^2, Y / Z^3); Z = 0 is the point at infinity.
struct Curve::Jacobian {
    Integer x = 1;
    Integer y = 1;
    Integer z = 0;
};

const Curve *Curve::of(std::string_view key_type) {
    // SEC 2, sections 2.4.1 and 2.4.2.
    static const Curve k1("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", "0",
                          "7", "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
                          "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
                          "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8");
    static const Curve r1("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
                          "ffffffff00000001000000000000000000000000fffffffffffffffffffffffc",
                          "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
                          "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
                          "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
                          "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");
    // docs.starkware.co/starkex/crypto/stark-curve.html
    static const Curve stark("800000000000011000000000000000000000000000000000000000000000001", "1",
                             "6f21413efbe40de150e596d72f7a8c5609ad26c15c915c1f4cdfcb99cee9e89",
                             "800000000000010ffffffffffffffffb781126dcae7b2321e66a241adc64d2f",
                             "1ef15c18599971b7beced415a40f0c7deacfd9b0d1819e03d723d8bc943cfca",
                             "5668060aa49730b7be4801df46ec62de53ecd11abe43a32873000c36e8dc1f");
    if (key_type.contains("secp256k1")) return &k1;
    if (key_type.contains("secp256r1") || key_type.contains("p256")) return &r1;
    return key_type == "stark" ? &stark : nullptr;
}

Curve::Curve(std::string_view p, std::string_view a, std::string_view b, std::string_view n,
             std::string_view x, std::string_view y)
    : p_(number(p)), a_(number(a)), b_(number(b)), n_(number(n)), g_{number(x), number(y), false} {}

Integer Curve::field(const Integer &value) const { return modulo(value, p_); }
Integer Curve::reduced(const Integer &value) const { return modulo(value, n_); }
Integer Curve::inverse(const Integer &value) const { return inverse_of(value, n_); }

bool Curve::has(const Point &point) const {
    if (point.at_infinity || point.x < 0 || point.x >= p_ || point.y < 0 || point.y >= p_)
        return false;
    return field(point.y * point.y) ==
           field(field(point.x * point.x) * point.x + a_ * point.x + b_);
}

/// Tonelli and Shanks: p - 1 = odd * 2^twos.
std::optional<Integer> Curve::root(const Integer &square) const {
    using boost::multiprecision::powm;
    if (square == 0) return Integer{0};
    const Integer half = (p_ - 1) / 2;
    if (powm(square, half, p_) != 1) return std::nullopt;
    Integer odd = p_ - 1;
    unsigned twos = 0;
    for (; odd % 2 == 0; odd /= 2)
        ++twos;
    Integer other = 2;
    while (powm(other, half, p_) == 1)
        ++other;
    Integer step = powm(other, odd, p_);
    Integer rest = powm(square, odd, p_);
    Integer found = powm(square, Integer{(odd + 1) / 2}, p_);
    while (rest != 1) {
        unsigned least = 0;
        for (Integer power = rest; power != 1; power = field(power * power))
            ++least;
        Integer factor = step;
        for (unsigned i = 0; i + least + 1 < twos; ++i)
            factor = field(factor * factor);
        twos = least;
        step = field(factor * factor);
        rest = field(rest * step);
        found = field(found * factor);
    }
    return found;
}

std::optional<Point> Curve::lift(const Integer &x, bool odd) const {
    if (x < 0 || x >= p_) return std::nullopt;
    const auto y = root(field(field(x * x) * x + a_ * x + b_));
    if (!y) return std::nullopt;
    const bool is_odd = *y % 2 != 0;
    return Point{x, is_odd == odd ? *y : Integer{p_ - *y}, false};
}

Point Curve::negative(const Point &point) const {
    if (point.at_infinity || point.y == 0) return point;
    return {point.x, p_ - point.y, false};
}

Curve::Jacobian Curve::twice(const Jacobian &point) const {
    if (point.z == 0 || point.y == 0) return {};
    const Integer yy = field(point.y * point.y);
    const Integer zz = field(point.z * point.z);
    const Integer s = field(4 * point.x * yy);
    const Integer m = field(3 * point.x * point.x + field(a_ * field(zz * zz)));
    const Integer x = field(m * m - 2 * s);
    return {x, field(m * (s - x) - 8 * field(yy * yy)), field(2 * point.y * point.z)};
}

Curve::Jacobian Curve::plus(const Jacobian &left, const Point &right) const {
    if (left.z == 0) return {right.x, right.y, 1};
    const Integer zz = field(left.z * left.z);
    const Integer u = field(right.x * zz);
    const Integer s = field(right.y * field(zz * left.z));
    if (u == left.x) return s == left.y ? twice(left) : Jacobian{};
    const Integer h = field(u - left.x);
    const Integer r = field(s - left.y);
    const Integer hh = field(h * h);
    const Integer hhh = field(hh * h);
    const Integer v = field(left.x * hh);
    const Integer x = field(r * r - hhh - 2 * v);
    return {x, field(r * (v - x) - left.y * hhh), field(left.z * h)};
}

Point Curve::product(const Integer &scalar, const Point &point) const {
    const Integer by = reduced(scalar);
    Jacobian sum;
    if (point.at_infinity || by == 0) return {};
    for (unsigned bit = boost::multiprecision::msb(by) + 1; bit-- > 0;) {
        sum = twice(sum);
        if (boost::multiprecision::bit_test(by, bit)) sum = plus(sum, point);
    }
    if (sum.z == 0) return {};
    const Integer inverse = inverse_of(sum.z, p_);
    const Integer square = field(inverse * inverse);
    return {field(sum.x * square), field(sum.y * field(square * inverse)), false};
}

Point Curve::sum(const Point &left, const Point &right) const {
    if (left.at_infinity) return right;
    if (right.at_infinity) return left;
    const auto both = plus({left.x, left.y, 1}, right);
    if (both.z == 0) return {};
    const Integer inverse = inverse_of(both.z, p_);
    const Integer square = field(inverse * inverse);
    return {field(both.x * square), field(both.y * field(square * inverse)), false};
}

} // namespace walletauth::conformance
