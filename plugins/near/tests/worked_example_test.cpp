// SPDX-License-Identifier: Apache-2.0
// The worked example of plugins/near/nep413.md: its bytes, hashed and verified by libsodium, and
// its texts, verified by the plugin. Both are near-api-js's published answer.
#include "near_node.hpp"

#include "tests/support/worked_example.hpp"

#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>
#include <sodium.h>

#include <array>

namespace {

using namespace near_test;
using walletauth::decode_hex;
using walletauth::encode_hex;

TEST(WorkedExample, BytesHashAndSignatureAreAsThePageSays) {
    const walletauth::WorkedExample page{"plugins/near/nep413.md"};
    ASSERT_EQ(page.tables().size(), 1U);
    const auto payload = page.tables().front();
    EXPECT_EQ(payload.size(), 2 * std::stoul(page.find(R"(hashes (\d+) bytes)")));
    const auto bytes = *decode_hex(payload);
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    EXPECT_EQ(encode_hex(hash), page.find(R"(sha256 of them[^\n]*\n\n {4}([0-9a-f]{64})\n)"));
    const auto key = *decode_hex(page.find(R"(implicit account\n\n {4}([0-9a-f]{64})\n)"));
    const auto signature =
        *decode_hex(page.find(R"( R  ([0-9a-f]{64})\n)") + page.find(R"( S  ([0-9a-f]{64})\n)"));
    ASSERT_EQ(key.size(), crypto_sign_PUBLICKEYBYTES);
    ASSERT_EQ(signature.size(), crypto_sign_BYTES);
    EXPECT_EQ(crypto_sign_verify_detached(signature.data(), hash.data(), hash.size(), key.data()),
              0);
}

TEST(WorkedExample, TextsAreValidAsTheyStand) {
    const walletauth::WorkedExample page{"plugins/near/nep413.md"};
    const std::string params = R"({"nonce":{"base64":)" +
                               page.quoted(R"(nonce, base64 \| `([^`]+)`)") + R"(},"recipient":)" +
                               page.quoted(R"(recipient \| `([^`]+)`)") + R"(,"callback_url":)" +
                               page.quoted(R"(callback URL \| `([^`]+)`)") + '}';
    const Fields fields{{"chain", R"("near:testnet")"},
                        {"scheme", R"("nep413")"},
                        {"account", page.quoted(R"(implicit account\n\n {4}([0-9a-f]{64})\n)")},
                        {"public_key", page.quoted(R"(key `(ed25519:[^`]+)`)")},
                        {"message", R"({"text":)" + page.quoted(R"(message \| `([^`]+)`)") + '}'},
                        {"params", params},
                        {"signature", page.quoted(R"(signature `([^`]+)`)")}};
    const auto answer = ask(fields, {});
    EXPECT_EQ(status_of(answer), "valid") << answer;
}

} // namespace
