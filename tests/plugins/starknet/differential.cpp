// SPDX-License-Identifier: Apache-2.0
// starknet_differential FIELD_CASES CURVE_CASES [SEED]: field, curve and ECDSA against the slow
// oracle, in numbers that are too large for the test suite. Prints the first difference.
#include "edge_numbers.hpp"
#include "slow_stark.hpp"

#include "plugins/starknet/ecdsa.hpp"
#include "plugins/starknet/inverse.hpp"
#include "plugins/starknet/multiply_adx.hpp"
#include "plugins/starknet/multiply_portable.hpp"
#include "plugins/starknet/scalar.hpp"
#include "plugins/starknet/verify_kernel.hpp"

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>

namespace {

using namespace walletauth::starknet;
using slow_stark::Int;
using slow_stark::MaybePoint;
using slow_stark::Numbers;
using slow_stark::to_words;

const Int p = slow_stark::p;
const Int n = slow_stark::n;

void expect(bool holds, const char *what, const Int &a, const Int &b) {
    if (holds) return;
    std::cout << "different: " << what << " of " << std::hex << a << " and " << b << '\n';
    std::exit(1);
}

/// Values of lazy inputs modulo p, and the bounds of docs/starknet-arithmetic.md.
template <class Multiply>
void check_field(const Int &a, const Int &b, const Int &r_inverse) {
    using C = Curve<Multiply>;
    const Words x = to_words(a);
    const Words y = to_words(b);
    const auto check_product = [&](const char *what, const Words &found, const Int &f,
                                   const Int &g) {
        const Int value = slow_stark::to_int(found);
        expect((value - f * g * r_inverse) % p == 0, what, f, g);
        expect(value * 32 <= 33 * p || value * (Int{1} << 256) <= (p << 256) + f * g, what, f, g);
    };
    check_product("product", C::product(x, y), a, b);
    check_product("square", C::square(x), a, a);
    const Int weak = slow_stark::to_int(C::weak_reduce(x));
    expect(weak < 2 * p && (weak - a) % p == 0, "weak_reduce", a, 0);
    expect(slow_stark::to_int(C::reduce(x)) == a % p, "reduce", a, 0);
    expect(C::is_zero(x) == (a % p == 0), "is_zero", a, 0);
    if (a < 16 * p && b < 8 * p) {
        const Int difference = slow_stark::to_int(C::template difference<3>(x, y));
        expect(difference == a - b + 8 * p, "difference", a, b);
        expect(slow_stark::to_int(C::sum(x, y)) == a + b, "sum", a, b);
    }
}

void check_reduced(const Int &a, const Int &b) {
    const Felt x = slow_stark::to_felt(a);
    const Felt y = slow_stark::to_felt(b);
    expect(slow_stark::to_int(x + y) == (a + b) % p, "+", a, b);
    expect(slow_stark::to_int(x - y) == (a + p - b) % p, "-", a, b);
    expect(slow_stark::to_int(x * y) == a * b % p, "*", a, b);
    expect((x <=> y) == (a < b   ? std::strong_ordering::less
                         : a > b ? std::strong_ordering::greater
                                 : std::strong_ordering::equal),
           "<=>", a, b);
    expect(Felt::from_bytes(x.bytes()) == x && Felt::from_hex(x.hex()) == x, "text", a, b);
    if (a != 0) {
        const Int inverse = slow_stark::to_int(invert_modulo(x.words(), field_modulus));
        expect(inverse * a % p == 1, "inverse", a, 0);
    }
    const Int s = b % n;
    if (s != 0) {
        const Int inverse = slow_stark::to_int(invert_modulo(to_words(s), scalar_modulus));
        expect(inverse * s % n == 1, "inverse modulo n", s, 0);
    }
}

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
            const auto verify = [&](const Int &hash, const Int &second, EcdsaRules rules) {
                return verify_ecdsa(slow_stark::to_felt(hash), slow_stark::to_felt(r),
                                    slow_stark::to_felt(second), slow_stark::to_felt(key->x), rules)
                    .has_value();
            };
            const bool is_strict = r != 0 && r < limit && s != 0 && z != 0 && z < limit &&
                                   slow_stark::inverse(s, n) < limit;
            expect(verify(z, s, EcdsaRules::starkware) == is_strict, "strict verify", z, s);
            if (s != 0 && z != 0) {
                expect(verify(z, s, EcdsaRules::cairo1), "verify", z, s);
                expect(verify(z, n - s, EcdsaRules::cairo1), "verify of -s", z, s);
                expect(!verify(z ^ 1, s, EcdsaRules::cairo1), "verify of another hash", z, s);
                expect(!verify(z, s ^ 2, EcdsaRules::cairo1), "verify of another s", z, s);
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
