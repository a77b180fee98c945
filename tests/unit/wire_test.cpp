// SPDX-License-Identifier: Apache-2.0
// The JSON wire format over the plugin of tests/toy; expected answers from docs/wire-format.md.
#include "format_request.hpp"
#include "toy_plugin.hpp"

#include <walletauth/wire.hpp>

#include <gtest/gtest.h>

namespace {

using namespace walletauth;
using toy::Fields;
using toy::request_json;

const std::string key_text(64, '1');
constexpr VerifyOptions trusting{.evidence = EvidenceTrust::trust};

const Verifier &verifier() {
    static const Verifier instance = [] {
        auto set = std::make_shared<PluginSet>();
        EXPECT_TRUE(set->add(&toy::entry).has_value());
        return Verifier{set};
    }();
    return instance;
}

std::string ask(std::string_view request, const VerifyOptions &options = {}) {
    return verify_json(verifier(), request, options).json;
}

std::string status_of(const std::string &answer) {
    const auto from = answer.find("\"status\":\"") + 10;
    std::string status = answer.substr(from, answer.find('"', from) - from);
    if (const auto at = answer.find("\"reason\":\""); at != std::string::npos) {
        status += ' ' + answer.substr(at + 10, answer.find('"', at + 10) - at - 10);
    }
    return status;
}
std::string status(const Fields &fields, const VerifyOptions &options = {}) {
    return status_of(ask(request_json(fields), options));
}

TEST(Wire, AnswersAValidRequest) {
    EXPECT_EQ(ask(request_json({})), R"({"id":"1","status":"valid","account":"toynet:main:)" +
                                         key_text + R"(","address":")" + key_text +
                                         R"(","public_key":")" + key_text +
                                         R"(","link":"derived","chain_bound":false})");
}

TEST(Wire, IdIsEchoedAsWrittenAndNullWhereThereIsNone) {
    EXPECT_EQ(ask(request_json({{"id", R"("\u00e9\n")"}})).substr(0, 16), R"({"id":"\u00e9\n")");
    EXPECT_EQ(ask(request_json({{"id", ""}})).substr(0, 10), R"({"id":null)");
    EXPECT_EQ(ask("nonsense").substr(0, 51),
              R"({"id":null,"status":"malformed","reason":"request",)");
}

TEST(Wire, MessageInEveryForm) {
    EXPECT_EQ(status({{"message", R"({"hex":"68656c6c6f"})"}}), "valid");
    EXPECT_EQ(status({{"message", R"({"hex":"0x68656C6c6f"})"}}), "valid");
    EXPECT_EQ(status({{"message", R"({"base64":"aGVsbG8="})"}}), "valid");
    EXPECT_EQ(status({{"message", R"({"base64":"aGVsbG8"})"}}), "malformed message");
    EXPECT_EQ(status({{"message", R"({"hex":"686"})"}}), "malformed message");
    EXPECT_EQ(status({{"message", R"({"text":"hello","hex":""})"}}), "malformed message");
    EXPECT_EQ(status({{"message", R"({})"}}), "malformed message");
    EXPECT_EQ(status({{"message", R"({"text":5})"}}), "malformed message");
    EXPECT_EQ(status({{"message", R"({"utf8":"hello"})"}}), "malformed message");
    EXPECT_EQ(status({{"message", R"({"json":{}})"}}), "malformed message"); // toy signs no JSON
    EXPECT_EQ(status({{"message", R"("hello")"}}), "malformed request");
    EXPECT_EQ(status({{"message", R"({"text":"0x68656c6c6f"})"}}), "rejected signature");
}

TEST(Wire, SignatureAndKeyAsTextOrRawHex) {
    EXPECT_EQ(status({{"public_key", R"({"hex":")" + key_text + R"("})"}}), "valid");
    EXPECT_EQ(status({{"public_key", R"("11")"}}), "malformed public_key");
    EXPECT_EQ(status({{"public_key", R"({"hex":""})"}}), "malformed public_key");
    EXPECT_EQ(status({{"signature", R"("zz")"}}), "malformed signature");
    EXPECT_EQ(status({{"signature", R"({"base64":""})"}}), "malformed signature");
    EXPECT_EQ(status({{"signature", R"([1,2])"}}), "malformed signature");
    EXPECT_EQ(status({{"signature", R"(5)"}}), "malformed request");
}

TEST(Wire, ShapeIsStrict) {
    EXPECT_EQ(status_of(ask(R"({"chain":"toynet:main","chain":"toynet:main"})")),
              "malformed request");
    EXPECT_EQ(status_of(ask(R"([])")), "malformed request");
    EXPECT_EQ(status_of(ask("")), "malformed request");
    EXPECT_EQ(status_of(ask(request_json({}) + "{}")), "malformed request");
    EXPECT_EQ(status_of(ask("\xef\xbb\xbf" + request_json({}))), "malformed request");
    EXPECT_EQ(status({{"extra", "1"}}), "malformed request");
    EXPECT_EQ(status({{"scheme", "null"}}), "malformed request");
    EXPECT_EQ(status({{"chain", ""}}), "malformed request");
    EXPECT_EQ(status({{"id", "7"}}), "malformed request");
    EXPECT_EQ(status({{"compat", "1"}}), "malformed request");
    for (const auto *accept : {"[]", R"(["derived","derived"])", R"(["all"])", "[1]", "{}"}) {
        EXPECT_EQ(status({{"accept", accept}}), "malformed request") << accept;
    }
    const std::string deep(100, '[');
    EXPECT_EQ(status_of(ask(R"({"evidence":)" + deep)), "malformed request");
    EXPECT_EQ(status_of(ask(std::string(max_request_size + 1, ' '))), "malformed request");
}

/// `count` times `item`, with commas between.
std::string list_of(std::size_t count, const std::string &item) {
    std::string list;
    for (std::size_t i = 0; i < count; ++i)
        list += (i == 0 ? "" : ",") + item;
    return list;
}

// docs/wire-format.md: 65,536 values, of which the request itself has some.
TEST(Wire, BoundsValuesAndMembers) {
    const auto fields = [](const std::string &list) {
        return request_json({{"extra", '[' + list + ']'}});
    };
    EXPECT_TRUE(ask(fields(list_of(65000, "0"))).contains("unknown member"));
    const auto answer = ask(fields(list_of(65536, "0")));
    EXPECT_EQ(status_of(answer), "malformed request");
    EXPECT_TRUE(answer.contains("too many values")) << answer;
    std::string members;
    for (int i = 0; i < 4097; ++i)
        members += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":0";
    EXPECT_TRUE(ask(request_json({{"params", '{' + members + '}'}})).contains("too many members"));
}

TEST(Wire, ManyItemsOfEvidenceAreNotRead) {
    Fields fields{{"accept", R"(["chain_state"])"}};
    fields["evidence"] = '[' + list_of(257, "0") + ']'; // none is an item
    const auto answer = ask(request_json(fields), trusting);
    EXPECT_EQ(status_of(answer), "malformed evidence");
    EXPECT_TRUE(answer.contains("evidence has 257 items, the limit is 256")) << answer;
}

TEST(Wire, Parameters) {
    EXPECT_EQ(status({{"params", R"({"steps":"1"})"}}), "valid");
    EXPECT_EQ(status({{"params", R"({"nonce":"1"})"}}), "unsupported params");
    EXPECT_EQ(status({{"params", R"({"steps":null})"}}), "malformed params");
    EXPECT_EQ(status({{"params", R"({"steps":1})"}}), "malformed params");
    EXPECT_EQ(status({{"params", R"({"steps":"11"})"}}), "malformed params");
    EXPECT_EQ(status({{"params", R"({"steps":"1","steps":"1"})"}}), "malformed request");
}

const Fields named{{"account", R"("Alice")"}, {"accept", R"(["derived","chain_state"])"}};

TEST(Wire, NeedsEvidenceGivesTheQueries) {
    EXPECT_EQ(ask(request_json(named)),
              R"({"id":"1","status":"needs_evidence","queries":[)"
              R"({"method":"key_of","params":{"name":"alice","step":1}}]})");
}

std::string evidence(std::string_view item) { return '[' + std::string{item} + ']'; }

TEST(Wire, EvidenceIsMatchedByCanonicalBytesAndOnlyIfTrusted) {
    Fields fields = named;
    // Members in another order and white space: canonicalised by the core.
    fields["evidence"] = evidence(R"({"result":")" + key_text +
                                  R"(", "query": {"params": {"step": 1, "name": "alice"},)"
                                  R"( "method": "key_of"}})");
    EXPECT_EQ(status(fields), "unsupported evidence");
    const auto answer = ask(request_json(fields), trusting);
    EXPECT_EQ(status_of(answer), "valid");
    EXPECT_NE(answer.find(R"("link":"chain_state")"), std::string::npos);
}

TEST(Wire, EvidenceShape) {
    const std::string query = R"("query":{"method":"key_of","params":{"name":"alice","step":1}})";
    const auto with = [&](const std::string &list) {
        Fields fields = named;
        fields["evidence"] = list;
        return status(fields, trusting);
    };
    EXPECT_EQ(with(evidence("{" + query + R"(,"error":{"code":-1}})")), "error evidence");
    EXPECT_EQ(with(evidence("{" + query + R"(,"error":{},"result":1})")), "malformed evidence");
    EXPECT_EQ(with(evidence("{" + query + "}")), "malformed evidence");
    EXPECT_EQ(with(evidence(R"({"query":"x","result":1})")), "malformed evidence");
    EXPECT_EQ(with(evidence("5")), "malformed evidence");
    EXPECT_EQ(with(evidence(R"({"query":{"a":1.5},"result":1})")), "malformed evidence");
    const std::string item = "{" + query + R"(,"result":"1"})";
    EXPECT_EQ(with(evidence(item + ',' + item)), "malformed evidence");
}

TEST(Wire, PrecedenceIsThatOfTheAbi) {
    // Unsupported before malformed, malformed in the order of the fields, all before rejected.
    EXPECT_EQ(status({{"signature", R"("zz")"}, {"params", R"({"x":1})"}}), "unsupported params");
    EXPECT_EQ(status({{"signature", R"("zz")"}, {"message", "{}"}}), "malformed message");
    EXPECT_EQ(status({{"signature", R"("zz")"}, {"account", R"("!")"}}), "malformed account");
    EXPECT_EQ(status({{"public_key", R"("zz")"}, {"account", R"("!")"}}), "malformed account");
    EXPECT_EQ(status({{"chain", R"("toynet:a/b")"}, {"message", "{}"}}), "malformed chain");
    EXPECT_EQ(status({{"chain", R"("x:1")"}, {"message", "{}"}}), "malformed chain");
    EXPECT_EQ(status({{"chain", R"("xyz:1")"}, {"message", "{}"}}), "unsupported chain");
}

TEST(Wire, AccountRequests) {
    const auto account = [](std::string_view request) {
        return account_json(verifier(), request).json;
    };
    EXPECT_EQ(
        account(R"({"id":"a","chain":"toynet:main","account":"ALICE_B"})"),
        R"({"id":"a","status":"valid","account":"toynet:main:alice%5Fb","address":"alice_b"})");
    EXPECT_EQ(
        account(R"({"chain":"toynet:main","scheme":"toy","public_key":")" + key_text + R"("})"),
        R"({"id":null,"status":"valid","account":"toynet:main:)" + key_text + R"(","address":")" +
            key_text + R"("})");
    // Parameters may say what a key would: the plugin is asked, and this one needs the key.
    EXPECT_EQ(status_of(account(R"({"chain":"toynet:main","scheme":"toy"})")),
              "malformed public_key");
    EXPECT_EQ(status_of(account(R"({"chain":"toynet:main"})")), "malformed request");
    EXPECT_EQ(status_of(account(R"({"chain":"toynet:main","account":"toynet:x:alice"})")),
              "malformed account");
    EXPECT_EQ(status_of(account(R"({"chain":"toynet:main","account":""})")), "malformed account");
}

TEST(Wire, DescribesWhatIsLoaded) {
    const auto text = describe_json(verifier().plugins());
    EXPECT_NE(text.find(R"("id":"toy","version":"1.0.0")"), std::string::npos) << text;
    EXPECT_NE(text.find(R"({"pattern":"toynet/account","plugin":"toy"})"), std::string::npos)
        << text;
    EXPECT_NE(text.find(R"("compat_allowed":true)"), std::string::npos) << text;
}

} // namespace
