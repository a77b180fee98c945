// SPDX-License-Identifier: Apache-2.0
// Refusals of documents and chains: what was found and what was expected, none of it cut silently.
#include "starknet_node.hpp"

#include "plugins/starknet/address.hpp"
#include "plugins/starknet/snip12_hash.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace walletauth;
using namespace walletauth::starknet;
using namespace starknet_test;

std::string document_of(const std::string &types, const std::string &message,
                        const std::string &chain = "SN_MAIN") {
    return R"({"types":{"StarknetDomain":[{"name":"name","type":"shortstring"},)"
           R"({"name":"version","type":"shortstring"},{"name":"chainId","type":"shortstring"},)"
           R"({"name":"revision","type":"shortstring"}],)" +
           types + R"(},"primaryType":"M","domain":{"name":"Dapp","version":"1","chainId":")" +
           chain + R"(","revision":"1"},"message":)" + message + '}';
}

std::string refusal(const std::string &types, const std::string &message) {
    const auto hash = hash_typed_data(document_of(types, message), Felt{1}, Rule::strict);
    return hash ? "" : std::string{hash.error().detail.view()};
}

std::string refusal_of_value(const std::string &type, const std::string &value) {
    return refusal(R"("M":[{"name":"a","type":")" + type + R"("}])", R"({"a":)" + value + '}');
}

TEST(Snip12Refusals, ALongValueIsShortenedAndTheExpectationStays) {
    EXPECT_EQ(refusal_of_value("felt", '"' + std::string(40, 'x') + '"'),
              "message.a: found 40 characters, expected 31 at most");
    const auto detail = refusal_of_value("u128", '"' + std::string(300, 'x') + '"');
    EXPECT_TRUE(detail.starts_with(R"(message.a: found "xxxxx)")) << detail;
    EXPECT_TRUE(detail.ends_with("...\", expected a decimal or 0x number for u128")) << detail;
    EXPECT_TRUE(refusal_of_value("string", "\"Gr\xc3\xbc\xc3\x9f" + std::string(100, 'e') + '"')
                    .ends_with("...\", expected printable ASCII only"));
    std::string escapes;
    for (int i = 0; i < 60; ++i)
        escapes += R"(\u00e9)";
    EXPECT_EQ(refusal_of_value("string", '"' + escapes + '"'),
              "message.a: found \"" + escapes.substr(0, 66) +
                  "...\", expected printable ASCII only");
    std::string array = "[1";
    for (int i = 0; i < 200; ++i)
        array += ",1";
    const auto cut = refusal_of_value("felt", array + ']');
    EXPECT_TRUE(cut.starts_with("message.a: found [1,1,1,")) << cut;
    EXPECT_TRUE(cut.ends_with("..., expected a decimal or 0x number for felt")) << cut;
    EXPECT_EQ(refusal_of_value("felt", "\" 12 \""),
              R"(message.a: found " 12 ", which only some wallets read as a number)");
}

TEST(Snip12Refusals, ALongPathKeepsItsEnd) {
    std::string types;
    std::string message = "1.5";
    for (int i = 40; i > 0; --i) {
        const std::string name = i == 1 ? "M" : "Type" + std::to_string(i);
        const std::string next = i == 40 ? "felt" : "Type" + std::to_string(i + 1);
        types += (types.empty() ? "" : ",") + ('"' + name) + R"(":[{"name":"member","type":")" +
                 next + R"("}])";
        message = R"({"member":)" + message + '}';
    }
    const auto detail = refusal(types, message);
    EXPECT_TRUE(detail.starts_with("message.member...")) << detail;
    EXPECT_TRUE(detail.contains(".member: found 1.5, expected an integer from 0 to 2^53 - 1"))
        << detail;
}

TEST(Snip12Refusals, LongNamesAreShortened) {
    const std::string name(300, 'N');
    const auto unknown = refusal_of_value(name, "1");
    EXPECT_TRUE(unknown.ends_with("NNN...\"")) << unknown;
    const auto missing = refusal(R"("M":[{"name":")" + name + R"(","type":"felt"}])", "{}");
    EXPECT_TRUE(missing.ends_with("...\" is missing, expected \"felt\"")) << missing;
}

TEST(Snip12Refusals, PresetsWithOtherMembers) {
    EXPECT_EQ(refusal(R"("M":[{"name":"a","type":"u256"}],"u256":[{"name":"low","type":"felt"}])",
                      R"({"a":{"low":1}})"),
              "types.u256: a preset, declared with other members");
}

std::string ask_for(const std::string &chain, const std::string &compat = "") {
    const auto document = document_of(R"("M":[{"name":"a","type":"felt"}])", R"({"a":1})", chain);
    return ask({{"chain", R"("starknet:SN_MAIN")"},
                {"scheme", R"("snip12")"},
                {"account", R"("0x1234")"},
                {"accept", R"(["chain_state"])"},
                {"compat", compat},
                {"signature", R"(["1","2"])"},
                {"message", R"({"json":)" + document + '}'}});
}

TEST(Snip12Refusals, ChainsByTheirText) {
    EXPECT_TRUE(
        ask_for("SN_SEPOLIA")
            .contains(R"(domain.chainId is \"SN_SEPOLIA\", the request is on \"SN_MAIN\")"));
    EXPECT_TRUE(ask_for("1").contains(R"(domain.chainId is 0x1, the request is on \"SN_MAIN\")"));
    // A chain id that is no text, as long as one may be.
    const std::string hex = "0x7" + std::string(62, '0');
    EXPECT_TRUE(
        ask_for(hex).contains("domain.chainId is " + hex + R"(, the request is on \"SN_MAIN\")"));
    EXPECT_EQ(status_of(ask_for("1", "true")), "needs_evidence");
}

std::string derive_from(const Fields &more) {
    Fields fields{
        {"chain", R"("starknet:SN_MAIN")"},
        {"scheme", R"("snip12")"},
        {"account", R"("0x1234")"},
        {"signature", R"(["1","2"])"},
        {"message",
         R"({"json":)" + document_of(R"("M":[{"name":"a","type":"felt"}])", R"({"a":1})") + '}'}};
    for (const auto &[name, value] : more)
        fields[name] = value;
    return ask(fields);
}

/// `accept` is named where the chain would tell; what can't be read is named first.
TEST(Snip12Refusals, AcceptIsNamed) {
    EXPECT_TRUE(
        derive_from({}).contains("chain_state is not in accept, and class_hash is missing"));
    EXPECT_EQ(status_of(derive_from({{"public_key", R"("key")"}})), "malformed public_key");
    EXPECT_EQ(status_of(derive_from({{"params", R"({"class_hash":"OZ"})"}})), "malformed params");
    EXPECT_EQ(status_of(derive_from({{"params", R"({"class_hash":5})"}})), "malformed params");
    EXPECT_EQ(status_of(derive_from({{"public_key", R"("0xzz")"}})), "malformed public_key");
    Fields unreadable{{"public_key", R"("0x1")"}};
    auto answer = derive_from(unreadable);
    EXPECT_EQ(status_of(answer), "rejected signature") << answer;
    EXPECT_TRUE(answer.contains("the stated key has not signed 0x")) << answer;
}

TEST(Snip12Refusals, WhatIsNoDocument) {
    const auto of = [](std::string_view text) {
        const auto hash = hash_typed_data(text, Felt{1}, Rule::strict);
        return hash ? "" : std::string{hash.error().detail.view()};
    };
    const std::string no_json =
        R"(message is no JSON (byte 0): give the typed-data document as {"json": {...}})";
    EXPECT_EQ(of("hello"), no_json);
    EXPECT_EQ(of(""), no_json);
    EXPECT_EQ(of(R"("{\"types\":{}}")"),
              "found a JSON string, expected a typed-data object: decode it once more");
    EXPECT_EQ(of(R"({"types":})"), "types: syntax error at byte 9");
    EXPECT_NE(of("\xef\xbb\xbf{}"), no_json); // the byte order mark is what is wrong
}

/// Names of clients and explorers, the id in the other case, and the number that SN_MAIN is.
TEST(Snip12Refusals, NamesOfChainsThatAreNoIds) {
    const auto on = [](const std::string &chain) {
        const auto id = chain_id(chain);
        return id ? "" : std::string{id.error().detail.view()};
    };
    EXPECT_EQ(on("starknet:SN_MAIN"), "");
    EXPECT_EQ(on("starknet:KATANA"), "");
    EXPECT_EQ(on("starknet:mainnet"),
              "starknet:mainnet is no chain's id: mainnet is starknet:SN_MAIN");
    EXPECT_EQ(on("starknet:sn_main"),
              "starknet:sn_main is no chain's id: sn_main is starknet:SN_MAIN");
    EXPECT_EQ(on("starknet:Sepolia"),
              "starknet:Sepolia is no chain's id: sepolia is starknet:SN_SEPOLIA");
    EXPECT_EQ(on("starknet:23448594291968334"),
              "starknet:23448594291968334 is no chain's id: 23448594291968334 is starknet:SN_MAIN");
    EXPECT_EQ(chain_id("starknet:mainnet").error().status, std::uint32_t{WA_UNSUPPORTED_CHAIN});
}

TEST(Snip12Refusals, Addresses) {
    const auto of = [](const std::string &text) {
        const auto address = parse_address(text);
        return address ? "" : std::string{address.error().detail.view()};
    };
    EXPECT_EQ(of("0x12 "), R"(address has a blank at 4: "0x12 ")");
    EXPECT_EQ(of("0x0x12"), R"(address begins with 0x twice: "0x0x12")");
    EXPECT_EQ(of(""), "address is empty");
    EXPECT_EQ(of("0x0"), "address is 0");
    const std::string beyond = R"(address is not below 2^251 - 256: "0x)";
    EXPECT_EQ(of("0x" + std::string(64, 'f')), beyond + std::string(19, 'f') + "...\"");
    EXPECT_EQ(of("0x7" + std::string(60, 'f') + "00"),
              beyond + '7' + std::string(18, 'f') + "...\"");
    // An address of EIP-55, whose checksum is another one than SNIP-23's.
    EXPECT_EQ(of("0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"),
              "address has 40 digits and no checksum of SNIP-23: an Ethereum address?");
    EXPECT_TRUE(of("0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD8261")
                    .starts_with("wrong checksum (SNIP-23): "));
}

/// What was hashed is what a wallet's developer compares first.
TEST(Snip12Refusals, TheHashIsShownWhereASignatureIsAnothers) {
    const Felt key =
        Felt::from_hex("0x344d09ce093ee366c1a78491a4c2177f4ff8e93797a15f37a17f63c4a0950a6").value();
    const std::string oz = "0x05b4b537eaa2399e3aa99c4e2e0208ebd6c71bc1467938cd52c798c601e43564";
    const Felt account = contract_address(Felt::from_hex(oz).value(), key, std::span{&key, 1}, {});
    const auto answer = derive_from({{"account", '"' + account.hex() + '"'},
                                     {"public_key", '"' + key.hex() + '"'},
                                     {"params", R"({"class_hash":")" + oz + R"("})"}});
    EXPECT_EQ(status_of(answer), "rejected signature");
    const auto document = document_of(R"("M":[{"name":"a","type":"felt"}])", R"({"a":1})");
    const auto hash = hash_typed_data(document, account, Rule::strict)->message_hash.hex();
    EXPECT_TRUE(answer.contains("Stark signature: no match of key and hash; hash " + hash))
        << answer;
}

} // namespace
