// SPDX-License-Identifier: Apache-2.0
// The worked examples of both pages: their bytes, hashed by libsodium, and their
// texts, verified by the plugin. The first is published; the second is signed by ripple-keypairs.
#include "xrpl_plugin.hpp"

#include "tests/support/worked_example.hpp"

#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>
#include <sodium.h>

#include <array>

namespace {

using namespace xrpl_test;
using walletauth::decode_hex;
using walletauth::encode_hex;

/// The first half of SHA-512, by libsodium.
std::string half_of(const std::string &hex) {
    const auto bytes = *decode_hex(hex);
    std::array<std::uint8_t, crypto_hash_sha512_BYTES> hash{};
    crypto_hash_sha512(hash.data(), bytes.data(), bytes.size());
    return encode_hex(std::span{hash}.first(32));
}

TEST(WorkedExample, Message) {
    const walletauth::WorkedExample page{"plugins/xrpl/xrpl-message.md"};
    const auto found = page.tables();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(half_of(found[0]), page.find(R"(\n {4}([0-9a-f]{64})\n)"));
    const Fields fields{
        {"chain", R"("xrpl:0")"},
        {"scheme", R"("xrpl-message")"},
        {"account", page.quoted(R"(the account `(r[^`]+)`)")},
        {"public_key", page.quoted(R"(key `([0-9A-F]{66})`)")},
        {"message", R"({"text":")" + page.find(R"(The message is `([^`]+)`)") + "\"}"},
        {"signature", '"' + found[1] + '"'}};
    const auto answer = ask(fields);
    EXPECT_EQ(status_of(answer), "valid") << answer;
    EXPECT_EQ(encode_hex(walletauth::as_bytes("test message")), found[0]);
}

TEST(WorkedExample, SignIn) {
    const walletauth::WorkedExample page{"plugins/xrpl/xrpl-signin.md"};
    const auto found = page.tables();
    ASSERT_EQ(found.size(), 1U);
    const auto first = std::stoul(page.find(R"(its bytes (\d+) to \d+ are signed)"));
    const auto last = std::stoul(page.find(R"(its bytes \d+ to (\d+) are signed)"));
    const auto signed_bytes = page.find(R"(`([0-9]{8})` and the blob)") +
                              found[0].substr(0, 2 * first) + found[0].substr(2 * (last + 1));
    EXPECT_EQ(half_of(signed_bytes), page.find(R"(\n {4}([0-9a-f]{64})\n)"));
    const Fields fields{
        {"chain", R"("xrpl:0")"},
        {"scheme", R"("xrpl-signin")"},
        {"account", page.quoted(R"(first one, `(r[^`]+)`)")},
        {"message", R"({"text":")" + page.find(R"(\nmessage is `([^`]+)`)") + "\"}"},
        {"signature", '"' + found[0] + '"'}};
    const auto answer = ask(fields);
    EXPECT_EQ(status_of(answer), "valid") << answer;
}

} // namespace
