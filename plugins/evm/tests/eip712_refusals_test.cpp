// SPDX-License-Identifier: Apache-2.0
// Documents that some library signs and that mean something else to another, each as a case. Every
// refusal names the path.
#include "plugins/evm/eip712.hpp"

#include <gtest/gtest.h>

namespace {

using namespace walletauth;
using namespace walletauth::evm;

/// A document with one struct type M and a message.
std::string document(const std::string &members, const std::string &message,
                     const std::string &more_types = {},
                     const std::string &domain = R"({"name":"t"})") {
    return R"({"types":{"EIP712Domain":[{"name":"name","type":"string"}],"M":[)" + members + ']' +
           more_types + R"(},"primaryType":"M","domain":)" + domain + R"(,"message":)" + message +
           '}';
}
std::string of_type(const std::string &type, const std::string &value,
                    const std::string &more = {}) {
    return document(R"({"name":"x","type":")" + type + "\"}", R"({"x":)" + value + '}', more);
}

/// "" if the document is accepted, else the refusal's path.
std::string path(const std::string &text) {
    const auto hash = hash_typed_data(text, Rule::strict, "eip155:1");
    if (hash) return "";
    EXPECT_EQ(hash.error().status, WA_MALFORMED_MESSAGE);
    const std::string detail{hash.error().detail.view()};
    return detail.substr(0, detail.find(':'));
}

TEST(Eip712Refusals, TheControlsAreAccepted) {
    EXPECT_EQ(path(of_type("uint8", "255")), "");
    EXPECT_EQ(path(of_type("uint256", R"("0x00ff")")), "");
    EXPECT_EQ(path(of_type("int8", "-128")), "");
    EXPECT_EQ(path(of_type("bytes4", R"("0x01020304")")), "");
    EXPECT_EQ(path(of_type("uint8[2]", "[1,2]")), "");
    EXPECT_EQ(path(of_type("uint8[2][]", "[[1,2],[3,4]]")), "");
    EXPECT_EQ(path(of_type("M[]", "[]")), "");
    EXPECT_EQ(path(of_type("M[]", R"([{"x":[]}])")), ""); // recursion through an array
}

TEST(Eip712Refusals, DuplicateKeys) {
    EXPECT_EQ(path(of_type("uint8", R"(1,"x":2)")), "message.x");
    EXPECT_EQ(path(of_type("uint8", R"(1,"\u0078":2)")), "message.x");
    EXPECT_EQ(path(of_type("uint8", "1", R"(,"M":[])")), "types.M");
}

TEST(Eip712Refusals, ExtraAndMissingMembers) {
    EXPECT_EQ(path(of_type("uint8", R"(1,"y":2)")), "message.y");
    EXPECT_EQ(path(document(R"({"name":"x","type":"uint8"})", "{}")), "message.x");
    EXPECT_EQ(
        path(of_type("P[]", R"([{"a":1},{"a":1,"b":2}])", R"(,"P":[{"name":"a","type":"uint8"}])")),
        "message.x[1].b");
    EXPECT_EQ(path(of_type("P", R"({})", R"(,"P":[{"name":"a","type":"uint8"}])")), "message.x.a");
    EXPECT_EQ(path(R"({"types":{},"primaryType":"M","domain":{}})"), "message");
    EXPECT_EQ(path(R"({"types":{},"primaryType":"M","domain":{},"message":{},"x":1})"), "x");
}

TEST(Eip712Refusals, DomainMemberThatIsNotDeclared) {
    const auto text =
        document(R"({"name":"x","type":"uint8"})", R"({"x":1})", "", R"({"name":"t","chainId":1})");
    EXPECT_EQ(path(text), "domain.chainId");
    EXPECT_TRUE(hash_typed_data(text, Rule::compat, "eip155:1").has_value());
    EXPECT_FALSE(
        hash_typed_data(text, Rule::compat, "eip155:1")->chain_id.has_value()); // not signed
    EXPECT_EQ(path(document("", "{}", "", "{}")), "domain.name");
    EXPECT_EQ(path(R"({"types":{"M":[]},"primaryType":"M","domain":{"url":"x"},"message":{}})"),
              "domain.url");
}

TEST(Eip712Refusals, IntegersOutOfRange) {
    for (const auto *value : {"256", "-1", R"("256")", R"("0x100")"}) {
        EXPECT_EQ(path(of_type("uint8", value)), "message.x") << value;
    }
    for (const auto *value : {"128", "-129", R"("0x80")", "255"}) {
        EXPECT_EQ(path(of_type("int8", value)), "message.x") << value;
    }
}

TEST(Eip712Refusals, NumbersThatReadersUnderstandDifferently) {
    for (const auto *value : {"9007199254740992", "9007199254740993", "-9007199254740993", "5.0",
                              "1e3", "-0", "1.5", "null", "[5]", "true", R"("")", R"(" 5")",
                              R"("1e3")", R"("0x")", R"("-0x5")", R"("0X5")", "{}"}) {
        EXPECT_EQ(path(of_type("uint256", value)), "message.x") << value;
    }
}

TEST(Eip712Refusals, BytesOfAnotherLengthOrForm) {
    for (const auto *value : {R"("0x010203")", R"("0x0102030405")", R"("0x0102030")",
                              R"("01020304")", "5", R"("0X01020304")", R"("0x0102030g")", "null"}) {
        EXPECT_EQ(path(of_type("bytes4", value)), "message.x") << value;
    }
    EXPECT_EQ(path(of_type("bytes", R"("0x1")")), "message.x");
    EXPECT_EQ(path(of_type("bytes", R"("text")")), "message.x");
    EXPECT_EQ(path(of_type("bytes", R"("")")), "");
    EXPECT_EQ(path(of_type("bytes1", R"("")")), "message.x");
}

TEST(Eip712Refusals, OtherValuesOfTheWrongForm) {
    for (const auto *value : {R"("true")", "1", "0", "null", R"("")"}) {
        EXPECT_EQ(path(of_type("bool", value)), "message.x") << value;
    }
    for (const auto *value : {"5", "null", "{}", "true", "[]"}) {
        EXPECT_EQ(path(of_type("string", value)), "message.x") << value;
    }
    for (const auto *value :
         {R"("0x0")", R"("vitalik.eth")", "5", R"("")",
          R"("0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed")"}) { // EIP-55 with one case turned
        EXPECT_EQ(path(of_type("address", value)), "message.x") << value;
    }
}

TEST(Eip712Refusals, ArraysOfAnotherLengthOrShape) {
    EXPECT_EQ(path(of_type("uint8[2]", "[1,2,3]")), "message.x");
    EXPECT_EQ(path(of_type("uint8[2]", "[1]")), "message.x");
    EXPECT_EQ(path(of_type("uint8[2][]", "[[1,2],[3]]")), "message.x[1]");
    EXPECT_EQ(path(of_type("uint8[]", R"({"length":0})")), "message.x");
    EXPECT_EQ(path(of_type("uint8[]", R"("[]")")), "message.x");
    EXPECT_EQ(path(of_type("uint8[]", "[1,256]")), "message.x[1]");
}

TEST(Eip712Refusals, UnknownTypes) {
    for (const auto *type :
         {"uint",   "int",      "uint7",     "uint264",     "uint0",           "uint08",
          "bytes0", "bytes33",  "byte",      "function",    "address payable", "string32",
          "",       "uint256[", "uint256]",  "uint256[-1]", "uint256[01]",     "Status",
          "foo[]",  "uint256x", "(uint256)", "M(uint8 x)",  "Uint8",           "uint8 []"}) {
        EXPECT_EQ(path(of_type(type, "1")), "types.M[0].type") << type;
    }
}

// Tests what encodeType would make of them; the vectors name-* and bad-type-name-* have more.
TEST(Eip712Refusals, NamesThatMakeEncodeTypeAmbiguous) {
    for (const auto *name : {"uint256x", "M(uint8 x)P", "string", "bytes32", "uint", "A[]", "A B",
                             "", "A,B", "A\\u00a0B", "A\\u2003B", "A\\u3000B", "A\\u0085"}) {
        const auto found = path(of_type("uint8", "1", ",\"" + std::string{name} + "\":[]"));
        EXPECT_TRUE(found.starts_with("types")) << name << ' ' << found;
    }
    for (const auto *name : {"1A", "A-B", "A:B", "A.b", "\\u00e9", "\\u00c2", "A'B", "\\u2030",
                             "\\u1681", "\\u3001", "intent", "bytesInfo", "A\\u0100"}) {
        EXPECT_EQ(path(of_type("uint8", "1", ",\"" + std::string{name} + "\":[]")), "") << name;
    }
    for (const auto *name : {"", "a,uint8 b", "a)", "a(", "a\\u0000", "a\\u009f"}) {
        EXPECT_EQ(path(document("{\"name\":\"" + std::string{name} + R"(","type":"uint8"})", "{}")),
                  "types.M[0].name")
            << name;
    }
    for (const auto *name : {"a b", "1", "/", "Transaction hash", "a[]", " a", "\\u00a0", "it's"}) {
        const auto quoted = '"' + std::string{name} + '"';
        EXPECT_EQ(
            path(document("{\"name\":" + quoted + R"(,"type":"uint8"})", '{' + quoted + ":1}")), "")
            << name;
    }
    const std::string twice = R"({"name":"x","type":"uint8"},{"name":"x","type":"uint16"})";
    EXPECT_EQ(path(document(twice, R"({"x":1})")), "types.M[1].name");
}

TEST(Eip712Refusals, FurtherMembersOfAMemberObjectAreIgnored) {
    EXPECT_EQ(path(document(R"({"name":"x","type":"uint8","internalType":"uint8"})", R"({"x":1})")),
              "");
    EXPECT_EQ(path(document(R"({"name":"x","type":"uint8","a":1,"a":1})", R"({"x":1})")),
              "types.M[0].a");
    EXPECT_EQ(path(document(R"({"name":"x","internalType":"uint8"})", R"({"x":1})")), "types.M[0]");
}

// ethers and viem leave a null member of the domain out; nobody does so elsewhere.
TEST(Eip712Refusals, NullIsAbsentInTheDomainAlone) {
    const std::string one = R"({"name":"x","type":"uint8"})";
    EXPECT_EQ(path(document(one, R"({"x":1})", "", R"({"name":"t","salt":null,"url":null})")), "");
    EXPECT_EQ(path(document(one, R"({"x":1})", "", R"({"name":null})")), "domain.name");
    EXPECT_EQ(path(document(one, R"({"x":1,"y":null})")), "message.y");
    EXPECT_EQ(path(document(one, R"({"x":null})")), "message.x");
    const auto derived = [](const std::string &domain) {
        return path(R"({"types":{"M":[]},"primaryType":"M","domain":)" + domain +
                    R"(,"message":{}})");
    };
    EXPECT_EQ(derived(R"({"name":"t","salt":null,"url":null,"version":null,"chainId":null})"), "");
    EXPECT_EQ(derived(R"({"name":"t","url":"x"})"), "domain.url");
}

// viem derived no member from a chainId that is text (up to #5508) and from an empty version (up to
// #5240); ethers does. Which domain was signed can't be told.
TEST(Eip712Refusals, WhatViemDerivedOtherwise) {
    const auto derived = [](const std::string &domain) {
        return path(R"({"types":{"M":[]},"primaryType":"M","domain":)" + domain +
                    R"(,"message":{}})");
    };
    EXPECT_EQ(derived(R"({"chainId":1,"version":"1","name":""})"), "");
    EXPECT_EQ(derived(R"({"chainId":"1"})"), "domain.chainId");
    EXPECT_EQ(derived(R"({"chainId":"0x1"})"), "domain.chainId");
    EXPECT_EQ(derived(R"({"version":""})"), "domain.version");
    EXPECT_EQ(path(document("", "{}", "", R"({"name":""})")), ""); // declared, so no doubt
}

TEST(Eip712Refusals, CyclesAndDepthBombs) {
    EXPECT_EQ(path(of_type("M", "null")), "types.M[0].type");
    EXPECT_EQ(
        path(of_type("A", "{}", R"(,"A":[{"name":"b","type":"B"}],"B":[{"name":"a","type":"A"}])")),
        "types.B[0].type");
    std::string bomb(100, '[');
    EXPECT_NE(path(of_type("uint8[]", bomb)), "");
    EXPECT_NE(path(of_type("uint8[]", bomb + std::string(100, ']'))), "");
}

TEST(Eip712Refusals, TypesThatWouldTakeLongToHashAreBounded) {
    // 250 types that refer to all later ones: their encodings together would have a billion bytes.
    std::string types;
    for (int i = 0; i < 250; ++i) {
        types += ",\"T" + std::to_string(i) + "\":[{\"name\":\"n" + std::string(1500, 'a') +
                 "\",\"type\":\"T" + std::to_string(i + 1) + "[]\"}]";
    }
    types += R"(,"T250":[])";
    std::string members;
    std::string message;
    for (int i = 0; i < 250; ++i) {
        members += (i == 0 ? "" : ",") + ("{\"name\":\"m" + std::to_string(i)) + "\",\"type\":\"T" +
                   std::to_string(i) + "\"}";
        message += (i == 0 ? "\"m" : ",\"m") + std::to_string(i) + "\":{\"n" +
                   std::string(1500, 'a') + "\":[]}";
    }
    EXPECT_NE(path(document(members, '{' + message + '}', types)), "");
}

TEST(Eip712Refusals, DocumentsThatAreNone) {
    for (const auto *text : {"", "null", "[]", "5", "{}", "{'types':{}}", "{\"types\":{}} "}) {
        EXPECT_FALSE(hash_typed_data(text, Rule::compat, "eip155:1").has_value()) << text;
    }
    EXPECT_EQ(path(R"({"types":{},"primaryType":"uint8","domain":{},"message":{}})"),
              "primaryType");
    EXPECT_EQ(path(R"({"types":{},"primaryType":1,"domain":{},"message":{}})"), "primaryType");
    EXPECT_EQ(path(R"({"types":{"M":{}},"primaryType":"M","domain":{},"message":{}})"), "types.M");
}

} // namespace
