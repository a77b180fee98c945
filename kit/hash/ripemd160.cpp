// SPDX-License-Identifier: Apache-2.0
// Two lines of five rounds work on the same block. Names and tables are those of the paper.
#include <walletauth/hash/ripemd160.hpp>

#include "padded_blocks.hpp"

#include <walletauth/hash/sha2.hpp>

#include <array>
#include <bit>
#include <cstring>

namespace walletauth {
namespace {

static_assert(std::endian::native == std::endian::little, "words are little-endian in a block");

using State = std::array<std::uint32_t, 5>;
using Words = std::array<std::uint32_t, 16>;
template <class Number>
using Rounds = std::array<std::array<Number, 16>, 5>;

constexpr std::array<std::uint8_t, 16> rho = {7, 4, 13, 1, 10, 6, 15, 3, 12, 0, 9, 5, 2, 14, 11, 8};

// Which word each step takes: i on the left and pi(i) = 9i + 5 on the right, and in each further
// round rho of that.
consteval Rounds<std::uint8_t> word_order(unsigned factor, unsigned addend) {
    Rounds<std::uint8_t> order{};
    for (unsigned i = 0; i < 16; ++i) {
        auto word = static_cast<std::uint8_t>((factor * i + addend) % 16);
        for (auto &round : order) {
            round[i] = word;
            word = rho[word];
        }
    }
    return order;
}

// By how much each step rotates: by round and word, the same in both lines.
constexpr Rounds<int> shifts = {{
    {11, 14, 15, 12, 5, 8, 7, 9, 11, 13, 14, 15, 6, 7, 9, 8},
    {12, 13, 11, 15, 6, 9, 9, 7, 12, 15, 11, 13, 7, 8, 7, 7},
    {13, 15, 14, 11, 7, 7, 6, 8, 13, 14, 13, 12, 5, 5, 6, 9},
    {14, 11, 12, 14, 8, 6, 5, 5, 15, 12, 15, 14, 9, 9, 8, 6},
    {15, 12, 13, 13, 9, 5, 8, 6, 14, 11, 12, 11, 8, 6, 5, 5},
}};

template <int number>
std::uint32_t f(std::uint32_t x, std::uint32_t y, std::uint32_t z) noexcept {
    if constexpr (number == 0) return x ^ y ^ z;
    if constexpr (number == 1) return (x & y) | (~x & z);
    if constexpr (number == 2) return (x | ~y) ^ z;
    if constexpr (number == 3) return (x & z) | (y & ~z);
    if constexpr (number == 4) return x ^ (y | ~z);
}

template <int number>
void round(State &state, const Words &words, const std::array<std::uint8_t, 16> &order,
           const std::array<int, 16> &shift, std::uint32_t constant) noexcept {
    auto [a, b, c, d, e] = state;
    for (const auto word : order) {
        const auto sum = a + f<number>(b, c, d) + words[word] + constant;
        a = e;
        e = d;
        d = std::rotl(c, 10);
        c = b;
        b = std::rotl(sum, shift[word]) + a;
    }
    state = {a, b, c, d, e};
}

void compress(State &state, std::span<const std::uint8_t, 64> block) noexcept {
    static constexpr auto left_order = word_order(1, 0);
    static constexpr auto right_order = word_order(9, 5);
    Words words;
    std::memcpy(words.data(), block.data(), block.size());
    State left = state;
    round<0>(left, words, left_order[0], shifts[0], 0);
    round<1>(left, words, left_order[1], shifts[1], 0x5a827999);
    round<2>(left, words, left_order[2], shifts[2], 0x6ed9eba1);
    round<3>(left, words, left_order[3], shifts[3], 0x8f1bbcdc);
    round<4>(left, words, left_order[4], shifts[4], 0xa953fd4e);
    State right = state;
    round<4>(right, words, right_order[0], shifts[0], 0x50a28be6);
    round<3>(right, words, right_order[1], shifts[1], 0x5c4dd124);
    round<2>(right, words, right_order[2], shifts[2], 0x6d703ef3);
    round<1>(right, words, right_order[3], shifts[3], 0x7a6d76e9);
    round<0>(right, words, right_order[4], shifts[4], 0);
    state = {state[1] + left[2] + right[3], state[2] + left[3] + right[4],
             state[3] + left[4] + right[0], state[4] + left[0] + right[1],
             state[0] + left[1] + right[2]};
}

} // namespace

Hash160 ripemd160(HashPieces pieces) noexcept {
    State state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    for_padded_blocks<64, 8>(
        pieces, [&](std::span<const std::uint8_t, 64> block) { compress(state, block); },
        [](std::uint64_t size, std::span<std::uint8_t, 8> out) {
            const std::uint64_t bits = size << 3; // modulo 2^64
            std::memcpy(out.data(), &bits, sizeof bits);
        });
    Hash160 hash;
    std::memcpy(hash.data(), state.data(), hash.size());
    return hash;
}

Hash160 ripemd160(std::span<const std::uint8_t> data) noexcept { return ripemd160({data}); }

Hash160 hash160(std::span<const std::uint8_t> data) noexcept { return ripemd160(sha256(data)); }

Hash160 hash160(HashPieces pieces) noexcept { return ripemd160(sha256(pieces)); }

} // namespace walletauth
