// SPDX-License-Identifier: Apache-2.0
// What recorded nodes answered, asked round after round as a host asks, and changed digit by digit.
// Expected: the vectors, whose answers are a model's that was held against viem and Ambire's
// validator on the same chain.
#include "plugin_under_test.hpp"

#include "plugins/evm/account_probe.hpp"
#include "plugins/evm/probe_code.hpp"
#include "tests/support/scripted_node.hpp"

#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>
#include <sodium.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

namespace {

using namespace walletauth;

const Verifier &verifier() {
    static const Verifier plugin = plugin_test::verifier_of(&walletauth_plugin_v0_evm);
    return plugin;
}

struct Recording {
    std::string id;
    std::string request;
    std::map<std::string, std::string> service; ///< but for the evidence
    std::map<std::string, std::string> answers; ///< query to "result":... or "error":...
    std::string status;
    std::string reason;
    std::string link;
};

Recording read_recording(const json::Value &vector) {
    Recording recording;
    recording.id = vector.find("id")->text();
    recording.request = vector.find("request")->source();
    if (const auto service = vector.find("service")) {
        for (std::size_t i = 0; i < service->size(); ++i) {
            if (service->name(i) == "evidence") continue;
            recording.service[std::string{service->name(i)}] = service->at(i).source();
        }
        const auto evidence = service->find("evidence");
        for (std::size_t i = 0; evidence && i < evidence->size(); ++i) {
            const auto item = evidence->at(i);
            const auto result = item.find("result");
            const auto &answer = result ? *result : *item.find("error");
            recording.answers[*json::canonical(*item.find("query"))] =
                (result ? R"("result":)" : R"("error":)") + std::string{answer.source()};
        }
    }
    const auto expect = *vector.find("expect");
    recording.status = expect.find("status")->text();
    if (const auto reason = expect.find("reason")) recording.reason = reason->text();
    if (const auto link = expect.find("link")) recording.link = link->text();
    return recording;
}

std::vector<Recording> recordings(const std::string &file) {
    std::ifstream in(WALLETAUTH_SOURCE "/plugins/evm/" + file);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto parsed = json::Document::parse(text, {.max_size = 1 << 24, .max_nodes = 1 << 20});
    EXPECT_TRUE(parsed.has_value()) << file;
    std::vector<Recording> found;
    if (!parsed) return found;
    const auto vectors = *parsed->root().find("vectors");
    for (std::size_t i = 0; i < vectors.size(); ++i)
        found.push_back(read_recording(vectors.at(i)));
    return found;
}

std::string object_of(const std::map<std::string, std::string> &members) {
    std::string text;
    for (const auto &[name, value] : members)
        text += (text.empty() ? "{\"" : ",\"") + name + "\":" + value;
    return text.empty() ? "{}" : text + '}';
}

std::string ask(const Recording &recording, const std::string &evidence) {
    auto service = recording.service;
    if (!evidence.empty()) service["evidence"] = '[' + evidence + ']';
    return verify_json(verifier(), recording.request, object_of(service)).json;
}

std::string member(const std::string &answer, std::string_view name) {
    const auto document = json::Document::parse(answer, {.max_size = 1 << 24});
    const auto value = document ? document->root().find(name) : std::nullopt;
    return value ? std::string{value->text()} : "";
}

/// Asks round after round, as a host does; every answer must be wanted once.
std::string ask_in_rounds(const Recording &recording) {
    std::string evidence;
    std::size_t used = 0;
    std::string answer = ask(recording, evidence);
    for (int round = 0; round < 4 && member(answer, "status") == "needs_evidence"; ++round) {
        const auto document = json::Document::parse(answer, {.max_size = 1 << 24});
        const auto queries = *document->root().find("queries");
        for (std::size_t i = 0; i < queries.size(); ++i) {
            const auto query = *json::canonical(queries.at(i));
            const auto found = recording.answers.find(query);
            if (found == recording.answers.end()) return "no answer to " + query.substr(0, 60);
            evidence += (evidence.empty() ? "" : ",") + (R"({"query":)" + query) + ',' +
                        found->second + '}';
            ++used;
        }
        answer = ask(recording, evidence);
    }
    EXPECT_EQ(used, recording.answers.size()) << recording.id;
    return answer;
}

TEST(EvmChainState, RecordedNodesAreAskedRoundByRound) {
    std::size_t count = 0;
    for (const char *file :
         {"vectors/contract-accounts-recorded.json", "vectors/contract-accounts.json",
          "tests/vectors/contract-accounts-recorded.json",
          "tests/vectors/contract-accounts.json"}) {
        for (const auto &recording : recordings(file)) {
            // Evidence that was changed by hand is not what the plugin asks for.
            const bool is_asked = !recording.answers.empty() && recording.status != "malformed" &&
                                  recording.status != "needs_evidence";
            const bool is_changed =
                recording.id.starts_with("evm-evidence-") || recording.id.starts_with("changed-");
            if (!is_asked || is_changed) continue;
            const auto answer = ask_in_rounds(recording);
            EXPECT_EQ(member(answer, "status"), recording.status) << recording.id << ' ' << answer;
            EXPECT_EQ(member(answer, "link"), recording.link) << recording.id;
            ++count;
        }
    }
    EXPECT_GT(count, 270U);
}

/// The same answers of a node that refused the probe for want of gas. An account may catch its own
/// lack of gas and call it a "no" (Nexus does), so that is no answer; a "yes" is one, and so is a
/// key's word.
TEST(EvmChainState, ANodeWithoutGasForTheProbeRejectsNobodysContract) {
    std::size_t turned = 0;
    for (const auto &recording : recordings("vectors/contract-accounts.json")) {
        const bool is_no = recording.status == "rejected" && recording.reason == "signature";
        const bool is_whole = recording.answers.size() == 4 && recording.status != "malformed";
        if (!recording.id.starts_with("plain-") || !is_whole) continue;
        for (const auto *message :
             {"gas required exceeds allowance (60000)", "EVM error OutOfGas"}) { // geth, anvil
            auto changed = recording;
            for (auto &[query, answer] : changed.answers) {
                const bool is_probe = query.contains("eth_call") && !query.contains("\"to\"");
                if (!is_probe) continue;
                answer = R"("error":{"code":-32000,"message":")" + std::string{message} + "\"}";
            }
            const auto answer = ask_in_rounds(changed);
            EXPECT_EQ(member(answer, "status"), is_no ? "error" : recording.status)
                << recording.id << ' ' << answer;
            turned += is_no ? 1 : 0;
        }
    }
    EXPECT_GE(turned, 10U);
}

/// A block by its number, of a chain whose contracts see it.
bool names_height(const Recording &recording) {
    const auto block = recording.service.find("block");
    return block != recording.service.end() && !block->second.starts_with("\"0x") &&
           !recording.request.contains("eip155:42161");
}

/// What a changed digit of the probe's answer may leave valid: the code's size and its beginning;
/// the height where no number is named; and where the key has the last word, what the account
/// answered.
TEST(EvmChainState, AChangedDigitProvesNothing) {
    constexpr std::size_t word = 64;
    std::size_t changes = 0;
    auto all = recordings("vectors/contract-accounts-recorded.json");
    std::ranges::move(recordings("vectors/contract-accounts.json"), std::back_inserter(all));
    for (const auto &recording : all) {
        if (recording.status != "valid" || recording.answers.size() != 1) continue;
        const auto &[query, answer] = *recording.answers.begin();
        const auto begin = answer.find("0x") + 2;
        const bool by_key =
            member(ask(recording, R"({"query":)" + query + ',' + answer + '}'), "public_key") != "";
        for (std::size_t i = begin; i < begin + 6 * word; i += 7) {
            auto changed = answer;
            changed[i] = changed[i] == '1' ? '2' : '1';
            const auto verdict = ask(recording, R"({"query":)" + query + ',' + changed + '}');
            ++changes;
            if (member(verdict, "status") != "valid") continue;
            const auto at = (i - begin) / word;
            EXPECT_TRUE((at == 1 && !names_height(recording)) || at == 2 || at == 3 ||
                        (by_key && at >= 4))
                << recording.id << " word " << at << ' ' << verdict;
        }
    }
    EXPECT_GT(changes, 4000U);
}

/// Of an account of a key, with the key stated or not: a yes without code contradicts itself, and
/// no stated key speaks for a contract (contract-accounts.md, "The decision", 7 and 10).
TEST(EvmChainState, AStatedKeySpeaksForNoContract) {
    constexpr std::size_t word = 64;
    std::size_t tried = 0;
    for (const auto &recording : recordings("vectors/contract-accounts.json")) {
        if (recording.status != "valid" || recording.answers.size() != 1) continue;
        const auto &[query, answer] = *recording.answers.begin();
        const auto asked = [&](const Recording &with, std::string_view size,
                               std::string_view outcome, std::string_view returned) {
            auto changed = answer;
            const auto put = [&](std::size_t at, std::string digits, bool left) {
                const std::string zeros(word - digits.size(), '0');
                changed.replace(changed.find("0x") + 2 + at * word, word,
                                left ? digits + zeros : zeros + digits);
            };
            put(2, std::string{size}, false);
            put(4, std::string{outcome}, false);
            put(5, std::string{returned}, true);
            const auto verdict = ask(with, R"({"query":)" + query + ',' + changed + '}');
            return member(verdict, "status") + ' ' + member(verdict, "reason");
        };
        const auto key =
            member(ask(recording, R"({"query":)" + query + ',' + answer + '}'), "public_key");
        const bool has_code =
            answer.substr(answer.find("0x") + 2 + 2 * word, word) != std::string(word, '0');
        if (key.empty() || has_code) continue;
        auto stated = recording;
        stated.request.insert(1, R"("public_key":")" + key + "\",");
        for (const auto &each : {recording, stated}) {
            EXPECT_EQ(asked(each, "", "", ""), "valid ") << recording.id;
            EXPECT_EQ(asked(each, "", "1", "1626ba7e"), "error evidence") << recording.id;
        }
        EXPECT_EQ(asked(recording, "32", "1", "1626ba7e"), "valid ") << recording.id;
        EXPECT_EQ(asked(stated, "32", "1", "1626ba7e"), "rejected signer") << recording.id;
        EXPECT_EQ(asked(recording, "32", "4", ""), "error evidence") << recording.id;
        EXPECT_EQ(asked(stated, "32", "4", ""), "rejected signer") << recording.id;
        ++tried;
    }
    EXPECT_GT(tried, 0U);
}

TEST(EvmChainState, TheProbeIsTheListings) {
    std::array<std::uint8_t, 32> hash{};
    crypto_hash_sha256(hash.data(), evm::probe_code.data(), evm::probe_code.size());
    EXPECT_EQ(encode_hex(hash), "a09adba4511664d60a730f6bb8ebf034c03c9da55cecbc90f1cb3eafa22f47c7");
}

TEST(EvmChainState, EveryPartOfTheRequestIsInTheQuery) {
    const std::vector<std::uint8_t> signature(65, 7);
    const std::vector<std::uint8_t> other(65, 8);
    const std::vector<std::uint8_t> longer(66, 7);
    evm::Wrapper wrapper;
    evm::AccountQuestion question{{1}, {2}, signature, nullptr, false};
    const auto block = *evm::block_parameter("166");
    std::set<std::string> queries{evm::probe_query(question, block)};
    const auto add = [&](auto change) {
        auto changed = question;
        change(changed);
        queries.insert(evm::probe_query(changed, block));
    };
    add([](auto &q) { q.account[19] = 1; });
    add([](auto &q) { q.hash[31] = 1; });
    add([&](auto &q) { q.signature = other; });
    add([&](auto &q) { q.signature = longer; });
    wrapper.factory[19] = 9;
    add([&](auto &q) { q.deployment = &wrapper; });
    add([&](auto &q) {
        q.deployment = &wrapper;
        q.prepares = true;
    });
    evm::Wrapper with_data = wrapper;
    with_data.factory_data = other;
    add([&](auto &q) { q.deployment = &with_data; });
    queries.insert(evm::probe_query(question, *evm::block_parameter("167")));
    queries.insert(evm::probe_query(question, *evm::block_parameter("")));
    EXPECT_EQ(queries.size(), 10U);
}

TEST(EvmChainState, Blocks) {
    EXPECT_EQ(*evm::block_parameter(""), R"("finalized")");
    EXPECT_EQ(*evm::block_parameter("0"), R"("0x0")");
    EXPECT_EQ(*evm::block_parameter("166"), R"("0xa6")");
    EXPECT_EQ(*evm::block_parameter("18446744073709551615"), R"("0xffffffffffffffff")");
    const std::string hash = "0x" + std::string(64, 'a');
    EXPECT_EQ(*evm::block_parameter(hash),
              R"({"blockHash":")" + hash + R"(","requireCanonical":true})");
    for (const std::string bad : {"latest", "01", "-1", "0x1", "123456789012345678901", "1 "}) {
        EXPECT_EQ(evm::block_parameter(bad).error().status, WA_MALFORMED_REQUEST) << bad;
    }
    EXPECT_FALSE(evm::block_parameter("0x" + std::string(64, 'A')).has_value());
}

} // namespace
