// SPDX-License-Identifier: Apache-2.0
// The worked example of plugins/near/nep413.md: its bytes, hashed and verified by libsodium, and
// its texts, verified by the plugin. Both are near-api-js's published answer.
#include "near_node.hpp"

#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>
#include <sodium.h>

#include <array>
#include <fstream>
#include <iterator>
#include <regex>

namespace {

using namespace near_test;
using walletauth::decode_hex;
using walletauth::encode_hex;

const std::string &page() {
    static const std::string text = [] {
        std::ifstream in(WALLETAUTH_SOURCE "/plugins/near/nep413.md");
        const std::string whole{std::istreambuf_iterator<char>{in}, {}};
        const auto start = whole.find("## Worked example");
        return start == std::string::npos ? ""
                                          : whole.substr(start, whole.find("\n## ", start) - start);
    }();
    return text;
}

/// The first group of the first match.
std::string find(const std::string &pattern) {
    std::smatch match;
    if (std::regex_search(page(), match, std::regex{pattern})) return match[1];
    ADD_FAILURE() << "the page has no " << pattern;
    return "";
}

struct Row {
    std::size_t offset;
    std::string hex;
};
/// | offset | `hex` `hex` | what |
std::vector<Row> rows() {
    std::vector<Row> found;
    const std::regex row{R"(\n\| (\d+) \| ((?:`[0-9a-f]+` ?)+) \|)"};
    for (std::sregex_iterator it{page().begin(), page().end(), row}, end; it != end; ++it) {
        found.push_back(
            {std::stoul((*it)[1]), std::regex_replace((*it)[2].str(), std::regex{"[` ]"}, "")});
    }
    return found;
}

TEST(WorkedExample, BytesHashAndSignatureAreAsThePageSays) {
    std::string payload;
    for (const auto &[offset, hex] : rows()) {
        EXPECT_EQ(payload.size(), 2 * offset);
        payload += hex;
    }
    EXPECT_EQ(payload.size(), 2 * std::stoul(find(R"(hashes (\d+) bytes)")));
    const auto bytes = *decode_hex(payload);
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    EXPECT_EQ(encode_hex(hash), find(R"(sha256 of them[^\n]*\n\n {4}([0-9a-f]{64})\n)"));
    const auto key = *decode_hex(find(R"(implicit account\n\n {4}([0-9a-f]{64})\n)"));
    const auto signature =
        *decode_hex(find(R"( R  ([0-9a-f]{64})\n)") + find(R"( S  ([0-9a-f]{64})\n)"));
    ASSERT_EQ(key.size(), crypto_sign_PUBLICKEYBYTES);
    ASSERT_EQ(signature.size(), crypto_sign_BYTES);
    EXPECT_EQ(crypto_sign_verify_detached(signature.data(), hash.data(), hash.size(), key.data()),
              0);
}

TEST(WorkedExample, TextsAreValidAsTheyStand) {
    const auto quoted = [](const std::string &pattern) { return '"' + find(pattern) + '"'; };
    const std::string params = R"({"nonce":{"base64":)" + quoted(R"(nonce, base64 \| `([^`]+)`)") +
                               R"(},"recipient":)" + quoted(R"(recipient \| `([^`]+)`)") +
                               R"(,"callback_url":)" + quoted(R"(callback URL \| `([^`]+)`)") + '}';
    const Fields fields{{"chain", R"("near:testnet")"},
                        {"scheme", R"("nep413")"},
                        {"account", quoted(R"(implicit account\n\n {4}([0-9a-f]{64})\n)")},
                        {"public_key", quoted(R"(key `(ed25519:[^`]+)`)")},
                        {"message", R"({"text":)" + quoted(R"(message \| `([^`]+)`)") + '}'},
                        {"params", params},
                        {"signature", quoted(R"(signature `([^`]+)`)")}};
    const auto answer = ask(fields, {});
    EXPECT_EQ(status_of(answer), "valid") << answer;
}

} // namespace
