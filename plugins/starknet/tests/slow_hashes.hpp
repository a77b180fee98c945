// SPDX-License-Identifier: Apache-2.0
// The oracle: Pedersen and Poseidon as they are defined, over the slow field and curve, without a
// table.
#pragma once

#include "slow_stark.hpp"

#include <sodium/crypto_hash_sha256.h>

#include <array>
#include <string>
#include <vector>

namespace slow_stark {

/// StarkWare, "Pedersen hash function": the shift point and the four bases.
inline const std::array<Point, 5> pedersen_points{{
    {Int{"0x49ee3eba8c1600700ee1b87eb599f16716b0b1022947733551fde4050ca6804"},
     Int{"0x3ca0cfe4b3bc6ddf346d49d06ea0ed34e621062c0e056c1d0405d266e10268a"}},
    {Int{"0x234287dcbaffe7f969c748655fca9e58fa8120b6d56eb0c1080d17957ebe47b"},
     Int{"0x3b056f100f96fb21e889527d41f4e39940135dd7a6c94cc6ed0268ee89e5615"}},
    {Int{"0x4fa56f376c83db33f9dab2656558f3399099ec1de5e3018b7a6932dba8aa378"},
     Int{"0x3fa0984c931c9e38113e0c0e47e4401562761f92a7a23b45168f4e80ff5b54d"}},
    {Int{"0x4ba4cc166be8dec764910f75b45f74b40c690c74709e90f3aa372f0bd2d6997"},
     Int{"0x40301cf5c1751f4b971e46c4ede85fcac5c59a5ce5ae7c48151f27b24b219c"}},
    {Int{"0x54302dcb0e6cc1c6e44cca8f61a63bb2ca65048d53fb325d36ff12c49a58202"},
     Int{"0x1b77b3e37d13504b348046268d8ae25ce98ad783c25561a879dcc77e99c2426"}},
}};

/// x of P0 + low(a) P1 + high(a) P2 + low(b) P3 + high(b) P4; the low parts have 248 bits.
inline Int pedersen(const Int &a, const Int &b) {
    MaybePoint sum = pedersen_points[0];
    const Int low = (Int{1} << 248) - 1;
    sum = add(sum, multiply(a & low, pedersen_points[1]));
    sum = add(sum, multiply(a >> 248, pedersen_points[2]));
    sum = add(sum, multiply(b & low, pedersen_points[3]));
    sum = add(sum, multiply(b >> 248, pedersen_points[4]));
    return sum.value().x;
}

inline Int pedersen_many(const std::vector<Int> &elements) {
    Int hash = 0;
    for (const Int &element : elements)
        hash = pedersen(hash, element);
    return pedersen(hash, Int{elements.size()});
}

using State = std::array<Int, 3>;

/// The constants of Hades: sha256 of "Hades0", "Hades1" and so on, modulo p.
inline Int hades_constant(int index) {
    const std::string text = "Hades" + std::to_string(index);
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char *>(text.data()),
                       text.size());
    Int value = 0;
    for (const unsigned char byte : hash)
        value = (value << 8) + byte;
    return mod(value, p);
}

inline State hades(State s) {
    static const std::vector<Int> constants = [] {
        std::vector<Int> all;
        for (int i = 0; i < 273; ++i)
            all.push_back(hades_constant(i));
        return all;
    }();
    for (std::size_t round = 0; round < 91; ++round) {
        for (std::size_t i = 0; i < 3; ++i)
            s[i] += constants[3 * round + i];
        const bool is_full = round < 4 || round >= 87;
        for (std::size_t i = is_full ? 0 : 2; i < 3; ++i)
            s[i] = mod(mod(s[i] * s[i], p) * s[i], p);
        s = {mod(3 * s[0] + s[1] + s[2], p), mod(s[0] - s[1] + s[2], p),
             mod(s[0] + s[1] - 2 * s[2], p)};
    }
    return s;
}

inline Int poseidon(const Int &a, const Int &b) { return hades({a, b, 2})[0]; }

/// The sponge: padded by 1 and then by 0 to an even length.
inline Int poseidon_many(std::vector<Int> elements) {
    elements.emplace_back(1);
    if (elements.size() % 2 != 0) elements.emplace_back(0);
    State s{0, 0, 0};
    for (std::size_t i = 0; i < elements.size(); i += 2)
        s = hades({s[0] + elements[i], s[1] + elements[i + 1], s[2]});
    return s[0];
}

} // namespace slow_stark
