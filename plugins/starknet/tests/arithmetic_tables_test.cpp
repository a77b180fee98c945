// SPDX-License-Identifier: Apache-2.0
// The tables of Starknet's primitives: Pedersen, Poseidon, keccak, keys, ECDSA.
#include "slow_stark.hpp"

#include "plugins/starknet/ecdsa.hpp"
#include "plugins/starknet/hashes.hpp"
#include "plugins/starknet/multiply_portable.hpp"
#include "plugins/starknet/verify_kernel.hpp"

#include "tests/support/table.hpp"

#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace {

using namespace walletauth;
using namespace walletauth::starknet;

std::optional<std::vector<Felt>> felts(const json::Value &array) {
    std::vector<Felt> out;
    for (std::size_t i = 0; i < array.size(); ++i) {
        const auto felt = Felt::from_hex(array.at(i).text());
        if (!felt) return std::nullopt;
        out.push_back(*felt);
    }
    return out;
}

bool is_malformed(const json::Value &line) {
    const auto expected = line.find("expect");
    return expected && expected->text() == "malformed";
}

Felt hash_of(std::string_view scheme, std::span<const Felt> in) {
    if (scheme == "pedersen" && in.size() == 2) return pedersen(in[0], in[1]);
    if (scheme == "pedersen-array") return pedersen_array(in);
    if (scheme == "poseidon-1" && in.size() == 1) return poseidon(in[0]);
    if (scheme == "poseidon-2" && in.size() == 2) return poseidon(in[0], in[1]);
    if (scheme == "poseidon-many") return poseidon_array(in);
    ADD_FAILURE() << "unknown scheme " << scheme;
    return {};
}

void check_hash(const json::Value &line) {
    const auto scheme = line.find("scheme")->text();
    const auto in = felts(*line.find("message")->find("value"));
    EXPECT_EQ(in.has_value(), !is_malformed(line));
    if (!in || scheme == "poseidon-permutation") return; // the state is no public output
    EXPECT_EQ(hash_of(scheme, *in).hex(), line.find("output")->text()) << scheme;
}

TEST(StarkTables, Pedersen) {
    for_each_row("plugins/starknet/tests/tables/stark-pedersen.json", 102, check_hash);
}
TEST(StarkTables, Poseidon) {
    for_each_row("plugins/starknet/tests/tables/stark-poseidon.json", 54, check_hash);
}

TEST(StarkTables, Keccak) {
    for_each_row(
        "plugins/starknet/tests/tables/stark-keccak.json", 61, [](const json::Value &line) {
            const auto message = *line.find("message");
            const auto text = message.find("value")->text();
            const auto scheme = line.find("scheme")->text();
            if (scheme == "shortstring") {
                const auto felt = Felt::from_short_string(text);
                EXPECT_TRUE(is_malformed(line) ||
                            (felt && felt->hex() == line.find("output")->text()))
                    << text;
                return;
            }
            if (is_malformed(line)) return; // whether a name is ASCII is the caller's question
            std::string bytes{text};
            if (message.find("encoding")->text() == "hex") {
                const auto decoded = decode_hex(text.starts_with("0x") ? text.substr(2) : text);
                ASSERT_TRUE(decoded.has_value());
                bytes.assign(decoded->begin(), decoded->end());
            }
            const auto output = *line.find("output");
            if (output.kind() != json::Kind::string) return;
            // Selectors of the two default entry points are 0 by definition, not by hashing.
            if (bytes == "__default__" || bytes == "__l1_default__") return;
            EXPECT_EQ(starknet_keccak(bytes).hex(), output.text()) << bytes;
        });
}

/// A coordinate of lazy limbs over its denominator.
slow_stark::Int ratio(const Words &coordinate, const Words &denominator) {
    const auto value = [](const Words &lazy) {
        return slow_stark::to_int(Felt::from_montgomery(Curve<PortableMultiply>::reduce(lazy)));
    };
    return value(coordinate) * slow_stark::inverse(value(denominator), slow_stark::p) %
           slow_stark::p;
}

// The slow oracle of the other tests must find the published keys too.
TEST(StarkTables, PublicKeys) {
    for_each_row("plugins/starknet/tests/tables/stark-keys.json", 33, [](const json::Value &row) {
        const slow_stark::Int secret{std::string{row.find("message")->find("value")->at(0).text()}};
        EXPECT_EQ(secret < 1 || secret >= slow_stark::n, is_malformed(row));
        if (is_malformed(row)) return;
        const slow_stark::Int x{text_of_member(row, "output")};
        const auto sum =
            VerifyKernel<PortableMultiply>::multiply_generator(slow_stark::to_words(secret));
        const auto slow = slow_stark::multiply(secret, slow_stark::g);
        ASSERT_TRUE(slow.has_value() && !sum.is_infinity);
        EXPECT_EQ(slow->x, x);
        EXPECT_EQ(ratio(sum.x, sum.zz), x);
        EXPECT_TRUE(is_on_curve(slow_stark::to_felt(x)));
        const auto y = text_of_param(row, "y");
        if (y.empty()) return;
        EXPECT_EQ(slow->y, slow_stark::Int{y});
        EXPECT_EQ(ratio(sum.y, sum.zzz), slow_stark::Int{y});
    });
}

TEST(StarkTables, Ecdsa) {
    std::size_t valid = 0;
    for_each_row(
        "plugins/starknet/tests/tables/stark-ecdsa.json", 156, [&](const json::Value &line) {
            const auto expected = line.find("expect")->text();
            const auto signature = *line.find("signature");
            const auto number = [](std::string_view text) { return Felt::from_hex(text); };
            const auto hash = number(line.find("message")->find("value")->at(0).text());
            const auto r = number(signature.at(0).text());
            const auto s = number(signature.at(1).text());
            const auto key = number(line.find("public_key")->text());
            const auto by = *line.find("params")->find("expect_by");
            const auto said = [&](std::string_view who) { return by.find(who)->is_true(); };
            if (!hash || !r || !s || !key ||
                signature.size() != 2) { // not felts: no caller gets so far
                EXPECT_NE(expected, "valid");
                return;
            }
            const bool strict = verify_ecdsa(*hash, *r, *s, *key, Rule::strict).has_value();
            const bool cairo1 = verify_ecdsa(*hash, *r, *s, *key, Rule::compat).has_value();
            EXPECT_EQ(strict, said("cairo-lang signature.verify")) << line.find("why")->text();
            EXPECT_EQ(cairo1, said("cairo1 core::ecdsa::check_ecdsa_signature"))
                << line.find("why")->text();
            valid += strict ? 1U : 0U;
        });
    EXPECT_GT(valid, 30U);
}

} // namespace
