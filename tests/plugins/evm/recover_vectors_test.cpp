// SPDX-License-Identifier: Apache-2.0
// Recovery over bare hashes: the Wycheproof table of secp256k1 and hashes signed by three
// libraries, where the shared vectors lie beside the project.
#include "plugins/evm/recover.hpp"

#include "core/support/hex.hpp"
#include "core/support/json.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace {

using namespace walletauth;
using namespace walletauth::evm;

std::uint32_t recover(const json::Value &line, std::uint32_t flags) {
    const auto bytes = parse_signature_text(line.find("signature")->text());
    if (!bytes) return bytes.error().status;
    const auto signature = read_signature(*bytes);
    if (!signature) return signature.error().status;
    Hash256 digest{};
    const auto text = line.find("message")->find("value")->text();
    if (!decode_hex_into(text.substr(2), digest)) return WA_MALFORMED_MESSAGE;
    wa_request request{};
    request.flags = flags;
    request.account = text_of(line.find("account")->text());
    const auto proof = prove_signer(request, *signature, digest, 0);
    return proof ? WA_OK : proof.error().status;
}

void run(const char *name, std::size_t least) {
    const std::filesystem::path file = std::filesystem::path{WALLETAUTH_SHARED_VECTORS} / name;
    if (!std::filesystem::exists(file.parent_path())) {
        GTEST_SKIP() << "SKIPPED: the shared vectors are not beside the project";
    }
    std::ifstream in(file);
    std::size_t ran = 0;
    for (std::string text; std::getline(in, text);) {
        const auto document = json::Document::parse(text);
        ASSERT_TRUE(document.has_value());
        const auto line = document->root();
        const auto params = line.find("params");
        const auto malleable = params ? params->find("malleable") : std::nullopt;
        const bool valid = line.find("expect")->text() == "valid";
        const auto id = line.find("id")->text();
        const auto strict = recover(line, 0);
        const auto compat = recover(line, WA_REQUEST_COMPAT);
        EXPECT_EQ(compat == WA_OK, valid) << id << ' ' << compat;
        EXPECT_EQ(strict == WA_OK, valid && !(malleable && malleable->is_true()))
            << id << ' ' << strict;
        ++ran;
    }
    EXPECT_GE(ran, least);
}

TEST(RecoverVectors, Wycheproof) { run("evm_wycheproof_secp256k1.jsonl", 300); }
TEST(RecoverVectors, RawDigests) { run("evm_raw_digest.jsonl", 20); }

} // namespace
