// SPDX-License-Identifier: Apache-2.0
// What is tried where a request does not say what its account was deployed with, and that a guess
// that fails says nothing against the owner. Addresses by the formula of cairo-lang
// (contract_address), which the vectors hold against starknet.js.
#include "account_request.hpp"

#include "plugins/starknet/account_classes.hpp"
#include "plugins/starknet/hashes.hpp"

namespace {

using namespace walletauth;
using namespace walletauth::starknet;

TEST(StarknetDeployment, TheClassIsFoundInTheTable) {
    Request request;
    request.key = victim;
    request.accept = derived_only;
    const auto proof = request.prove(victim_signature);
    ASSERT_TRUE(proof.has_value()) << proof.error().detail.view();
    EXPECT_EQ(proof->link, std::uint32_t{WA_LINK_DERIVED});
    request.key = thief;
    EXPECT_EQ(request.status(thief_signature), WA_UNSUPPORTED_EVIDENCE);
    EXPECT_EQ(request.status(victim_signature), WA_REJECTED_SIGNATURE) << "not the stated key's";
    request.key.reset();
    EXPECT_EQ(request.status(victim_signature), WA_UNSUPPORTED_EVIDENCE) << "whose key?";
}

TEST(StarknetDeployment, CalldataWithoutAClassIsTriedWithEach) {
    Request request;
    request.with("constructor_calldata", R"([")" + victim.hex() + R"("])").key = victim;
    request.accept = derived_only;
    EXPECT_EQ(request.status(victim_signature), WA_OK);
    Request other;
    other.with("constructor_calldata", R"([")" + thief.hex() + R"("])").key = victim;
    other.accept = derived_only;
    EXPECT_EQ(other.status(victim_signature), WA_UNSUPPORTED_EVIDENCE);
}

/// The calldata names the owner, and the address binds it: neither key nor class need be stated.
TEST(StarknetDeployment, CalldataAloneIsTriedWithEachClass) {
    constexpr auto not_found = R"({"code":20,"message":"Contract not found"})";
    const auto stated = [](const Felt &owner, bool has_salt) {
        Request request;
        request.with("constructor_calldata", R"([")" + owner.hex() + R"("])");
        if (has_salt) request.with("salt", owner.hex());
        return request;
    };
    for (const bool has_salt : {true, false}) {
        auto request = stated(victim, has_salt);
        request.accept = derived_only;
        const auto proof = request.prove(victim_signature);
        ASSERT_TRUE(proof.has_value()) << proof.error().detail.view();
        EXPECT_EQ(proof->link, std::uint32_t{WA_LINK_DERIVED});
        EXPECT_EQ(request.status(thief_signature), WA_REJECTED_SIGNATURE);
        auto undeployed = stated(victim, has_salt);
        undeployed.answer_all(victim_signature, not_found, WA_EVIDENCE_ERROR);
        EXPECT_EQ(undeployed.status(victim_signature), WA_OK);
        // Of the thief's own calldata comes another address.
        auto other = stated(thief, has_salt);
        other.accept = derived_only;
        EXPECT_EQ(other.status(thief_signature), WA_UNSUPPORTED_EVIDENCE);
    }
    // A guess that fails is none of a thief, whatever was stated of it.
    auto wrong = stated(thief, true);
    wrong.answer_all(thief_signature, not_found, WA_EVIDENCE_ERROR);
    EXPECT_EQ(wrong.status(thief_signature), WA_UNSUPPORTED_EVIDENCE);
    Request salt_alone;
    salt_alone.with("salt", victim.hex())
        .answer_all(victim_signature, not_found, WA_EVIDENCE_ERROR);
    EXPECT_EQ(salt_alone.status(victim_signature), WA_UNSUPPORTED_EVIDENCE);
}

/// The account has another salt, as Argent's smart accounts have.
TEST(StarknetDeployment, AGuessThatFailsIsNoRefusal) {
    const Felt salted = contract_address(felt(oz), Felt{99}, std::span{&victim, 1}, Felt{});
    const auto status = [&](const AccountParams &params, std::uint32_t accept) {
        Request request;
        request.accept = accept;
        const auto proof =
            prove_ownership(request.build(), {salted, hash, victim_signature, victim, params});
        return proof ? std::uint32_t{WA_OK} : proof.error().status;
    };
    AccountParams params;
    for (const bool has_calldata : {false, true}) {
        if (has_calldata) params.calldata = std::vector{victim};
        params.class_hash = felt(oz);
        params.salt.reset();
        EXPECT_EQ(status(params, derived_only), WA_UNSUPPORTED_EVIDENCE);
        EXPECT_EQ(status(params, both), WA_NEEDS_EVIDENCE);
        params.salt = Felt{99};
        EXPECT_EQ(status(params, derived_only), WA_OK);
    }
    // All is stated: no other deployment is possible by the same words.
    params.salt = Felt{98};
    EXPECT_EQ(status(params, derived_only), WA_REJECTED_SIGNER);
    EXPECT_EQ(status(params, both), WA_NEEDS_EVIDENCE);
}

TEST(StarknetDeployment, EveryImplementationOfAProxyIsTried) {
    const Felt proxy = felt("0x025ec026985a3bf9d0cc1fe17326b245dfdc3ff89b8fde106542a3ea56c5a918");
    const auto implementations = implementations_of(AccountKind::argent_0_2);
    ASSERT_EQ(implementations.size(), 4U);
    for (const Felt &implementation : implementations) {
        const std::vector calldata{implementation, starknet_keccak("initialize"), Felt{2}, victim,
                                   Felt{}};
        const Felt address = contract_address(proxy, victim, calldata, Felt{});
        AccountParams params;
        params.class_hash = proxy;
        Request request;
        request.accept = derived_only;
        EXPECT_TRUE(
            prove_ownership(request.build(), {address, hash, victim_signature, victim, params}));
    }
}

/// argent-contracts-starknet, MAX_SIGNERS_COUNT, since multisig 0.1.0.
TEST(StarknetDeployment, MultisigsHave32SignersAtMost) {
    const auto is_constructed = [](std::uint64_t count) {
        std::vector<Felt> calldata{Felt{1}, Felt{count}};
        for (std::uint64_t i = 0; i < count; ++i)
            calldata.emplace_back(100 + i);
        return construct(AccountKind::multisig_0_1, calldata).has_value();
    };
    EXPECT_TRUE(is_constructed(32));
    EXPECT_FALSE(is_constructed(33));
}

/// Who has a stated class, and asks no chain, keeps to its form; anything else the account decides.
TEST(StarknetDeployment, FormsOfSignatures) {
    const std::vector<Felt> seven(7, Felt{5});
    Request named;
    named.with("class_hash", oz).key = victim;
    named.accept = derived_only;
    EXPECT_EQ(named.status(seven), WA_MALFORMED_SIGNATURE);
    named.key.reset();
    named.accept = both;
    EXPECT_EQ(named.status(seven), WA_NEEDS_EVIDENCE);
    Request unnamed;
    unnamed.accept = derived_only;
    EXPECT_EQ(unnamed.status(seven), WA_UNSUPPORTED_EVIDENCE);
    unnamed.accept = both;
    EXPECT_EQ(unnamed.status(seven), WA_NEEDS_EVIDENCE);
    EXPECT_EQ(unnamed.status({}), WA_NEEDS_EVIDENCE);
    // Nothing tells whether a stated key has signed, whatever the account says.
    unnamed.key = victim;
    EXPECT_EQ(unnamed.status(seven), WA_UNSUPPORTED_EVIDENCE);
    unnamed.answer_all(seven, R"(["0x56414c4944"])");
    EXPECT_EQ(unnamed.status(seven), WA_UNSUPPORTED_EVIDENCE);
    unnamed.key.reset();
    EXPECT_EQ(unnamed.status(seven), WA_OK);
}

} // namespace
