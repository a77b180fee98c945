// SPDX-License-Identifier: Apache-2.0
// Every shared Solana vector through the plugin's table. The lines were made by real wallet
// libraries; what each library said is in the line.
#include "plugin_under_test.hpp"

#include "core/support/hex.hpp"
#include "core/support/json.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <set>

namespace walletauth::solana::testing {
namespace {

// One line, and what it owns.
struct Line {
    explicit Line(std::string from) : text(std::move(from)) {
        auto parsed = json::Document::parse(text, {.max_size = 1 << 22});
        if (parsed) document.emplace(std::move(*parsed));
    }
    [[nodiscard]] json::Value root() const { return document->root(); }
    [[nodiscard]] std::string member(std::string_view name) const {
        const auto value = root().find(name);
        return value && value->kind() == json::Kind::string ? std::string(value->text()) : "";
    }
    [[nodiscard]] std::string param(std::string_view name) const {
        const auto params = root().find("params");
        const auto value = params ? params->find(name) : std::nullopt;
        return value && value->kind() != json::Kind::null ? std::string(value->text()) : "";
    }
    [[nodiscard]] std::set<std::string> accepted() const {
        std::set<std::string> all{member("expect")};
        const auto params = root().find("params");
        if (const auto more = params ? params->find("expect_alt") : std::nullopt) {
            for (std::size_t i = 0; i < more->size(); ++i)
                all.emplace(more->at(i).text());
        }
        return all;
    }
    std::string text;
    std::optional<json::Document> document;
};

std::vector<std::string> read_lines(std::string_view name) {
    std::ifstream file(std::filesystem::path(WALLETAUTH_SHARED_VECTORS) / name);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty()) lines.push_back(line);
    }
    EXPECT_FALSE(lines.empty()) << name << " has no line";
    return lines;
}

bool have_shared_vectors() { return std::filesystem::exists(WALLETAUTH_SHARED_VECTORS); }

std::string class_of(int status) {
    switch (status >> 8) {
    case WA_CLASS_OK:
        return "valid";
    case WA_CLASS_REJECTED:
        return "invalid";
    case WA_CLASS_MALFORMED:
        return "malformed";
    default:
        return "status " + std::to_string(status);
    }
}

Octets message_of(const Line &line) {
    const auto message = *line.root().find("message");
    const auto value = message.find("value")->text();
    return message.find("encoding")->text() == "hex" ? unhex(value) : octets(value);
}

// What a host does with a line: each text through its parser, then verify. The first refusal is
// the answer.
std::string answer(const Line &line, std::string_view scheme, std::vector<Param> params) {
    Ask ask;
    ask.scheme = scheme;
    ask.params = std::move(params);
    ask.message = message_of(line);
    const auto account = normalize_account(line.member("account"));
    if (account.status != WA_OK) return class_of(account.status);
    ask.account = account.text();
    if (const auto key = line.member("public_key"); !key.empty()) {
        const auto parsed = parse_public_key(key);
        if (parsed.status != WA_OK) return class_of(parsed.status);
        ask.public_key = parsed.bytes;
    }
    const auto signature = parse_signature(scheme, line.member("signature"));
    if (signature.status != WA_OK) return class_of(signature.status);
    ask.signature = signature.bytes;
    const auto verdict = verify(ask);
    if (verdict.status == WA_OK) {
        EXPECT_EQ(verdict.account, line.member("account"));
        EXPECT_EQ(verdict.link, WA_LINK_DERIVED);
    }
    return class_of(static_cast<int>(verdict.status));
}

// Where a line allows more than one verdict, the decision of docs/schemes is named here; otherwise
// the line's own `expect` holds, and refusals of either class count as one if the line says so.
void expect_answer(const Line &line, const std::string &answered,
                   const std::map<std::string, std::string> &decisions = {}) {
    const auto id = line.member("id");
    if (const auto decided = decisions.find(id); decided != decisions.end()) {
        EXPECT_TRUE(line.accepted().contains(decided->second)) << id;
        EXPECT_EQ(answered, decided->second) << id;
        return;
    }
    const auto expected = line.member("expect");
    if (expected == "valid") {
        EXPECT_EQ(answered, "valid") << id << ": " << line.member("why");
        return;
    }
    EXPECT_NE(answered, "valid") << id << ": " << line.member("why");
    EXPECT_TRUE(line.accepted().contains(answered)) << id << ": " << answered;
}

TEST(SolanaSharedVectors, Message) {
    if (!have_shared_vectors()) GTEST_SKIP() << "no shared vectors";
    const std::map<std::string, std::string> decisions{{"sol-raw-json-array", "valid"}};
    // Bytes, which a service allows by message_kind; and what no service can allow, though the line
    // says that its signature is good.
    const std::set<std::string> bytes{"sol-raw-bin-256", "sol-raw-bin-1232"};
    for (const auto &text : read_lines("solana_raw.jsonl")) {
        const Line line(text);
        const auto id = line.member("id");
        const Param as_bytes{"message_kind", WA_PARAMETER_TEXT, octets("bytes")};
        if (id == "sol-raw-bin-starts-ff") {
            EXPECT_EQ(answer(line, "solana-message", {}), "invalid");
            EXPECT_EQ(answer(line, "solana-message", {as_bytes}), "invalid");
        } else if (bytes.contains(id)) {
            EXPECT_EQ(answer(line, "solana-message", {}), "invalid") << id;
            EXPECT_EQ(answer(line, "solana-message", {as_bytes}), "valid") << id;
        } else {
            expect_answer(line, answer(line, "solana-message", {}), decisions);
        }
    }
}

TEST(SolanaSharedVectors, SignInTextsWhoseSignatureIsMeant) {
    if (!have_shared_vectors()) GTEST_SKIP() << "no shared vectors";
    std::size_t skipped = 0;
    for (const auto &text : read_lines("solana_siws.jsonl")) {
        const Line line(text);
        const auto check = line.param("fail_check");
        if (line.member("expect") != "valid" && check != "signature" && check != "account") {
            ++skipped; // the sign-in text is wrong, the signature is good
            continue;
        }
        expect_answer(line, answer(line, "solana-message", {}));
    }
    std::cout << skipped << " lines test the sign-in text only and are not for this plugin\n";
}

TEST(SolanaSharedVectors, Memo) {
    if (!have_shared_vectors()) GTEST_SKIP() << "no shared vectors";
    const std::map<std::string, std::string> decisions{{"sol-memo-other-fee-payer", "invalid"}};
    for (const auto &text : read_lines("solana_memo_tx.jsonl")) {
        const Line line(text);
        expect_answer(line, answer(line, "solana-memo", {}), decisions);
    }
}

// The bytes that were signed are handed in.
TEST(SolanaSharedVectors, OffchainByEnvelope) {
    if (!have_shared_vectors()) GTEST_SKIP() << "no shared vectors";
    for (const auto &text : read_lines("solana_offchain.jsonl")) {
        const Line line(text);
        std::vector<Param> params{
            {"envelope", WA_PARAMETER_BYTES, unhex(line.param("serialized"))}};
        if (const auto domain = line.param("expected_application_domain"); !domain.empty()) {
            params.push_back({"application_domain", WA_PARAMETER_BYTES, unhex(domain)});
        }
        expect_answer(line, answer(line, "solana-offchain", params));
    }
}

// The bytes that were signed are built from what the line says about them.
TEST(SolanaSharedVectors, OffchainByParts) {
    if (!have_shared_vectors()) GTEST_SKIP() << "no shared vectors";
    for (const auto &text : read_lines("solana_offchain.jsonl")) {
        const Line line(text);
        const auto form = line.param("form");
        std::vector<Param> params{{"layout", WA_PARAMETER_TEXT, octets(form)}};
        if (const auto format = line.param("format"); form != "v1" && !format.empty()) {
            params.push_back({"format", WA_PARAMETER_JSON, octets(format)});
        }
        auto domain = line.param("expected_application_domain");
        if (domain.empty()) domain = line.param("application_domain");
        if (!domain.empty()) {
            params.push_back({"application_domain", WA_PARAMETER_BYTES, unhex(domain)});
        }
        const auto answered = answer(line, "solana-offchain", params);
        if (line.member("id") == "sol-off-v1-two-signers") {
            EXPECT_EQ(answered, "invalid") << "an envelope of two signers cannot be guessed";
        } else if (line.member("expect") == "valid") {
            EXPECT_EQ(answered, "valid") << line.member("id");
        } else {
            EXPECT_NE(answered, "valid") << line.member("id");
        }
    }
}

// Nothing is told: right for what wallets sign by themselves, and never for a bad line.
TEST(SolanaSharedVectors, OffchainWithoutParameters) {
    if (!have_shared_vectors()) GTEST_SKIP() << "no shared vectors";
    const std::string zeros(64, '0');
    std::size_t valid = 0;
    for (const auto &text : read_lines("solana_offchain.jsonl")) {
        const Line line(text);
        const auto answered = answer(line, "solana-offchain", {});
        const auto domain = line.param("application_domain");
        const auto id = line.member("id");
        const bool guessable = (domain.empty() || domain == zeros ||
                                line.param("signature_form") == "ledger-envelope") &&
                               id != "sol-off-v1-two-signers";
        // The line is wrong for v0 only: as v0-legacy the signature is good.
        const bool another_layout = id == "sol-off-v0-legacy-signed";
        if ((line.member("expect") == "valid" && guessable) || another_layout) {
            EXPECT_EQ(answered, "valid") << id;
            ++valid;
        } else {
            EXPECT_NE(answered, "valid") << id;
        }
    }
    EXPECT_GT(valid, 5u);
}

} // namespace
} // namespace walletauth::solana::testing
