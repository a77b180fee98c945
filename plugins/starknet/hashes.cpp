// SPDX-License-Identifier: Apache-2.0
#include "hashes.hpp"

#include "best_multiply.hpp"
#include "curve_constants.hpp"
#include "inverse.hpp"
#include "signed_windows.hpp"

namespace walletauth::starknet {
namespace {

/// Runs `Function<Multiply>::run`.
template <template <class> class Function, class... Arguments>
auto dispatch(const Arguments &...arguments) noexcept {
    return with_best_multiply(
        [&]<class Multiply>() { return Function<Multiply>::run(arguments...); });
}

template <class Multiply>
struct Pedersen {
    using C = Curve<Multiply>;

    /// The integer of a field element.
    static Words plain(const Words &montgomery) noexcept {
        return C::reduce(C::product(montgomery, Words{1, 0, 0, 0}));
    }

    /// Signed 9-bit windows of the low 243 bits; then their carry, the other 5 of the low 248, and
    /// the high 4 bits: 28 additions. The first half's top has the shift point in it.
    static void add_half(typename C::Sum &sum, const PedersenTable &table,
                         const Words &value) noexcept {
        const unsigned carry = add_signed_windows<C>(sum, table.low, value);
        const unsigned low = bits_at<5>(value, 243) + carry;
        const unsigned top = 33 * bits_at<4>(value, 248) + low;
        if (&table == pedersen_table.data() || top != 0) C::add_affine(sum, table.top[top], C::one);
    }

    static Felt run(const Felt &a, const Felt &b) noexcept {
        typename C::Sum sum;
        add_half(sum, pedersen_table[0], plain(a.montgomery()));
        add_half(sum, pedersen_table[1], plain(b.montgomery()));
        const Words inverse = invert_modulo(plain(sum.zz), field_modulus);
        const Words x = C::product(sum.x, C::product(inverse, felt_detail::r2));
        return Felt::from_montgomery(C::reduce(x));
    }
};

using State = std::array<Felt, 3>;

/// Hades: 4 full rounds, 83 partial, 4 full; S-box x^3; MDS [[3,1,1],[1,-1,1],[1,1,-2]].
template <class Multiply>
struct Hades {
    using C = Curve<Multiply>;

    static Words cube(const Words &x) noexcept { return C::product(C::square(x), x); }

    /// With t = s0 + s1 + s2 the rows of the matrix are t + 2 s0, t - 2 s1, t - 3 s2.
    static void full_round(std::array<Words, 3> &s,
                           const std::array<Words, 3> &constants) noexcept {
        for (std::size_t i = 0; i < 3; ++i)
            s[i] = cube(C::sum(s[i], constants[i]));
        const Words t = C::sum(C::sum(s[0], s[1]), s[2]);
        const Words s2_thrice = C::sum(C::twice(s[2]), s[2]);
        s[0] = C::weak_reduce(C::sum(t, C::twice(s[0])));
        s[1] = C::weak_reduce(C::template difference<2>(t, C::twice(s[1])));
        s[2] = C::weak_reduce(C::template difference<2>(t, s2_thrice));
    }

    /// Keeps s0, s01 = s0 + s1 and the input of the S-box; with its output e they become
    /// s01 + 2 s0 + e, 2 (2 s0 + e) and s01 - 2e and the next constant. Only the last waits for e
    /// in the next round.
    static void partial_rounds(std::array<Words, 3> &s) noexcept {
        const auto &constants = poseidon_constants.partial;
        Words s0 = s[0];
        Words s01 = C::sum(s[0], s[1]);
        Words input = C::sum(s[2], constants[0]);
        for (std::size_t round = 0; round < 83; ++round) {
            const Words ahead = C::sum(s01, constants[round + 1]);
            const Words e = cube(input);
            input = C::template difference<2>(ahead, C::twice(e));
            const Words half = C::sum(C::twice(s0), e);
            s0 = C::weak_reduce(C::sum(s01, half));
            s01 = C::weak_reduce(C::twice(half));
        }
        s = {s0, C::weak_reduce(C::template difference<1>(s01, s0)), C::weak_reduce(input)};
    }

    static State run(const State &input) noexcept {
        const auto &constants = poseidon_constants.full;
        std::array<Words, 3> s{input[0].montgomery(), input[1].montgomery(), input[2].montgomery()};
        for (std::size_t round = 0; round < 4; ++round)
            full_round(s, constants[round]);
        partial_rounds(s);
        for (std::size_t round = 4; round < 8; ++round)
            full_round(s, constants[round]);
        return {Felt::from_montgomery(C::reduce(s[0])), Felt::from_montgomery(C::reduce(s[1])),
                Felt::from_montgomery(C::reduce(s[2]))};
    }
};

} // namespace

Felt pedersen(const Felt &a, const Felt &b) noexcept { return dispatch<Pedersen>(a, b); }

Felt pedersen_array(std::span<const Felt> elements) noexcept {
    Felt hash;
    for (const auto &element : elements)
        hash = pedersen(hash, element);
    return pedersen(hash, Felt{elements.size()});
}

Felt poseidon(const Felt &a) noexcept { return dispatch<Hades>(State{a, Felt{}, Felt{1}})[0]; }

Felt poseidon(const Felt &a, const Felt &b) noexcept {
    return dispatch<Hades>(State{a, b, Felt{2}})[0];
}

Felt poseidon_array(std::span<const Felt> elements) noexcept {
    State state;
    std::size_t i = 0;
    for (; i + 2 <= elements.size(); i += 2) {
        state =
            dispatch<Hades>(State{state[0] + elements[i], state[1] + elements[i + 1], state[2]});
    }
    // The padding: 1, and 0 to an even length.
    if (i < elements.size()) {
        return dispatch<Hades>(State{state[0] + elements[i], state[1] + Felt{1}, state[2]})[0];
    }
    return dispatch<Hades>(State{state[0] + Felt{1}, state[1], state[2]})[0];
}

Felt starknet_keccak_of(Hash256 hash) noexcept {
    hash[0] &= 0x03;
    return *Felt::from_bytes(hash); // below 2^250
}

Felt starknet_keccak(std::string_view bytes) noexcept {
    return starknet_keccak_of(
        keccak256({reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size()}));
}

} // namespace walletauth::starknet
