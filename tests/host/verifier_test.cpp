// SPDX-License-Identifier: Apache-2.0
// The verifier over a plugin whose answers can be computed by hand (tests/toy).
#include "toy_plugin.hpp"

#include <walletauth/hash/keccak.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/verifier.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace walletauth;

const std::vector<std::uint8_t> key(32, 0x11);
const std::string key_account(64, '1');

std::vector<std::uint8_t> sign(std::string_view message) {
    Keccak256 hasher;
    hasher.update(key);
    hasher.update(as_bytes(message));
    const auto hash = hasher.finish();
    return {hash.begin(), hash.end()};
}

Verifier make_verifier(const Grant &grant = {}) {
    auto set = std::make_shared<PluginSet>();
    EXPECT_TRUE(set->add(&toy::entry, grant).has_value());
    return Verifier{set};
}

struct Signed {
    std::vector<std::uint8_t> signature = sign("hello");
    Request request;
    Service service;
    explicit Signed(std::string_view account = key_account) {
        request.chain = "toynet:main";
        request.scheme = "toy";
        request.account = account;
        request.public_key = key;
        request.message = as_bytes("hello");
        request.signature = signature;
    }
};

TEST(Verifier, NamesTheAccountThatSigned) {
    const auto verdict = make_verifier().verify(Signed{}.request);
    ASSERT_EQ(verdict.status, WA_OK) << verdict.detail;
    EXPECT_EQ(verdict.address, key_account);
    EXPECT_EQ(verdict.account, "toynet:main:" + key_account);
    EXPECT_EQ(verdict.link, WA_LINK_DERIVED);
    EXPECT_EQ(verdict.public_key, key);
}

TEST(Verifier, ClaimMayBeAnySpellingOrCaip10) {
    const auto verifier = make_verifier();
    const std::string caip = "toynet:main:" + key_account;
    EXPECT_EQ(verifier.verify(Signed{caip}.request).status, WA_OK);
    const std::string encoded = "toynet:main:%31" + key_account.substr(1);
    EXPECT_EQ(verifier.verify(Signed{encoded}.request).status, WA_OK);
    const std::string elsewhere = "toynet:test:" + key_account;
    const auto verdict = verifier.verify(Signed{elsewhere}.request);
    EXPECT_EQ(verdict.status, WA_MALFORMED_ACCOUNT);
    EXPECT_EQ(verdict.detail, "account is on toynet:test, the request on toynet:main");
}

TEST(Verifier, AKnownRouteGivesTheSameVerdict) {
    const auto verifier = make_verifier();
    const std::string other(64, '2');
    for (const std::string_view account : {std::string_view{key_account}, std::string_view{other},
                                           std::string_view{"!"}, std::string_view{}}) {
        const Signed one{account};
        const auto route = verifier.plugins().route(one.request.chain, one.request.scheme);
        ASSERT_TRUE(route.has_value());
        const auto verdict = verifier.verify(**route, one.request);
        const auto looked_up = verifier.verify(one.request);
        EXPECT_EQ(verdict.status, looked_up.status);
        EXPECT_EQ(verdict.account, looked_up.account);
        EXPECT_EQ(verdict.detail, looked_up.detail);
    }
}

TEST(Verifier, WithoutAClaimTheKeysAccountIsNamed) {
    EXPECT_EQ(make_verifier().verify(Signed{""}.request).address, key_account);
}

TEST(Verifier, AnotherAccountIsRejected) {
    const std::string other(64, '2');
    EXPECT_EQ(make_verifier().verify(Signed{other}.request).status, WA_REJECTED_SIGNER);
}

TEST(Verifier, AnotherMessageIsRejected) {
    Signed one;
    one.request.message = as_bytes("hellp");
    EXPECT_EQ(make_verifier().verify(one.request).status, WA_REJECTED_SIGNATURE);
}

TEST(Verifier, UnknownChainAndSchemeAreUnsupported) {
    const auto verifier = make_verifier();
    Signed one;
    one.request.scheme = "account"; // the account route is no scheme
    EXPECT_EQ(verifier.verify(one.request).status, WA_UNSUPPORTED_SCHEME);
    one.request.chain = "othernet:1";
    EXPECT_EQ(verifier.verify(one.request).status, WA_UNSUPPORTED_CHAIN);
    one.request.chain = "toynet";
    EXPECT_EQ(verifier.verify(one.request).status, WA_MALFORMED_CHAIN);
    one.request.chain = "toynet:a/b";
    EXPECT_EQ(verifier.verify(one.request).status, WA_MALFORMED_CHAIN);
}

TEST(Verifier, SchemeOfAnotherChainOfTheNamespaceIsAnUnsupportedChain) {
    const auto verifier =
        make_verifier({.routes = {"toynet:main/toy", "toynet/account"}, .compat = {}});
    Signed one;
    EXPECT_EQ(verifier.verify(one.request).status, WA_OK);
    one.request.chain = "toynet:test";
    EXPECT_EQ(verifier.verify(one.request).status, WA_UNSUPPORTED_CHAIN);
    EXPECT_EQ(verifier.plugins().derive_account("toynet:test", "toy", key).error().status,
              WA_UNSUPPORTED_CHAIN);
    one.request.scheme = "other";
    EXPECT_EQ(verifier.verify(one.request).status, WA_UNSUPPORTED_SCHEME);
    one.request.scheme = "account";
    EXPECT_EQ(verifier.verify(one.request).status, WA_UNSUPPORTED_SCHEME);
}

TEST(Verifier, CompatNeedsTheOperatorsGrant) {
    Signed one;
    std::ranges::reverse(one.signature);
    const Grant strict{.routes = {"toynet/toy", "toynet/account"}, .compat = {}};
    const Grant lax{.routes = strict.routes, .compat = {"toynet/toy"}};
    EXPECT_EQ(make_verifier(lax).verify(one.request).status, WA_REJECTED_SIGNATURE);
    one.service.flags = WA_REQUEST_COMPAT;
    EXPECT_EQ(make_verifier(lax).verify(one.request, one.service).status, WA_OK);
    EXPECT_EQ(make_verifier(strict).verify(one.request, one.service).status, WA_UNSUPPORTED_FLAG);
    one.service.flags = 2;
    EXPECT_EQ(make_verifier(lax).verify(one.request, one.service).status, WA_UNSUPPORTED_FLAG);
}

TEST(Verifier, LimitsOfTheDescriptorComeFirst) {
    const auto verifier = make_verifier();
    Signed one;
    const std::vector<std::uint8_t> large(1025);
    one.request.message = large;
    EXPECT_EQ(verifier.verify(one.request).status, WA_MALFORMED_MESSAGE);
    one.request.public_key = std::span{large}.first(31);
    EXPECT_EQ(verifier.verify(one.request).status, WA_MALFORMED_PUBLIC_KEY);
    one.request.account = "!";
    EXPECT_EQ(verifier.verify(one.request).status, WA_MALFORMED_ACCOUNT);
    one.service.accept = 0;
    EXPECT_EQ(verifier.verify(one.request, one.service).status, WA_MALFORMED_REQUEST);
    const wa_parameter unknown{text_of("nonce"), {}, WA_PARAMETER_TEXT, 0};
    one.request.parameters = {&unknown, 1};
    EXPECT_EQ(verifier.verify(one.request, one.service).status, WA_UNSUPPORTED_PARAMS);
}

TEST(Verifier, BatchGivesTheVerdictsOfSingleCalls) {
    const auto verifier = make_verifier();
    const std::string other(64, '2');
    std::vector<Signed> many{Signed{}, Signed{other}, Signed{"!"}, Signed{""}};
    std::vector<Request> requests;
    for (std::size_t i = 0; i < many.size(); ++i) {
        many[i].request.signature = many[i].signature;
        requests.push_back(many[i].request);
    }
    requests.push_back(requests[0]);
    requests.back().chain = "nonet:1";
    const auto verdicts = verifier.verify(requests);
    ASSERT_EQ(verdicts.size(), requests.size());
    const std::vector<std::uint32_t> expected{WA_OK, WA_REJECTED_SIGNER, WA_MALFORMED_ACCOUNT,
                                              WA_OK, WA_UNSUPPORTED_CHAIN};
    for (std::size_t i = 0; i < requests.size(); ++i) {
        EXPECT_EQ(verdicts[i].status, expected[i]) << i;
        const auto single = verifier.verify(requests[i]);
        EXPECT_EQ(verdicts[i].status, single.status) << i;
        EXPECT_EQ(verdicts[i].account, single.account) << i;
        EXPECT_EQ(verdicts[i].detail, single.detail) << i;
    }
    EXPECT_TRUE(verifier.verify(std::span<const Request>{}).empty());
}

TEST(Verifier, StatusNamesFollowTheClassOfUnknownValues) {
    EXPECT_EQ(status_name(WA_OK), "valid");
    EXPECT_EQ(status_name(0x1ff), "rejected");
    EXPECT_EQ(reason_name(0x1ff), "");
    EXPECT_EQ(reason_name(WA_REJECTED_SIGNER), "signer");
    EXPECT_EQ(status_name(0xffff), "error");
    EXPECT_EQ(status_and_reason(WA_REJECTED_SIGNER), "rejected signer");
    EXPECT_EQ(status_and_reason(WA_OK), "valid");
}

const std::string first_query = R"({"method":"key_of","params":{"name":"alice","step":1}})";

Request named(Signed &signed_request) {
    signed_request.request.account = "alice";
    signed_request.service.accept = WA_ACCEPT_DERIVED | WA_ACCEPT_CHAIN_STATE;
    return signed_request.request;
}

TEST(Evidence, NamedAccountNeedsIt) {
    Signed one;
    const auto request = named(one);
    const auto verdict = make_verifier().verify(request, one.service);
    EXPECT_EQ(verdict.status, WA_NEEDS_EVIDENCE);
    EXPECT_EQ(verdict.queries, std::vector{first_query});
    one.service.accept = WA_ACCEPT_DERIVED;
    EXPECT_EQ(make_verifier().verify(request, one.service).status, WA_UNSUPPORTED_EVIDENCE);
}

TEST(Evidence, BadSignatureAsksForNothing) {
    Signed one;
    auto request = named(one);
    request.message = as_bytes("other");
    const auto verdict = make_verifier().verify(request, one.service);
    EXPECT_EQ(verdict.status, WA_REJECTED_SIGNATURE);
    EXPECT_TRUE(verdict.queries.empty());
}

struct Item {
    std::string query = first_query;
    std::string answer = '"' + key_account + '"';
    [[nodiscard]] wa_evidence get(std::uint32_t kind = WA_EVIDENCE_RESULT) const {
        return {bytes_of(as_bytes(query)), bytes_of(as_bytes(answer)), kind, 0};
    }
};

TEST(Evidence, IsTheServices) {
    Signed one;
    auto request = named(one);
    const Item item;
    const auto evidence = item.get();
    one.service.evidence = {&evidence, 1};
    const auto verdict = make_verifier().verify(request, one.service);
    EXPECT_EQ(verdict.status, WA_OK) << verdict.detail;
    EXPECT_EQ(verdict.link, WA_LINK_CHAIN_STATE);
    EXPECT_EQ(verdict.address, "alice");
}

TEST(Evidence, AnotherKeyAnErrorADuplicate) {
    Signed one;
    auto request = named(one);
    Item other;
    other.answer = R"("2222")";
    auto evidence = std::vector{other.get()};
    one.service.evidence = evidence;
    EXPECT_EQ(make_verifier().verify(request, one.service).status, WA_REJECTED_SIGNER);
    evidence = {other.get(WA_EVIDENCE_ERROR)};
    one.service.evidence = evidence;
    EXPECT_EQ(make_verifier().verify(request, one.service).status, WA_ERROR_EVIDENCE);
    const Item good;
    evidence = {good.get(), good.get()};
    one.service.evidence = evidence;
    EXPECT_EQ(make_verifier().verify(request, one.service).status, WA_MALFORMED_EVIDENCE);
}

// docs/wire-format.md, "Evidence": at most 256 items, no two of one query.
TEST(Evidence, ManyItems) {
    Signed one;
    const auto request = named(one);
    std::vector<Item> items(257);
    std::vector<wa_evidence> evidence;
    for (std::size_t i = 0; i < items.size(); ++i) {
        items[i] = {.query = std::to_string(i), .answer = "0"};
        evidence.push_back(items[i].get());
    }
    one.service.evidence = evidence;
    const auto verdict = make_verifier().verify(request, one.service);
    EXPECT_EQ(verdict.status, WA_MALFORMED_EVIDENCE);
    EXPECT_EQ(verdict.detail, "evidence has 257 items, the limit is 256");
    evidence.pop_back();
    one.service.evidence = evidence;
    EXPECT_EQ(make_verifier().verify(request, one.service).detail.contains("answers the query of"),
              false);
    items[201].query = items[7].query;
    evidence[201] = items[201].get();
    EXPECT_EQ(make_verifier().verify(request, one.service).detail,
              "evidence 201 answers the query of 7");
}

TEST(Accounts, NormalizeDeriveAndIdentify) {
    const auto verifier = make_verifier();
    EXPECT_EQ(verifier.plugins().normalize_account("toynet:x", "ALICE"), "alice");
    EXPECT_EQ(verifier.plugins().normalize_account("nonet:x", "alice").error().status,
              WA_UNSUPPORTED_CHAIN);
    EXPECT_EQ(verifier.plugins().derive_account("toynet:x", "toy", key), key_account);
    EXPECT_EQ(verifier.plugins().derive_account("toynet:x", "no", key).error().status,
              WA_UNSUPPORTED_SCHEME);
}

TEST(PluginSet, GrantsAreChecked) {
    const auto refusal = [](const Grant &grant) {
        PluginSet set;
        const auto added = set.add(&toy::entry, grant);
        EXPECT_TRUE(set.scheme_routes().empty() && set.account_routes().empty());
        return added ? "" : added.error().rule;
    };
    EXPECT_EQ(refusal({{"toynet/other"}, {}}), "route");
    EXPECT_EQ(refusal({{"othernet/toy"}, {}}), "route");
    EXPECT_EQ(refusal({{"othernet/account"}, {}}), "route");
    EXPECT_EQ(refusal({{"toynet"}, {}}), "route");
    EXPECT_EQ(refusal({{"toynet/toy@2"}, {}}), "revision");
    EXPECT_EQ(refusal({{"toynet/toy"}, {"toynet/account"}}), "compat");
    EXPECT_EQ(refusal({{"toynet/toy", "toynet:main/toy"}, {}}), "overlap");
    PluginSet set;
    EXPECT_TRUE(set.add(&toy::entry, {{"toynet:main/toy@3", "toynet/account"}, {}}).has_value());
    EXPECT_NE(set.find_scheme("toynet:main", "toy"), nullptr);
    EXPECT_EQ(set.find_scheme("toynet:test", "toy"), nullptr);
    EXPECT_EQ(set.add(&toy::entry, {{"toynet/toy"}, {}}).error().rule, "overlap");
    EXPECT_TRUE(set.add(&toy::entry, {{"toynet:test/toy"}, {}}).has_value());
}

} // namespace
