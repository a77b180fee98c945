// SPDX-License-Identifier: Apache-2.0
// A document that is asked for evidence is hashed once in verify, and once for the queries: the
// host has room for them at the first call.
#include "tests/support/scripted_node.hpp"
#include "tests/support/service_fields.hpp"

#include <gtest/gtest.h>

extern "C" const wa_plugin *walletauth_plugin_v0_starknet(void) noexcept;

namespace {

using namespace walletauth;

int verify_calls = 0;
int query_calls = 0;

void count_verify(const wa_request *const *requests, wa_verdict *const *verdicts,
                  std::size_t count) noexcept {
    ++verify_calls;
    walletauth_plugin_v0_starknet()->verify(requests, verdicts, count);
}
std::uint32_t count_queries(const wa_request *request, wa_buffer *out, wa_buffer *detail) noexcept {
    ++query_calls;
    return walletauth_plugin_v0_starknet()->evidence_queries(request, out, detail);
}

const wa_plugin *counting_plugin() noexcept {
    static const wa_plugin counting = [] {
        wa_plugin table = *walletauth_plugin_v0_starknet();
        table.verify = &count_verify;
        table.evidence_queries = &count_queries;
        return table;
    }();
    return &counting;
}

TEST(StarknetEvidenceCalls, OneOfEachHoweverLongTheSignature) {
    const auto verifier = plugin_test::verifier_of(&counting_plugin);
    std::string felts = R"("1")";
    for (int i = 1; i < 1024; ++i)
        felts += R"(,"0x7000000000000000000000000000000000000000000000000000000000000ff")";
    const std::string document =
        R"({"types":{"StarkNetDomain":[{"name":"name","type":"felt"},)"
        R"({"name":"version","type":"felt"},{"name":"chainId","type":"felt"}],)"
        R"("M":[{"name":"a","type":"felt"}]},"primaryType":"M",)"
        R"("domain":{"name":"a","version":"1","chainId":"SN_MAIN"},"message":{"a":1}})";
    const plugin_test::Fields fields{
        {"chain", R"("starknet:SN_MAIN")"}, {"scheme", R"("snip12")"},
        {"account", R"("0x1234")"},         {"accept", R"(["chain_state"])"},
        {"signature", '[' + felts + ']'},   {"message", R"({"json":)" + document + '}'}};
    const auto answer = verify_json(verifier, plugin_test::request_json(fields),
                                    walletauth_test::service_json(fields));
    EXPECT_EQ(answer.status, std::uint32_t{WA_NEEDS_EVIDENCE}) << answer.json.substr(0, 200);
    EXPECT_GT(answer.json.size(), 60000U);
    EXPECT_EQ(verify_calls, 1);
    EXPECT_EQ(query_calls, 1);
}

} // namespace
