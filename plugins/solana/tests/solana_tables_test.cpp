// SPDX-License-Identifier: Apache-2.0
// The tables of Solana's schemes through the plugin's functions. Their rows were made by real
// wallet libraries; what each library said is in the row.
#include "plugin_under_test.hpp"

#include "tests/support/table.hpp"

#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace walletauth::solana::testing {
namespace {

// A row, and what it says.
struct Line {
    explicit Line(const json::Value &row) : row(row) {}
    [[nodiscard]] json::Value root() const { return row; }
    [[nodiscard]] std::string member(std::string_view name) const {
        return text_of_member(row, name);
    }
    [[nodiscard]] std::string param(std::string_view name) const {
        return text_of_param(row, name);
    }
    [[nodiscard]] bool accepts(std::string_view verdict) const {
        return member("expect") == verdict || allows_also(row, verdict);
    }
    json::Value row;
};

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

// Where a line allows more than one verdict, the decision of the scheme's page is named here;
// otherwise the line's own `expect` holds, and refusals of either class count as one if the line
// says so.
void expect_answer(const Line &line, const std::string &answered,
                   const std::map<std::string, std::string> &decisions = {}) {
    const auto id = line.member("id");
    if (const auto decided = decisions.find(id); decided != decisions.end()) {
        EXPECT_TRUE(line.accepts(decided->second)) << id;
        EXPECT_EQ(answered, decided->second) << id;
        return;
    }
    const auto expected = line.member("expect");
    if (expected == "valid") {
        EXPECT_EQ(answered, "valid") << id << ": " << line.member("why");
        return;
    }
    EXPECT_NE(answered, "valid") << id << ": " << line.member("why");
    EXPECT_TRUE(line.accepts(answered)) << id << ": " << answered;
}

TEST(SolanaTables, Message) {
    const std::map<std::string, std::string> decisions{{"sol-raw-json-array", "valid"}};
    // Bytes, which a service allows by message_kind; and what no service can allow, though the line
    // says that its signature is good.
    const std::set<std::string> bytes{"sol-raw-bin-256", "sol-raw-bin-1232"};
    for_each_row("plugins/solana/tests/tables/solana-message.json", 45,
                 [&](const json::Value &row) {
                     const Line line(row);
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
                 });
}

// Most refused rows have a sign-in text that is wrong in itself, which is not the scheme's
// question: its signature is good.
TEST(SolanaTables, SignatureOfSignInTexts) {
    const std::set<std::string> no_text{"sol-siws-bad-not-utf8", "sol-siws-bad-prefixed-offchain"};
    std::size_t about_the_text = 0;
    for_each_row("plugins/solana/tests/tables/sign-in-solana.json", 70,
                 [&](const json::Value &row) {
                     const Line line(row);
                     const auto check = line.param("fail_check");
                     const auto answered = answer(line, "solana-message", {});
                     if (check.empty() || check == "signature" || check == "account") {
                         expect_answer(line, answered);
                         return;
                     }
                     EXPECT_EQ(answered, no_text.contains(line.member("id")) ? "invalid" : "valid");
                     ++about_the_text;
                 });
    EXPECT_GT(about_the_text, 20U);
}

TEST(SolanaTables, Memo) {
    const std::map<std::string, std::string> decisions{{"sol-memo-other-fee-payer", "invalid"}};
    for_each_row("plugins/solana/tests/tables/solana-memo.json", 25, [&](const json::Value &row) {
        const Line line(row);
        expect_answer(line, answer(line, "solana-memo", {}), decisions);
    });
}

// The bytes that were signed are handed in.
TEST(SolanaTables, OffchainByEnvelope) {
    for_each_row(
        "plugins/solana/tests/tables/solana-offchain.json", 55, [&](const json::Value &row) {
            const Line line(row);
            std::vector<Param> params{
                {"envelope", WA_PARAMETER_BYTES, unhex(line.param("serialized"))}};
            if (const auto domain = line.param("expected_application_domain"); !domain.empty()) {
                params.push_back({"application_domain", WA_PARAMETER_BYTES, unhex(domain)});
            }
            expect_answer(line, answer(line, "solana-offchain", params));
        });
}

// The bytes that were signed are built from what the line says about them.
TEST(SolanaTables, OffchainByParts) {
    for_each_row(
        "plugins/solana/tests/tables/solana-offchain.json", 55, [&](const json::Value &row) {
            const Line line(row);
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
        });
}

// Nothing is told: right for what wallets sign by themselves, and never for a bad line.
TEST(SolanaTables, OffchainWithoutParameters) {
    const std::string zeros(64, '0');
    std::size_t valid = 0;
    for_each_row("plugins/solana/tests/tables/solana-offchain.json", 55,
                 [&](const json::Value &row) {
                     const Line line(row);
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
                 });
    EXPECT_GT(valid, 5u);
}

} // namespace
} // namespace walletauth::solana::testing
