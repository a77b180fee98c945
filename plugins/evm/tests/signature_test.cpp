// SPDX-License-Identifier: Apache-2.0
// Forms and ranges of Ethereum signatures that verifiers take differently, each as a case, for
// eip191. Expected answers: the scheme's page, EIP-2, EIP-2098, ERC-6492.
#include "plugin_under_test.hpp"

#include <gtest/gtest.h>

namespace {

using namespace evm_test;

std::uint32_t with(const std::string &signature, std::uint32_t flags = 0) {
    return status({.signature = signature, .flags = flags});
}

TEST(EvmSignature, TheControlIsValid) {
    EXPECT_TRUE(ask({}).valid);
    EXPECT_EQ(ask({}).account, signer);
    EXPECT_EQ(with(r + s + "01"), WA_OK);
}

TEST(EvmSignature, OddRecoveryBytes) {
    for (const auto *byte :
         {"02", "03", "04", "1a", "1d", "1f", "23", "24", "9b", "9c", "80", "ff"}) {
        EXPECT_EQ(with(r + s + byte), WA_REJECTED_SIGNATURE) << byte;
        EXPECT_EQ(with(r + s + byte, WA_REQUEST_COMPAT), WA_REJECTED_SIGNATURE) << byte;
    }
}

TEST(EvmSignature, TheOtherParityIsAnotherSigner) {
    EXPECT_EQ(with(r + s + "1b"), WA_REJECTED_SIGNER);
    EXPECT_EQ(with(r + s + "00"), WA_REJECTED_SIGNER);
}

TEST(EvmSignature, RangesOfRAndS) {
    const std::string nothing(64, '0');
    const std::string beyond(64, 'f');
    for (const auto &bad : {nothing, order, beyond}) {
        for (const auto flags : {0U, WA_REQUEST_COMPAT}) {
            EXPECT_EQ(with(bad + s + v, flags), WA_REJECTED_SIGNATURE) << bad;
            EXPECT_EQ(with(r + bad + v, flags), WA_REJECTED_SIGNATURE) << bad;
        }
    }
}

TEST(EvmSignature, HighSIsMalleableAndNeedsCompat) {
    EXPECT_EQ(with(r + high_s + "1b"), WA_REJECTED_SIGNATURE);
    EXPECT_EQ(with(r + high_s + "1b", WA_REQUEST_COMPAT), WA_OK);
    // n/2 is the last low s; the next one is refused before anything is recovered from it.
    const std::string half = "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0";
    EXPECT_NE(ask({.signature = r + half + v}).detail.substr(0, 10), "s is in the");
    const std::string next = "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1";
    EXPECT_EQ(ask({.signature = r + next + v}).detail.substr(0, 11), "s is in the");
}

TEST(EvmSignature, Eip2098FormOfTheSameSignature) {
    std::string odd = s; // parity 1: the top bit of s
    odd[0] = 'e';        // 0x60 | 0x80
    EXPECT_EQ(with(r + odd), WA_OK);
    EXPECT_EQ(with(r + s), WA_REJECTED_SIGNER); // parity 0
}

TEST(EvmSignature, OtherLengths) {
    for (const std::size_t bytes : {0U, 1U, 32U, 63U, 66U, 97U, 130U}) {
        std::string text = r + s + v + r + s + v;
        text.resize(bytes * 2);
        EXPECT_EQ(with(text), WA_MALFORMED_SIGNATURE) << bytes;
    }
}

// ERC-6492; ERC-8010 as viem writes it and as its draft has it.
TEST(EvmSignature, WrappersAreOfContractAccounts) {
    for (const std::string word : {"6492", "8010", "7702"}) {
        std::string suffix;
        for (int i = 0; i < 16; ++i)
            suffix += word;
        const std::uint32_t wrapped =
            word == "6492" ? WA_UNSUPPORTED_EVIDENCE : WA_UNSUPPORTED_SCHEME;
        EXPECT_EQ(with(r + s + v + suffix), wrapped) << word;
        EXPECT_EQ(with(suffix + "0000" + suffix), wrapped) << word;
        EXPECT_EQ(with(suffix), WA_MALFORMED_SIGNATURE) << word;
        EXPECT_EQ(with(suffix + suffix), wrapped) << word; // and no form of EIP-2098
        EXPECT_EQ(with(r + s + v + suffix + "00"), WA_MALFORMED_SIGNATURE) << word;
        EXPECT_EQ(status({.account = "0x12", .signature = r + s + v + suffix}), wrapped);
    }
}

TEST(EvmSignature, NobodyHoldsTheZeroAddress) {
    for (const auto &signature : {r + s + v, std::string(128, '0') + "1b", r + s + "05"}) {
        EXPECT_EQ(status({.account = zero, .signature = signature}), WA_REJECTED_SIGNER);
    }
    EXPECT_EQ(status({.account = zero, .signature = "00"}), WA_MALFORMED_SIGNATURE);
}

TEST(EvmSignature, AGoodSignatureOfSomebodyElse) {
    const auto answer = ask({.account = other});
    EXPECT_EQ(answer.status, WA_REJECTED_SIGNER);
    EXPECT_EQ(answer.detail, "signed by " + signer + ", not by " + other + "; a contract?");
    EXPECT_TRUE(answer.account.empty());
}

TEST(EvmSignature, EveryFlippedBitIsRejected) {
    auto bytes = *walletauth::decode_hex(r + s + v);
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        for (const auto flags : {0U, WA_REQUEST_COMPAT}) {
            const auto found = with(walletauth::encode_hex(bytes), flags);
            EXPECT_EQ(WA_STATUS_CLASS(found), WA_CLASS_REJECTED) << bit;
        }
        bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    }
}

TEST(PublicKey, MustBeTheSigners) {
    // The public key of web3.js's example secret, by @noble/curves.
    const std::string own = "024e3b81af9c2234cad09d679ce6035ed1392347ce64ce405f5dcd36228a25de6e";
    EXPECT_EQ(ask({.account = "", .public_key = own}).account, signer);
    EXPECT_EQ(status({.public_key = own}), WA_OK);
    EXPECT_EQ(status({.account = ""}), WA_MALFORMED_ACCOUNT); // nothing is claimed
    // The generator, key 1 (SEC 2), which is not the signer's.
    const std::string g = "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
    EXPECT_EQ(status({.public_key = g}), WA_REJECTED_SIGNER);
    const std::string off_curve = "02" + std::string(64, 'f');
    EXPECT_EQ(status({.public_key = off_curve}), WA_REJECTED_SIGNER);
    EXPECT_EQ(status({.public_key = "05" + g.substr(2)}), WA_MALFORMED_PUBLIC_KEY);
    EXPECT_EQ(status({.public_key = g.substr(2)}), WA_MALFORMED_PUBLIC_KEY);
    // A key of no form comes before a signature of no form (the order of the statuses).
    EXPECT_EQ(status({.signature = "00", .public_key = "05" + g.substr(2)}),
              WA_MALFORMED_PUBLIC_KEY);
}

TEST(Chain, ReferencesHaveOneSpelling) {
    EXPECT_EQ(status({.chain = "eip155:137"}), WA_OK); // personal_sign names no chain
    for (const auto *chain :
         {"eip155:01", "eip155:0x1", "eip155:mainnet", "eip155:-1", "eip155:"}) {
        EXPECT_EQ(status({.chain = chain}), WA_UNSUPPORTED_CHAIN) << chain;
    }
    EXPECT_EQ(status({.chain = "near:mainnet"}), WA_UNSUPPORTED_CHAIN);
    EXPECT_EQ(status({.scheme = "eip-191"}), WA_UNSUPPORTED_SCHEME);
}

TEST(Claim, MustBeTheCanonicalSpelling) {
    std::string lower = signer;
    for (auto &c : lower)
        c = static_cast<char>(std::tolower(c));
    EXPECT_EQ(status({.account = lower}), WA_MALFORMED_ACCOUNT);
    EXPECT_EQ(status({.account = signer.substr(0, 41)}), WA_MALFORMED_ACCOUNT);
    EXPECT_EQ(status({.account = lower, .signature = "00"}), WA_MALFORMED_ACCOUNT);
}

} // namespace
