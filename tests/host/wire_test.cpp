// SPDX-License-Identifier: Apache-2.0
// The JSON wire format over the plugin of tests/toy; expected answers from docs/wire-format.md.
#include "format_request.hpp"
#include "toy_plugin.hpp"

#include "tests/support/service_fields.hpp"

#include <walletauth/text/json.hpp>
#include <walletauth/wire.hpp>

#include <gtest/gtest.h>

namespace {

using namespace walletauth;
using toy::Fields;
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

std::string ask(std::string_view request, std::string_view service = {}) {
    return verify_json(verifier(), request, service).json;
}

std::string status_of(const std::string &answer) {
    const auto from = answer.find("\"status\":\"") + 10;
    std::string status = answer.substr(from, answer.find('"', from) - from);
    if (const auto at = answer.find("\"reason\":\""); at != std::string::npos) {
        status += ' ' + answer.substr(at + 10, answer.find('"', at + 10) - at - 10);
    }
    return status;
}
std::string status(const Fields &fields) {
    return status_of(ask(request_json(fields), walletauth_test::service_json(fields)));
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
    const auto answer = ask(request_json(fields), walletauth_test::service_json(fields));
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
    EXPECT_EQ(ask(request_json(named), walletauth_test::service_json(named)),
              R"({"id":"1","status":"needs_evidence","queries":[)"
              R"({"method":"key_of","params":{"name":"alice","step":1}}]})");
}

std::string evidence(std::string_view item) { return '[' + std::string{item} + ']'; }

TEST(Wire, EvidenceIsMatchedByCanonicalBytes) {
    Fields fields = named;
    // Members in another order and white space: canonicalised by the core.
    fields["evidence"] = evidence(R"({"result":")" + key_text +
                                  R"(", "query": {"params": {"step": 1, "name": "alice"},)"
                                  R"( "method": "key_of"}})");
    const auto answer = ask(request_json(fields), walletauth_test::service_json(fields));
    EXPECT_EQ(status_of(answer), "valid");
    EXPECT_NE(answer.find(R"("link":"chain_state")"), std::string::npos);
}

// The theft: a user's request that is passed on as it came brings its own proof along.
TEST(Wire, WhatBelongsToTheServiceIsRefusedByNameInTheRequest) {
    const std::string lie = evidence(R"({"query":{"method":"key_of","params":{"name":"alice",)"
                                     R"("step":1}},"result":")" +
                                     key_text + "\"}");
    const std::string request = request_json(named);
    const std::string accept = walletauth_test::service_json(named);
    for (const auto &[name, source] : {std::pair{"evidence", lie.c_str()},
                                       {"accept", R"(["derived","chain_state"])"},
                                       {"compat", "true"},
                                       {"block", R"("7")"}}) {
        const auto with =
            request.substr(0, request.size() - 1) + ",\"" + name + "\":" + source + '}';
        const auto answer = ask(with, accept);
        EXPECT_EQ(status_of(answer), "malformed request") << name;
        EXPECT_NE(answer.find(std::string{"\\\""} + name + "\\\" is the service's alone"),
                  std::string::npos)
            << answer;
    }
    const auto with =
        request.substr(0, request.size() - 1) + R"(,"service":{"evidence":)" + lie + "}}";
    EXPECT_EQ(status_of(ask(with, accept)), "malformed request");
    EXPECT_EQ(status_of(ask(with)), "malformed request");
}

TEST(Wire, ATrustedServiceMemberStandsInThePlaceOfTheCallers) {
    const auto request = request_json({{"account", R"("Alice")"}});
    const auto asked = [&](std::string_view member, std::string_view beside) {
        const auto with =
            request.substr(0, request.size() - 1) + ",\"service\":" + std::string{member} + '}';
        return status_of(verify_json(verifier(), with, beside, ServiceMember::trust).json);
    };
    EXPECT_EQ(asked(R"({"accept":["derived","chain_state"]})", ""), "needs_evidence");
    EXPECT_EQ(asked("{}", R"({"accept":["derived","chain_state"]})"), "unsupported evidence");
    EXPECT_EQ(asked(R"({"accept":[]})", ""), "error argument");
    EXPECT_EQ(asked("5", ""), "error argument");
    EXPECT_EQ(status_of(verify_json(verifier(), request, R"({"accept":["chain_state"]})",
                                    ServiceMember::trust)
                            .json),
              "needs_evidence");
}

TEST(Wire, AServicePartOfAnotherShapeIsTheCallersError) {
    for (const auto *service :
         {"[]", "{", "5", R"({"x":1})", R"({"accept":[]})", R"({"accept":["derived","derived"]})",
          R"({"accept":["all"]})", R"({"accept":[1]})", R"({"accept":{}})", R"({"compat":1})",
          R"({"block":1})", R"({"params":[]})", R"({"evidence":{}})",
          R"({"block":"1","block":"1"})"}) {
        const auto answer = ask(request_json({}), service);
        EXPECT_EQ(status_of(answer), "error argument") << service;
        EXPECT_NE(answer.find("\"detail\":\"service: "), std::string::npos) << answer;
    }
    EXPECT_EQ(status_of(ask(request_json({}), "{}")), "valid");
}

TEST(Wire, ParametersOfUserAndService) {
    const std::string wide = R"({"wide":"yes"})";
    EXPECT_EQ(status({{"params", wide}}), "malformed params"); // widens: the service's alone
    EXPECT_EQ(status({{"service_params", wide}}), "valid");
    EXPECT_EQ(status({{"params", R"({"steps":"1"})"}, {"service_params", R"({"steps":"1"})"}}),
              "valid");
    EXPECT_EQ(status({{"params", R"({"steps":"1"})"}, {"service_params", R"({"steps":"2"})"}}),
              "rejected policy");
    // What is unsupported or malformed comes first, as always.
    EXPECT_EQ(status({{"params", R"({"steps":"1"})"},
                      {"service_params", R"({"steps":"2"})"},
                      {"signature", R"("zz")"}}),
              "malformed signature");
    EXPECT_EQ(status({{"params", wide}, {"account", R"("!")"}}), "malformed account");
    EXPECT_EQ(status({{"params", wide}, {"message", "{}"}}), "malformed params");
    EXPECT_EQ(status({{"params", R"({"wide":"yes","x":"1"})"}}), "unsupported params");
    EXPECT_EQ(status_of(account_json(verifier(),
                                     R"({"chain":"toynet:main","scheme":"toy","public_key":")" +
                                         key_text + R"(","params":)" + wide + "}")
                            .json),
              "malformed params");
}

TEST(Wire, ABlockIsBounded) {
    Fields fields = named;
    fields["block"] = '"' + std::string(WA_BLOCK_CAPACITY, '7') + '"';
    EXPECT_EQ(status(fields), "needs_evidence");
    fields["block"] = '"' + std::string(1'200'000, '7') + '"';
    EXPECT_EQ(status(fields), "error argument"); // the service's own mistake
}

// What can be done is said, beside what is wrong.
TEST(Wire, DetailsNameWhatThereIs) {
    const auto detail = [](const Fields &fields) {
        const auto answer = ask(request_json(fields), walletauth_test::service_json(fields));
        const auto document = json::Document::parse(answer);
        return std::string{document->root().find("detail")->text()};
    };
    EXPECT_EQ(detail({{"account", R"("alice")"}}),
              "a name is proven by chain state only; service.accept has \"derived\" alone: with "
              "\"chain_state\" the chain is asked");
    EXPECT_EQ(detail({{"scheme", R"("toys")"}}),
              "no plugin serves scheme \"toys\" on toynet:main; schemes there: toy");
    EXPECT_EQ(
        detail({{"scheme", R"("")"}}),
        "scheme is missing or empty: give the id of a scheme on toynet:main; schemes there: toy");
    EXPECT_EQ(detail({{"chain", R"("")"}}),
              "chain: missing or empty: give a CAIP-2 id, namespace:reference");
    EXPECT_EQ(detail({{"chain", R"("othernet:1")"}}),
              "no plugin serves chain othernet:1; there are plugins for toynet");
    EXPECT_EQ(detail({{"params", R"({"x":"1"})"}}),
              "scheme toy has no parameter \"x\"; it takes steps, wide");
    EXPECT_EQ(
        detail({{"message", R"("hello")"}}),
        "message is not an object: one of {\"text\": ...}, {\"hex\": ...}, {\"base64\": ...}, "
        "{\"json\": ...}");
    EXPECT_EQ(detail({{"message", R"({"txt":"hello"})"}}),
              "message has the unknown form \"txt\": give one of {\"text\": \"...\"}, {\"hex\": "
              "\"...\"}, {\"base64\": \"...\"}");
    EXPECT_EQ(detail({{"message", R"({"hex":"zz"})"}}), "message.hex: no hex digit at 0");
    EXPECT_EQ(detail({{"accept", R"(["derived","all"])"}}),
              "service: accept has \"all\", expected \"derived\", \"chain_state\" and "
              "\"counterfactual\", each at most "
              "once");
    EXPECT_EQ(detail({{"accept", R"(["chain_state"])"}, {"evidence", R"([{"query":{},"id":1}])"}}),
              "evidence[0] has the unknown member \"id\"");
    EXPECT_EQ(detail({{"accept", R"(["chain_state"])"},
                      {"evidence", R"([{"query":{"a":[1,1.5]},"result":1}])"}}),
              "evidence[0].query.a[1]: not an integer");
    EXPECT_EQ(detail({{"chain", R"("toynet:main ")"}}),
              "chain: the CAIP-2 reference has a blank at 4");
    EXPECT_EQ(detail({{"chain", R"("Toynet:main")"}}),
              "chain: the CAIP-2 namespace has \"T\" at 0: it is lower case, digits and -");
    EXPECT_EQ(detail({{"message", "{\"text\":\"\x01\"}"}}),
              "message.text: a control character, to be written as \\u00xx, at byte 128");
    EXPECT_EQ(detail({{"message", "{\"text\":\"\xff\"}"}}),
              "message.text: bytes that are not UTF-8 at byte 128");
    EXPECT_EQ(detail({{"message", R"({"text":"\ud800"})"}}),
              "message.text: lone surrogate escape at byte 134");
}

TEST(Wire, EvidenceShape) {
    const std::string query = R"("query":{"method":"key_of","params":{"name":"alice","step":1}})";
    const auto with = [&](const std::string &list) {
        Fields fields = named;
        fields["evidence"] = list;
        return status(fields);
    };
    EXPECT_EQ(with(evidence("{" + query + R"(,"error":{"code":-1}})")), "error evidence");
    EXPECT_EQ(with(evidence("{" + query + R"(,"error":{},"result":1})")), "malformed evidence");
    EXPECT_EQ(with(evidence("{" + query + "}")), "malformed evidence");
    EXPECT_EQ(with(evidence(R"({"query":"x","result":1})")), "malformed evidence");
    EXPECT_EQ(with(evidence("5")), "malformed evidence");
    EXPECT_EQ(with(evidence(R"({"query":{"a":1.5},"result":1})")), "malformed evidence");
    const std::string item = "{" + query + R"(,"result":"1"})";
    EXPECT_EQ(with(evidence(item + ',' + item)), "malformed evidence");
    // Evidence is the last of what may be malformed, whoever finds the others.
    Fields fields = named;
    fields["evidence"] = evidence(item + ',' + item);
    fields["signature"] = R"({"hex":"00"})";
    EXPECT_EQ(status(fields), "malformed signature");
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
    EXPECT_EQ(account(R"({"chain":"toynet:main","scheme":"toy"})"),
              R"({"id":null,"status":"malformed","reason":"public_key","detail":"public_key is )"
              R"(missing or empty: give the key that the account follows from"})");
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
