// SPDX-License-Identifier: Apache-2.0
// One case of field arithmetic against the slow oracle, for the differential program and the
// fuzzer.
#pragma once

#include "slow_stark.hpp"

#include "plugins/starknet/curve.hpp"
#include "plugins/starknet/inverse.hpp"
#include "plugins/starknet/scalar.hpp"

#include <compare>
#include <cstdlib>
#include <iostream>

namespace slow_stark {

namespace starknet = walletauth::starknet;

/// Ends the program with the first difference.
inline void expect(bool holds, const char *what, const Int &a, const Int &b) {
    if (holds) return;
    std::cerr << "ERROR: different: " << what << " of " << std::hex << a << " and " << b << '\n';
    std::abort();
}

/// Values of lazy inputs modulo p, and the bounds of plugins/starknet/arithmetic.md.
template <class Multiply>
void check_field(const Int &a, const Int &b, const Int &r_inverse) {
    using C = starknet::Curve<Multiply>;
    const starknet::Words x = to_words(a);
    const starknet::Words y = to_words(b);
    const auto check_product = [&](const char *what, const starknet::Words &found, const Int &f,
                                   const Int &g) {
        const Int value = to_int(found);
        expect((value - f * g * r_inverse) % p == 0, what, f, g);
        expect(value * 32 <= 33 * p || value * (Int{1} << 256) <= (p << 256) + f * g, what, f, g);
    };
    check_product("product", C::product(x, y), a, b);
    check_product("square", C::square(x), a, a);
    const Int weak = to_int(C::weak_reduce(x));
    expect(weak < 2 * p && (weak - a) % p == 0, "weak_reduce", a, 0);
    expect(to_int(C::reduce(x)) == a % p, "reduce", a, 0);
    expect(C::is_zero(x) == (a % p == 0), "is_zero", a, 0);
    if (a < 16 * p && b < 8 * p) {
        const Int difference = to_int(C::template difference<3>(x, y));
        expect(difference == a - b + 8 * p, "difference", a, b);
        expect(to_int(C::sum(x, y)) == a + b, "sum", a, b);
    }
}

/// starknet::Felt, its texts, and both inverses; a and b are below p.
inline void check_reduced(const Int &a, const Int &b) {
    const starknet::Felt x = to_felt(a);
    const starknet::Felt y = to_felt(b);
    expect(to_int(x + y) == (a + b) % p, "+", a, b);
    expect(to_int(x - y) == (a + p - b) % p, "-", a, b);
    expect(to_int(x * y) == a * b % p, "*", a, b);
    expect((x <=> y) == (a < b   ? std::strong_ordering::less
                         : a > b ? std::strong_ordering::greater
                                 : std::strong_ordering::equal),
           "<=>", a, b);
    expect(starknet::Felt::from_bytes(x.bytes()) == x && starknet::Felt::from_hex(x.hex()) == x,
           "text", a, b);
    if (a != 0) {
        const Int inverse = to_int(starknet::invert_modulo(x.words(), starknet::field_modulus));
        expect(inverse * a % p == 1, "inverse", a, 0);
    }
    const Int s = b % n;
    if (s != 0) {
        const Int inverse = to_int(starknet::invert_modulo(to_words(s), starknet::scalar_modulus));
        expect(inverse * s % n == 1, "inverse modulo n", s, 0);
    }
}

} // namespace slow_stark
