// SPDX-License-Identifier: Apache-2.0
// The tables of Ethereum's schemes through the plugin as JSON requests. Where a row's `expect` and
// an alternative are both refusals the class does not matter; a row whose alternatives differ in
// validity must be answered as the scheme's page says, and is listed below.
#include "tests/support/table.hpp"

#include <walletauth/text/json.hpp>
#include <walletauth/wire.hpp>

#include <gtest/gtest.h>

#include <set>

extern "C" const wa_plugin *walletauth_plugin_v0_evm(void) noexcept;

namespace {

using namespace walletauth;

const Verifier &verifier() {
    static const Verifier instance = [] {
        auto set = std::make_shared<PluginSet>();
        const auto added = set->add(&walletauth_plugin_v0_evm);
        if (!added) throw std::runtime_error(added.error().message());
        return Verifier{set};
    }();
    return instance;
}

std::string message_json(const json::Value &row) {
    const auto message = *row.find("message");
    const auto encoding = text_of_member(message, "encoding");
    const std::string form = encoding == "hex" ? "hex" : encoding == "base64" ? "base64" : "text";
    return "{\"" + form + "\":" + std::string{message.find("value")->source()} + '}';
}

/// The row as a request. An empty account or signature is left as it is.
std::string request_of(const json::Value &row, const std::string &scheme) {
    std::string request = "{\"id\":" + std::string{row.find("id")->source()} +
                          ",\"chain\":" + std::string{row.find("chain")->source()} +
                          ",\"scheme\":\"" + scheme + '"';
    for (const auto *name : {"account", "signature"}) {
        const auto value = row.find(name);
        if (value && value->kind() != json::Kind::null) {
            request += ",\"" + std::string{name} + "\":" + std::string{value->source()};
        }
    }
    return request + ",\"message\":" + message_json(row) + '}';
}

struct Rules {
    std::string scheme;
    std::set<std::string> refused =
        {}; ///< `valid` rows that we refuse on purpose (the scheme's page)
    std::set<std::string> accepted = {}; ///< refusals that we accept on purpose
    std::set<std::string> bytes = {};    ///< rows that need message_kind bytes
    bool is_sign_in = false;             ///< its messages are sign-in texts
};

bool is_malleable(const json::Value &row) {
    const auto params = row.find("params");
    const auto malleable = params ? params->find("malleable") : std::nullopt;
    return malleable && malleable->is_true();
}

/// Empty if our answer is right.
std::string disagreement(const json::Value &row, const Rules &rules) {
    const auto id = text_of_member(row, "id");
    const auto expect = text_of_member(row, "expect");
    const auto ask = [&](bool compat) {
        // The service says where the message need not be text.
        const bool bytes = rules.bytes.contains(id);
        const std::string service = std::string{"{\"compat\":"} + (compat ? "true" : "false") +
                                    (bytes ? R"(,"params":{"message_kind":"bytes"}})" : "}");
        return verify_json(verifier(), request_of(row, rules.scheme), service);
    };
    const auto answer = ask(false);
    const auto found = WA_STATUS_CLASS(answer.status);
    const bool refused = found == WA_CLASS_REJECTED || found == WA_CLASS_MALFORMED ||
                         answer.status == WA_UNSUPPORTED_SCHEME ||
                         answer.status == WA_UNSUPPORTED_CHAIN;
    if (is_malleable(row) && expect == "valid") {
        if (found == WA_CLASS_REJECTED && ask(true).status == WA_OK) return {};
        return "malleable: expected rejected, and valid under compat; found " + answer.json;
    }
    if (rules.refused.contains(id) || rules.accepted.contains(id)) {
        const bool good = rules.refused.contains(id) ? refused : answer.status == WA_OK;
        return good ? "" : "documented choice not kept: " + answer.json;
    }
    if (expect == "valid") return answer.status == WA_OK ? "" : answer.json;
    if (!refused) return answer.json;
    const bool class_matters = !allows_also(row, "malformed") && !allows_also(row, "invalid");
    const std::uint32_t expected = expect == "malformed" ? WA_CLASS_MALFORMED : WA_CLASS_REJECTED;
    if (class_matters && found != expected && answer.status != WA_UNSUPPORTED_SCHEME) {
        return "expected " + expect + ": " + answer.json;
    }
    return {};
}

/// A sign-in text may be wrong in itself, which is not the scheme's question.
bool is_about_the_text(const json::Value &row, const Rules &rules) {
    const auto check = text_of_param(row, "fail_check");
    return rules.is_sign_in && text_of_member(row, "expect") != "valid" && !check.empty() &&
           !check.starts_with("signature") && check != "account";
}

/// The signature of such a text is good, unless the libraries found that another one was signed.
void expect_signature_alone(const json::Value &row, const Rules &rules) {
    const auto recovers = row.find("params")->find("lib_results")->find("sig_recovers");
    const auto expected = recovers && !recovers->is_true() ? WA_REJECTED_SIGNER : WA_OK;
    const auto answer = verify_json(verifier(), request_of(row, rules.scheme), "{}");
    EXPECT_EQ(answer.status, expected) << text_of_member(row, "why") << ' ' << answer.json;
}

void run(const char *name, std::size_t count, const Rules &rules) {
    std::size_t about_the_text = 0;
    for_each_row(name, count, [&](const json::Value &row) {
        if (is_about_the_text(row, rules)) {
            ++about_the_text;
            expect_signature_alone(row, rules);
        } else {
            EXPECT_EQ(disagreement(row, rules), "") << text_of_member(row, "why");
        }
    });
    EXPECT_EQ(about_the_text > 0, rules.is_sign_in);
}

TEST(EvmTables, PersonalSign) {
    run("plugins/evm/tests/tables/eip191.json", 100,
        {.scheme = "eip191",
         .accepted = {"evm-ps-form-p0-no-0x"}, // 0x is optional
         .bytes = {"evm-ps-bin-32-zero"}});
}

TEST(EvmTables, Eip712) {
    run("plugins/evm/tests/tables/eip712.json", 157,
        {.scheme = "eip712",
         .refused = {"evm-712-extra-top-level", "evm-712-null-struct-member",
                     "evm-712-badnum-float-integral", "evm-712-badnum-exponent",
                     "evm-712-badnum-neg-zero", "evm-712-struct-domain-extra-standard",
                     "evm-712-struct-domain-extra-unknown",
                     "evm-712-wrong-member-renamed"}, // malformed: the message has the old name
         .accepted = {"evm-712-struct-no-EIP712Domain-viem"}});
}

TEST(EvmTables, Eip712MetaMaskSnapshots) {
    run("plugins/evm/tests/tables/eip712-metamask-snapshots.json", 74, {.scheme = "eip712"});
}

TEST(EvmTables, SignInWithEthereumSignatures) {
    run("plugins/evm/tests/tables/sign-in-ethereum.json", 194,
        {.scheme = "eip191", .is_sign_in = true});
}

} // namespace
