// SPDX-License-Identifier: Apache-2.0
// What nodes of EVM chains say (execution-apis), and how clients spell it: geth, Nethermind, Besu,
// OpenEthereum, anvil, as the issues named at the rows have it.
#include "plugins/evm/account_probe.hpp"
#include "tests/support/nodes_under_test.hpp"

#include <walletauth/plugin.h>

#include <gtest/gtest.h>

using namespace walletauth;
using tests::Read;

namespace {

const ChainNodes &nodes = tests::nodes_of("eip155");
const std::string hash = "0x" + std::string(62, 'a') + "01";
const std::string at_hash = R"({"blockHash":")" + hash + R"(","requireCanonical":true})";

std::string call(std::string_view what, std::string_view block) {
    return R"({"method":"eth_call","params":[)" + std::string{what} + ',' + std::string{block} +
           "]}";
}
const std::string plain_call = call(R"({"data":"0x1626ba7e","to":"0x11"})", at_hash);

std::string error(std::string_view code, std::string_view message) {
    return R"({"code":)" + std::string{code} + R"(,"message":")" + std::string{message} + R"("})";
}

wa_bytes bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
}

/// Round 2 with a contract: what the plugin makes of this error of the probe, and of this of the
/// call.
evm::Outcome outcome_of(const std::string &probe, const std::string &call) {
    const auto error = [](const std::string &object) {
        return wa_evidence{
            .query = {}, .answer = bytes(object), .kind = WA_EVIDENCE_ERROR, .reserved = 0};
    };
    const auto result = [](std::string_view text) {
        return wa_evidence{
            .query = {}, .answer = bytes(text), .kind = WA_EVIDENCE_RESULT, .reserved = 0};
    };
    const auto state =
        evm::read_plain(error(probe), result(R"("0x1")"), result(R"("0x6000")"), error(call), "1");
    return state ? state->outcome : evm::Outcome::magic;
}
bool plugin_sees_revert(const std::string &object) {
    return outcome_of("{}", object) == evm::Outcome::reverted;
}
bool plugin_lacks_gas(const std::string &object) {
    return outcome_of(object, error("3", "execution reverted")) == evm::Outcome::spent;
}

} // namespace

TEST(EvmNodes, KnowTheirChain) {
    EXPECT_TRUE(nodes.is_identity("1", Read(R"("0x1")").value()));
    EXPECT_TRUE(nodes.is_identity("11155111", Read(R"("0xaa36a7")").value()));
    for (const char *other : {R"("0x2")", R"("0x01")", R"("1")", "1", "null", R"("0x")", R"("0X1")",
                              R"("0x10000000000000001")", R"({"x":"0x1"})"})
        EXPECT_FALSE(nodes.is_identity("1", Read(other).value())) << other;
}

TEST(EvmNodes, ReadBlocksStrictly) {
    const auto block = [&](std::string_view number, std::string_view its_hash,
                           std::string_view time) {
        return nodes.read_block(Read(R"({"number":")" + std::string{number} + R"(","hash":")" +
                                     std::string{its_hash} + R"(","timestamp":")" +
                                     std::string{time} + R"(","transactions":[]})")
                                    .value());
    };
    EXPECT_EQ(block("0xa6", hash, "0x6553f100"), (ChainBlock{166, hash, 1700000000}));
    EXPECT_FALSE(block("0x0a6", hash, "0x6553f100"));
    EXPECT_FALSE(block("166", hash, "0x6553f100"));
    EXPECT_FALSE(block("0xa6", hash.substr(0, 65), "0x6553f100"));
    EXPECT_FALSE(block("0xa6", hash, "0xffffffffffffffff"));
    EXPECT_FALSE(nodes.read_block(Read("null").value())); // a block that is not there
}

TEST(EvmNodes, FindTheBlockOfAQuery) {
    EXPECT_EQ(nodes.block_of(Read(plain_call).value()), hash);
    EXPECT_EQ(nodes.block_of(Read(call("{}", R"("0xa6")")).value()), "166");
    EXPECT_FALSE(nodes.block_of(Read(call("{}", R"("finalized")")).value()));
    EXPECT_FALSE(nodes.block_of(Read(R"({"method":"eth_chainId","params":[]})").value()));
    EXPECT_EQ(nodes.block_text({166, hash, 0}), hash);
    EXPECT_LE(hash.size(), std::size_t{WA_BLOCK_CAPACITY});
}

TEST(EvmNodes, AskByNumberWhereAHashIsNotTaken) {
    const ChainBlock block{166, hash, 0};
    EXPECT_EQ(nodes.at_height(Read(plain_call).value(), block),
              call(R"({"data":"0x1626ba7e","to":"0x11"})", R"("0xa6")"));
    EXPECT_FALSE(nodes.at_height(Read(plain_call).value(), {166, "0x" + std::string(64, 'b'), 0}));
    EXPECT_FALSE(nodes.at_height(Read(call("{}", R"("latest")")).value(), block));
}

TEST(EvmNodes, TheProbeMustHaveRunAtThePinnedHeight) {
    const auto word = [](std::string digits) {
        return std::string(64 - digits.size(), '0') + digits;
    };
    const std::string probe = call(R"({"data":"0x60ba"})", at_hash);
    const auto misplaced = [&](const std::string &query, const std::string &height, bool shows) {
        const Read read(
            '"' +
            ("0x" + word("1") + word(height) + word("0") + word("0") + word("1") + word("0")) +
            '"');
        return nodes.misplaced(Read(query).value(), read.value(), {166, hash, 0}, shows)
            .has_value();
    };
    EXPECT_FALSE(misplaced(probe, "a6", true));
    EXPECT_TRUE(misplaced(probe, "a5", true));
    EXPECT_FALSE(misplaced(probe, "a5", false)); // on Arbitrum it is Ethereum's
    EXPECT_FALSE(misplaced(plain_call, "a5", true));
    EXPECT_FALSE(nodes.shows_height("42161"));
    EXPECT_TRUE(nodes.shows_height("1"));
}

TEST(EvmNodes, TellRevertsFromFaults) {
    struct Row {
        const char *code;
        const char *message;
        NodeErrorClass kind;
        const char *name;
    };
    using enum NodeErrorClass;
    for (const auto &[code, message, kind, name] : std::initializer_list<Row>{
             {"3", "execution reverted: GS026", semantic, "reverted"},
             {"3", "execution reverted: header not found", semantic, "reverted"}, // a user's text
             {"3", "timeout", semantic, "reverted"},
             {"-32000", "execution reverted", semantic, "reverted"}, // geth, reth#15126
             {"-32000", "Execution reverted: missing trie node", semantic, "reverted"}, // Besu
             // Nethermind and OpenEthereum say so of all that ends badly, out of gas as well.
             {"-32015", "VM execution error.", semantic, "ended"},
             {"-32015", "execution reverted", semantic, "reverted"},
             {"-32603", "VM Exception while processing transaction: revert", semantic, "ended"},
             {"-32603", "evm: execution reverted: rate limit exceeded", semantic, "ended"},
             {"-32000", "transaction reverted: header not found", semantic, "ended"},
             {"-32000", "out of gas", semantic, "ended"},         // geth
             {"-32003", "out of gas", semantic, "ended"},         // Nethermind#12166
             {"-32603", "EVM error OutOfGas", semantic, "ended"}, // anvil
             {"-32000", "gas required exceeds allowance (60000)", semantic, "ended"}, // geth
             {"-32000", "invalid opcode: INVALID", semantic, "ended"},
             {"-32601", "the method does not exist", semantic, "ended"},
             {"-32602", "invalid argument 0", semantic, "ended"},
             {"-32000", "header not found", missing_block, ""},
             {"-32000", "missing trie node 0123 (path ) state 0x is not available", missing_block,
              ""},
             {"-32000", "hash 0xab is not currently canonical", missing_block, ""},
             {"-39001", "Unknown block", missing_block, ""},
             {"-32000", "execution aborted (timeout = 5s)", slow, ""}, // geth#19401
             {"-32000", "request timed out", slow, ""},
             {"-32005", "limit exceeded", overloaded, ""},
             {"-32007", "50/second request limit reached", overloaded, ""}, // QuickNode
             {"429", "Too Many Requests", overloaded, ""},
             {"-32000", "rate limit exceeded", overloaded, ""},
             {"-32603", "Internal error", fault, ""},
             {"-32001", "resource not found", fault, ""},
             {"-32002", "resource unavailable", fault, ""},
             {"-32700", "Parse error", fault, ""},
             {"12345", "whatever", fault, ""},
         }) {
        const auto judged = tests::judged(nodes, plain_call, error(code, message));
        EXPECT_EQ(judged.kind, kind) << code << ' ' << message;
        EXPECT_EQ(judged.name, name) << code << ' ' << message;
        if (judged.kind != semantic) continue;
        // One node's object is handed on, so the name has to say what the plugin makes of it.
        EXPECT_EQ(judged.name == "reverted", plugin_sees_revert(error(code, message)))
            << code << ' ' << message;
    }
    // Only calls run a user's code.
    const auto chain_id =
        tests::judged(nodes, nodes.identity_query(), error("-32000", "timed out"));
    EXPECT_EQ(chain_id.kind, fault);
    EXPECT_EQ(tests::judged(nodes, nodes.identity_query(), error("-32000", "x")).kind, fault);
    EXPECT_EQ(tests::judged(nodes, plain_call, R"({"code":-32603,"message":7})").kind, fault);
}

/// One of the objects that come to one name is handed on, whoever sent it: a node that lies must
/// not choose among them what the plugin makes of it.
TEST(EvmNodes, ErrorsOfOneNameAreOneToThePlugin) {
    const std::string probe = call(R"({"data":"0x60"})", at_hash);
    const std::string zeros(5000, '0');
    for (const auto &object : std::vector<std::string>{
             error("-32000", "out of gas"),
             R"({"code":-32000,"message":"out of g\u0061s"})",
             error("-32000", "gas required exceeds allowance (60000)"),
             error("-32000", "max initcode size exceeded"),
             R"({"code":-32000,"message":"invalid opcode","data":")" + zeros + R"( gas"})",
             R"({"code":3,"message":"execution reverted","data":"gas"})",
             R"({"code":-32000,"message":"Execution reverted","data":"gas"})",
             R"({"code":-32000,"message":"execution r\u0065verted"})",
             R"({"code":-32603,"message":"transaction reverted: GAS"})",
             R"({"code":-32015,"message":"VM execution error.","data":"OutOfGas"})",
             R"({"code":-32602,"message":"invalid params: gas"})",
             R"({"code":-32601,"message":"no such method"})",
             R"({"code":3.0,"message":"reverted"})",
             R"({"code":3})",
         }) {
        const auto of_probe = tests::judged(nodes, probe, object);
        const auto of_call = tests::judged(nodes, plain_call, object);
        ASSERT_EQ(of_probe.kind, NodeErrorClass::semantic) << object;
        ASSERT_EQ(of_call.kind, NodeErrorClass::semantic) << object;
        EXPECT_EQ(of_probe.name == "no gas for the probe", plugin_lacks_gas(object)) << object;
        EXPECT_EQ(of_call.name == "reverted", plugin_sees_revert(object)) << object;
    }
    EXPECT_TRUE(plugin_lacks_gas(error("-32000", "Out Of Gas")));
    EXPECT_FALSE(plugin_lacks_gas(error("-32000", "invalid opcode")));
}

TEST(EvmNodes, NameWhoseCodeRuns) {
    const auto runs = [](const std::string &query) {
        return nodes.runs_code_of(Read(query).value());
    };
    EXPECT_EQ(runs(plain_call), "0x11");
    EXPECT_EQ(runs(nodes.identity_query()), "");
    // What the plugin asks of an account that a factory would deploy.
    const evm::Wrapper wrapper{.factory = evm::Address{0xfa}, .factory_data = {}, .signature = {}};
    const auto probe = evm::probe_query({.account = evm::Address{0xac},
                                         .hash = {},
                                         .signature = {},
                                         .deployment = &wrapper,
                                         .prepares = false},
                                        R"("latest")");
    const std::string zeros(38, '0');
    EXPECT_EQ(runs(probe), "ac" + zeros + " fa" + zeros);
    EXPECT_EQ(runs(call(R"({"data":"0x60"})", at_hash)), "init code");
    EXPECT_EQ(runs(call(R"({"data":"0"})", at_hash)), "init code");
}
