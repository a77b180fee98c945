// SPDX-License-Identifier: Apache-2.0
// A verifier composed of functions: each is asked what is its own, behind the chain's check.
#include <walletauth/request/scheme_verifier.hpp>

#include <gtest/gtest.h>

#include <string>

namespace walletauth {
namespace {

using Bytes = std::vector<std::uint8_t>;

// The generator of secp256k1 (SEC 2, section 2.4.1), compressed and not.
constexpr std::string_view generator_33 =
    "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
constexpr std::string_view generator_65 =
    "0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
    "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8";
// RFC 8032, section 7.1, test 1: the key, and in base58 by Python's integers; the signature.
constexpr std::string_view ed25519_hex =
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
constexpr std::string_view ed25519_base58 = "FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z";
constexpr std::string_view signature_base64 =
    "5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc+bRr0lv18FlbviRlUUFDjnoQCw==";

TEST(Notation, KeysOfSecp256k1InHex) {
    constexpr Notation notation = notation_of<forms::hex<65>, forms::hex_0x<33, 65>>;
    const auto compressed = notation.parse_public_key("0x" + std::string{generator_33});
    ASSERT_TRUE(compressed);
    EXPECT_EQ(compressed->size(), 33U);
    EXPECT_EQ(compressed->front(), 0x02);
    EXPECT_EQ(compressed->back(), 0x98);
    const auto whole = notation.parse_public_key("0x" + std::string{generator_65});
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->size(), 65U);
    EXPECT_EQ(whole->back(), 0xb8);
    EXPECT_EQ(notation.format_public_key(*whole), "0x" + std::string{generator_65});
    const auto bare = notation.parse_public_key(generator_33);
    ASSERT_FALSE(bare);
    EXPECT_EQ(bare.error().status, static_cast<std::uint32_t>(WA_MALFORMED_PUBLIC_KEY));
    EXPECT_EQ(notation.parse_signature("00").error().status,
              static_cast<std::uint32_t>(WA_MALFORMED_SIGNATURE));
}

TEST(Notation, KeysOfEd25519InBase58AndSignaturesInBase64) {
    constexpr Notation notation = notation_of < forms::base64<64> | forms::hex<64>,
                       forms::base58<32> | forms::hex < 32 >>
        ;
    const auto key = notation.parse_public_key(ed25519_base58);
    ASSERT_TRUE(key);
    EXPECT_EQ(notation.parse_public_key(ed25519_hex).value(), *key);
    EXPECT_EQ(notation.format_public_key(*key), ed25519_base58);
    const auto signature = notation.parse_signature(signature_base64);
    ASSERT_TRUE(signature);
    EXPECT_EQ(signature->front(), 0xe5);
    EXPECT_EQ(signature->back(), 0x0b);
    EXPECT_EQ(notation.parse_signature(ed25519_base58).error().detail.view(),
              "signature has 33 bytes as base64, expected 64");
}

Result<Proof> verify(const wa_request &request) {
    if (view(request.account) != "alice") return refuse(WA_REJECTED_SIGNER, "not alice");
    Proof proof;
    (void)proof.account.assign(std::string_view{"alice"});
    return proof;
}
Result<std::vector<std::string>> queries(const wa_request &) {
    return std::vector{std::string{"[]"}};
}
Result<void> check_chain(std::string_view chain) {
    if (chain == "test:main") return {};
    return refuse(WA_UNSUPPORTED_CHAIN, "no chain ", chain);
}
Result<Bytes> parse_word(std::string_view text) {
    if (text != "word") return refuse(WA_MALFORMED_SIGNATURE, "no word");
    return Bytes{1};
}

constexpr Notation own = [] {
    auto it = notation_of<forms::hex<64>, forms::hex<32>>;
    it.parse_signature = &parse_word;
    return it;
}();
constexpr SchemeVerifier plain{{.verify = &verify, .notation = own}};
constexpr SchemeVerifier whole{{.verify = &verify,
                                .notation = own,
                                .evidence_queries = &queries,
                                .check_chain = &check_chain}};

wa_request request_of(std::string_view chain, std::string_view account) {
    wa_request request{};
    request.struct_size = sizeof request;
    request.scheme = text_of("words");
    request.chain = text_of(chain);
    request.account = text_of(account);
    return request;
}

TEST(SchemeVerifier, AsksItsParts) {
    const SignatureVerifier &verifier = plain;
    EXPECT_EQ(verifier.verify(request_of("test:any", "alice"))->account.view(), "alice");
    EXPECT_EQ(verifier.verify(request_of("test:any", "bob")).error().status,
              static_cast<std::uint32_t>(WA_REJECTED_SIGNER));
    EXPECT_EQ(verifier.parse_signature("test:any", "words", "word").value(), Bytes{1});
    const auto key = verifier.parse_public_key("test:any", "words", ed25519_hex);
    ASSERT_TRUE(key);
    EXPECT_EQ(verifier.format_public_key("test:any", "words", *key), ed25519_hex);
    EXPECT_EQ(whole.evidence_queries(request_of("test:main", "alice")).value(),
              std::vector{std::string{"[]"}});
}

TEST(SchemeVerifier, WithoutQueriesNeverNeedsEvidence) {
    const auto answer = plain.evidence_queries(request_of("test:any", "alice"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().status, static_cast<std::uint32_t>(WA_UNSUPPORTED_OPERATION));
}

TEST(SchemeVerifier, AsksForTheChainFirst) {
    const auto other = request_of("test:other", "bob");
    constexpr auto unsupported = static_cast<std::uint32_t>(WA_UNSUPPORTED_CHAIN);
    EXPECT_EQ(whole.verify(other).error().status, unsupported);
    EXPECT_EQ(whole.evidence_queries(other).error().status, unsupported);
    EXPECT_EQ(whole.parse_signature("test:other", "words", "?").error().status, unsupported);
    EXPECT_EQ(whole.parse_public_key("test:other", "words", "?").error().status, unsupported);
    EXPECT_EQ(whole.format_public_key("test:other", "words", {}).error().status, unsupported);
    EXPECT_TRUE(whole.verify(request_of("test:main", "alice")));
    EXPECT_TRUE(whole.parse_signature("test:main", "words", "word"));
}

TEST(SchemeVerifier, AnswersManyAsOneByOne) {
    const auto good = request_of("test:main", "alice");
    const auto bad = request_of("test:main", "bob");
    const wa_request *requests[]{&good, &bad, &good};
    std::vector<Result<Proof>> results(3, refuse(WA_ERROR_INTERNAL));
    whole.verify_many(requests, results);
    EXPECT_TRUE(results[0]);
    EXPECT_FALSE(results[1]);
    EXPECT_TRUE(results[2]);
}

} // namespace
} // namespace walletauth
