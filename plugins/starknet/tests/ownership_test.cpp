// SPDX-License-Identifier: Apache-2.0
// Whose account a signature speaks for.
#include "account_request.hpp"

#include <algorithm>

namespace {

using namespace walletauth;
using namespace walletauth::starknet;

TEST(StarknetOwnership, OwnerProvesAnAccountByItsDeployment) {
    Request request;
    request.with_deployment(victim, victim);
    const auto proof = request.prove(victim_signature);
    ASSERT_TRUE(proof.has_value()) << proof.error().detail.view();
    EXPECT_EQ(proof->account.view(), account.padded_hex());
    EXPECT_EQ(proof->link, std::uint32_t{WA_LINK_DERIVED});
    EXPECT_TRUE(std::ranges::equal(proof->public_key.span(), victim.bytes()));

    Request short_form;
    short_form.with("class_hash", oz).key = victim;
    EXPECT_EQ(short_form.status(victim_signature), WA_OK);
}

TEST(StarknetOwnership, ThiefWithTheVictimsDeploymentIsRejected) {
    Request request;
    request.with_deployment(victim, victim).accept = derived_only;
    EXPECT_EQ(request.status(thief_signature), WA_REJECTED_SIGNATURE);
    request.key = thief;
    EXPECT_EQ(request.status(thief_signature), WA_REJECTED_SIGNER);
    request.key = victim;
    EXPECT_EQ(request.status(thief_signature), WA_REJECTED_SIGNATURE);
    // Where the chain may be asked it has the last word, and the account says no or is not there.
    request.key.reset();
    request.accept = both;
    ASSERT_EQ(request.status(thief_signature), WA_NEEDS_EVIDENCE);
    Request no = request;
    EXPECT_EQ(no.answer_all(thief_signature, R"(["0x0"])").status(thief_signature),
              WA_REJECTED_SIGNATURE);
    Request absent;
    absent.with_deployment(victim, victim)
        .answer_all(thief_signature, R"({"code":20,"message":"Contract not found"})",
                    WA_EVIDENCE_ERROR);
    EXPECT_EQ(absent.status(thief_signature), WA_REJECTED_SIGNATURE);
    EXPECT_EQ(absent.queries(thief_signature).size(), 0U);
}

TEST(StarknetOwnership, ThiefWithHisKeyInTheCalldataIsRejected) {
    for (const Felt &salt : {victim, thief}) {
        Request request;
        request.with_deployment(thief, salt).accept = derived_only;
        EXPECT_EQ(request.status(thief_signature), WA_REJECTED_SIGNER);
        request.key = thief;
        EXPECT_EQ(request.status(thief_signature), WA_REJECTED_SIGNER);
    }
    Request without_calldata;
    without_calldata.with("class_hash", oz).with("salt", victim.hex()).key = thief;
    without_calldata.accept = derived_only;
    // A guess that fails says nothing: the account may be deployed with other calldata.
    EXPECT_EQ(without_calldata.status(thief_signature), WA_UNSUPPORTED_EVIDENCE);
}

TEST(StarknetOwnership, ThiefWithAnotherClassOrKeyAsSaltIsNoOwner) {
    // An unknown class may name its owner anywhere, so only the chain can tell.
    Request request;
    request.with("class_hash", "0x123").with("salt", thief.hex());
    request.with("constructor_calldata", R"([")" + thief.hex() + R"("])").accept = derived_only;
    EXPECT_EQ(request.status(thief_signature), WA_UNSUPPORTED_EVIDENCE);
    request.accept = both;
    EXPECT_EQ(request.status(thief_signature), WA_NEEDS_EVIDENCE);
}

TEST(StarknetOwnership, StatedKeyMustHaveSigned) {
    Request request;
    request.accept = WA_ACCEPT_CHAIN_STATE;
    request.key = victim;
    EXPECT_EQ(request.status(victim_signature), WA_NEEDS_EVIDENCE);
    EXPECT_EQ(request.status(thief_signature), WA_REJECTED_SIGNATURE);
    request.answer_all(thief_signature, R"(["0x56414c4944"])");
    EXPECT_EQ(request.status(thief_signature), WA_REJECTED_SIGNER);
}

/// Argent's [owner r, s, guardian r, s] (argent-contracts-starknet): who co-signs for others does
/// not own their accounts, and an account must not speak with his key.
TEST(StarknetOwnership, StatedKeyIsNoGuardiansInTheConciseForm) {
    std::vector<Felt> co_signed = victim_signature;
    co_signed.insert(co_signed.end(), thief_signature.begin(), thief_signature.end());
    Request request;
    request.key = thief;
    EXPECT_EQ(request.status(co_signed), WA_REJECTED_SIGNATURE);
    request.answer_all(co_signed, R"(["0x56414c4944"])");
    EXPECT_EQ(request.status(co_signed), WA_REJECTED_SIGNER);
    request.key = victim;
    EXPECT_EQ(request.status(co_signed), WA_OK);
}

TEST(StarknetOwnership, DeploymentDecidesForAnAccountThatIsNotThere) {
    Request request;
    request.with_deployment(victim, victim)
        .answer_all(victim_signature, R"({"code":20,"message":"Contract not found"})",
                    WA_EVIDENCE_ERROR);
    const auto proof = request.prove(victim_signature);
    ASSERT_TRUE(proof.has_value());
    EXPECT_EQ(proof->link, std::uint32_t{WA_LINK_DERIVED});
    Request nothing;
    nothing.answer_all(victim_signature, R"({"code":20})", WA_EVIDENCE_ERROR);
    EXPECT_EQ(nothing.status(victim_signature), WA_REJECTED_SIGNER);
}

TEST(StarknetOwnership, EvidenceBeatsDerivation) {
    Request request; // the owner has changed since the deployment
    request.with_deployment(victim, victim).answer_all(victim_signature, R"(["0x0"])");
    EXPECT_EQ(request.status(victim_signature), WA_REJECTED_SIGNATURE);
}

} // namespace
