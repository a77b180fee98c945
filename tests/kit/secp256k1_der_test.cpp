// SPDX-License-Identifier: Apache-2.0
// Strict DER against the clauses of BIP-66, one after the other, and against Wycheproof's table of
// what Bitcoin takes.
#include "tests/support/table.hpp"

#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>
#include <sodium/crypto_hash_sha256.h>

namespace {

using namespace walletauth;
using enum Secp256k1Fault;

using Bytes = std::vector<std::uint8_t>;

Bytes hex(std::string_view text) { return *decode_hex(text); }

// r and s of the first payment on Bitcoin's chain (block 170, transaction f4184fc5..e9e16).
const std::string r = "4e45e16932b8af514961a1d3a1a25fdf3f4f7732e9d624c6c61548ab5fb8cd41";
const std::string s = "181522ec8eca07de4860a4acdd12909d831cc56cbbac4622082221a8768d1d09";

std::string size_byte(std::size_t size) {
    return encode_hex(std::array{static_cast<std::uint8_t>(size)});
}
std::string integer(const std::string &digits) {
    return "02" + size_byte(digits.size() / 2) + digits;
}
std::string sequence(const std::string &digits) {
    return "30" + size_byte(digits.size() / 2) + digits;
}
std::string der(const std::string &first, const std::string &second) {
    return sequence(integer(first) + integer(second));
}

/// What no fault is.
constexpr auto none = static_cast<Secp256k1Fault>(0xff);
Secp256k1Fault fault(const std::string &text) {
    const auto parsed = secp256k1_parse_der(hex(text));
    return parsed ? none : parsed.error();
}

TEST(Secp256k1Der, ReadsRAndS) {
    const auto read = [](const std::string &text) {
        const auto parsed = secp256k1_parse_der(hex(text));
        return parsed ? encode_hex(*parsed) : "refused";
    };
    const std::string zeros(64, '0');
    EXPECT_EQ(read(der(r, s)), r + s);
    EXPECT_EQ(read(der("01", "02")), zeros.substr(2) + "01" + zeros.substr(2) + "02");
    // A zero in front where the next bit would make it negative.
    const auto high = "ff" + r.substr(2);
    EXPECT_EQ(read(der("00" + high, s)), high + s);
    EXPECT_EQ(read(der(r, "00" + high)), r + high);
    EXPECT_EQ(read(der("00" + high, "00" + high)), high + high); // 72 bytes
    EXPECT_EQ(read(der("0080", "7f")), zeros.substr(2) + "80" + zeros.substr(2) + "7f");
    // DER has a zero, and numbers of 32 bytes that are no scalars: ranges are another check.
    EXPECT_EQ(read(der("00", "00")), zeros + zeros);
    const std::string ones(64, 'f');
    EXPECT_EQ(read(der("00" + ones, s)), ones + s);
}

// The clauses of IsValidSignatureEncoding in BIP-66's order. Its sizes count a byte more, which is
// the hash type behind.
TEST(Secp256k1Der, RefusesByTheClausesOfBip66) {
    EXPECT_EQ(fault("300602010102"), der_size) << "minimum size";
    EXPECT_EQ(fault(""), der_size);
    EXPECT_EQ(fault(sequence(integer("01") + "0200")), der_size);
    const auto long_r = std::string(80, '1');
    EXPECT_EQ(fault(der(long_r, s)), der_size) << "maximum size";
    EXPECT_EQ(fault("31" + der(r, s).substr(2)), der_layout) << "type 0x30";
    EXPECT_EQ(fault("3043" + der(r, s).substr(4)), der_layout) << "length covers the signature";
    EXPECT_EQ(fault("3045" + der(r, s).substr(4)), der_layout);
    EXPECT_EQ(fault(der(r, s) + "01"), der_layout) << "the hash type is no part";
    EXPECT_EQ(fault("308144" + der(r, s).substr(4)), der_layout) << "length in two bytes";
    EXPECT_EQ(fault("3080" + der(r, s).substr(4) + "0000"), der_layout) << "no length";
    EXPECT_EQ(fault(sequence("03" + integer(r).substr(2) + integer(s))), der_layout)
        << "r is an integer";
    EXPECT_EQ(fault(sequence("0242" + r + integer(s))), der_layout) << "s inside the signature";
    EXPECT_EQ(fault(sequence("0244" + r + integer(s))), der_layout);
    EXPECT_EQ(fault(sequence("02ff" + r + integer(s))), der_layout);
    EXPECT_EQ(fault(sequence(integer(r) + "021f" + s)), der_layout) << "lengths sum up";
    EXPECT_EQ(fault(sequence(integer(r) + "0221" + s)), der_layout);
    EXPECT_EQ(fault(sequence(integer(r))), der_layout);
    EXPECT_EQ(fault(sequence(integer(r) + "02")), der_layout);
    EXPECT_EQ(fault(sequence(integer("01") + integer("01") + integer("01"))), der_layout);
    EXPECT_EQ(fault(der("", s)), der_layout) << "zero-length r";
    EXPECT_EQ(fault(der("80", s)), der_negative) << "negative r";
    EXPECT_EQ(fault(der("ff" + r.substr(2), s)), der_negative);
    EXPECT_EQ(fault(der("00" + r, s)), der_padding) << "null bytes at the start of r";
    EXPECT_EQ(fault(der("0000", s)), der_padding);
    EXPECT_EQ(fault(sequence(integer(r) + "03" + integer(s).substr(2))), der_layout)
        << "s is an integer";
    EXPECT_EQ(fault(der(r, "")), der_layout) << "zero-length s";
    EXPECT_EQ(fault(der(r, "80")), der_negative) << "negative s";
    EXPECT_EQ(fault(der(r, "00" + s)), der_padding) << "null bytes at the start of s";
}

// BIP-66 takes integers of any size: these are no scalars.
TEST(Secp256k1Der, RefusesWhatHasMoreThan32Bytes) {
    EXPECT_EQ(fault(der("01" + r, "01")), r_overflow);
    EXPECT_EQ(fault(der("01", "01" + s)), s_overflow);
    EXPECT_EQ(fault(der("00ff" + r, "01")), r_overflow);
    EXPECT_EQ(fault(der("01" + r, "01" + s)), r_overflow);
}

TEST(Secp256k1Der, Wycheproof) {
    std::size_t valid = 0;
    std::size_t encodings = 0;
    for_each_row("tests/tables/secp256k1-der.json", 463, [&](const json::Value &row) {
        const auto message = hex(row.find("message")->find("value")->text());
        std::array<std::uint8_t, crypto_hash_sha256_BYTES> digest{};
        crypto_hash_sha256(digest.data(), message.data(), message.size());
        const auto key = Secp256k1Key::parse(hex(row.find("public_key")->text()), Rule::strict);
        ASSERT_TRUE(key);
        const auto signature = secp256k1_parse_der(hex(row.find("signature")->text()));
        const auto passes = [&](Rule rule) {
            return signature && secp256k1_verify(*signature, digest, *key, rule);
        };
        const bool good = row.find("expect")->text() == "valid";
        EXPECT_EQ(passes(Rule::compat), good);
        EXPECT_EQ(passes(Rule::strict), good && !is_malleable(row));
        EXPECT_EQ(passes(Rule::strict), text_of_param(row, "wycheproof_result") == "valid");
        if (text_of_param(row, "flags") == "BerEncodedSignature") {
            EXPECT_FALSE(signature);
            ++encodings;
        }
        valid += good;
    });
    EXPECT_EQ(valid, 164U);
    EXPECT_EQ(encodings, 7U);
}

} // namespace
