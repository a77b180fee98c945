// SPDX-License-Identifier: Apache-2.0
// Of answers that are one to the resolver, any one is handed to the plugin: also the one of a node
// that lies. So whatever counts as equal to an honest answer must give the honest verdict. Honest
// answers are those of the vectors; lies differ from them by a member or two.
#include "recorded.hpp"
#include "tests/support/every_plugin.hpp"
#include "tests/support/nodes_under_test.hpp"

#include <walletauth/evidence_source.hpp>
#include <walletauth/wire.hpp>

#include <gtest/gtest.h>

namespace {

using namespace walletauth;
using tests::Read;

const std::filesystem::path plugins = std::filesystem::path{WALLETAUTH_SOURCE} / "plugins";

/// The nodes of a vector: all honest, but for the answer to one query.
class Told final : public EvidenceSource {
  public:
    Told(const ChainNodes &nodes, const recorded::Exchanges &exchanges)
        : nodes_(nodes), exchanges_(exchanges) {
        for (const auto level : {PinLevel::latest, PinLevel::finalized, PinLevel::safe}) {
            const auto query = nodes.head_query(level);
            const auto answer = query ? find(*query) : std::nullopt;
            if (!answer || answer->kind == WA_EVIDENCE_ERROR) continue;
            head = nodes.read_block(Read(answer->answer).value());
            if (head) return;
        }
    }
    std::expected<std::string, std::string> pin(std::string_view, Deadline) override {
        return head ? nodes_.block_text(*head) : "";
    }
    std::expected<std::vector<EvidenceAnswer>, std::string> fetch(
        std::string_view, std::span<const std::string> queries, Deadline) override {
        std::vector<EvidenceAnswer> answers;
        for (const auto &query : queries) {
            const auto answer = find(query);
            if (!answer) return std::unexpected("no answer to " + query);
            asked[query] = *answer;
            answers.push_back(query == lied ? lie : *answer);
        }
        return answers;
    }

    std::optional<ChainBlock> head;
    std::map<std::string, EvidenceAnswer> asked; ///< the honest answers
    std::string lied;                            ///< this query has
    EvidenceAnswer lie;                          ///< this answer

  private:
    std::optional<EvidenceAnswer> find(const std::string &query) const {
        const auto found = exchanges_.find(query);
        if (found == exchanges_.end()) return std::nullopt;
        const auto colon = found->second.find(':');
        const std::uint32_t kind =
            found->second.starts_with("\"error\"") ? WA_EVIDENCE_ERROR : WA_EVIDENCE_RESULT;
        return EvidenceAnswer{found->second.substr(colon + 1), kind};
    }

    const ChainNodes &nodes_;
    const recorded::Exchanges &exchanges_;
};

/// What plugins look for in answers, and what they do not expect there.
constexpr std::array<std::string_view, 22> names{
    "result",       "error",       "status",     "account",     "account_data", "validated",
    "latestLedger", "entries",     "key",        "xdr",         "permission",   "amount",
    "code_hash",    "cause",       "message",    "data",        "code",         "block_hash",
    "block_height", "ledger_hash", "RegularKey", "ledger_index"};
constexpr std::array<std::string_view, 7> values{"null",
                                                 "0",
                                                 "\"x\"",
                                                 "{}",
                                                 R"({"name":"UNKNOWN_ACCESS_KEY"})",
                                                 "\"no gas\"",
                                                 R"("no g\u0061s")"};

/// `whole` with each of its members left out, with other values, and with more members; of inner
/// objects, too.
void add_lies(std::vector<std::string> &lies, std::string_view whole, const json::Value &value) {
    const auto put = [&](const json::Value &old, std::string_view text) {
        const auto at = static_cast<std::size_t>(old.source().data() - whole.data());
        std::string lie{whole};
        lies.push_back(lie.replace(at, old.source().size(), text));
    };
    const bool is_object = value.kind() == json::Kind::object;
    if (!is_object && value.kind() != json::Kind::array) return;
    const auto most = is_object ? value.size() : std::size_t{2}; // elements of an array are alike
    for (std::size_t i = 0; i < std::min(most, value.size()); ++i) {
        for (const auto text : values)
            put(value.at(i), text);
        if (is_object) put(value, json::without_members(value, {value.name(i)}));
        add_lies(lies, whole, value.at(i));
    }
    for (const auto name : names) {
        if (!is_object || value.find(name)) continue;
        for (const auto text : values) {
            auto more = '{' + json::quote(name) + ':' + std::string{text};
            more += (value.size() == 0 ? "" : ",") + std::string{value.source().substr(1)};
            put(value, more);
        }
    }
}

/// Whether the resolver takes the lie for the honest answer, as Question and Quorum do.
bool is_taken(const ChainNodes &nodes, const std::string &query, const EvidenceAnswer &honest,
              const std::string &lie, const ChainBlock &head) {
    const Read asked(query);
    const Read good(honest.answer);
    const auto document = json::Document::parse(lie);
    if (!document) return false;
    const auto bad = document->root();
    if (nodes.misplaced(asked.value(), bad, head, true)) return false;
    if (honest.kind == WA_EVIDENCE_ERROR) {
        const auto truth = nodes.judge_error(asked.value(), good.value());
        const auto judged = nodes.judge_error(asked.value(), bad);
        return judged.kind == NodeErrorClass::semantic && judged.kind == truth.kind &&
               judged.name == truth.name;
    }
    const auto *pin = nodes.block_text(head).empty() ? nullptr : &head;
    return nodes.equal_form(asked.value(), bad, pin) ==
           nodes.equal_form(asked.value(), good.value(), pin);
}

/// Vectors that differ in keys alone are alike.
std::string shape_of(const json::Value &answer, const std::string &verdict) {
    auto shape = verdict.substr(0, verdict.find(' '));
    for (std::size_t i = 0; i < answer.size(); ++i)
        shape.append(" ").append(answer.name(i));
    return shape;
}

std::string verdict_of(const std::string &answer) {
    const Read read(answer);
    std::string verdict;
    for (const auto *name : {"status", "reason", "link", "address", "public_key"}) {
        const auto member = read.value().find(name);
        verdict += (member ? std::string{member->text()} : "-") + ' ';
    }
    return verdict;
}

class EqualAnswers : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(EqualAnswers, GiveOneVerdict) {
    const auto set = std::make_shared<PluginSet>();
    for (const auto entry : every_plugin())
        ASSERT_TRUE(set->add(entry));
    const Verifier verifier{set};
    constexpr int most_alike = 4;
    std::map<std::string, int> seen;
    for (const auto &vector : recorded::read_recorded(GetParam())) {
        const auto &nodes =
            tests::nodes_of(std::string_view{vector.chain}.substr(0, vector.chain.find(':')));
        Told source(nodes, vector.node);
        ASSERT_TRUE(source.head) << vector.id;
        const std::string service = R"({"accept":["chain_state"]})";
        const auto verdict = [&] {
            return verdict_of(verify_json(verifier, vector.request, service, source).json);
        };
        const auto honest = verdict();
        for (const auto &[query, answer] : std::map{source.asked}) {
            std::vector<std::string> lies;
            const Read read(answer.answer);
            if (nodes.misplaced(Read(query).value(), read.value(), *source.head, true)) continue;
            if (++seen[shape_of(read.value(), honest)] > most_alike) continue;
            add_lies(lies, read.value().source(), read.value());
            for (auto &lie : lies) {
                if (!is_taken(nodes, query, answer, lie, *source.head)) continue;
                source.lied = query;
                source.lie = {std::move(lie), answer.kind};
                EXPECT_EQ(verdict(), honest) << vector.id << ": " << source.lie.answer;
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Of, EqualAnswers, testing::ValuesIn(recorded::recorded_plugins(plugins)),
                         [](const auto &each) { return each.param.filename().string(); });

} // namespace
