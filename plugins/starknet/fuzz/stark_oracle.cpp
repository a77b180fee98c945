// SPDX-License-Identifier: Apache-2.0
#include "stark_oracle.hpp"

#include "plugins/starknet/tests/slow_hashes.hpp"

namespace walletauth::fuzz::stark_oracle {

MaybePoint add(const MaybePoint &a, const MaybePoint &b) { return slow_stark::add(a, b); }

MaybePoint multiple_of_generator(const Int &k) { return slow_stark::multiply(k, slow_stark::g); }

bool check_cairo1(const Int &z, const Int &r, const Int &s, const Point &key) {
    if (r == 0 || r == slow_stark::n || s % slow_stark::n == 0) return false;
    return slow_stark::check_cairo1(z, r, s, key);
}

Int pedersen(const Int &a, const Int &b) { return slow_stark::pedersen(a, b); }

Int poseidon(const Int &a) { return slow_stark::hades({a, 0, 1})[0]; }
Int poseidon(const Int &a, const Int &b) { return slow_stark::poseidon(a, b); }
Int poseidon_many(const std::vector<Int> &elements) { return slow_stark::poseidon_many(elements); }

bool is_square(const Int &a) {
    const auto &p = slow_stark::p;
    return a % p == 0 || powm(Int{a % p}, Int{(p - 1) / 2}, p) == 1;
}

} // namespace walletauth::fuzz::stark_oracle
