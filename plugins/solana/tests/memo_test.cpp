// SPDX-License-Identifier: Apache-2.0
// solana-memo through the plugin's table.
#include "plugin_under_test.hpp"

#include <walletauth/text/base58.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace walletauth::solana::testing {
namespace {

const Wallet alice(1);
const Wallet bob(2);
const Octets text = octets("Sign in to example.com\nnonce 8f14e45f");

Octets address(std::string_view base58) {
    Octets key(32);
    if (!decode_base58_into(base58, key)) ADD_FAILURE() << base58;
    return key;
}
const Octets memo_program = address("MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr");
const Octets old_memo_program = address("Memo1UhkJRfHyvLMcVucJwxXeuD728EqVDDwQDxFMNo");
const Octets compute_budget = address("ComputeBudget111111111111111111111111111111");
const Octets lighthouse = address("L2TExMFKdjpN9kozasaurPirfHy9P8sbXoAN1qA3S95");
const Octets system_program = address("11111111111111111111111111111111");

struct Step {
    Octets program;
    std::vector<Octets> accounts;
    Octets data;
};
const Step the_memo{memo_program, {}, text};
const Step unit_limit{compute_budget, {}, {2, 0x40, 0x0d, 3, 0}};
const Step unit_price{compute_budget, {}, {3, 0xe8, 3, 0, 0, 0, 0, 0, 0}};

// A compiler of transactions, for keys that stand in the order of their first use.
struct Draft {
    std::vector<Octets> signers{alice.key()};
    std::vector<Octets> extra_keys{};
    std::vector<Step> steps{the_memo};
    bool version0 = false;
    Octets lookups{0}; // version 0 only

    [[nodiscard]] Octets message() const {
        auto keys = signers;
        keys.insert(keys.end(), extra_keys.begin(), extra_keys.end());
        const auto index_of = [&keys](const Octets &key) {
            const auto found = std::find(keys.begin(), keys.end(), key);
            const auto index = static_cast<std::uint8_t>(found - keys.begin());
            if (found == keys.end()) keys.push_back(key);
            return index;
        };
        Octets instructions{static_cast<std::uint8_t>(steps.size())};
        for (const auto &step : steps) {
            Octets accounts;
            for (const auto &account : step.accounts)
                accounts.push_back(index_of(account));
            instructions = joined({instructions,
                                   {index_of(step.program)},
                                   {static_cast<std::uint8_t>(accounts.size())},
                                   accounts,
                                   {static_cast<std::uint8_t>(step.data.size())},
                                   step.data});
        }
        Octets bytes;
        if (version0) bytes.push_back(0x80);
        bytes = joined({bytes,
                        {static_cast<std::uint8_t>(signers.size()), 0, 0},
                        {static_cast<std::uint8_t>(keys.size())}});
        for (const auto &key : keys)
            bytes = joined({bytes, key});
        bytes = joined({bytes, Octets(32, 9), instructions});
        return version0 ? joined({bytes, lookups}) : bytes;
    }
    [[nodiscard]] Octets signed_transaction() const {
        Octets bytes{static_cast<std::uint8_t>(signers.size())};
        for (const auto &signer : signers) {
            bytes = joined({bytes, (signer == alice.key() ? alice : bob).sign(message())});
        }
        return joined({bytes, message()});
    }
};

Ask ask_with(const Draft &draft) {
    return {.scheme = "solana-memo",
            .account = alice.account(),
            .message = text,
            .signature = draft.signed_transaction()};
}
int status_with(std::vector<Step> steps) {
    Draft draft;
    draft.steps = std::move(steps);
    return status_of(ask_with(draft));
}

// Laid out in Python, signed with OpenSSL by the key of RFC 8032, section 7.1, test 1.
const char *const made_elsewhere =
    "0186c9c571445cfd7e7832b0f277170a60b585930c8fe8b42ccab93bf44e8c1829c4332cd3e498d7555fb2e8009b2f"
    "46c4ad543643f012e2e12b98c977c9e0eb0601000102d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af"
    "021a68f707511a054a535a992921064d24e87160da387c7c35b5ddbc92bb81e41fa8404105448d0000000000000000"
    "0000000000000000000000000000000000000000000000000101000f5369676e20696e0a6e6f6e63652031";

TEST(SolanaMemo, TransactionMadeElsewhere) {
    const Ask ask{.scheme = "solana-memo",
                  .account = "FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z",
                  .message = octets("Sign in\nnonce 1"),
                  .signature = unhex(made_elsewhere)};
    EXPECT_EQ(status_of(ask), WA_OK);
}

TEST(SolanaMemo, TransactionTextInEachNotation) {
    const auto bytes = unhex(made_elsewhere);
    std::string json = "[";
    for (const auto byte : bytes)
        json += std::to_string(byte) + ",";
    json.back() = ']';
    for (const auto &notation :
         {encode_base64(bytes), encode_base58(bytes), encode_hex(bytes), json}) {
        EXPECT_EQ(parse_signature("solana-memo", notation).bytes, bytes) << notation;
        EXPECT_EQ(parse_signature("solana-memo", notation.substr(0, notation.size() - 4)).status,
                  WA_MALFORMED_SIGNATURE);
    }
    EXPECT_EQ(parse_signature("solana-memo", "").status, WA_MALFORMED_SIGNATURE);
    EXPECT_EQ(parse_signature("solana-memo", "?").status, WA_MALFORMED_SIGNATURE);
    EXPECT_EQ(parse_signature("solana-memo", encode_base64(Octets(64, 1))).status,
              WA_MALFORMED_SIGNATURE);
}

TEST(SolanaMemo, WhatWalletsAddIsAllowedInAnyOrder) {
    const Step names_signer{memo_program, {alice.key()}, text};
    const Step assertion{lighthouse, {alice.key()}, {5, 0, 1}};
    EXPECT_EQ(status_with({the_memo}), WA_OK);
    EXPECT_EQ(status_with({names_signer}), WA_OK);
    EXPECT_EQ(status_with({unit_limit, unit_price, the_memo}), WA_OK);
    EXPECT_EQ(status_with({the_memo, unit_price, assertion, unit_limit, assertion}), WA_OK);
    const Step watches_other{lighthouse, {bob.key()}, {2}};
    EXPECT_EQ(status_with({the_memo, watches_other}), WA_OK);
    Draft draft;
    draft.version0 = true;
    EXPECT_EQ(status_of(ask_with(draft)), WA_OK);
}

// Memo transaction with extra instructions.
TEST(SolanaMemo, AnyOtherInstructionIsRefused) {
    const Step transfer{
        system_program, {alice.key(), bob.key()}, {2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0}};
    EXPECT_EQ(status_with({the_memo, transfer}), WA_REJECTED_POLICY);
    EXPECT_EQ(status_with({the_memo, the_memo}), WA_REJECTED_POLICY);
    EXPECT_EQ(status_with({the_memo, {memo_program, {}, octets("another")}}), WA_REJECTED_POLICY);
    EXPECT_EQ(status_with({the_memo, {Octets(32, 7), {}, {}}}), WA_REJECTED_POLICY);
    EXPECT_EQ(status_with({}), WA_REJECTED_POLICY) << "no memo";
    EXPECT_EQ(status_with({unit_limit}), WA_REJECTED_POLICY) << "no memo";
    EXPECT_EQ(status_with({{old_memo_program, {}, text}}), WA_REJECTED_POLICY);
    EXPECT_EQ(status_with({{Octets(32, 7), {}, text}}), WA_REJECTED_POLICY);
}

// Durable nonce.
TEST(SolanaMemo, ADurableNonceIsRefused) {
    const auto recent_blockhashes = address("SysvarRecentB1ockHashes11111111111111111111");
    const Step advance{system_program, {bob.key(), recent_blockhashes, alice.key()}, {4, 0, 0, 0}};
    EXPECT_EQ(status_with({advance, the_memo}), WA_REJECTED_POLICY);
}

// Other fee payer.
TEST(SolanaMemo, AnotherFeePayerIsRefused) {
    Draft draft;
    draft.signers = {bob.key(), alice.key()};
    draft.steps = {{memo_program, {alice.key()}, text}};
    EXPECT_EQ(status_of(ask_with(draft)), WA_REJECTED_POLICY);
    draft.signers = {alice.key(), bob.key()};
    EXPECT_EQ(status_of(ask_with(draft)), WA_REJECTED_POLICY) << "a co-signer";
    draft.signers = {bob.key()};
    EXPECT_EQ(status_of(ask_with(draft)), WA_REJECTED_SIGNER) << "named, but no signer";
    draft = {};
    auto ask = ask_with(draft);
    ask.account = bob.account();
    EXPECT_EQ(status_of(ask), WA_REJECTED_SIGNER);
}

TEST(SolanaMemo, LookupTablesAreRefused) {
    Draft draft;
    draft.version0 = true;
    draft.lookups = joined({{1}, Octets(32, 5), {0, 1, 0}});
    EXPECT_EQ(status_of(ask_with(draft)), WA_REJECTED_POLICY);
}

TEST(SolanaMemo, AKeyThatNothingUsesIsRefused) {
    Draft draft;
    draft.extra_keys = {bob.key()};
    EXPECT_EQ(status_of(ask_with(draft)), WA_REJECTED_POLICY);
}

TEST(SolanaMemo, MemoAccountsAreNoneOrTheSigner) {
    EXPECT_EQ(status_with({{memo_program, {bob.key()}, text}}), WA_REJECTED_POLICY);
    EXPECT_EQ(status_with({{memo_program, {alice.key(), alice.key()}, text}}), WA_REJECTED_POLICY);
    EXPECT_EQ(status_with({{memo_program, {alice.key(), bob.key()}, text}}), WA_REJECTED_POLICY);
}

TEST(SolanaMemo, ComputeBudgetOnlySetsLimitAndPriceOnce) {
    EXPECT_EQ(status_with({the_memo, unit_limit, unit_limit}), WA_REJECTED_POLICY);
    EXPECT_EQ(status_with({the_memo, unit_price, unit_price}), WA_REJECTED_POLICY);
    const auto with = [](Octets data, std::vector<Octets> accounts = {}) {
        return status_with({the_memo, {compute_budget, std::move(accounts), std::move(data)}});
    };
    EXPECT_EQ(with({1, 0, 0, 1, 0}), WA_REJECTED_POLICY) << "RequestHeapFrame";
    EXPECT_EQ(with({4, 0, 0, 1, 0}), WA_REJECTED_POLICY) << "SetLoadedAccountsDataSizeLimit";
    EXPECT_EQ(with({}), WA_REJECTED_POLICY);
    EXPECT_EQ(with({2, 0, 0, 1}), WA_REJECTED_POLICY);
    EXPECT_EQ(with({2, 0, 0, 1, 0, 0}), WA_REJECTED_POLICY);
    EXPECT_EQ(with({3, 0, 0, 1, 0}), WA_REJECTED_POLICY);
    EXPECT_EQ(with({2, 0, 0, 1, 0}, {alice.key()}), WA_REJECTED_POLICY);
}

// Lighthouse's instruction numbers: 0 and 1 write memory, 2 to 15 assert, 16 and 17 call others.
TEST(SolanaMemo, LighthouseOnlyAsserts) {
    for (int number = 0; number < 256; ++number) {
        const Step step{lighthouse, {alice.key()}, {static_cast<std::uint8_t>(number), 0, 0}};
        EXPECT_EQ(status_with({the_memo, step}),
                  number >= 2 && number <= 15 ? WA_OK : WA_REJECTED_POLICY)
            << number;
    }
    EXPECT_EQ(status_with({the_memo, {lighthouse, {}, {}}}), WA_REJECTED_POLICY);
}

TEST(SolanaMemo, TheMemoIsTheMessageToTheByte) {
    auto trailing = text;
    trailing.push_back(0);
    EXPECT_EQ(status_with({{memo_program, {}, trailing}}), WA_REJECTED_SIGNATURE);
    EXPECT_EQ(status_with({{memo_program, {}, {}}}), WA_REJECTED_SIGNATURE);
    auto ask = ask_with({});
    ask.message = {0xff, 0xfe, 0x41};
    EXPECT_EQ(status_of(ask), WA_MALFORMED_MESSAGE) << "no UTF-8";
}

TEST(SolanaMemo, ABitAnywhereMatters) {
    const auto good = ask_with({});
    ASSERT_EQ(status_of(good), WA_OK);
    for (std::size_t i = 0; i < good.signature.size(); ++i) {
        auto bad = good;
        bad.signature[i] ^= 1;
        EXPECT_NE(status_of(bad), WA_OK) << i;
    }
    for (std::size_t i = 1; i < 65; ++i) {
        auto bad = good;
        bad.signature[i] ^= 1;
        EXPECT_EQ(status_of(bad), WA_REJECTED_SIGNATURE) << i;
    }
    auto unsigned_one = good;
    std::fill_n(unsigned_one.signature.begin() + 1, 64, std::uint8_t{0});
    EXPECT_EQ(status_of(unsigned_one), WA_REJECTED_SIGNATURE);
}

TEST(SolanaMemo, EachTruncationIsMalformed) {
    Draft draft;
    draft.steps = {unit_limit, the_memo};
    for (const bool version0 : {false, true}) {
        draft.version0 = version0;
        const auto good = ask_with(draft);
        ASSERT_EQ(status_of(good), WA_OK);
        for (std::size_t size = 0; size < good.signature.size(); ++size) {
            auto bad = good;
            bad.signature.resize(size);
            EXPECT_EQ(status_of(bad), WA_MALFORMED_SIGNATURE) << size;
        }
    }
}

TEST(SolanaMemo, APacketIsTheLimit) {
    EXPECT_EQ(status_of({.scheme = "solana-memo",
                         .account = alice.account(),
                         .message = text,
                         .signature = Octets(1233)}),
              WA_MALFORMED_SIGNATURE);
}

} // namespace
} // namespace walletauth::solana::testing
