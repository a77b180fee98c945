// SPDX-License-Identifier: Apache-2.0
// What the toy plugin is given of a request (tests/toy): texts read, claim canonical, parameters
// joined. Expected values follow from docs/wire-format.md and the plugin's rules.
#include "format_request.hpp"
#include "tests/support/scripted_source.hpp"
#include "toy_plugin.hpp"

#include <walletauth/plugin_adapter.hpp>
#include <walletauth/resolved_request.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/wire.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>

namespace {

using namespace walletauth;
using toy::request_json;

const std::string key_text(64, '1');

const Verifier &verifier() {
    static const Verifier instance = [] {
        auto set = std::make_shared<PluginSet>();
        EXPECT_TRUE(set->add(&toy::entry).has_value());
        return Verifier{set};
    }();
    return instance;
}

std::string text(wa_bytes bytes) {
    const auto span = view(bytes);
    return {span.begin(), span.end()};
}

/// Texts that are gone when this returns.
Result<WireRequest> read(const toy::Fields &fields, std::string service = {}) {
    std::string request = request_json(fields);
    auto wire = WireRequest::read(verifier(), request, service);
    std::ranges::fill(request, '#');
    std::ranges::fill(service, '#');
    return wire;
}

Result<ResolvedRequest> resolve(const toy::Fields &fields, const std::string &service = {}) {
    const auto wire = read(fields, service);
    if (!wire) return std::unexpected(wire.error());
    return ResolvedRequest::of(verifier(), wire->request(), wire->service());
}

template <class T>
std::uint32_t status_of(const Result<T> &result) {
    return result ? WA_OK : result.error().status;
}

std::map<std::string, std::string> parameters(const wa_request &request) {
    std::map<std::string, std::string> named;
    for (const auto &item : std::span{request.parameters, request.parameter_count})
        named[std::string{view(item.name)}] = text(item.value);
    EXPECT_EQ(named.size(), request.parameter_count) << "none twice";
    return named;
}

TEST(WireRequest, OwnsWhatItsViewsLieIn) {
    auto read_there = read({{"message", R"({"text":"hell\u006f"})"}},
                           R"({"block":"7","params":{"steps":"2"},"compat":true})");
    ASSERT_TRUE(read_there.has_value()) << read_there.error().detail.view();
    const WireRequest wire = std::move(*read_there);
    EXPECT_EQ(wire.request().chain, "toynet:main");
    EXPECT_EQ(wire.request().scheme, "toy");
    EXPECT_EQ(wire.request().account, key_text);
    EXPECT_EQ(encode_hex(wire.request().public_key), key_text);
    EXPECT_TRUE(std::ranges::equal(wire.request().message, as_bytes("hello")));
    EXPECT_EQ(wire.request().signature.size(), 32U);
    EXPECT_EQ(wire.service().block, "7");
    EXPECT_EQ(wire.service().flags, WA_REQUEST_COMPAT);
    ASSERT_EQ(wire.service().parameters.size(), 1U);
    EXPECT_EQ(text(wire.service().parameters[0].value), "2");
    EXPECT_EQ(verifier().verify(wire.request()).status, WA_OK);
}

TEST(WireRequest, SaysWhatIsWrong) {
    EXPECT_EQ(status_of(WireRequest::read(verifier(), "nonsense")), WA_MALFORMED_REQUEST);
    EXPECT_EQ(status_of(read({{"signature", R"("zz")"}})), WA_MALFORMED_SIGNATURE);
    EXPECT_EQ(status_of(read({{"chain", R"("othernet:1")"}})), WA_UNSUPPORTED_CHAIN);
    EXPECT_EQ(status_of(read({}, "[]")), WA_ERROR_ARGUMENT);
}

// As a server has it that reads a body once: members of its own stand beside the request's.
TEST(WireRequest, IsReadFromADocumentOfTheCallers) {
    const auto request = request_json({});
    const auto body = R"({"client":"a","chain_of":7,)" + request.substr(1);
    const auto document = json::Document::parse(body);
    ASSERT_TRUE(document.has_value());
    const std::array<std::string_view, 2> own{"client", "chain_of"};
    const auto wire = WireRequest::read(verifier(), document->root(), own);
    ASSERT_TRUE(wire.has_value()) << wire.error().detail.view();
    EXPECT_EQ(verifier().verify(wire->request()).status, WA_OK);
    const auto one = WireRequest::read(verifier(), document->root(), std::span{own}.first(1));
    ASSERT_FALSE(one.has_value());
    EXPECT_EQ(one.error().detail.view(), "unknown member \"chain_of\"");
    // A name that is the request's is the request's, whatever the caller calls his own.
    const std::array<std::string_view, 3> too_many{"client", "chain_of", "chain"};
    EXPECT_EQ(status_of(WireRequest::read(verifier(), document->root(), too_many)), WA_OK);
    const auto array = json::Document::parse("[]");
    EXPECT_EQ(status_of(WireRequest::read(verifier(), array->root(), {})), WA_MALFORMED_REQUEST);
    const auto with = request.substr(0, request.size() - 1) + R"(,"service":{}})";
    const auto trusting = json::Document::parse(with);
    EXPECT_EQ(status_of(WireRequest::read(verifier(), trusting->root(), {})), WA_MALFORMED_REQUEST);
}

TEST(WireRequest, TheMemberServiceIsReadWhereItIsTrusted) {
    const auto request = request_json({});
    const auto with = request.substr(0, request.size() - 1) + R"(,"service":{"block":"9"}})";
    EXPECT_EQ(status_of(WireRequest::read(verifier(), with)), WA_MALFORMED_REQUEST);
    const auto trusted = WireRequest::read(verifier(), with, "{}", ServiceMember::trust);
    ASSERT_TRUE(trusted.has_value()) << trusted.error().detail.view();
    EXPECT_EQ(trusted->service().block, "9");
}

TEST(WireRequest, IsVerifiedWithEvidenceOfTheCallers) {
    const auto wire = read({{"account", R"("Alice")"}}, R"({"accept":["chain_state"]})");
    ASSERT_TRUE(wire.has_value()) << wire.error().detail.view();
    tests::ScriptedSource source;
    source.answers = [](std::span<const std::string>) {
        return std::vector<EvidenceAnswer>{{.answer = '"' + key_text + '"'}};
    };
    const auto verdict = verifier().verify_with_evidence(wire->request(), wire->service(), source);
    EXPECT_EQ(source.asked.back(), R"({"method":"key_of","params":{"name":"alice","step":1}})");
    EXPECT_EQ(verdict.status, WA_OK) << verdict.detail;
    EXPECT_EQ(verdict.link, WA_LINK_CHAIN_STATE);
}

TEST(ResolvedRequest, IsWhatThePluginJudges) {
    auto resolved = resolve({});
    ASSERT_TRUE(resolved.has_value()) << resolved.error().detail.view();
    const ResolvedRequest moved = std::move(*resolved);
    const PluginAdapter adapter(*toy::entry());
    const auto proof = adapter.verify(moved.request());
    ASSERT_TRUE(proof.has_value()) << proof.error().detail.view();
    EXPECT_EQ(proof->account.view(), key_text);
    EXPECT_EQ(moved.request().struct_size, sizeof(wa_request));
    EXPECT_EQ(view(moved.request().scheme), "toy");
    EXPECT_EQ(view(moved.request().chain), "toynet:main");
    EXPECT_EQ(text(moved.request().message), "hello");
    EXPECT_EQ(moved.request().accept, WA_ACCEPT_DERIVED);
    EXPECT_FALSE(moved.conflict().has_value());
}

TEST(ResolvedRequest, TheClaimIsCanonicalAndBare) {
    for (const auto *spelling :
         {R"("ALICE")", R"("toynet:main:Alice")", R"("toynet:main:%41lice")"}) {
        const auto resolved = resolve({{"account", spelling}});
        ASSERT_TRUE(resolved.has_value()) << spelling;
        EXPECT_EQ(view(resolved->request().account), "alice") << spelling;
    }
    EXPECT_EQ(resolve({{"account", ""}})->request().account.size, 0U);
    EXPECT_EQ(status_of(resolve({{"account", R"("!")"}})), WA_MALFORMED_ACCOUNT);
    EXPECT_EQ(status_of(resolve({{"account", R"("toynet:test:alice")"}})), WA_MALFORMED_ACCOUNT);
}

TEST(ResolvedRequest, HasTheParametersOfBoth) {
    using Named = std::map<std::string, std::string>;
    const auto resolved = resolve({{"params", R"({"steps":"3"})"}}, R"({"params":{"wide":"yes"}})");
    ASSERT_TRUE(resolved.has_value()) << resolved.error().detail.view();
    EXPECT_EQ(parameters(resolved->request()), (Named{{"steps", "3"}, {"wide", "yes"}}));
    EXPECT_FALSE(resolved->conflict().has_value());
}

TEST(ResolvedRequest, TellsWhereUserAndServiceDoNotFit) {
    const auto other = resolve({{"params", R"({"steps":"1"})"}}, R"({"params":{"steps":"2"}})");
    ASSERT_TRUE(other.has_value()) << other.error().detail.view();
    EXPECT_EQ(parameters(other->request()).at("steps"), "2") << "the service's";
    ASSERT_TRUE(other->conflict().has_value());
    EXPECT_EQ(other->conflict()->status, WA_REJECTED_POLICY);
    const auto widened = resolve({{"params", R"({"wide":"yes"})"}});
    ASSERT_TRUE(widened.has_value()) << widened.error().detail.view();
    ASSERT_TRUE(widened->conflict().has_value());
    EXPECT_EQ(widened->conflict()->status, WA_MALFORMED_PARAMS);
}

TEST(ResolvedRequest, HasTheEvidenceWhateverItSays) {
    const std::string item = R"({"query":{"method":"key_of","params":{}},"result":null})";
    const auto resolved = resolve({}, R"({"evidence":[)" + item + ',' + item + "]}");
    ASSERT_TRUE(resolved.has_value()) << resolved.error().detail.view();
    const auto &request = resolved->request();
    ASSERT_EQ(request.evidence_count, 2U);
    for (const auto &each : std::span{request.evidence, request.evidence_count}) {
        EXPECT_EQ(text(each.query), R"({"method":"key_of","params":{}})");
        EXPECT_EQ(text(each.answer), "null");
        EXPECT_EQ(each.kind, WA_EVIDENCE_RESULT);
    }
}

} // namespace
