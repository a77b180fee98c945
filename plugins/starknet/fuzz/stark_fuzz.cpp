// SPDX-License-Identifier: Apache-2.0
// The Stark field, curve, hashes and ECDSA against Boost.Multiprecision by the textbook. The first
// byte chooses the check; the rest are numbers of 32 bytes, big-endian.
#include "stark_oracle.hpp"
#include "tests/fuzz/input.hpp"

#include "plugins/starknet/ecdsa.hpp"
#include "plugins/starknet/hashes.hpp"
#include "plugins/starknet/multiply_portable.hpp"
#include "plugins/starknet/tests/arithmetic_checks.hpp"
#include "plugins/starknet/verify_kernel.hpp"

#include <vector>

namespace {

using namespace walletauth;
using namespace walletauth::starknet;
using fuzz::Input;
using fuzz::require;
using slow_stark::Int;
using slow_stark::n;
using slow_stark::p;
using slow_stark::to_felt;
using slow_stark::to_int;
using slow_stark::to_words;
namespace oracle = fuzz::stark_oracle;

Int number(Input &input) {
    Int value = 0;
    for (const auto byte : input.array<32>())
        value = (value << 8) + byte;
    return value;
}

void check_lazy_field(Input &input) {
    static const Int r_inverse = slow_stark::inverse(Int{1} << 256, p);
    const Int a = number(input) % (30 * p);
    const Int b = number(input) % (8 * p);
    slow_stark::check_field<PortableMultiply>(a, b, r_inverse);
}

void check_scalars(Input &input) {
    const Int a = number(input);
    const Int b = number(input) % n;
    require(to_int(reduce_scalar(to_words(a % (2 * n)))) == a % (2 * n) % n, "modulo n");
    require(to_int(multiply_scalars(to_words(a % n), to_words(b))) == (a % n) * b % n,
            "times mod n");
    if (a % p != 0) require(is_square(to_words(a % p)) == oracle::is_square(a), "Jacobi's symbol");
    const Int x = a % p;
    const Int d = x * x % p * x + x + slow_stark::beta;
    require(is_on_curve(to_felt(x)) == oracle::is_square(d), "on the curve");
}

void check_pedersen(Input &input) {
    const Int a = number(input) % p;
    const Int b = number(input) % p;
    require(to_int(pedersen(to_felt(a), to_felt(b))) == oracle::pedersen(a, b), "Pedersen");
}

void check_poseidon(Input &input) {
    const Int a = number(input) % p;
    const Int b = number(input) % p;
    require(to_int(poseidon(to_felt(a))) == oracle::poseidon(a), "Poseidon of one");
    require(to_int(poseidon(to_felt(a), to_felt(b))) == oracle::poseidon(a, b), "Poseidon of two");
    std::vector<Int> elements;
    std::vector<Felt> felts;
    while (!input.empty() && elements.size() < 5) {
        elements.push_back(number(input) % p);
        felts.push_back(to_felt(elements.back()));
    }
    require(to_int(poseidon_array(felts)) == oracle::poseidon_many(elements), "Poseidon of many");
}

template <class Coordinates>
void check_x(const Coordinates &point, const Words &denominator, const oracle::MaybePoint &slow) {
    require(point.is_infinity == !slow, "infinity");
    if (!slow) return;
    const auto felt = [](const Words &lazy) {
        return Felt::from_montgomery(Curve<PortableMultiply>::reduce(lazy));
    };
    require(felt(point.x) == to_felt(slow->x) * felt(denominator), "x of a point");
}

/// Doublings and additions, also of the same and the opposite point, as bytes say.
void check_walk(Input &input) {
    using C = Curve<PortableMultiply>;
    C::Point point;
    C::Sum sum;
    oracle::MaybePoint slow_point;
    oracle::MaybePoint slow_sum;
    auto step = oracle::multiple_of_generator(number(input) % n);
    for (int i = 0; i < 24 && !input.empty(); ++i) {
        const auto what = input.byte();
        if (what % 4 == 0) {
            if (!point.is_infinity) C::double_point(point);
            slow_point = oracle::add(slow_point, slow_point);
        } else {
            if (what % 4 == 2 && slow_point) step = slow_point;
            if (what % 4 == 3 && slow_sum) step = slow_sum;
            if (!step) step = slow_stark::g;
            if ((what & 0x80) != 0) step->y = slow_stark::mod(-step->y, p);
            const Affine q{to_felt(step->x).montgomery(), to_felt(step->y).montgomery()};
            C::add_affine(point, q, C::one);
            C::add_affine(sum, q, C::one);
            slow_point = oracle::add(slow_point, step);
            slow_sum = oracle::add(slow_sum, step);
        }
        check_x(point, C::square(point.z), slow_point);
        check_x(sum, sum.zz, slow_sum);
    }
}

void compare_ecdsa(const Int &z, const Int &r, const Int &s, const oracle::Point &key) {
    const bool cairo1 = oracle::check_cairo1(z, r, s, key);
    const auto verify = [&](Rule rule) {
        return verify_ecdsa(to_felt(z), to_felt(r), to_felt(s), to_felt(key.x), rule).has_value();
    };
    require(verify(Rule::compat) == cairo1, "ECDSA, Cairo 1");
    const Int limit = Int{1} << 251;
    const bool in_range =
        z != 0 && z < limit && r < limit && s < n && slow_stark::inverse(s, n) < limit;
    require(verify(Rule::strict) == (cairo1 && in_range), "ECDSA, StarkWare");
}

/// A signature, and one that is changed as a byte says.
void check_ecdsa(Input &input) {
    const Int k = number(input) % n;
    Int secret = number(input) % n;
    Int z = number(input) % p;
    const auto change = input.byte();
    const Int bit = Int{1} << (input.byte() % 251);
    const auto nonce = oracle::multiple_of_generator(k);
    if (!nonce) return;
    Int r = nonce->x;
    if (change % 8 == 5) { // the one key for which s is this: a felt has room for s + n below p - n
        if (r % n == 0) return;
        const Int small = secret % (p - n);
        secret = slow_stark::mod((small * k - z) * slow_stark::inverse(r, n), n);
    }
    const auto key = oracle::multiple_of_generator(secret);
    if (!key) return;
    Int s = slow_stark::inverse(k, n) * ((z + r * secret) % n) % n;
    require(s == 0 || oracle::check_cairo1(z, r, s, *key), "the oracle takes its own signature");
    if (change % 8 == 1) s = n - s;
    if (change % 8 == 2) s = (s ^ bit) % p;
    if (change % 8 == 3) r = (r ^ bit) % p;
    if (change % 8 == 4) z = (z ^ bit) % p;
    if (change % 8 == 5) {
        require(s + n < p, "s is small");
        s += n;
    }
    if (change % 8 == 6) z = slow_stark::mod(n - z, n);
    compare_ecdsa(z, r, s, *key);
}

/// Any numbers, and a key that may be off the curve.
void check_raw_ecdsa(Input &input) {
    const Int z = number(input) % p;
    const Int r = number(input) % p;
    const Int s = number(input) % p;
    const Int x = number(input) % p;
    const auto verify = [&](Rule rule) {
        return verify_ecdsa(to_felt(z), to_felt(r), to_felt(s), to_felt(x), rule).has_value();
    };
    const bool strict = verify(Rule::strict);
    const bool compat = verify(Rule::compat);
    require(!strict || compat, "what strict accepts, compat accepts");
    if (!is_on_curve(to_felt(x))) require(!compat, "no key off the curve");
    const auto key = oracle::multiple_of_generator(x % n);
    if (key) compare_ecdsa(z, r, s, *key);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    Input input{{data, size}};
    switch (input.below(8)) {
    case 0:
        check_lazy_field(input);
        break;
    case 1: {
        const Int a = number(input) % p;
        slow_stark::check_reduced(a, number(input) % p);
        break;
    }
    case 2:
        check_scalars(input);
        break;
    case 3:
        check_pedersen(input);
        break;
    case 4:
        check_poseidon(input);
        break;
    case 5:
        check_walk(input);
        break;
    case 6:
        check_ecdsa(input);
        break;
    default:
        check_raw_ecdsa(input);
        break;
    }
    return 0;
}
