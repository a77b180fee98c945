// SPDX-License-Identifier: Apache-2.0
// The tables of SNIP-12 through the wire format, as a daemon asks. Their accounts are nobody's
// deployment, so a node that calls everything VALID stands for the chain: what is refused beside
// such a node is refused by what was signed.
#include "starknet_node.hpp"

#include "tests/support/table.hpp"

#include <set>

namespace {

using namespace walletauth;
using namespace starknet_test;

// plugins/starknet/snip12.md says why.
const std::set<std::string, std::less<>> refused{"snip12-gen-r1-name-quote"};
const std::set<std::string, std::less<>> compat_only{
    "snip12-sjs-v1Nested", "snip12-argent-v0-simple", "snip12-argent-v0-merkle", "snip12-srs-v0"};
const std::set<std::string, std::less<>> malformed_strictly{
    "snip12-bad-dangling", "snip12-bad-domain-type-felt", "snip12-bad-r0-unknown-type"};

Fields fields_of(const json::Value &line) {
    const auto message = *line.find("message")->find("value");
    const bool is_text = message.kind() == json::Kind::string;
    Fields fields{{"chain", R"("starknet:SN_MAIN")"},
                  {"scheme", R"("snip12")"},
                  {"account", std::string{line.find("account")->source()}},
                  {"accept", R"(["derived","chain_state"])"},
                  {"message", std::string{is_text ? R"({"text":)" : R"({"json":)"} +
                                  std::string{message.source()} + '}'}};
    for (const char *name : {"public_key", "signature"}) {
        const auto value = line.find(name);
        if (value && value->kind() != json::Kind::null) fields[name] = value->source();
    }
    return fields;
}

std::string chain_of(const json::Value &line) {
    const auto domain = line.find("message")->find("value")->find("domain");
    auto chain = domain->find("chainId");
    if (!chain) chain = domain->find("chain_id");
    return std::string{chain->text()};
}

struct Counts {
    std::size_t valid = 0;
    std::size_t other_chain = 0;
    std::size_t rejected = 0;
};

void check_line(const json::Value &line, Counts &counts) {
    auto fields = fields_of(line);
    const auto id = line.find("id")->text();
    const auto expect = line.find("expect")->text();
    if (expect == "malformed" || refused.contains(id) || compat_only.contains(id)) {
        EXPECT_EQ(status_of(ask(fields, Node{})), "malformed message");
        if (!compat_only.contains(id)) return;
        fields["compat"] = "true";
    }
    const auto answer = ask(fields, Node{});
    if (expect == "invalid") {
        EXPECT_TRUE(status_of(answer).starts_with("rejected")) << answer;
        ++counts.rejected;
        return;
    }
    const auto chain = chain_of(line);
    if (chain != "SN_MAIN") {
        EXPECT_EQ(status_of(answer), "rejected policy") << answer;
        ++counts.other_chain;
        if (chain != "SN_SEPOLIA") return;
        fields["chain"] = R"("starknet:SN_SEPOLIA")";
        const Node sepolia{.chain_id = R"("result":"0x534e5f5345504f4c4941")"};
        EXPECT_EQ(status_of(ask(fields, sepolia)), "valid");
        EXPECT_EQ(status_of(ask(fields, Node{})), "error evidence") << "a node of another chain";
        return;
    }
    EXPECT_EQ(status_of(answer), "valid") << answer;
    EXPECT_EQ(status_of(ask(fields)), "needs_evidence");
    EXPECT_TRUE(answer.contains(R"("link":"chain_state")")) << answer;
    EXPECT_TRUE(answer.contains(R"("chain_bound":true)")) << answer;
    ++counts.valid;
}

TEST(StarknetPlugin, TypedDataOfTheTable) {
    Counts counts;
    for_each_row("plugins/starknet/tests/tables/snip12.json", 137,
                 [&](const json::Value &line) { check_line(line, counts); });
    EXPECT_GT(counts.valid, 60U);
    EXPECT_GT(counts.other_chain, 10U);
    EXPECT_EQ(counts.rejected, 27U);
}

TEST(StarknetPlugin, MalformedTypedDataOfTheTable) {
    for_each_row("plugins/starknet/tests/tables/snip12-malformed.json", 52,
                 [](const json::Value &line) {
                     auto fields = fields_of(line);
                     if (!fields.contains("signature")) fields["signature"] = R"(["0x1","0x2"])";
                     EXPECT_EQ(status_of(ask(fields, Node{})), "malformed message");
                     fields["compat"] = "true";
                     const auto found = status_of(ask(fields, Node{}));
                     EXPECT_EQ(found != "malformed message",
                               malformed_strictly.contains(line.find("id")->text()))
                         << found;
                 });
}

} // namespace
