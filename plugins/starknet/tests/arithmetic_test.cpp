// SPDX-License-Identifier: Apache-2.0
// Field, curve and ECDSA against the slow oracle, with both multiplications: random and edge
// inputs.
#include "edge_numbers.hpp"
#include "slow_hashes.hpp"
#include "slow_stark.hpp"

#include "plugins/starknet/ecdsa.hpp"
#include "plugins/starknet/hashes.hpp"
#include "plugins/starknet/multiply_adx.hpp"
#include "plugins/starknet/multiply_portable.hpp"
#include "plugins/starknet/scalar.hpp"
#include "plugins/starknet/verify_kernel.hpp"

#include <gtest/gtest.h>

namespace {

using namespace walletauth::starknet;
using slow_stark::Int;
using slow_stark::Numbers;
using walletauth::Rule;

const Int r256 = Int{1} << 256;

template <class Multiply>
class StarkArithmetic : public testing::Test {
  protected:
    void SetUp() override {
#ifdef WALLETAUTH_HAVE_ADX_MULTIPLY
        if constexpr (std::is_same_v<Multiply, AdxMultiply>) {
            if (!AdxMultiply::is_supported()) GTEST_SKIP() << "SKIPPED: this CPU has no ADX";
        }
#endif
    }
};
#ifdef WALLETAUTH_HAVE_ADX_MULTIPLY
using Multiplies = testing::Types<PortableMultiply, AdxMultiply>;
#else
using Multiplies = testing::Types<PortableMultiply>;
#endif
TYPED_TEST_SUITE(StarkArithmetic, Multiplies);

TYPED_TEST(StarkArithmetic, ProductsStayInTheirBoundAndAreRight) {
    Numbers numbers;
    const Int inverse_r = slow_stark::inverse(r256, slow_stark::p);
    for (int i = 0; i < 20000; ++i) {
        const Int a = numbers.below(5 * slow_stark::p);
        const Int b = numbers.below(6 * slow_stark::p);
        const Int product = slow_stark::to_int(
            TypeParam::product(slow_stark::to_words(a), slow_stark::to_words(b)));
        const Int square = slow_stark::to_int(TypeParam::square(slow_stark::to_words(a)));
        ASSERT_LT(product, 2 * slow_stark::p);
        ASSERT_EQ(product % slow_stark::p, a * b * inverse_r % slow_stark::p) << a << ' ' << b;
        ASSERT_EQ(square % slow_stark::p, a * a * inverse_r % slow_stark::p) << a;
    }
}

TYPED_TEST(StarkArithmetic, WeakReductionAndDifferences) {
    using C = Curve<TypeParam>;
    Numbers numbers;
    for (int i = 0; i < 20000; ++i) {
        const Int a = numbers.below(30 * slow_stark::p);
        const Int weak = slow_stark::to_int(C::weak_reduce(slow_stark::to_words(a)));
        ASSERT_LT(weak, 2 * slow_stark::p);
        ASSERT_EQ(weak % slow_stark::p, a % slow_stark::p);
        ASSERT_EQ(C::is_zero(slow_stark::to_words(a)), a % slow_stark::p == 0);
        ASSERT_EQ(slow_stark::to_int(C::reduce(slow_stark::to_words(a))), a % slow_stark::p);
        const Int multiple = i % 31 * slow_stark::p;
        ASSERT_TRUE(C::is_zero(slow_stark::to_words(multiple)));
        ASSERT_FALSE(C::is_zero(slow_stark::to_words(multiple + (Int{1} << (i % 250)))));
        const Int c = numbers.below(16 * slow_stark::p);
        const Int b = numbers.below(8 * slow_stark::p);
        const Int difference = slow_stark::to_int(
            C::template difference<3>(slow_stark::to_words(c), slow_stark::to_words(b)));
        ASSERT_EQ(difference, c - b + 8 * slow_stark::p);
    }
}

Int slow_ratio(const Words &lazy, const Int &denominator) {
    const Words reduced = Curve<PortableMultiply>::reduce(lazy);
    return slow_stark::to_int(Felt::from_montgomery(reduced)) *
           slow_stark::inverse(denominator, slow_stark::p) % slow_stark::p;
}

Int slow_value(const Words &lazy) { return slow_ratio(lazy, 1); }

template <class C>
slow_stark::MaybePoint to_slow(const typename C::Point &point) {
    if (point.is_infinity) return std::nullopt;
    const Int z = slow_value(point.z);
    return slow_stark::Point{slow_ratio(point.x, z * z % slow_stark::p),
                             slow_ratio(point.y, z * z * z % slow_stark::p)};
}

template <class C>
slow_stark::MaybePoint to_slow(const typename C::Sum &sum) {
    if (sum.is_infinity) return std::nullopt;
    return slow_stark::Point{slow_ratio(sum.x, slow_value(sum.zz)),
                             slow_ratio(sum.y, slow_value(sum.zzz))};
}

Affine to_fast(const slow_stark::Point &point) {
    return {slow_stark::to_felt(point.x).montgomery(), slow_stark::to_felt(point.y).montgomery()};
}

void expect_equal(const slow_stark::MaybePoint &a, const slow_stark::MaybePoint &b) {
    ASSERT_EQ(a.has_value(), b.has_value());
    if (!a) return;
    ASSERT_EQ(a->x, b->x);
    ASSERT_EQ(a->y, b->y);
}

template <class C, class Coordinates>
void check_additions() {
    const auto three = slow_stark::multiply(3, slow_stark::g);
    const auto minus_three = slow_stark::negate(three);
    for (const auto &other : {slow_stark::MaybePoint{slow_stark::g}, three, minus_three}) {
        Coordinates sum;
        for (int i = 0; i < 3; ++i)
            C::add_affine(sum, to_fast(slow_stark::g), C::one);
        expect_equal(to_slow<C>(sum), three);
        C::add_affine(sum, to_fast(*other), C::one);
        const auto expected = slow_stark::add(three, other);
        expect_equal(to_slow<C>(sum), expected);
        C::add_affine(sum, to_fast(slow_stark::g), C::one);
        expect_equal(to_slow<C>(sum), slow_stark::add(expected, slow_stark::g));
    }
}

TYPED_TEST(StarkArithmetic, AdditionHandlesEveryCase) {
    using C = Curve<TypeParam>;
    check_additions<C, typename C::Point>();
    check_additions<C, typename C::Sum>();
}

TYPED_TEST(StarkArithmetic, ManyDoublingsAndAdditions) {
    using C = Curve<TypeParam>;
    typename C::Point sum;
    slow_stark::MaybePoint expected;
    for (int i = 0; i < 200; ++i) {
        if (!sum.is_infinity) C::double_point(sum);
        expected = slow_stark::add(expected, expected);
        if (i % 3 != 1) {
            C::add_affine(sum, to_fast(slow_stark::g), C::one);
            expected = slow_stark::add(expected, slow_stark::g);
        }
        expect_equal(to_slow<C>(sum), expected);
    }
}

TYPED_TEST(StarkArithmetic, FixedBaseMultiplication) {
    Numbers numbers;
    const Int n = slow_stark::n;
    std::vector<Int> scalars{1,
                             2,
                             31,
                             32,
                             33,
                             63,
                             64,
                             65,
                             2047,
                             2048,
                             2049,
                             n - 1,
                             n - 2,
                             (Int{1} << 252) - n,
                             (Int{1} << 251) - 1,
                             Int{1} << 251};
    for (int i = 0; i < 20; ++i)
        scalars.push_back(1 + numbers.below(n - 1));
    for (const auto &scalar : scalars) {
        SCOPED_TRACE(scalar);
        expect_equal(to_slow<Curve<TypeParam>>(
                         VerifyKernel<TypeParam>::multiply_generator(slow_stark::to_words(scalar))),
                     slow_stark::multiply(scalar, slow_stark::g));
    }
}

/// The edges of the windows: 9 bits with their carries, then 5 bits and the high 4.
TEST(StarkHashes, PedersenAtTheEdgesOfItsWindows) {
    Int halves = 0; // every digit 256, the greatest without a carry
    for (int i = 0; i < 27; ++i)
        halves |= Int{256} << (9 * i);
    const Int low = (Int{1} << 243) - 1;
    std::vector<Int> edges{0, 1, 255, 256, 257, 511, 512, halves, halves + 1, low, low + 1};
    for (int top = 0; top < 256; top += 17)
        edges.push_back((Int{top} << 244 | Int{31} << 243 | low) % slow_stark::p);
    for (const Int &high : {Int{1}, Int{31}, Int{32}, Int{33}, Int{255}})
        edges.push_back(high << 243);
    edges.push_back(slow_stark::p - 1);
    Numbers numbers;
    for (const Int &edge : edges) {
        const Int other = numbers.below(slow_stark::p);
        for (const auto &[a, b] : {std::pair{edge, other}, std::pair{other, edge}}) {
            ASSERT_EQ(slow_stark::to_int(pedersen(slow_stark::to_felt(a), slow_stark::to_felt(b))),
                      slow_stark::pedersen(a, b))
                << a << ' ' << b;
        }
    }
}

/// u2 Q through the isomorphic curve, with the scalars at which an addition meets equal points: the
/// window before the last is n - 15 for n - 30.
TYPED_TEST(StarkArithmetic, MatchesExactlyTheSumAndTheDifference) {
    using Kernel = VerifyKernel<TypeParam>;
    Numbers numbers;
    const Int n = slow_stark::n;
    const auto words = [](const Int &a) { return slow_stark::to_words(a); };
    const auto field = [](const Int &a) { return slow_stark::to_felt(a).montgomery(); };
    for (int i = 0; i < 24; ++i) {
        const Int secret = i == 0 ? Int{1} : i == 1 ? n - 1 : Int{1 + numbers.below(n - 1)};
        const auto q = *slow_stark::multiply(secret, slow_stark::g);
        const Int u1 = i % 6 == 2 ? Int{0} : Int{1 + numbers.below(n - 1)};
        Int u2 = i == 3 ? Int{n - 30} : i == 4 ? Int{1} : Int{1 + numbers.below(n - 1)};
        if (i % 6 == 5) u2 = u1 * slow_stark::inverse(secret, n) % n; // A = B
        if (i % 6 == 4) u2 = 0;
        if (u1 == 0 && u2 == 0) continue;
        const auto a = slow_stark::multiply(u1, slow_stark::g);
        const auto b = slow_stark::multiply(u2, q);
        const auto d = Kernel::curve_value(field(q.x));
        for (const auto &candidate :
             {slow_stark::add(a, b), slow_stark::add(a, slow_stark::negate(b))}) {
            if (!candidate) continue;
            EXPECT_TRUE(Kernel::matches(words(u1), words(u2), field(q.x), d, field(candidate->x)))
                << i;
            EXPECT_FALSE(
                Kernel::matches(words(u1), words(u2), field(q.x), d, field(candidate->x + 1)))
                << i;
        }
        EXPECT_FALSE(Kernel::matches(words(u1), words(u2), field(q.x), d,
                                     field(numbers.below(slow_stark::p))))
            << i;
    }
}

TEST(StarkScalar, InverseProductAndSquares) {
    Numbers numbers;
    for (int i = 0; i < 3000; ++i) {
        const Int a = 1 + numbers.below(slow_stark::n - 1);
        const Int b = numbers.below(slow_stark::n);
        const auto inverse =
            slow_stark::to_int(invert_modulo(slow_stark::to_words(a), scalar_modulus));
        ASSERT_LT(inverse, slow_stark::n);
        ASSERT_EQ(inverse * a % slow_stark::n, 1) << a;
        ASSERT_EQ(
            slow_stark::to_int(multiply_scalars(slow_stark::to_words(a), slow_stark::to_words(b))),
            a * b % slow_stark::n);
        const Int f = 1 + numbers.below(slow_stark::p - 1);
        const auto over_f =
            slow_stark::to_int(invert_modulo(slow_stark::to_words(f), field_modulus));
        ASSERT_LT(over_f, slow_stark::p);
        ASSERT_EQ(over_f * f % slow_stark::p, 1) << f;
        const Int c = 1 + numbers.below(slow_stark::p - 1);
        const bool euler = powm(c, (slow_stark::p - 1) / 2, slow_stark::p) == 1;
        ASSERT_EQ(is_square(slow_stark::to_words(c)), euler) << c;
    }
}

/// With z = 0 and r = s = the key, s R and r Q are one multiple of one point: all but the check of
/// the key passes (Cairo 1, check_ecdsa_signature: EcPointTrait::new_nz_from_x). On the twist these
/// would be signatures without a secret.
TEST(StarkEcdsa, KeysMustBeOnTheCurve) {
    int on_curve = 0;
    for (unsigned x = 0; x < 40; ++x) {
        const Int d = Int{x} * x * x + x + slow_stark::beta;
        const bool is_point = x != 0 && powm(d, (slow_stark::p - 1) / 2, slow_stark::p) == 1;
        on_curve += is_point ? 1 : 0;
        const Felt key{x};
        EXPECT_EQ(verify_ecdsa(Felt{}, key, key, key, Rule::compat).has_value(), is_point) << x;
    }
    EXPECT_GT(on_curve, 10);
    EXPECT_LT(on_curve, 30);
}

TEST(StarkEcdsa, NegatedSAndNegatedHashPassAndEveryFlipFails) {
    Numbers numbers;
    const Int n = slow_stark::n;
    int signatures = 0;
    while (signatures < 12) {
        const Int secret = 1 + numbers.below(n - 1);
        const Int k = 1 + numbers.below(n - 1);
        const Int z = numbers.below(Int{1} << 251);
        const Int r = slow_stark::multiply(k, slow_stark::g)->x;
        const Int s = slow_stark::inverse(k, n) * (z + r * secret) % n;
        const Int limit = Int{1} << 251;
        if (z == 0 || s == 0 || r == 0 || r >= limit || slow_stark::inverse(s, n) >= limit)
            continue;
        ++signatures;
        const auto key = slow_stark::to_felt(slow_stark::multiply(secret, slow_stark::g)->x);
        const auto verify = [&](const Int &hash, const Int &first, const Int &second) {
            return verify_ecdsa(slow_stark::to_felt(hash), slow_stark::to_felt(first),
                                slow_stark::to_felt(second), key, Rule::compat)
                .has_value();
        };
        EXPECT_TRUE(verify(z, r, s));
        EXPECT_TRUE(verify(z, r, n - s)); // no low-s rule on this curve
        EXPECT_TRUE(verify_ecdsa(slow_stark::to_felt(z), slow_stark::to_felt(r),
                                 slow_stark::to_felt(s), key, Rule::strict)
                        .has_value());
        for (unsigned bit = 0; bit < 251; bit += 25) {
            const Int flip = Int{1} << bit;
            EXPECT_FALSE(verify(z ^ flip, r, s));
            EXPECT_FALSE(verify(z, r ^ flip, s));
            EXPECT_FALSE(verify(z, r, s ^ flip));
        }
    }
}

} // namespace
