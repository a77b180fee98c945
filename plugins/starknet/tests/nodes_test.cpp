// SPDX-License-Identifier: Apache-2.0
// What Starknet nodes say (starknet-specs, starknet_api_openrpc.json).
#include "tests/support/nodes_under_test.hpp"

#include <gtest/gtest.h>

using namespace walletauth;
using tests::Read;

namespace {

const ChainNodes &nodes = tests::nodes_of("starknet");
const std::string hash = "0x1234abcd";
const std::string query =
    R"({"method":"starknet_call","params":{"block_id":{"block_hash":")" + hash +
    R"("},"request":{"calldata":[],"contract_address":"0x17","entry_point_selector":"0x1"}}})";

std::string reverted(std::string_view data) {
    return R"({"code":40,"message":"Contract error","data":)" + std::string{data} + "}";
}
std::string name_of(std::string_view data) {
    return tests::judged(nodes, query, reverted(data)).name;
}

} // namespace

TEST(StarknetNodes, KnowTheirChainAndBlock) {
    // SN_MAIN, SN_SEPOLIA as felts.
    EXPECT_TRUE(nodes.is_identity("SN_MAIN", Read(R"("0x534e5f4d41494e")").value()));
    EXPECT_TRUE(nodes.is_identity("SN_SEPOLIA", Read(R"("0x534e5f5345504f4c4941")").value()));
    EXPECT_FALSE(nodes.is_identity("SN_MAIN", Read(R"("0x534e5f5345504f4c4941")").value()));
    const auto block = [](std::string_view status, std::string_view its_hash) {
        return nodes.read_block(Read(R"({"block_number":7,"timestamp":1700000000,"status":")" +
                                     std::string{status} + R"(","block_hash":")" +
                                     std::string{its_hash} + R"(","transactions":[]})")
                                    .value());
    };
    EXPECT_EQ(block("ACCEPTED_ON_L2", hash), (ChainBlock{7, hash, 1700000000}));
    EXPECT_TRUE(block("ACCEPTED_ON_L1", hash));
    EXPECT_FALSE(block("PRE_CONFIRMED", hash)); // never to be used
    EXPECT_FALSE(block("PENDING", hash));
    EXPECT_FALSE(block("REJECTED", hash));
    EXPECT_FALSE(block("ACCEPTED_ON_L2", "0x01234abcd")); // felts have no leading zero
    EXPECT_EQ(nodes.block_of(Read(query).value()), hash);
    EXPECT_TRUE(nodes.at_height(Read(query).value(), {7, hash, 0})
                    ->contains(R"("block_id":{"block_number":7},)"));
    EXPECT_EQ(nodes.runs_code_of(Read(query).value()), "0x17");
}

TEST(StarknetNodes, RevertsOfTwoClientsAreOneIfThePluginReadsThemAlike) {
    // A text of Juno's, and the structure of specification 0.8.
    const std::string felt = "0x617267656e742f696e76616c69642d7369676e6174757265";
    const auto nested = R"({"revert_error":{"contract_address":"0x17","error":")" + felt +
                        R"_( ('argent/invalid-signature')"}})_";
    EXPECT_EQ(name_of(R"({"revert_error":"Execution failed: argent/invalid-signature"})"),
              name_of(nested));
    EXPECT_NE(name_of(R"({"revert_error":"argent/invalid-signature"})"),
              name_of(R"({"revert_error":"argent/invalid-signature; out of gas"})"));
    EXPECT_NE(name_of(R"({"revert_error":"ENTRYPOINT_NOT_FOUND"})"),
              name_of(R"({"revert_error":"something else"})"));
    EXPECT_EQ(name_of('"' + std::string(17 << 10, 'x') + '"'),
              name_of('"' + std::string(17 << 10, 'y') + '"')); // the plugin reads neither
}

TEST(StarknetNodes, ErrorsGoByTheirCode) {
    using enum NodeErrorClass;
    for (const char *code : {"20", "21"})
        EXPECT_EQ(tests::judged(nodes, query, R"({"code":)" + std::string{code} + "}").kind,
                  semantic);
    EXPECT_EQ(tests::judged(nodes, query, R"({"code":24})").kind, missing_block);
    EXPECT_EQ(tests::judged(nodes, query, R"({"code":63})").kind, fault);
    EXPECT_EQ(tests::judged(nodes, query, R"({"code":-32603})").kind, fault);
    EXPECT_EQ(tests::judged(nodes, query, R"({"code":-32005})").kind, overloaded);
    EXPECT_EQ(tests::judged(nodes, query, reverted("{}")).kind, semantic);
}
