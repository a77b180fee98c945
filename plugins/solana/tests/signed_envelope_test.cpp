// SPDX-License-Identifier: Apache-2.0
// Signed envelopes of several signers, and the signers that a service expects.
#include "plugin_under_test.hpp"

#include <walletauth/text/base58.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

namespace walletauth::solana::testing {
namespace {

const Octets text = octets("Escrow 17: release");
const Octets prefix = joined({{0xff}, octets("solana offchain")});
const Octets missing(64);

// `count` wallets whose keys are in the order of their bytes.
std::vector<Wallet> sorted_wallets(std::size_t count) {
    std::vector<Wallet> wallets;
    for (std::size_t i = 0; i < count; ++i)
        wallets.emplace_back(static_cast<std::uint8_t>(i + 1));
    std::ranges::sort(wallets, {}, &Wallet::key);
    return wallets;
}

Octets v1(const std::vector<Wallet> &signers) {
    Octets bytes = joined({prefix, {1, static_cast<std::uint8_t>(signers.size())}});
    for (const auto &signer : signers)
        bytes = joined({bytes, signer.key()});
    return joined({bytes, text});
}

// All of `signers` sign, but those whose signatures `absent` says are missing.
Octets signed_by(const std::vector<Wallet> &signers, const std::vector<std::size_t> &absent = {}) {
    const auto envelope = v1(signers);
    Octets bytes{static_cast<std::uint8_t>(signers.size())};
    for (std::size_t i = 0; i < signers.size(); ++i) {
        const bool is_absent = std::ranges::find(absent, i) != absent.end();
        bytes = joined({bytes, is_absent ? missing : signers[i].sign(envelope)});
    }
    return joined({bytes, envelope});
}

Ask asked(const Wallet &account, Octets signature, std::vector<Param> params = {}) {
    return {.scheme = "solana-offchain",
            .account = account.account(),
            .message = text,
            .signature = std::move(signature),
            .params = std::move(params)};
}
Param wants_signers(const std::vector<Wallet> &signers) {
    std::string json = "[";
    for (const auto &signer : signers)
        json += '"' + signer.account() + "\",";
    json.back() = ']';
    return {"signers", WA_PARAMETER_JSON, octets(json)};
}

TEST(SolanaSignedEnvelope, EachSignerHasSigned) {
    const auto wallets = sorted_wallets(3);
    const auto bytes = signed_by(wallets);
    for (const auto &wallet : wallets)
        EXPECT_EQ(status_of(asked(wallet, bytes)), WA_OK);
    EXPECT_EQ(status_of(asked(Wallet(99), bytes)), WA_REJECTED_SIGNER);
}

TEST(SolanaSignedEnvelope, AMissingSignatureIsZeros) {
    const auto wallets = sorted_wallets(3);
    const auto bytes = signed_by(wallets, {0, 2});
    EXPECT_EQ(status_of(asked(wallets[1], bytes)), WA_OK);
    const auto verdict = verify(asked(wallets[0], bytes));
    EXPECT_EQ(verdict.status, static_cast<std::uint32_t>(WA_REJECTED_SIGNATURE));
    EXPECT_EQ(verdict.detail,
              "the envelope's signature 0, which is the account's, is missing: 64 zero bytes");
}

// Nothing of it is left unread, so that nobody can turn a bit of it.
TEST(SolanaSignedEnvelope, ABitAnywhereMatters) {
    const auto wallets = sorted_wallets(2);
    for (const auto &good : {signed_by(wallets), signed_by(wallets, {1})}) {
        ASSERT_EQ(status_of(asked(wallets[0], good)), WA_OK);
        for (std::size_t i = 0; i < good.size(); ++i) {
            for (const int bit : {0, 7}) {
                auto bad = good;
                bad[i] ^= static_cast<std::uint8_t>(1 << bit);
                EXPECT_NE(status_of(asked(wallets[0], bad)), WA_OK) << i;
            }
        }
        for (std::size_t size = 0; size < good.size(); ++size) {
            auto bad = good;
            bad.resize(size);
            EXPECT_NE(status_of(asked(wallets[0], bad)), WA_OK) << size;
        }
    }
}

TEST(SolanaSignedEnvelope, UpToEightSignaturesAreChecked) {
    const auto wallets = sorted_wallets(9);
    EXPECT_EQ(status_of(asked(wallets[0], signed_by(wallets, {1}))), WA_OK);
    EXPECT_EQ(status_of(asked(wallets[0], signed_by(wallets))), WA_MALFORMED_SIGNATURE);
}

TEST(SolanaSignedEnvelope, IsReadInEachNotation) {
    const auto wallets = sorted_wallets(2);
    const auto bytes = signed_by(wallets);
    std::string array = "[";
    for (const auto byte : bytes)
        array += std::to_string(byte) + ", ";
    array.replace(array.size() - 2, 2, "]");
    for (const auto &spelled :
         {encode_base64(bytes), encode_hex(bytes), encode_base58(bytes), array}) {
        const auto parsed = parse_signature("solana-offchain", spelled);
        EXPECT_EQ(parsed.bytes, bytes) << spelled << ": " << parsed.detail;
        for (const auto *around : {" ", "\n", "0"}) {
            EXPECT_EQ(parse_signature("solana-offchain", around + spelled).status,
                      WA_MALFORMED_SIGNATURE);
            EXPECT_EQ(parse_signature("solana-offchain", spelled + around).status,
                      WA_MALFORMED_SIGNATURE);
        }
    }
}

TEST(SolanaSignedEnvelope, TheLongestTextOfV1InHex) {
    const auto wallets = sorted_wallets(1);
    const Octets longest(128 * 1024, 'a');
    const auto envelope = joined({prefix, {1, 1}, wallets[0].key(), longest});
    const auto bytes = joined({{1}, wallets[0].sign(envelope), envelope});
    const auto parsed = parse_signature("solana-offchain", encode_hex(bytes));
    EXPECT_EQ(parsed.bytes, bytes) << parsed.detail;
    auto ask = asked(wallets[0], parsed.bytes);
    ask.message = longest;
    EXPECT_EQ(status_of(ask), WA_OK);
}

TEST(SolanaExpectedSigners, AreThoseOfTheEnvelope) {
    const auto wallets = sorted_wallets(3);
    const std::vector two(wallets.begin(), wallets.begin() + 2);
    const auto alone = two[1].sign(v1(two));
    EXPECT_EQ(status_of(asked(two[1], alone)), WA_REJECTED_SIGNATURE) << "cannot be guessed";
    EXPECT_EQ(status_of(asked(two[1], alone, {wants_signers({two[1], two[0]})})), WA_OK);
    EXPECT_EQ(status_of(asked(two[1], alone, {wants_signers(wallets)})), WA_REJECTED_SIGNATURE);
    EXPECT_EQ(status_of(asked(two[1], alone, {wants_signers({two[0], wallets[2]})})),
              WA_REJECTED_SIGNER);
    const auto whole = signed_by(two);
    EXPECT_EQ(status_of(asked(two[1], whole, {wants_signers(two)})), WA_OK);
    EXPECT_EQ(status_of(asked(two[1], whole, {wants_signers(wallets)})), WA_REJECTED_POLICY);
    EXPECT_EQ(status_of(asked(two[1], whole, {wants_signers({two[1]})})), WA_REJECTED_POLICY);
}

} // namespace
} // namespace walletauth::solana::testing
