// SPDX-License-Identifier: Apache-2.0
// Requests of SNIP-12 that must fail, through the wire format: how Starknet texts and signatures
// are spelled, what accounts answer, and typed data that readers take differently.
// The document and its signature are by starknet.js 10.8.0. That a hash of 2^251 or more is refused
// shows in StarkTables.Ecdsa only, since no document is known that hashes to one.
#include "starknet_node.hpp"

#include <gtest/gtest.h>

namespace {

using namespace starknet_test;

const std::string domain_type =
    R"("StarknetDomain":[{"name":"name","type":"shortstring"},{"name":"version","type":"shortstring"},)"
    R"({"name":"chainId","type":"shortstring"},{"name":"revision","type":"shortstring"}])";
const std::string domain = R"({"name":"Dapp","version":"1","chainId":"SN_MAIN","revision":"1"})";

std::string typed_data(std::string_view types, std::string_view message,
                       std::string_view of_domain = domain) {
    return R"({"json":{"types":{)" + std::string{types} + R"(},"primaryType":"Message","domain":)" +
           std::string{of_domain} + R"(,"message":)" + std::string{message} + "}}";
}

const std::string types = domain_type + R"(,"Message":[{"name":"a","type":"u128*"}])";
constexpr const char *r = "0x1d11773f072508d69adf2f98627c51e38fb467d320ce8f87e21cd155bd500f4";
constexpr const char *s = "0x598d7315738e381a693822dcea88e39997d2ee8c6dd47b23d81e19293bc6a1e";
constexpr const char *prime = "0x800000000000011000000000000000000000000000000000000000000000001";

std::string pair(std::string_view first, std::string_view second) {
    return "[\"" + std::string{first} + "\",\"" + std::string{second} + "\"]";
}

Fields signed_request() {
    return {
        {"chain", R"("starknet:SN_MAIN")"},
        {"scheme", R"("snip12")"},
        {"account", R"("0x64b48806902a367c8598f4f95c305e8c1a1acba5f082d294a43793113115691")"},
        {"public_key", R"("0x39d9e6ce352ad4530a0ef5d5a18fd3303c3606a7fa6ac5b620020ad681cc33b")"},
        {"accept", R"(["chain_state"])"},
        {"signature", pair(r, s)},
        {"message", typed_data(types, R"({"a":[]})")}};
}

std::string status_with(const std::string &member, const std::string &value,
                        const Node &node = {}) {
    auto fields = signed_request();
    fields[member] = value;
    return status_of(ask(fields, node));
}

TEST(Snip12Requests, RevisionsHaveTheirOwnDomainTypeAndSpelling) {
    EXPECT_EQ(status_of(ask(signed_request(), Node{})), "valid");
    const auto status = [](std::string_view of_types, std::string_view of_domain) {
        return status_with("message", typed_data(of_types, R"({"a":[]})", of_domain));
    };
    // The number 1 and the text "1" are hashed alike.
    EXPECT_EQ(status(types, R"({"name":"Dapp","version":"1","chainId":"SN_MAIN","revision":1})"),
              "valid");
    EXPECT_EQ(status(types, R"({"name":"Dapp","version":"1","chainId":"SN_MAIN","revision":"2"})"),
              "unsupported params");
    EXPECT_EQ(status(types, R"({"name":"Dapp","version":"1","chainId":"SN_MAIN"})"),
              "malformed message");
    EXPECT_EQ(status(types, R"({"name":"Dapp","version":"1","chain_id":"SN_MAIN","revision":"1"})"),
              "malformed message");
    std::string legacy_name = types;
    legacy_name.replace(legacy_name.find("StarknetDomain"), 14, "StarkNetDomain");
    EXPECT_EQ(status(legacy_name, domain), "malformed message");
}

TEST(Snip12Requests, DomainOfAnotherChainIsRejected) {
    const auto status = [](std::string_view chain) {
        return status_with("message", typed_data(types, R"({"a":[]})",
                                                 R"({"name":"Dapp","version":"1","chainId":")" +
                                                     std::string{chain} + R"(","revision":"1"})"));
    };
    EXPECT_EQ(status("SN_SEPOLIA"), "rejected policy");
    EXPECT_EQ(status("0x534e5f4d41494e"), "valid") << "the same felt";
    auto fields = signed_request();
    fields["chain"] = R"("starknet:SN_SEPOLIA")";
    EXPECT_EQ(status_of(ask(fields)), "rejected policy");
    fields["chain"] = R"("starknet:0x534e5f4d41494e")";
    EXPECT_EQ(status_of(ask(fields)), "unsupported chain");
}

TEST(Snip12Requests, AddressesHaveManySpellingsAndOneMeaning) {
    for (
        const auto *same :
        {R"("0x064b48806902a367c8598f4f95c305e8c1a1acba5f082d294a43793113115691")",
         R"("0x064b48806902a367c8598f4f95c305e8c1a1acba5f082d294a43793113115691")",
         R"("0x64B48806902A367C8598F4F95C305E8C1A1ACBA5F082D294A43793113115691")",
         R"("starknet:SN_MAIN:0x64b48806902a367c8598f4f95c305e8c1a1acba5f082d294a43793113115691")"}) {
        EXPECT_EQ(status_with("account", same), "valid") << same;
    }
    EXPECT_EQ(status_with("account",
                          R"("64b48806902a367c8598f4f95c305e8c1a1acba5f082d294a43793113115691")"),
              "malformed account");
    EXPECT_EQ(status_with("account",
                          R"("0x64b48806902a367c8598f4f95c305e8c1a1acba5f082d294a43793113115690")"),
              "rejected signature")
        << "the account is part of what is signed";
    EXPECT_EQ(status_with("account", R"("0x0")"), "malformed account");
    auto fields = signed_request();
    fields.erase("account");
    EXPECT_EQ(status_of(ask(fields)), "malformed account");
}

TEST(Snip12Requests, FeltsAreBelowThePrime) {
    EXPECT_EQ(status_with("signature", pair(prime, s)), "malformed signature");
    EXPECT_EQ(status_with("signature", pair(r, prime)), "malformed signature");
    EXPECT_EQ(status_with("signature", R"([-1,2])"), "malformed signature");
    // Readable, and not the key's.
    EXPECT_EQ(status_with("signature", R"([1,2])"), "rejected signature");
    EXPECT_EQ(status_with("signature", R"(["1","2"])"), "rejected signature");
    EXPECT_EQ(status_with("signature", R"(["01","2"])"), "malformed signature");
    EXPECT_EQ(status_with("signature", R"("0x1")"), "malformed signature");
    EXPECT_EQ(status_with("signature", R"({"hex":"00"})"), "malformed signature");
    EXPECT_EQ(status_with("public_key", '"' + std::string{prime} + '"'), "malformed public_key");
}

TEST(Snip12Requests, BothSPassAndNothingOutsideTheRanges) {
    // n - s: the curve has no low-s rule, and accounts take it.
    EXPECT_EQ(
        status_with("signature",
                    pair(r, "0x26728cea8c71c8f596c7dd2315771c61e03e385040a6a7fe0e4c0af1a09e311")),
        "valid");
    constexpr const char *order =
        "0x800000000000010ffffffffffffffffb781126dcae7b2321e66a241adc64d2f";
    constexpr const char *two_to_251 =
        "0x800000000000000000000000000000000000000000000000000000000000000";
    for (const auto &signature : {pair(r, order), pair(r, "0x0"), pair("0x0", s),
                                  pair(two_to_251, s), pair(r, "0x1"), pair(s, r)}) {
        EXPECT_EQ(status_with("signature", signature), "rejected signature") << signature;
    }
}

TEST(Snip12Requests, OnlyValidCounts) {
    const auto status = [](const char *call) {
        auto fields = signed_request();
        return status_of(ask(fields, Node{.call = call}));
    };
    EXPECT_EQ(status(R"("result":["0x56414c4944"])"), "valid");
    for (const auto *no :
         {R"("result":["0x0"])", R"("result":[])", R"("result":["0x56414c4944","0x0"])",
          R"("result":["0x1"])", R"("result":["0x2"])"}) {
        EXPECT_EQ(status(no), "rejected signature") << no;
    }
    for (
        const auto *unclear :
        {R"("result":"0x56414c4944")", R"("result":null)", R"("result":["VALID"])",
         R"("error":{"code":-32603,"message":"Internal error"})",
         R"("error":{"code":40,"message":"Contract error","data":{"revert_error":"out of gas"}})"}) {
        EXPECT_EQ(status(unclear), "error evidence") << unclear;
    }
    // The vendors' words for a bad signature.
    EXPECT_EQ(status(R"("error":{"code":40,"message":"Contract error","data":{"revert_error":)"
                     R"("Execution failed. Failure reason: argent/invalid-signature."}})"),
              "rejected signature");
    // No account there, and no deployment stated.
    EXPECT_EQ(status(not_deployed.c_str()), "rejected signer");
    // 1 is what Cairo 0 accounts say.
    const Node cairo_0{
        .call = R"("result":["0x1"])",
        .class_hash =
            R"("result":"0x25ec026985a3bf9d0cc1fe17326b245dfdc3ff89b8fde106542a3ea56c5a918")"};
    EXPECT_EQ(status_of(ask(signed_request(), cairo_0)), "valid");
}

TEST(Snip12Requests, CountsOfFelts) {
    // Of no known form: only the account reads it, and it says nothing of the stated key.
    const auto without_key = [](const std::string &signature) {
        auto fields = signed_request();
        fields.erase("public_key");
        fields["signature"] = signature;
        return status_of(ask(fields, Node{}));
    };
    for (const std::string felts : {"[]", R"(["0x1"])"}) {
        EXPECT_EQ(status_with("signature", felts), "unsupported evidence") << felts;
        EXPECT_EQ(without_key(felts), "valid") << felts;
    }
    const auto with = [](const std::string &more) {
        auto felts = pair(r, s);
        return felts.substr(0, felts.size() - 1) + more + ']';
    };
    // Of a multisig: one signer, named, who is not the stated key.
    EXPECT_EQ(status_with("signature", with(R"(,"0x3")")), "rejected signature");
    EXPECT_EQ(status_with("signature", with(R"(,"0x3","0x4","0x5")")), "unsupported evidence");
    // Owner and guardian: the stated key is the owner's, and the chain judges the guardian.
    EXPECT_EQ(status_with("signature", with(R"(,"0x3","0x4")")), "valid");
    EXPECT_EQ(
        status_with("signature", with(R"(,"0x3","0x4")"), Node{.call = R"("result":["0x0"])"}),
        "rejected signature");
}

TEST(Snip12Requests, TypedDataThatReadersTakeDifferently) {
    const auto status = [](std::string_view more_types, std::string_view message) {
        return status_with("message",
                           typed_data(domain_type + ',' + std::string{more_types}, message));
    };
    const auto malformed = [&](std::string_view more_types, std::string_view message) {
        EXPECT_EQ(status(more_types, message), "malformed message") << more_types;
    };
    malformed(R"("u256":[{"name":"low","type":"u128"}],"Message":[{"name":"a","type":"u256"}])",
              R"({"a":{"low":"1"}})");
    malformed(R"("Other":[{"name":"a","type":"felt"}],"Message":[{"name":"a","type":"felt"}])",
              R"({"a":1})");
    malformed(R"("Message":[{"name":"a","type":"Missing"}])", R"({"a":1})");
    malformed(R"("Message":[{"name":"a\"b","type":"felt"}])", R"({"a\"b":1})");
    malformed(R"j("Message":[{"name":"a","type":"(felt,felt)"}])j", R"({"a":[1,2]})");
    malformed(
        R"j("Message":[{"name":"a","type":"enum","contains":"E"}],"E":[{"name":"A","type":"felt"}])j",
        R"({"a":{"A":[1]}})");
    malformed(R"("Message":[{"name":"a","type":"merkletree","contains":"felt*"}])",
              R"({"a":[[1],[2]]})");
    malformed(R"("Message":[{"name":"a","type":"felt"}])", R"({"a":1,"b":2})");
    // A reader that keeps the last of two members would show another document than it hashes.
    EXPECT_EQ(status(R"("Message":[{"name":"a","type":"felt"}])", R"({"a":1,"a":1})"),
              "malformed request");
    // Readable, and something else than what was signed.
    EXPECT_EQ(status(R"("Message":[{"name":"a","type":"felt*"}])", R"({"a":[]})"),
              "rejected signature");
    EXPECT_EQ(status(R"("Message":[{"name":"a","type":"u128*"}])", R"({"a":["0"]})"),
              "rejected signature");
}

} // namespace
