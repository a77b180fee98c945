// SPDX-License-Identifier: Apache-2.0
// Prints tables.cpp: what tables.hpp declares. Runs when the plugin is built.
#include "curve_constants.hpp"
#include "inverse.hpp"
#include "multiply_portable.hpp"
#include "tables.hpp"

#include <sodium.h>

#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

namespace {

using namespace walletauth::starknet;
using Arithmetic = Curve<PortableMultiply>;

Felt felt(const Words &lazy) { return Felt::from_montgomery(Arithmetic::reduce(lazy)); }

Felt inverse(const Felt &a) {
    return Felt::from_words(invert_modulo(a.words(), field_modulus)).value();
}

Affine to_affine(const Arithmetic::Point &p) {
    if (p.is_infinity) std::abort();
    const Felt z = inverse(felt(p.z));
    const Felt zz = z * z;
    return {(felt(p.x) * zz).montgomery(), (felt(p.y) * zz * z).montgomery()};
}

Affine add(const Affine &a, const Affine &b) {
    Arithmetic::Point p;
    const Words one = Felt{1}.montgomery();
    Arithmetic::add_affine(p, a, one);
    Arithmetic::add_affine(p, b, one);
    return to_affine(p);
}

void print(const Words &w) {
    std::printf("{0x%" PRIx64 ",0x%" PRIx64 ",0x%" PRIx64 ",0x%" PRIx64 "},", w[0], w[1], w[2],
                w[3]);
}

void print(const Affine &point) {
    std::printf("{");
    print(point.x);
    print(point.y);
    std::printf("},\n");
}

/// Prints the multiples 1 to `size` of the base, and returns twice the last.
Affine print_window(const Affine &base, int size) {
    std::printf("{{\n");
    Affine multiple = base;
    for (int j = 0; j < size; ++j) {
        print(multiple);
        if (j < size - 1) multiple = add(multiple, base);
    }
    std::printf("}},\n");
    return add(multiple, multiple);
}

void print_half(std::optional<Affine> shift, const Affine &low, const Affine &high) {
    std::printf("{{{\n");
    Affine base = low;
    for (int i = 0; i < 27; ++i)
        base = print_window(base, 256);
    std::printf("}},{{\n");
    std::optional<Affine> of_high = shift; // and h * high
    for (int h = 0; h < 16; ++h) {
        std::optional<Affine> multiple = of_high; // and l * 2^243 * low
        for (int l = 0; l < 33; ++l) {
            print(multiple.value_or(Affine{}));
            multiple = multiple ? add(*multiple, base) : base;
        }
        of_high = of_high ? add(*of_high, high) : high;
    }
    std::printf("}}},\n");
}

Felt poseidon_constant(int index) {
    const std::string text = "Hades" + std::to_string(index);
    std::array<std::uint8_t, 32> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char *>(text.data()),
                       text.size());
    Felt value;
    for (const auto byte : hash)
        value = value * Felt{256} + Felt{byte};
    return value;
}

/// Only the last element goes through the S-box of a partial round, so what is added to the others
/// may as well be added behind the matrix, to the constants of the next round.
void print_poseidon_constants() {
    std::array<std::array<Felt, 3>, 91> k;
    for (int i = 0; i < 273; ++i)
        k[i / 3][i % 3] = poseidon_constant(i);
    for (int round = 4; round < 87; ++round) {
        const auto [a, b, c] = k[round];
        const Felt t = a + b;
        k[round] = {Felt{}, Felt{}, c};
        k[round + 1] = {k[round + 1][0] + t + a + a, k[round + 1][1] + t - b - b,
                        k[round + 1][2] + t};
    }
    std::printf("constinit const PoseidonConstants poseidon_constants{{{\n");
    for (int round = 0; round < 91; ++round) {
        if (round == 4) round = 87;
        std::printf("{{");
        for (int i = 0; i < 3; ++i)
            print(k[round][i].montgomery());
        std::printf("}},\n");
    }
    std::printf("}},{{\n");
    for (int round = 4; round < 87; ++round)
        print(k[round][2].montgomery());
    std::printf("}}};\n");
}

} // namespace

int main() {
    std::printf("// Made by make_tables.cpp.\n#include \"tables.hpp\"\n"
                "namespace walletauth::starknet {\n"
                "constinit const std::array<Window<6>, 42> generator_table{{\n");
    Affine base = generator;
    for (int i = 0; i < 42; ++i)
        base = print_window(base, 32);
    std::printf("}};\nconstinit const std::array<PedersenTable, 2> pedersen_table{{\n");
    print_half(pedersen_points[0], pedersen_points[1], pedersen_points[2]);
    print_half(std::nullopt, pedersen_points[3], pedersen_points[4]);
    std::printf("}};\n");
    print_poseidon_constants();
    std::printf("}\n");
}
