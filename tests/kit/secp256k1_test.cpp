// SPDX-License-Identifier: Apache-2.0
// Keys, ranges, verification and recovery on secp256k1, against SEC 1 and SEC 2, Wycheproof, and
// digests over which ethers, viem and libsecp256k1 agree.
#include "tests/support/table.hpp"

#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/curve/secp256k1_known_answers.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

namespace {

using namespace walletauth;
using enum Secp256k1Fault;

using Bytes = std::vector<std::uint8_t>;

Bytes hex(std::string_view text) { return *decode_hex(text.substr(text.starts_with("0x") * 2)); }

/// `none` where there is no fault.
constexpr auto none = static_cast<Secp256k1Fault>(0xff);
template <class T>
Secp256k1Fault fault(const Secp256k1Result<T> &result) {
    return result ? none : result.error();
}

// SEC 2, section 2.4.1: G, p and n. n / 2 is n - 1 shifted once.
const std::string g_x = "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
const std::string g_y = "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8"; // even
const std::string minus_g_y = "b7c52588d95c3b9aa25b0403f1eef75702e84bb7597aabe663b82f6f04ef2777";
const std::string p = "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f";
const std::string n = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
const std::string n_minus_1 = n.substr(0, 63) + "0";
const std::string half = "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0";
const std::string half_plus_1 = half.substr(0, 63) + "1";
const std::string zero(64, '0');
const std::string one = std::string(63, '0') + "1";
const std::string all_ones(64, 'f');

Secp256k1Fault parse(const std::string &text, Rule rule) {
    return fault(Secp256k1Key::parse(hex(text), rule));
}

TEST(Secp256k1Key, ReadsAndWritesTheFormsOfSec1) {
    const auto x = hex(g_x);
    for (const auto &text : {"02" + g_x, "04" + g_x + g_y}) {
        const auto key = Secp256k1Key::parse(hex(text), Rule::strict);
        ASSERT_TRUE(key) << text;
        EXPECT_EQ(encode_hex(key->compressed()), "02" + g_x);
        EXPECT_EQ(encode_hex(key->uncompressed()), "04" + g_x + g_y);
        EXPECT_EQ(encode_hex(key->xy()), g_x + g_y);
        EXPECT_EQ(encode_hex(key->x()), g_x);
        EXPECT_EQ(*key, *Secp256k1Key::lift_x(std::span{x}.first<32>()));
    }
    const auto minus = Secp256k1Key::parse(hex("03" + g_x), Rule::strict);
    ASSERT_TRUE(minus);
    EXPECT_EQ(encode_hex(minus->uncompressed()), "04" + g_x + minus_g_y);
    EXPECT_EQ(encode_hex(minus->compressed()), "03" + g_x);
    EXPECT_NE(*minus, *Secp256k1Key::parse(hex("02" + g_x), Rule::strict));
}

// ANSI X9.62, section 4.3.6: 06 with an even y, 07 with an odd one.
TEST(Secp256k1Key, TakesTheHybridFormUnderCompatOnly) {
    EXPECT_EQ(parse("06" + g_x + g_y, Rule::strict), key_form);
    EXPECT_EQ(parse("07" + g_x + minus_g_y, Rule::strict), key_form);
    EXPECT_EQ(parse("06" + g_x + g_y, Rule::compat), none);
    EXPECT_EQ(parse("07" + g_x + minus_g_y, Rule::compat), none);
    EXPECT_EQ(parse("07" + g_x + g_y, Rule::compat), key_off_curve);
    EXPECT_EQ(parse("06" + g_x + minus_g_y, Rule::compat), key_off_curve);
    EXPECT_EQ(
        encode_hex(Secp256k1Key::parse(hex("06" + g_x + g_y), Rule::compat).value().uncompressed()),
        "04" + g_x + g_y);
}

TEST(Secp256k1Key, RefusesOtherFormsAndWhatIsNoPoint) {
    for (const auto rule : {Rule::strict, Rule::compat}) {
        for (const auto &text :
             {std::string{}, std::string{"00"}, g_x, "04" + g_x, "02" + g_x + g_y,
              "02" + g_x + "00", "00" + g_x, "01" + g_x, "05" + g_x + g_y, "06" + g_x, g_x + g_y,
              "04" + g_x + g_y + "00"}) {
            EXPECT_EQ(parse(text, rule), key_form) << text;
        }
        // y of another point; x that no point has (x^3 + 7 is no square); x = p + 1, which is 1,
        // and 1 is of a point.
        EXPECT_EQ(parse("04" + g_x + one, rule), key_off_curve);
        EXPECT_EQ(parse("02" + std::string(63, '0') + "5", rule), key_off_curve);
        EXPECT_EQ(parse("02" + one, rule), none);
        EXPECT_EQ(parse("02" + p.substr(0, 62) + "30", rule), key_off_curve);
        EXPECT_EQ(parse("04" + zero + zero, rule), key_off_curve);
    }
}

Bytes signature(const std::string &r, const std::string &s) { return hex(r + s); }

TEST(Secp256k1, HoldsRAndSToTheirRanges) {
    struct Row {
        std::string r, s;
        Secp256k1Fault strict, compat;
    };
    const Row rows[]{
        {one, one, none, none},
        {n_minus_1, half, none, none},
        {one, half_plus_1, s_high, none},
        {one, n_minus_1, s_high, none},
        {one, n, s_overflow, s_overflow},
        {one, all_ones, s_overflow, s_overflow},
        {n, one, r_overflow, r_overflow},
        {all_ones, one, r_overflow, r_overflow},
        {zero, one, r_zero, r_zero},
        {one, zero, s_zero, s_zero},
        {zero, zero, r_zero, r_zero},
        // Of several faults the first of the enum.
        {n, n, r_overflow, r_overflow},
        {n, n_minus_1, r_overflow, r_overflow},
        {zero, n, s_overflow, s_overflow},
        {zero, half_plus_1, s_high, r_zero},
    };
    const auto key = *Secp256k1Key::parse(hex("02" + g_x), Rule::strict);
    const Bytes digest(32, 0x11);
    const auto fixed = std::span{digest}.first<32>();
    for (const auto &[r, s, strict, compat] : rows) {
        const auto bytes = signature(r, s);
        const Secp256k1Signature it{bytes};
        EXPECT_EQ(fault(secp256k1_check(it, Rule::strict)), strict) << r << ' ' << s;
        EXPECT_EQ(fault(secp256k1_check(it, Rule::compat)), compat) << r << ' ' << s;
        EXPECT_EQ(fault(secp256k1_to_low_s(it)), compat) << r << ' ' << s;
        EXPECT_EQ(secp256k1_is_low_s(it), s == zero || s == one || s == half) << s;
        for (const auto rule : {Rule::strict, Rule::compat}) {
            const auto expected = rule == Rule::strict ? strict : compat;
            const auto verified = fault(secp256k1_verify(it, fixed, key, rule));
            EXPECT_EQ(verified, expected == none ? mismatch : expected) << r << ' ' << s;
            if (expected != none) {
                EXPECT_EQ(fault(Secp256k1Key::recover(it, fixed, 0, rule)), expected) << r;
            }
        }
    }
}

TEST(Secp256k1, LowersSToItsTwin) {
    const auto low = [](const std::string &s) {
        const auto bytes = signature(one, s);
        return encode_hex(*secp256k1_to_low_s(Secp256k1Signature{bytes}));
    };
    EXPECT_EQ(low(one), one + one);
    EXPECT_EQ(low(half), one + half);
    EXPECT_EQ(low(half_plus_1), one + half); // n is odd: n - (n / 2 + 1) is n / 2
    EXPECT_EQ(low(n_minus_1), one + one);
}

// r + n must be below p for the ids 2 and 3, and no point has x = 5.
TEST(Secp256k1, RecoversOnlyWhatCanBe) {
    const Bytes digest(32, 0x11);
    const auto recover = [&](const std::string &r, int id) {
        const auto bytes = signature(r, one);
        return fault(Secp256k1Key::recover(Secp256k1Signature{bytes}, std::span{digest}.first<32>(),
                                           id, Rule::strict));
    };
    for (const int id : {-1, 4, 27, 28, 1 << 30})
        EXPECT_EQ(recover(one, id), recovery_id) << id;
    for (const int id : {0, 1})
        EXPECT_EQ(recover(g_x, id), none) << id;
    for (const int id : {2, 3})
        EXPECT_EQ(recover(g_x, id), no_key) << id; // g_x + n is above p
    EXPECT_EQ(recover(std::string(63, '0') + "5", 0), no_key);
}

// The key is (s R - d G) / r (SEC 1, section 4.1.6), which is at infinity for R = G and s = d.
TEST(Secp256k1, RecoversNoKeyAtInfinity) {
    const auto bytes = signature(g_x, one);
    const auto digest = hex(one);
    const auto recover = [&](int id) {
        return fault(Secp256k1Key::recover(Secp256k1Signature{bytes}, std::span{digest}.first<32>(),
                                           id, Rule::strict));
    };
    EXPECT_EQ(recover(0), no_key);
    EXPECT_EQ(recover(1), none); // R = -G
}

/// A row over a digest, with r, s, v of 65 bytes.
struct Row {
    Secp256k1Key key;
    Bytes digest, bytes;

    [[nodiscard]] Secp256k1Signature signature() const { return std::span{bytes}.first<64>(); }
    [[nodiscard]] bool verifies(Rule rule) const {
        return secp256k1_verify(signature(), std::span{digest}.first<32>(), key, rule).has_value();
    }
    [[nodiscard]] bool recovers(Rule rule) const {
        const auto found =
            Secp256k1Key::recover(signature(), std::span{digest}.first<32>(), bytes[64] - 27, rule);
        return found && *found == key;
    }
};

/// Calls `check` with the rows that have a signature of 65 bytes and a digest of 32; returns how
/// many.
std::size_t for_each_signature(const char *name, std::size_t count,
                               const std::function<void(const Row &, const json::Value &)> &check) {
    std::size_t ran = 0;
    for_each_row(name, count, [&](const json::Value &row) {
        const auto bytes = hex(row.find("signature")->text());
        const auto digest = hex(row.find("message")->find("value")->text());
        if (bytes.size() != 65 || digest.size() != 32) {
            EXPECT_EQ(row.find("expect")->text(), "malformed");
            return;
        }
        const auto key = Secp256k1Key::parse(hex(row.find("public_key")->text()), Rule::strict);
        ASSERT_TRUE(key);
        ++ran;
        check({*key, digest, bytes}, row);
    });
    return ran;
}

TEST(Secp256k1, Wycheproof) {
    const auto ran = for_each_signature(
        "tests/tables/secp256k1-wycheproof.json", 364, [](const Row &it, const json::Value &row) {
            const bool good = text_of_param(row, "wycheproof_result") == "valid";
            const bool low = secp256k1_is_low_s(it.signature());
            EXPECT_EQ(it.verifies(Rule::compat), good);
            EXPECT_EQ(it.verifies(Rule::strict), good && low);
            const bool valid = row.find("expect")->text() == "valid"; // v is part of that
            EXPECT_EQ(it.recovers(Rule::compat), valid);
            EXPECT_EQ(it.recovers(Rule::strict), valid && !is_malleable(row));
        });
    EXPECT_EQ(ran, 346U);
}

TEST(Secp256k1, TheLibraryAnswersAsKnown) {
    EXPECT_TRUE(secp256k1_verifies_as_known());
    EXPECT_TRUE(secp256k1_reads_keys_as_known());
    EXPECT_TRUE(secp256k1_recovers_as_known());
}

TEST(Secp256k1, Digests) {
    const auto ran = for_each_signature(
        "tests/tables/secp256k1-digests.json", 26, [](const Row &it, const json::Value &row) {
            EXPECT_EQ(it.recovers(Rule::strict), row.find("expect")->text() == "valid");
            EXPECT_EQ(it.recovers(Rule::strict), it.verifies(Rule::strict));
        });
    EXPECT_EQ(ran, 24U);
}

} // namespace
