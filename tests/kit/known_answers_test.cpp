// SPDX-License-Identifier: Apache-2.0
// The runner of self-tests: it passes what answers as expected, and names what does not.
#include <walletauth/request/known_answers.hpp>

#include <walletauth/request/parameters.hpp>
#include <walletauth/request/scheme_verifier.hpp>
#include <walletauth/text/text.hpp>

#include <gtest/gtest.h>

#include <string>

namespace walletauth {
namespace {

Proof proof_of(std::string_view account) {
    Proof proof;
    (void)proof.account.assign(account);
    return proof;
}

// Valid if the signature is the message's bytes, behind the key if one is given.
Result<Proof> verify(const wa_request &request) {
    if (view(request.chain) != "test:main") return refuse(WA_UNSUPPORTED_CHAIN);
    if (request.accept != WA_ACCEPT_DERIVED) return refuse(WA_MALFORMED_REQUEST);
    if (view(request.account) != "alice") return refuse(WA_REJECTED_SIGNER);
    if ((request.flags & WA_REQUEST_COMPAT) != 0) return proof_of("alice");
    if (Parameters{request}.text("mode") == "wrong") return refuse(WA_MALFORMED_PARAMS);
    const std::string expected = std::string{as_text(view(request.public_key))} +
                                 std::string{as_text(view(request.message))};
    if (as_text(view(request.signature)) != expected) return refuse(WA_REJECTED_SIGNATURE);
    return proof_of("alice");
}

constexpr SchemeVerifier verifier{
    {.verify = &verify, .notation = notation_of<forms::hex<2, 3>, forms::hex<1>>}};

std::string answer(std::span<const KnownRequest> requests, std::string_view chain = "test:main") {
    const auto result = check_known_answers(verifier, chain, requests);
    if (result) return "passes";
    EXPECT_EQ(result.error().status, static_cast<std::uint32_t>(WA_ERROR_INTERNAL));
    return std::string{result.error().detail.view()};
}

// As schemes do that recover the key: who is claimed is the kit's to compare.
constexpr SchemeVerifier recovering{
    {.verify = [](const wa_request &) -> Result<Proof> { return proof_of("alice"); },
     .notation = notation_of<forms::hex<2, 3>, forms::hex<1>>}};
constexpr SchemeVerifier nameless{
    {.verify = [](const wa_request &) -> Result<Proof> { return Proof{}; },
     .notation = notation_of<forms::hex<2, 3>, forms::hex<1>>}};

TEST(KnownRequests, CompareTheProvenAccountWithTheClaim) {
    const KnownRequest other[]{{.name = "thief", .account = "bob", .signature = "6869"}};
    const auto result = check_known_answers(recovering, "test:main", other);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().detail.view(), "thief: answered rejected signer, expected valid");
    const KnownRequest rejected[]{
        {.name = "thief", .account = "bob", .signature = "6869", .status = WA_REJECTED_SIGNER},
        {.name = "owner", .account = "alice", .signature = "6869"},
        {.name = "nobody claimed", .signature = "6869"}};
    EXPECT_TRUE(check_known_answers(recovering, "test:main", rejected));
    EXPECT_FALSE(check_known_answers(nameless, "test:main", std::span{rejected}.subspan(2)));
}

TEST(KnownRequests, PassWhereEveryStatusIsTheExpectedOne) {
    const std::string_view mode = "wrong";
    const wa_parameter parameter{text_of("mode"), bytes_of(as_bytes(mode)), WA_PARAMETER_TEXT, 0};
    const KnownRequest requests[]{
        {.name = "good", .account = "alice", .message = "hi", .signature = "6869"},
        {.name = "key",
         .account = "alice",
         .public_key = "2b",
         .message = "hi",
         .signature = "2b6869"},
        {.name = "other message",
         .account = "alice",
         .message = "ho",
         .signature = "6869",
         .status = WA_REJECTED_SIGNATURE},
        {.name = "other account",
         .account = "bob",
         .message = "hi",
         .signature = "6869",
         .status = WA_REJECTED_SIGNER},
        {.name = "no text", .signature = "6869x", .status = WA_MALFORMED_SIGNATURE},
        {.name = "no key",
         .public_key = "x",
         .signature = "6869",
         .status = WA_MALFORMED_PUBLIC_KEY},
        {.name = "compat",
         .account = "alice",
         .message = "ho",
         .signature = "6869",
         .flags = WA_REQUEST_COMPAT},
        {.name = "parameter",
         .account = "alice",
         .message = "hi",
         .signature = "6869",
         .status = WA_MALFORMED_PARAMS,
         .parameters = {&parameter, 1}},
    };
    EXPECT_EQ(answer(requests), "passes");
    EXPECT_EQ(answer({}), "passes");
}

TEST(KnownRequests, NameTheFirstThatFails) {
    const KnownRequest good{
        .name = "good", .account = "alice", .message = "hi", .signature = "6869"};
    auto refused = good;
    refused.name = "should be valid";
    refused.account = "bob";
    auto taken = good;
    taken.name = "should be refused";
    taken.status = WA_REJECTED_SIGNATURE;
    auto other = refused;
    other.name = "another refusal";
    other.status = WA_REJECTED_SIGNATURE;
    EXPECT_EQ(answer(std::vector{good, refused, taken}),
              "should be valid: answered rejected signer, expected valid");
    EXPECT_EQ(answer(std::vector{good, taken, refused}),
              "should be refused: answered valid, expected rejected signature");
    EXPECT_EQ(answer(std::vector{good, other}),
              "another refusal: answered rejected signer, expected rejected signature");
    EXPECT_EQ(answer(std::vector{good}, "test:other"),
              "good: answered unsupported chain, expected valid");
}

TEST(KnownFacts, NameTheFirstThatDoesNotHold) {
    constexpr KnownFact holds{"one", [] { return true; }};
    constexpr KnownFact fails{"two", [] { return false; }};
    constexpr KnownFact never{"three", []() -> bool { throw "not asked"; }};
    EXPECT_TRUE(check_known_answers(std::vector{holds, holds}));
    EXPECT_TRUE(check_known_answers(std::span<const KnownFact>{}));
    const auto result = check_known_answers(std::vector{holds, fails, never});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().status, static_cast<std::uint32_t>(WA_ERROR_INTERNAL));
    EXPECT_EQ(result.error().detail.view(), "self-test failed: two");
}

TEST(KnownAnswers, OfAnotherShapeAreAskedByTheirOwnFunction) {
    struct Row {
        std::string_view name;
        int number;
        std::uint32_t status;
    };
    const auto is_even = [](const Row &row) {
        return status_of(row.number % 2 == 0 ? Result<void>{} : refuse(WA_REJECTED_POLICY));
    };
    constexpr Row good[]{{"two", 2, WA_OK}, {"three", 3, WA_REJECTED_POLICY}};
    EXPECT_TRUE(check_known_answers(good, is_even));
    constexpr Row bad[]{{"two", 2, WA_OK}, {"four", 4, WA_REJECTED_POLICY}};
    const auto result = check_known_answers(bad, is_even);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().detail.view(), "four: answered valid, expected rejected policy");
}

} // namespace
} // namespace walletauth
