// SPDX-License-Identifier: Apache-2.0
// The worked examples of both pages: their bytes, hashed by libsodium, and their
// texts, verified by the plugin. The first is published; the second is signed by ripple-keypairs.
#include "xrpl_plugin.hpp"

#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>
#include <sodium.h>

#include <array>
#include <fstream>
#include <iterator>
#include <regex>

namespace {

using namespace xrpl_test;
using walletauth::decode_hex;
using walletauth::encode_hex;

std::string example_of(const std::string &page) {
    std::ifstream in(WALLETAUTH_SOURCE "/plugins/xrpl/" + page);
    const std::string whole{std::istreambuf_iterator<char>{in}, {}};
    const auto start = whole.find("## Worked example");
    return start == std::string::npos ? ""
                                      : whole.substr(start, whole.find("\n## ", start) - start);
}

/// The first group of the first match.
std::string find(const std::string &text, const std::string &pattern) {
    std::smatch match;
    if (std::regex_search(text, match, std::regex{pattern})) return match[1];
    ADD_FAILURE() << "the page has no " << pattern;
    return "";
}

/// The tables `| offset | `hex` `hex` | what |` of a text, each in one piece.
std::vector<std::string> tables(const std::string &text) {
    std::vector<std::string> all;
    const std::regex row{R"(\n\| (\d+) \| ((?:`[0-9a-f]+` ?)+) \|)"};
    for (std::sregex_iterator it{text.begin(), text.end(), row}, end; it != end; ++it) {
        const auto offset = std::stoul((*it)[1]);
        if (offset == 0) all.emplace_back();
        EXPECT_EQ(all.back().size(), 2 * offset);
        all.back() += std::regex_replace((*it)[2].str(), std::regex{"[` ]"}, "");
    }
    return all;
}

/// The first half of SHA-512, by libsodium.
std::string half_of(const std::string &hex) {
    const auto bytes = *decode_hex(hex);
    std::array<std::uint8_t, crypto_hash_sha512_BYTES> hash{};
    crypto_hash_sha512(hash.data(), bytes.data(), bytes.size());
    return encode_hex(std::span{hash}.first(32));
}

TEST(WorkedExample, Message) {
    const auto text = example_of("xrpl-message.md");
    const auto found = tables(text);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(half_of(found[0]), find(text, R"(\n {4}([0-9a-f]{64})\n)"));
    const Fields fields{
        {"chain", R"("xrpl:0")"},
        {"scheme", R"("xrpl-message")"},
        {"account", '"' + find(text, R"(the account `(r[^`]+)`)") + '"'},
        {"public_key", '"' + find(text, R"(key `([0-9A-F]{66})`)") + '"'},
        {"message", R"({"text":")" + find(text, R"(The message is `([^`]+)`)") + "\"}"},
        {"signature", '"' + found[1] + '"'}};
    const auto answer = ask(fields);
    EXPECT_EQ(status_of(answer), "valid") << answer;
    EXPECT_EQ(encode_hex(walletauth::as_bytes("test message")), found[0]);
}

TEST(WorkedExample, SignIn) {
    const auto text = example_of("xrpl-signin.md");
    const auto found = tables(text);
    ASSERT_EQ(found.size(), 1U);
    const auto first = std::stoul(find(text, R"(its bytes (\d+) to \d+ are signed)"));
    const auto last = std::stoul(find(text, R"(its bytes \d+ to (\d+) are signed)"));
    const auto signed_bytes = find(text, R"(`([0-9]{8})` and the blob)") +
                              found[0].substr(0, 2 * first) + found[0].substr(2 * (last + 1));
    EXPECT_EQ(half_of(signed_bytes), find(text, R"(\n {4}([0-9a-f]{64})\n)"));
    const Fields fields{
        {"chain", R"("xrpl:0")"},
        {"scheme", R"("xrpl-signin")"},
        {"account", '"' + find(text, R"(first one, `(r[^`]+)`)") + '"'},
        {"message", R"({"text":")" + find(text, R"(\nmessage is `([^`]+)`)") + "\"}"},
        {"signature", '"' + found[0] + '"'}};
    const auto answer = ask(fields);
    EXPECT_EQ(status_of(answer), "valid") << answer;
}

} // namespace
