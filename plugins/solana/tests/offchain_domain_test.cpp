// SPDX-License-Identifier: Apache-2.0
// The application domain that a service expects of an envelope.
#include "offchain_draft.hpp"
#include "plugin_under_test.hpp"

#include <gtest/gtest.h>

namespace walletauth::solana::testing {
namespace {

using namespace offchain;

TEST(SolanaOffchain, AnExpectedDomainIsNeverPassedOver) {
    EXPECT_EQ(status_of(signed_bytes(v0(domain), {wants_domain(domain)})), WA_OK);
    const auto bytes = v0(domain);
    EXPECT_EQ(status_of(signed_bytes(bytes, {wants_domain(domain), envelope(bytes)})), WA_OK);
    EXPECT_EQ(status_of(ledger(bytes, {wants_domain(domain)})), WA_OK);
    const Octets other(32, 7);
    EXPECT_EQ(status_of(signed_bytes(bytes, {wants_domain(other)})), WA_REJECTED_SIGNATURE);
    EXPECT_EQ(status_of(signed_bytes(bytes, {wants_domain(other), envelope(bytes)})),
              WA_REJECTED_POLICY);
    EXPECT_EQ(status_of(ledger(bytes, {wants_domain(other)})), WA_REJECTED_POLICY);
    // v0-legacy does not satisfy an expectation, not even of zeros.
    const auto without = legacy(0);
    for (const auto &expected : {domain, Octets(32)}) {
        EXPECT_EQ(status_of(signed_bytes(without, {wants_domain(expected)})),
                  WA_REJECTED_SIGNATURE);
        EXPECT_EQ(status_of(signed_bytes(without, {wants_domain(expected), envelope(without)})),
                  WA_REJECTED_POLICY);
    }
    EXPECT_EQ(status_of(signed_bytes(without, {wants_domain(domain), layout("v0-legacy")})),
              WA_MALFORMED_PARAMS);
}

// v1 has none by design: its text says where it is for.
TEST(SolanaOffchain, V1PassesWhateverDomainIsExpected) {
    for (const auto &expected : {domain, Octets(32)}) {
        EXPECT_EQ(status_of(signed_bytes(v1(), {wants_domain(expected)})), WA_OK);
        EXPECT_EQ(status_of(signed_bytes(v1(), {wants_domain(expected), layout("v1")})), WA_OK);
        EXPECT_EQ(status_of(signed_bytes(v1(), {wants_domain(expected), envelope(v1())})), WA_OK);
        EXPECT_EQ(status_of(ledger(v1(), {wants_domain(expected)})), WA_OK);
    }
}

// 20-byte against 32-byte domain.
TEST(SolanaOffchain, ADomainHas32Bytes) {
    for (const std::size_t size : {0, 20, 31, 33}) {
        EXPECT_EQ(status_of(signed_bytes(v0(domain), {wants_domain(Octets(size))})),
                  WA_MALFORMED_PARAMS)
            << size;
    }
    // An envelope written with 20 bytes has its format and count elsewhere.
    const auto short_domain =
        joined({prefix, {0}, Octets(20), {0, 1}, alice.key(), size_of(text), text});
    EXPECT_EQ(status_of(signed_bytes(short_domain, {envelope(short_domain)})), WA_MALFORMED_PARAMS);
}

// A text for example.com in an envelope for another application: a page that shows one and signs
// for the other.
TEST(SolanaOffchain, SigningInTakesNoEnvelopeForAnotherApplication) {
    const auto sign_in =
        octets("example.com wants you to sign in with your Solana account:\n" + alice.account());
    const auto of = [&](const Octets &application, bool beside) {
        const auto bytes = v0(application, 0, sign_in);
        auto ask = beside ? signed_bytes(bytes, {envelope(bytes)}) : ledger(bytes);
        ask.message = sign_in;
        EXPECT_EQ(status_of(ask), WA_OK); // the signature itself is good
        return read_claims(ask, "siws");
    };
    const auto evil = joined({octets("evil.example"), Octets(20)});
    const auto tail = joined({octets("example.com"), Octets(20), {1}});
    for (const bool beside : {false, true}) {
        EXPECT_EQ(of(domain, beside).status, WA_OK);
        EXPECT_EQ(of(Octets(32), beside).status, WA_OK);
        for (const auto &wrong : {evil, tail, Octets(32, 7)}) {
            const auto read = of(wrong, beside);
            EXPECT_EQ(read.status, WA_MALFORMED_MESSAGE);
            EXPECT_EQ(read.detail.substr(0, 8), "domain: ");
        }
    }
    auto expects = ledger(v1(sign_in), {wants_domain(evil)});
    expects.message = sign_in;
    EXPECT_EQ(read_claims(expects, "siws").status, WA_MALFORMED_MESSAGE);
    // What is no envelope is verify's to refuse.
    auto rubbish = signed_bytes(octets("x"));
    rubbish.message = sign_in;
    rubbish.signature = Octets(64);
    EXPECT_EQ(read_claims(rubbish, "siws").status, WA_OK);
}

} // namespace
} // namespace walletauth::solana::testing
