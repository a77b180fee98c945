// SPDX-License-Identifier: Apache-2.0
// Runs the shared vectors through the loaded plugins as JSON requests. Where a line's `expect` and
// an alternative are both refusals the class does not matter; a line whose alternatives differ in
// validity must be answered as docs/schemes says, and is listed below.
#include "core/support/hex.hpp"
#include "core/support/json.hpp"

#include <walletauth/wire.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

namespace {

using namespace walletauth;

const Verifier &verifier() {
    static const Verifier instance = [] {
        auto set = PluginSet::from_directory(WALLETAUTH_PLUGINS);
        if (!set) throw std::runtime_error(set.error().message());
        return Verifier{std::make_shared<const PluginSet>(std::move(*set))};
    }();
    return instance;
}

std::string text_of_member(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    return value && value->kind() == json::Kind::string ? std::string{value->text()}
                                                        : std::string{};
}

std::string message_json(const json::Value &line) {
    const auto message = *line.find("message");
    const auto encoding = text_of_member(message, "encoding");
    const std::string form = encoding == "hex" ? "hex" : encoding == "base64" ? "base64" : "text";
    return "{\"" + form + "\":" + std::string{message.find("value")->source()} + '}';
}

/// The line as a request. An empty account or signature is left as it is.
std::string request_of(const json::Value &line, const std::string &scheme) {
    std::string request = "{\"id\":" + std::string{line.find("id")->source()} +
                          ",\"chain\":" + std::string{line.find("chain")->source()} +
                          ",\"scheme\":\"" + scheme + '"';
    for (const auto *name : {"account", "signature"}) {
        const auto value = line.find(name);
        if (value && value->kind() != json::Kind::null) {
            request += ",\"" + std::string{name} + "\":" + std::string{value->source()};
        }
    }
    return request + ",\"message\":" + message_json(line) + '}';
}

struct Rules {
    std::string scheme;
    std::set<std::string> refused;     ///< `valid` lines that we refuse on purpose (docs/schemes)
    std::set<std::string> accepted;    ///< refusals that we accept on purpose
    std::set<std::string> fail_checks; ///< if not empty: only `valid` lines and those with these
    std::set<std::string> bytes = {};  ///< lines that need message_kind bytes
};

bool has_alternative(const json::Value &line, std::string_view verdict) {
    const auto params = line.find("params");
    const auto alternatives = params ? params->find("expect_alt") : std::nullopt;
    for (std::size_t i = 0; alternatives && i < alternatives->size(); ++i) {
        if (alternatives->at(i).text() == verdict) return true;
    }
    return false;
}

bool is_malleable(const json::Value &line) {
    const auto params = line.find("params");
    const auto malleable = params ? params->find("malleable") : std::nullopt;
    return malleable && malleable->is_true();
}

/// Empty if our answer is right.
std::string disagreement(const json::Value &line, const Rules &rules) {
    const auto id = text_of_member(line, "id");
    const auto expect = text_of_member(line, "expect");
    const auto ask = [&](bool compat) {
        // The service says where the message need not be text.
        const bool bytes = rules.bytes.contains(id);
        const std::string service = std::string{"{\"compat\":"} + (compat ? "true" : "false") +
                                    (bytes ? R"(,"params":{"message_kind":"bytes"}})" : "}");
        return verify_json(verifier(), request_of(line, rules.scheme), service);
    };
    const auto answer = ask(false);
    const auto found = WA_STATUS_CLASS(answer.status);
    const bool refused = found == WA_CLASS_REJECTED || found == WA_CLASS_MALFORMED ||
                         answer.status == WA_UNSUPPORTED_SCHEME ||
                         answer.status == WA_UNSUPPORTED_CHAIN;
    if (is_malleable(line) && expect == "valid") {
        if (found == WA_CLASS_REJECTED && ask(true).status == WA_OK) return {};
        return "malleable: expected rejected, and valid under compat; found " + answer.json;
    }
    if (rules.refused.contains(id) || rules.accepted.contains(id)) {
        const bool good = rules.refused.contains(id) ? refused : answer.status == WA_OK;
        return good ? "" : "documented choice not kept: " + answer.json;
    }
    if (expect == "valid") return answer.status == WA_OK ? "" : answer.json;
    if (!refused) return answer.json;
    const bool class_matters =
        !has_alternative(line, "malformed") && !has_alternative(line, "invalid");
    const std::uint32_t expected = expect == "malformed" ? WA_CLASS_MALFORMED : WA_CLASS_REJECTED;
    if (class_matters && found != expected && answer.status != WA_UNSUPPORTED_SCHEME) {
        return "expected " + expect + ": " + answer.json;
    }
    return {};
}

bool is_selected(const json::Value &line, const Rules &rules) {
    if (rules.fail_checks.empty() || text_of_member(line, "expect") == "valid") return true;
    const auto params = line.find("params");
    return params && rules.fail_checks.contains(text_of_member(*params, "fail_check"));
}

void run(const std::string &name, const Rules &rules) {
    const std::filesystem::path file = std::filesystem::path{WALLETAUTH_SHARED_VECTORS} / name;
    if (!std::filesystem::exists(file.parent_path())) {
        GTEST_SKIP() << "SKIPPED: the shared vectors are not beside the project";
    }
    std::ifstream in(file);
    ASSERT_TRUE(in.is_open()) << name;
    std::size_t ran = 0;
    std::size_t skipped = 0;
    for (std::string text; std::getline(in, text);) {
        const auto document = json::Document::parse(text, {.max_size = 4U << 20U});
        ASSERT_TRUE(document.has_value()) << document.error().reason;
        const auto line = document->root();
        if (!is_selected(line, rules)) {
            ++skipped;
            continue;
        }
        ++ran;
        const auto wrong = disagreement(line, rules);
        EXPECT_EQ(wrong, "") << text_of_member(line, "id") << " (" << text_of_member(line, "why")
                             << ')';
    }
    EXPECT_GT(ran, 0U);
    std::cout << name << ": " << ran << " lines ran, " << skipped << " skipped (sign-in text)\n";
}

TEST(SharedVectors, PersonalSign) {
    run("evm_personal_sign.jsonl", {.scheme = "eip191",
                                    .refused = {},
                                    .accepted = {"evm-ps-form-p0-no-0x"}, // 0x is optional
                                    .fail_checks = {},
                                    .bytes = {"evm-ps-bin-32-zero"}});
}

TEST(SharedVectors, Eip712) {
    run("evm_eip712.jsonl",
        {.scheme = "eip712",
         .refused = {"evm-712-extra-top-level", "evm-712-null-struct-member",
                     "evm-712-badnum-float-integral", "evm-712-badnum-exponent",
                     "evm-712-badnum-neg-zero", "evm-712-struct-domain-extra-standard",
                     "evm-712-struct-domain-extra-unknown",
                     "evm-712-wrong-member-renamed"}, // malformed: the message has the old name
         .accepted = {"evm-712-struct-no-EIP712Domain-viem"},
         .fail_checks = {}});
}

TEST(SharedVectors, Eip712MetaMaskSnapshots) {
    run("evm_eip712_metamask_snapshots.jsonl",
        {.scheme = "eip712", .refused = {}, .accepted = {}, .fail_checks = {}});
}

TEST(SharedVectors, SignInWithEthereumSignatures) {
    run("evm_siwe.jsonl", {.scheme = "eip191",
                           .refused = {},
                           .accepted = {},
                           .fail_checks = {"signature", "account"}});
}

} // namespace
