// SPDX-License-Identifier: Apache-2.0
// The worked example of plugins/stellar/sep53.md: its bytes, hashed and verified by libsodium, and
// its texts, verified by the plugin. Both are SEP-53's published answer.
#include "stellar_plugin.hpp"

#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>
#include <sodium.h>

#include <array>
#include <fstream>
#include <iterator>
#include <regex>

namespace {

using namespace stellar_test;
using walletauth::decode_hex;
using walletauth::encode_hex;

const std::string &page() {
    static const std::string text = [] {
        std::ifstream in(WALLETAUTH_SOURCE "/plugins/stellar/sep53.md");
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

/// | offset | `hex` `hex` | what |, one behind the other.
std::string signed_bytes() {
    std::string all;
    const std::regex row{R"(\n\| (\d+) \| ((?:`[0-9a-f]+` ?)+) \|)"};
    for (std::sregex_iterator it{page().begin(), page().end(), row}, end; it != end; ++it) {
        EXPECT_EQ(all.size(), 2 * std::stoul((*it)[1]));
        all += std::regex_replace((*it)[2].str(), std::regex{"[` ]"}, "");
    }
    return all;
}

TEST(WorkedExample, BytesHashAndSignatureAreAsThePageSays) {
    const auto bytes = *decode_hex(signed_bytes());
    EXPECT_EQ(bytes.size(), std::stoul(find(R"(hashes (\d+) bytes)")));
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    EXPECT_EQ(encode_hex(hash), find(R"(sha256 of them[^\n]*\n\n {4}([0-9a-f]{64})\n)"));
    const auto key = *decode_hex(find(R"(in hex\n\n {4}([0-9a-f]{64})\n)"));
    const auto signature =
        *decode_hex(find(R"( R  ([0-9a-f]{64})\n)") + find(R"( S  ([0-9a-f]{64})\n)"));
    ASSERT_EQ(key.size(), crypto_sign_PUBLICKEYBYTES);
    ASSERT_EQ(signature.size(), crypto_sign_BYTES);
    EXPECT_EQ(crypto_sign_verify_detached(signature.data(), hash.data(), hash.size(), key.data()),
              0);
}

TEST(WorkedExample, TextsAreValidAsTheyStand) {
    const auto quoted = [](const std::string &pattern) { return '"' + find(pattern) + '"'; };
    Fields fields{{"chain", R"("stellar:pubnet")"},
                  {"scheme", R"("sep53")"},
                  {"account", quoted(R"(account\*?\*? `(G[^`]+)`)")},
                  {"public_key", quoted(R"(in hex\n\n {4}([0-9a-f]{64})\n)")},
                  {"message", R"({"text":)" + quoted(R"(message \| `([^`]+)`)") + '}'},
                  {"signature", quoted(R"(signature `([^`]+)`)")}};
    EXPECT_EQ(status_of(ask(fields)), "valid") << ask(fields);
    fields["message"] = R"({"text":"Hello, World"})";
    EXPECT_EQ(status_of(ask(fields)), "rejected signature");
}

} // namespace
