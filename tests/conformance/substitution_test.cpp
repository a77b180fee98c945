// SPDX-License-Identifier: Apache-2.0
// Other keys and signatures over the same digest: libsecp256k1, OpenSSL and the verifier of the
// Stark curve take them. So what a plugin answers to them says something.
#include "conformance/substitution.hpp"
#include "plugins/starknet/ecdsa.hpp"
#include "tests/support/table.hpp"

#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/hash/sha2.hpp>
#include <walletauth/text/hex.hpp>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <gtest/gtest.h>

namespace {

using namespace walletauth;
using conformance::Bytes;
using conformance::ecdsa_substitutes;
using conformance::Substitute;

Bytes hex(std::string_view text) {
    return *decode_hex(text.substr(text.starts_with("0x") ? 2 : 0));
}

/// A scheme with keys of one size.
struct OneKey {
    wa_key_info key;
    const wa_key_info *keys[1]{&key};
    wa_scheme scheme{};

    OneKey(std::string_view type, std::uint32_t size)
        : key{sizeof(wa_key_info), size, text_of(type)} {
        scheme.keys = keys;
        scheme.key_count = 1;
    }
    OneKey(const OneKey &) = delete;
};

/// Of the two points R one was the signer's: so one of the two substitutes is good.
void expect_one(const std::vector<Substitute> &made, std::size_t all,
                const std::function<bool(const Substitute &)> &verifies) {
    EXPECT_EQ(made.size(), all);
    EXPECT_EQ(std::ranges::count_if(made, verifies), static_cast<std::ptrdiff_t>(all / 2));
}

bool libsecp256k1_takes(const Substitute &made, const Bytes &digest) {
    const auto key = Secp256k1Key::parse(made.public_key, Rule::strict);
    std::array<std::uint8_t, 64> both{};
    if (const auto der = secp256k1_parse_der(made.signature)) {
        both = *der;
    } else {
        std::copy_n(made.signature.begin(), 64, both.begin());
    }
    return key &&
           secp256k1_verify(both, std::span<const std::uint8_t, 32>{digest}, *key, Rule::strict);
}

// The rows are signed by ethers; their "source" says so.
TEST(Substitution, OfSecp256k1IsTakenByLibsecp256k1) {
    const OneKey whole("secp256k1-uncompressed", 65);
    const OneKey compressed("secp256k1", 33);
    conformance::Random random(1);
    std::size_t ran = 0;
    for_each_row("tests/tables/secp256k1-digests.json", 26, [&](const json::Value &row) {
        if (row.find("expect")->text() != "valid") return;
        ++ran;
        const auto digest = hex(row.find("message")->find("value")->text());
        const auto signature = hex(row.find("signature")->text());
        const auto key = hex(row.find("public_key")->text());
        const auto takes = [&](const Substitute &made) {
            if (!libsecp256k1_takes(made, digest)) return false;
            // v of the new signature recovers the new key.
            const auto recovered = Secp256k1Key::recover(std::span{made.signature}.first<64>(),
                                                         std::span<const std::uint8_t, 32>{digest},
                                                         made.signature.back() - 27, Rule::strict);
            return recovered &&
                   recovered->compressed() ==
                       Secp256k1Key::parse(made.public_key, Rule::strict)->compressed();
        };
        expect_one(ecdsa_substitutes(whole.scheme, key, signature, random), 2, takes);
        const auto point = Secp256k1Key::parse(key, Rule::strict)->compressed();
        expect_one(
            ecdsa_substitutes(compressed.scheme, {point.begin(), point.end()}, signature, random),
            2, takes);
    });
    EXPECT_GT(ran, 10U);
}

// BIP-66: r and s of the first row in DER, and back.
TEST(Substitution, OfADerSignatureIsDer) {
    const OneKey whole("secp256k1-uncompressed", 65);
    conformance::Random random(2);
    // secp256k1-digests.json, evm-raw-keccak-empty-a: both integers are below 2^255.
    const auto key =
        hex("0409e80a4712a5799bf71ffa8c62c4244f22bed39658378eb86fa39a872b4f67d3978c0a94"
            "1b27c7c359d634b53834c278e03e8f52cbe3011f92051e906dccf4cb");
    const auto digest = hex("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    const auto der =
        hex("304402202bd8075039bb40e6e8d53547510ec4f440661f1cbde883e73235cbf6f1d569b902"
            "20771cf1b12c27c73b6e9247a64ab16ea0fdd4b3c58666d58da2032238e94726af");
    expect_one(ecdsa_substitutes(whole.scheme, key, der, random), 2, [&](const Substitute &made) {
        return secp256k1_parse_der(made.signature) && libsecp256k1_takes(made, digest);
    });
}

bool openssl_takes(const Substitute &made, const std::array<std::uint8_t, 32> &digest) {
    std::string group = "P-256";
    Bytes key = made.public_key;
    const std::array parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, key.data(), key.size()),
        OSSL_PARAM_construct_end()};
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> reader(
        EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr), &EVP_PKEY_CTX_free);
    EVP_PKEY *read = nullptr;
    if (EVP_PKEY_fromdata_init(reader.get()) != 1 ||
        EVP_PKEY_fromdata(reader.get(), &read, EVP_PKEY_PUBLIC_KEY,
                          const_cast<OSSL_PARAM *>(parameters.data())) != 1) {
        return false;
    }
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> owner(read, &EVP_PKEY_free);
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> verifier(
        EVP_PKEY_CTX_new(read, nullptr), &EVP_PKEY_CTX_free);
    return EVP_PKEY_verify_init(verifier.get()) == 1 &&
           EVP_PKEY_verify(verifier.get(), made.signature.data(), made.signature.size(),
                           digest.data(), digest.size()) == 1;
}

// RFC 6979, section A.2.5, with SHA-256 and the message "sample".
TEST(Substitution, OfP256IsTakenByOpenssl) {
    const OneKey whole("secp256r1", 65);
    conformance::Random random(3);
    const auto key =
        hex("0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb67903fe10"
            "08b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");
    const auto der =
        hex("3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
            "022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
    const std::string_view message = "sample";
    const auto digest = sha256(as_bytes(message));
    expect_one(ecdsa_substitutes(whole.scheme, key, der, random), 2,
               [&](const Substitute &made) { return openssl_takes(made, digest); });
}

// The rows are signed by several libraries; "expect_by" says who takes them.
TEST(Substitution, OfTheStarkCurveIsTakenByItsVerifier) {
    using starknet::Felt;
    const OneKey x_only("stark", 32);
    conformance::Random random(4);
    std::size_t ran = 0;
    for_each_row(
        "plugins/starknet/tests/tables/stark-ecdsa.json", 156, [&](const json::Value &row) {
            if (row.find("expect")->text() != "valid" || ran == 10) return;
            const auto number = [](std::string_view text) { return Felt::from_hex(text)->bytes(); };
            const auto digest = *Felt::from_hex(row.find("message")->find("value")->at(0).text());
            const auto key = number(row.find("public_key")->text());
            Bytes signature;
            for (std::size_t i = 0; i < 2; ++i) {
                const auto part = number(row.find("signature")->at(i).text());
                signature.insert(signature.end(), part.begin(), part.end());
            }
            ++ran;
            const auto made =
                ecdsa_substitutes(x_only.scheme, {key.begin(), key.end()}, signature, random);
            ASSERT_GE(made.size(), 2U);
            // Keys are x alone, so the y is a guess: one of both R and of both y is the signer's.
            EXPECT_TRUE(std::ranges::any_of(made, [&](const Substitute &each) {
                const auto felt = [&](const Bytes &bytes, std::size_t at) {
                    return Felt::from_bytes(std::span{bytes}.subspan(at).first<32>());
                };
                const auto x = felt(each.public_key, 0);
                return x && starknet::verify_ecdsa(digest, *felt(each.signature, 0),
                                                   *felt(each.signature, 32), *x, Rule::strict);
            }));
        });
    EXPECT_EQ(ran, 10U);
}

} // namespace
