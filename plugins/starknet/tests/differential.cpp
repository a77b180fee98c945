// SPDX-License-Identifier: Apache-2.0
// starknet_differential FIELD_CASES CURVE_CASES [SEED]: field, curve and ECDSA against the slow
// oracle, in numbers that are too large for the test suite. Prints the first difference.
#include "arithmetic_checks.hpp"
#include "edge_numbers.hpp"

#include "plugins/starknet/ecdsa.hpp"
#include "plugins/starknet/multiply_adx.hpp"
#include "plugins/starknet/multiply_portable.hpp"
#include "plugins/starknet/verify_kernel.hpp"

#include <cstdio>
#include <string>

namespace {

using namespace walletauth::starknet;
using slow_stark::check_field;
using slow_stark::check_reduced;
using slow_stark::expect;
using slow_stark::Int;
using slow_stark::MaybePoint;
using slow_stark::Numbers;
using walletauth::Rule;

const Int p = slow_stark::p;
const Int n = slow_stark::n;

void check_fields(Numbers &numbers, long cases) {
    const Int r_inverse = slow_stark::inverse(Int{1} << 256, p);
    for (long i = 0; i < cases; ++i) {
        const Int bound = i % 3 == 0 ? p : i % 3 == 1 ? Int{8 * p} : Int{30 * p};
        const Int a = i % 64 == 5 ? Int{p * (i / 64 % 31)} : numbers.below(bound);
        const Int b = numbers.below(i % 3 == 0 ? p : Int{8 * p});
        check_field<PortableMultiply>(a, b, r_inverse);
#ifdef WALLETAUTH_HAVE_ADX_MULTIPLY
        if (AdxMultiply::is_supported()) check_field<AdxMultiply>(a, b, r_inverse);
#endif
        if (i % 3 == 0) check_reduced(a % p, b % p);
    }
}

bool has_x(const Words &x, const Words &denominator, const MaybePoint &point) {
    const Felt left = Felt::from_montgomery(Curve<PortableMultiply>::reduce(x));
    const Felt right = Felt::from_montgomery(Curve<PortableMultiply>::reduce(denominator));
    return left == slow_stark::to_felt(point->x) * right;
}

/// A walk of doublings and additions of both kinds.
template <class Multiply>
void check_curve(Numbers &numbers, long cases) {
    using C = Curve<Multiply>;
    typename C::Point point;
    typename C::Sum sum;
    MaybePoint slow_point;
    MaybePoint slow_sum;
    MaybePoint step = slow_stark::g;
    for (long i = 0; i < cases; ++i) {
        if (i % 97 == 0) step = slow_stark::multiply(1 + numbers.below(n - 1), slow_stark::g);
        if (i % 89 == 0) { // the same point, then its opposite
            step = slow_point && i % 2 == 0 ? slow_point : slow_stark::negate(slow_sum);
            if (!step) step = slow_stark::g;
        }
        const Affine q{slow_stark::to_felt(step->x).montgomery(),
                       slow_stark::to_felt(step->y).montgomery()};
        if (!point.is_infinity && i % 2 == 0) {
            C::double_point(point);
            slow_point = slow_stark::add(slow_point, slow_point);
        }
        C::add_affine(point, q, C::one);
        C::add_affine(sum, q, C::one);
        slow_point = slow_stark::add(slow_point, step);
        slow_sum = slow_stark::add(slow_sum, step);
        expect(point.is_infinity == !slow_point && sum.is_infinity == !slow_sum, "infinity", i, 0);
        if (slow_point) expect(has_x(point.x, C::square(point.z), slow_point), "point", i, 0);
        if (slow_sum) expect(has_x(sum.x, sum.zz, slow_sum), "sum", i, 0);
    }
}

/// Signatures made by the oracle: secrets and nonces count up, so that a case costs two additions.
void check_ecdsa(Numbers &numbers, long cases) {
    const Int limit = Int{1} << 251;
    Int k = 1 + numbers.below(n - 1);
    Int secret = 1 + numbers.below(n - 1);
    MaybePoint nonce = slow_stark::multiply(k, slow_stark::g);
    MaybePoint key = slow_stark::multiply(secret, slow_stark::g);
    for (long i = 0; i < cases; ++i) {
        if (nonce && key) {
            const Int z = numbers.below(p);
            const Int r = nonce->x;
            const Int s = slow_stark::mod(slow_stark::inverse(k, n) * (z + r * secret), n);
            const auto verify = [&](const Int &hash, const Int &second, Rule rule) {
                return verify_ecdsa(slow_stark::to_felt(hash), slow_stark::to_felt(r),
                                    slow_stark::to_felt(second), slow_stark::to_felt(key->x), rule)
                    .has_value();
            };
            const bool is_strict = r != 0 && r < limit && s != 0 && z != 0 && z < limit &&
                                   slow_stark::inverse(s, n) < limit;
            expect(verify(z, s, Rule::strict) == is_strict, "strict verify", z, s);
            if (s != 0 && z != 0) {
                expect(verify(z, s, Rule::compat), "verify", z, s);
                expect(verify(z, n - s, Rule::compat), "verify of -s", z, s);
                expect(!verify(z ^ 1, s, Rule::compat), "verify of another hash", z, s);
                expect(!verify(z, s ^ 2, Rule::compat), "verify of another s", z, s);
            }
        }
        k = (k + 1) % n;
        secret = (secret + 1) % n;
        nonce = slow_stark::add(nonce, slow_stark::g);
        key = slow_stark::add(key, slow_stark::g);
    }
}

} // namespace

int main(int count, char **arguments) {
    if (count < 3) {
        std::puts("usage: starknet_differential FIELD_CASES CURVE_CASES [SEED]");
        return 2;
    }
    const long fields = std::stol(arguments[1]);
    const long curves = std::stol(arguments[2]);
    Numbers numbers{count > 3 ? std::stoull(arguments[3]) : 1};
    check_fields(numbers, fields);
    check_curve<PortableMultiply>(numbers, curves);
#ifdef WALLETAUTH_HAVE_ADX_MULTIPLY
    if (AdxMultiply::is_supported()) check_curve<AdxMultiply>(numbers, curves);
#endif
    check_ecdsa(numbers, curves);
    std::printf("no difference in %ld field, %ld curve and %ld ECDSA cases\n", fields, curves,
                curves);
}
