// SPDX-License-Identifier: Apache-2.0
// What a document may cost: plugins/starknet/snip12.md states the limits. Each is met and passed by
// one.
#include "plugins/starknet/snip12_hash.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace walletauth;
using namespace walletauth::starknet;

const std::string domain_types[]{
    R"("StarkNetDomain":[{"name":"name","type":"felt"},{"name":"version","type":"felt"},)"
    R"({"name":"chainId","type":"felt"}])",
    R"("StarknetDomain":[{"name":"name","type":"shortstring"},{"name":"version","type":)"
    R"("shortstring"},{"name":"chainId","type":"shortstring"},{"name":"revision","type":)"
    R"("shortstring"}])"};
const std::string domains[]{R"({"name":"Dapp","version":"1","chainId":"SN_MAIN"})",
                            R"({"name":"Dapp","version":"1","chainId":"SN_MAIN","revision":"1"})"};

std::string refusal_of(int revision, const std::string &types, const std::string &message) {
    const auto document = "{\"types\":{" + domain_types[revision] + ',' + types +
                          "},\"primaryType\":\"M\",\"domain\":" + domains[revision] +
                          ",\"message\":" + message + '}';
    const auto hash = hash_typed_data(document, Felt{1}, Rule::compat);
    if (hash) return "";
    EXPECT_EQ(hash.error().status, std::uint32_t{WA_MALFORMED_MESSAGE});
    return std::string{hash.error().detail.view()};
}

std::string repeated(std::string_view item, std::size_t count) {
    std::string list;
    for (std::size_t i = 0; i < count; ++i)
        list.append(i == 0 ? "" : ",").append(item);
    return list;
}

std::string refusal_of_felts(int revision, std::size_t count) {
    return refusal_of(revision, R"("M":[{"name":"a","type":"felt*"}])",
                      R"({"a":[)" + repeated("1", count) + "]}");
}

/// The domain's struct takes 5 Pedersen hashes, the message's 3, an array one more than elements.
TEST(Snip12Limits, PedersenHashes) {
    EXPECT_EQ(refusal_of_felts(0, 512 - 5 - 3 - 1), "");
    EXPECT_EQ(refusal_of_felts(0, 512 - 5 - 3),
              "the document takes more Pedersen hashes than the limit, 512");
    const auto trees = [](std::size_t leaves) {
        return refusal_of(0, R"("M":[{"name":"a","type":"merkletree","contains":"felt"}])",
                          R"({"a":[)" + repeated("1", leaves) + "]}");
    };
    EXPECT_EQ(trees(256), "");
    EXPECT_NE(trees(1024), "");
}

/// 3 for the domain's struct, 2 for the message's, and one for each two elements and the padding.
TEST(Snip12Limits, PoseidonHashes) {
    EXPECT_EQ(refusal_of_felts(1, 2 * (1024 - 3 - 2) - 1), "");
    EXPECT_EQ(refusal_of_felts(1, 2 * (1024 - 3 - 2)),
              "the document takes more Poseidon hashes than the limit, 1024");
    const auto text = [](std::size_t size) {
        return refusal_of(1, R"("M":[{"name":"a","type":"string"}])",
                          R"({"a":")" + std::string(size, 'x') + R"("})");
    };
    EXPECT_EQ(text(60000), "");
    EXPECT_NE(text(70000), "");
}

TEST(Snip12Limits, Values) { EXPECT_TRUE(refusal_of_felts(1, 4096).contains("too many values")); }

TEST(Snip12Limits, ParametersOfVariants) {
    const auto variants = [](std::size_t parameters) {
        const std::string empty = R"j([{"name":"A","type":"()"},{"name":"B","type":"()j";
        return refusal_of(1,
                          R"("M":[{"name":"e","type":"enum","contains":"E"}],"E":)" + empty +
                              repeated("felt", parameters) + R"j()"}])j",
                          R"({"e":{"A":[]}})");
    };
    EXPECT_EQ(variants(1024), "");
    EXPECT_EQ(variants(1025), "types: parameters of variants, the limit is 1024");
}

/// M's array holds a struct of each type, and each type's encoding all those behind it.
TEST(Snip12Limits, EncodingsOfTypes) {
    const auto chain = [](std::size_t count, std::size_t padding) {
        const std::string name(padding, 'n');
        std::string types = R"("M":[)";
        std::string message = "{";
        std::string others;
        for (std::size_t i = 0; i < count; ++i) {
            const auto number = std::to_string(i);
            const auto next = i + 1 == count ? "felt*" : "T" + std::to_string(i + 1) + "*";
            types += (i == 0 ? "" : ",") + (R"({"name":"m)" + number) + R"(","type":"T)" + number +
                     R"(*"})";
            message += (i == 0 ? "" : ",") + ("\"m" + number) + "\":[{\"" + name + "\":[]}]";
            others +=
                ",\"T" + number + R"(":[{"name":")" + name + R"(","type":")" + next + R"("}])";
        }
        return refusal_of(1, types + ']' + others, message + '}');
    };
    EXPECT_EQ(chain(60, 50), "");
    EXPECT_EQ(chain(60, 200), "types: characters of their encodings together, the limit is 262144");
}

TEST(Snip12Limits, Types) {
    const auto count = [](std::size_t types) {
        std::string more = R"("M":[{"name":"a","type":"felt"}])";
        for (std::size_t i = 2; i < types; ++i) // beside M and the domain
            more += ",\"T" + std::to_string(i) + R"(":[{"name":"a","type":"felt"}])";
        return refusal_of(1, more, R"({"a":1})");
    };
    EXPECT_EQ(count(256), "");
    EXPECT_EQ(count(257), "types: found 257 types, the limit is 256");
}

} // namespace
