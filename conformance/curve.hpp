// SPDX-License-Identifier: Apache-2.0
// Points of curves y^2 = x^3 + a x + b over a prime field, for making signatures that nobody must
// take. Slow and not constant in time: all of it is public. Internal.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include <optional>
#include <string_view>

namespace walletauth::conformance {

/// Room for a product of two coordinates; arithmetic allocates nothing.
using Integer = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<
    768, 768, boost::multiprecision::signed_magnitude, boost::multiprecision::unchecked, void>>;

/// A point; without coordinates the one at infinity.
struct Point {
    Integer x = 0;
    Integer y = 0;
    bool at_infinity = true;
};

class Curve {
  public:
    /// The curve that a key type of a descriptor names, such as "secp256k1"; NULL: none that is
    /// known here.
    [[nodiscard]] static const Curve *of(std::string_view key_type);

    [[nodiscard]] const Integer &order() const noexcept { return n_; }
    [[nodiscard]] const Point &generator() const noexcept { return g_; }
    /// The point with this x and a y of this parity; nothing if the curve has none.
    [[nodiscard]] std::optional<Point> lift(const Integer &x, bool odd) const;
    [[nodiscard]] bool has(const Point &point) const;
    [[nodiscard]] Point sum(const Point &left, const Point &right) const;
    [[nodiscard]] Point negative(const Point &point) const;
    [[nodiscard]] Point product(const Integer &scalar, const Point &point) const;
    /// 1 / value modulo the order.
    [[nodiscard]] Integer inverse(const Integer &value) const;
    [[nodiscard]] Integer reduced(const Integer &value) const; ///< modulo the order

    Curve(std::string_view p, std::string_view a, std::string_view b, std::string_view n,
          std::string_view x, std::string_view y);

  private:
    struct Jacobian;
    [[nodiscard]] Integer field(const Integer &value) const;
    [[nodiscard]] Jacobian twice(const Jacobian &point) const;
    [[nodiscard]] Jacobian plus(const Jacobian &left, const Point &right) const;
    [[nodiscard]] std::optional<Integer> root(const Integer &square) const;

    Integer p_, a_, b_, n_;
    Point g_;
};

} // namespace walletauth::conformance
