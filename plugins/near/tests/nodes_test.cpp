// SPDX-License-Identifier: Apache-2.0
// What NEAR nodes say (docs.near.org, "RPC API"; nearcore, chain/jsonrpc/primitives).
#include "tests/support/nodes_under_test.hpp"

#include <gtest/gtest.h>

using namespace walletauth;
using tests::Read;

namespace {

const ChainNodes &nodes = tests::nodes_of("near");
const std::string hash = "8VVjWWY5fXmpeCY9iQzLwfwzLiPZvKYkJUhFyWHVAFnR";
const std::string query = R"({"method":"query","params":{"account_id":"alice.near","block_id":")" +
                          hash + R"(","request_type":"view_account"}})";
const ChainBlock pin{187310138, hash, 0};

std::string caused(std::string_view name) {
    return R"({"name":"HANDLER_ERROR","cause":{"info":{},"name":")" + std::string{name} +
           R"("},"code":-32000,"message":"Server error"})";
}

} // namespace

TEST(NearNodes, KnowTheirChainAndBlock) {
    EXPECT_TRUE(
        nodes.is_identity("mainnet", Read(R"({"chain_id":"mainnet","sync_info":{}})").value()));
    EXPECT_FALSE(nodes.is_identity("mainnet", Read(R"({"chain_id":"testnet"})").value()));
    EXPECT_FALSE(nodes.is_identity("mainnet", Read(R"("mainnet")").value()));
    const Read block(R"({"author":"x","header":{"height":187310138,"hash":")" + hash +
                     R"(","timestamp":1739254177539033760}})");
    EXPECT_EQ(nodes.read_block(block.value()), (ChainBlock{187310138, hash, 1739254177}));
    EXPECT_FALSE(nodes.read_block(Read(R"({"header":{"height":"1"}})").value()));
    EXPECT_EQ(nodes.default_pin(), (PinDepth{PinLevel::finalized, 0}));
    EXPECT_FALSE(nodes.head_query(PinLevel::latest)); // optimistic blocks may go
    EXPECT_EQ(nodes.block_of(Read(query).value()), hash);
    EXPECT_TRUE(nodes.at_height(Read(query).value(), pin)->contains(R"("block_id":187310138,)"));
}

TEST(NearNodes, AnAnswerOfAnotherBlockIsNone) {
    const auto misplaced = [&](const std::string &answer) {
        return nodes.misplaced(Read(query).value(), Read(answer).value(), pin, true).has_value();
    };
    EXPECT_FALSE(misplaced(R"({"block_hash":")" + hash + R"(","block_height":187310138})"));
    EXPECT_FALSE(misplaced(R"({"permission":"FullAccess"})"));
    EXPECT_TRUE(misplaced(R"({"block_hash":")" + hash + R"(","block_height":187310139})"));
    EXPECT_TRUE(misplaced(R"({"block_hash":"x","block_height":187310138})"));
    EXPECT_TRUE(misplaced(R"({"cause":{"info":{"block_hash":"x"},"name":"UNKNOWN_ACCESS_KEY"}})"));
}

TEST(NearNodes, TheBlockIsNoPartOfAnAnswer) {
    const auto form = [&](const std::string &result, const ChainBlock *at) {
        return nodes.equal_form(Read(query).value(), Read(result).value(), at);
    };
    EXPECT_EQ(form(R"({"nonce":1,"block_height":187310138,"permission":"FullAccess"})", &pin),
              form(R"({"permission" : "FullAccess","block_hash":"x","nonce":1})", &pin));
    EXPECT_NE(form(R"({"nonce":1})", &pin), form(R"({"nonce":2})", &pin));
    EXPECT_NE(form(R"({"nonce":1,"block_height":1})", nullptr),
              form(R"({"nonce":1,"block_height":2})", nullptr));
}

TEST(NearNodes, ErrorsGoByTheirCause) {
    using enum NodeErrorClass;
    for (const char *name : {"UNKNOWN_ACCESS_KEY", "UNKNOWN_ACCOUNT", "NO_CONTRACT_CODE"}) {
        EXPECT_EQ(tests::judged(nodes, query, caused(name)).kind, semantic) << name;
        EXPECT_EQ(tests::judged(nodes, query, caused(name)).name, name);
    }
    EXPECT_EQ(tests::judged(nodes, query, caused("UNKNOWN_BLOCK")).kind, missing_block);
    EXPECT_EQ(tests::judged(nodes, query, caused("GARBAGE_COLLECTED_BLOCK")).kind, missing_block);
    for (const char *name : {"NO_SYNCED_BLOCKS", "NOT_SYNCED_YET", "UNAVAILABLE_SHARD",
                             "TIMEOUT_ERROR", "INTERNAL_ERROR", "SOMETHING_NEW"})
        EXPECT_EQ(tests::judged(nodes, query, caused(name)).kind, fault) << name;
    EXPECT_EQ(tests::judged(nodes, query, R"({"code":-32000,"message":"UNKNOWN_ACCOUNT"})").kind,
              fault);
    EXPECT_EQ(tests::judged(nodes, query, R"({"code":429,"message":"slow down"})").kind,
              overloaded);
}
