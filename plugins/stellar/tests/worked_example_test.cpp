// SPDX-License-Identifier: Apache-2.0
// The worked example of plugins/stellar/sep53.md: its bytes, hashed and verified by libsodium, and
// its texts, verified by the plugin. Both are SEP-53's published answer.
#include "stellar_plugin.hpp"

#include "tests/support/worked_example.hpp"

#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>
#include <sodium.h>

#include <array>

namespace {

using namespace stellar_test;
using walletauth::decode_hex;
using walletauth::encode_hex;

TEST(WorkedExample, BytesHashAndSignatureAreAsThePageSays) {
    const walletauth::WorkedExample page{"plugins/stellar/sep53.md"};
    ASSERT_EQ(page.tables().size(), 1U);
    const auto bytes = *decode_hex(page.tables().front());
    EXPECT_EQ(bytes.size(), std::stoul(page.find(R"(hashes (\d+) bytes)")));
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    EXPECT_EQ(encode_hex(hash), page.find(R"(sha256 of them[^\n]*\n\n {4}([0-9a-f]{64})\n)"));
    const auto key = *decode_hex(page.find(R"(in hex\n\n {4}([0-9a-f]{64})\n)"));
    const auto signature =
        *decode_hex(page.find(R"( R  ([0-9a-f]{64})\n)") + page.find(R"( S  ([0-9a-f]{64})\n)"));
    ASSERT_EQ(key.size(), crypto_sign_PUBLICKEYBYTES);
    ASSERT_EQ(signature.size(), crypto_sign_BYTES);
    EXPECT_EQ(crypto_sign_verify_detached(signature.data(), hash.data(), hash.size(), key.data()),
              0);
}

TEST(WorkedExample, TextsAreValidAsTheyStand) {
    const walletauth::WorkedExample page{"plugins/stellar/sep53.md"};
    Fields fields{{"chain", R"("stellar:pubnet")"},
                  {"scheme", R"("sep53")"},
                  {"account", page.quoted(R"(account\*?\*? `(G[^`]+)`)")},
                  {"public_key", page.quoted(R"(in hex\n\n {4}([0-9a-f]{64})\n)")},
                  {"message", R"({"text":)" + page.quoted(R"(message \| `([^`]+)`)") + '}'},
                  {"signature", page.quoted(R"(signature `([^`]+)`)")}};
    EXPECT_EQ(status_of(ask(fields)), "valid") << ask(fields);
    fields["message"] = R"({"text":"Hello, World"})";
    EXPECT_EQ(status_of(ask(fields)), "rejected signature");
}

} // namespace
