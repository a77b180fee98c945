// SPDX-License-Identifier: Apache-2.0
// Every call of the plugin keeps to 64 KiB of stack, however deep what it reads is nested.
#include "tests/support/small_stack.hpp"

#include <walletauth/interface.hpp>

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <string>
#include <vector>

extern "C" const wa_plugin *walletauth_plugin_v0_starknet(void) noexcept;

namespace {

using namespace walletauth;
using plugin_test::on_small_stack;

/// Structs in structs: S0 holds S1 and so on; `innermost` is the last one's value.
std::string nested(std::size_t depth, std::string_view innermost) {
    std::string types = R"("StarknetDomain":[{"name":"name","type":"shortstring"},)"
                        R"({"name":"version","type":"shortstring"},)"
                        R"({"name":"chainId","type":"shortstring"},)"
                        R"({"name":"revision","type":"shortstring"}])";
    std::string message;
    for (std::size_t i = 0; i < depth; ++i) {
        const bool is_last = i + 1 == depth;
        types += ",\"S" + std::to_string(i) + R"(":[{"name":"m","type":")" +
                 (is_last ? "felt" : "S" + std::to_string(i + 1)) + R"("}])";
        message += R"({"m":)";
    }
    message += std::string{innermost} + std::string(depth, '}');
    return R"({"types":{)" + types +
           R"(},"primaryType":"S0","domain":{"name":"Dapp","version":"1",)" +
           R"("chainId":"SN_MAIN","revision":"1"},"message":)" + message + '}';
}

/// Asks twice: whether it is signed, and what the chain is to be asked.
struct Call {
    std::string message;
    std::uint32_t status = WA_OK;
    std::uint32_t queries_status = WA_OK;

    void operator()() {
        const auto *plugin = walletauth_plugin_v0_starknet();
        const std::array<std::uint8_t, 96> signature{};
        wa_request request{};
        request.struct_size = sizeof request;
        request.scheme = text_of("snip12");
        request.chain = text_of("starknet:SN_MAIN");
        request.account = text_of("0x1234");
        request.message = bytes_of(as_bytes(message));
        request.signature = bytes_of(signature);
        request.accept = WA_ACCEPT_DERIVED | WA_ACCEPT_CHAIN_STATE;
        wa_verdict verdict{};
        verdict.struct_size = sizeof verdict;
        const wa_request *requests = &request;
        wa_verdict *verdicts = &verdict;
        plugin->verify(&requests, &verdicts, 1);
        status = verdict.status;
        std::vector<std::uint8_t> bytes(4096);
        wa_buffer out{bytes.data(), bytes.size(), 0};
        queries_status = plugin->evidence_queries(&request, &out, nullptr);
    }
};

TEST(StarknetStack, SixtyNestedStructs) {
    Call good{.message = nested(60, "1")};
    on_small_stack(std::ref(good));
    EXPECT_EQ(good.status, std::uint32_t{WA_NEEDS_EVIDENCE});
    EXPECT_EQ(good.queries_status, std::uint32_t{WA_OK});
    Call junk{.message = nested(60, R"({"x":1})")};
    on_small_stack(std::ref(junk));
    EXPECT_EQ(junk.status, std::uint32_t{WA_MALFORMED_MESSAGE});
    EXPECT_EQ(junk.queries_status, std::uint32_t{WA_MALFORMED_MESSAGE});
}

TEST(StarknetStack, NestedArraysAndTooDeepDocuments) {
    for (const auto &message :
         {nested(61, "[]"), nested(200, "1"), std::string(200000, '['),
          R"({"types":)" + std::string(62, '[') + std::string(62, ']') + '}'}) {
        Call call{.message = message};
        on_small_stack(std::ref(call));
        EXPECT_EQ(call.status, std::uint32_t{WA_MALFORMED_MESSAGE}) << message.substr(0, 40);
    }
}

/// Known answers: both hashes, and a signature that verifies.
TEST(StarknetStack, SelfTest) {
    std::uint32_t status = WA_ERROR_INTERNAL;
    auto work = [&] { status = walletauth_plugin_v0_starknet()->self_test(nullptr); };
    on_small_stack(work);
    EXPECT_EQ(status, std::uint32_t{WA_OK});
}

/// A node's answer and a signature's text are JSON, too.
TEST(StarknetStack, NestedSignatures) {
    std::uint32_t status = WA_OK;
    const std::string text = R"({"r":)" + std::string(63, '[') + std::string(63, ']') + '}';
    auto work = [&] {
        std::array<std::uint8_t, 64> bytes{};
        wa_buffer out{bytes.data(), bytes.size(), 0};
        status = walletauth_plugin_v0_starknet()->parse_signature(
            text_of("starknet:SN_MAIN"), text_of("snip12"), text_of(text), &out, nullptr);
    };
    on_small_stack(work);
    EXPECT_EQ(status, std::uint32_t{WA_MALFORMED_SIGNATURE});
}

} // namespace
