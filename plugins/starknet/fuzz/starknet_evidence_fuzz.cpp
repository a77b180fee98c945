// SPDX-License-Identifier: Apache-2.0
// What nodes of Starknet answer: only a clear yes is a yes, and a refusal to answer is an error and
// no verdict. A byte chooses the block; the rest is all that the node answered, as JSON:
// {"chain_id": {"result": ...}, "call": {"error": ...}, ...}.
#include "tests/fuzz/input.hpp"
#include "tests/fuzz/json_mutator.hpp"

#include "plugins/starknet/chain_state.hpp"
#include "plugins/starknet/node_answers.hpp"

#include <walletauth/text/json.hpp>

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace walletauth;
using fuzz::require;

constexpr std::array<std::string_view, 3> blocks{"", "7", "0x5"};

wa_evidence evidence_of(std::string_view query, std::string_view answer, std::uint32_t kind) {
    return {bytes_of(as_bytes(query)), bytes_of(as_bytes(answer)), kind, 0};
}

/// A felt as starknet-specs has it, by another reader than the plugin's.
boost::multiprecision::cpp_int number_of(const json::Value &value) {
    const auto text = value.text();
    if (value.kind() != json::Kind::string || !text.starts_with("0x") || text.size() < 3 ||
        text.size() > 66 ||
        text.find_first_not_of("0123456789abcdefABCDEF", 2) != std::string_view::npos) {
        return -1;
    }
    return boost::multiprecision::cpp_int{std::string{text}};
}

struct Answer {
    std::string text;
    std::uint32_t kind;
};

/// The answers of a Starknet node; `text` instead of `result` for what may be no JSON.
class Node {
  public:
    explicit Node(const json::Value &answers)
        : chain_id(read(answers, "chain_id")), call(read(answers, "call")),
          legacy_call(read(answers, "legacy_call")), class_hash(read(answers, "class_hash")) {}

    /// Written apart from the plugin, by the table of plugins/starknet/snip12.md.
    [[nodiscard]] bool says_yes() const {
        if (!is_number(chain_id, 0x534e5f4d41494e) || !call) return false; // 'SN_MAIN'
        const bool is_legacy = has_no_entry_point(call);
        if (!is_legacy && legacy_call) return false;
        const auto &decides = is_legacy ? legacy_call : call;
        if (is_list_of(decides, 0x56414c4944)) return !class_hash; // 'VALID'
        return is_list_of(decides, 1) && is_cairo_0(class_hash);
    }

  private:
    using MaybeAnswer = std::optional<Answer>;
    static bool is_cairo_0(const MaybeAnswer &answer) {
        using Number = boost::multiprecision::cpp_int;
        static const std::array classes{
            Number{"0x04d07e40e93398ed3c76981e72dd1fd22557a78ce36c0515f679e27f0bb5bc5f"},
            Number{"0x048dd59fabc729a5db3afdf649ecaf388e931647ab2f53ca3c6183fa480aa292"},
            Number{"0x025ec026985a3bf9d0cc1fe17326b245dfdc3ff89b8fde106542a3ea56c5a918"},
            Number{"0x03530cc4759d78042f1b543bf797f5f3d647cde0388c33734cf91b7f7b9314a9"},
            Number{"0x03131fa018d520a037686ce3efddeab8f28895662f019ca3ca18a626650f7d1e"},
            Number{"0x0553efc3f74409b08e7bc638c32cadbf1d7d9b19b2fdbff649c7ffe186741ecf"}};
        return holds(answer, WA_EVIDENCE_RESULT, [](const json::Value &root) {
            return std::ranges::find(classes, number_of(root)) != classes.end();
        });
    }

    static MaybeAnswer read(const json::Value &answers, std::string_view name) {
        const auto given = answers.find(name);
        if (!given) return std::nullopt;
        if (const auto result = given->find("result"))
            return Answer{std::string{result->source()}, WA_EVIDENCE_RESULT};
        if (const auto error = given->find("error"))
            return Answer{std::string{error->source()}, WA_EVIDENCE_ERROR};
        if (const auto text = given->find("text"))
            return Answer{std::string{text->text()}, WA_EVIDENCE_RESULT};
        return std::nullopt;
    }
    template <class Check>
    static bool holds(const MaybeAnswer &answer, std::uint32_t kind, const Check &check) {
        if (!answer || answer->kind != kind) return false;
        const auto document = json::Document::parse(answer->text);
        return document && check(document->root());
    }
    static bool is_number(const MaybeAnswer &answer, std::uint64_t number) {
        return holds(answer, WA_EVIDENCE_RESULT,
                     [&](const json::Value &root) { return number_of(root) == number; });
    }
    static bool is_list_of(const MaybeAnswer &answer, std::uint64_t number) {
        return holds(answer, WA_EVIDENCE_RESULT, [&](const json::Value &root) {
            return root.kind() == json::Kind::array && root.size() == 1 &&
                   number_of(root.at(0)) == number;
        });
    }
    /// Code 21; before specification 0.8 code 40, which says so in words or as a felt. Words by
    /// which an account refuses, or has run out of gas, count more here and there.
    static bool has_no_entry_point(const MaybeAnswer &answer) {
        return holds(answer, WA_EVIDENCE_ERROR, [](const json::Value &root) {
            const auto code = root.find("code");
            if (!code || code->kind() != json::Kind::number) return false;
            if (code->text() == "21") return true;
            const auto data = root.find("data");
            if (code->text() != "40" || !data || data->source().size() > 16384) return false;
            std::string texts;
            append_texts(*data, texts);
            return !starknet::lacks_resources(texts) && !starknet::is_refusal_text(texts) &&
                   lacks_entry_point(texts) && !blames_another(*data, false);
        });
    }
    static bool lacks_entry_point(std::string_view text) {
        return text.contains("ENTRYPOINT_NOT_FOUND") ||
               text.contains("454e545259504f494e545f4e4f545f464f554e44") ||
               (text.contains("Entry point") && text.contains("not found in contract"));
    }
    /// Whether a contract that is not the account (7, below) is the innermost around such words.
    static bool blames_another(const json::Value &value, bool is_another) {
        if (value.kind() == json::Kind::string)
            return is_another && lacks_entry_point(value.text());
        if (const auto address = value.find("contract_address"))
            is_another = number_of(*address) != 7;
        for (std::size_t i = 0; i < value.size(); ++i)
            if (blames_another(value.at(i), is_another)) return true;
        return false;
    }
    static void append_texts(const json::Value &value, std::string &out) {
        if (value.kind() == json::Kind::string) out.append(value.text()).append("\n");
        for (std::size_t i = 0; i < value.size(); ++i)
            append_texts(value.at(i), out);
    }

  public:
    MaybeAnswer chain_id;
    MaybeAnswer call;
    MaybeAnswer legacy_call; ///< of isValidSignature, where `call` found no is_valid_signature
    MaybeAnswer class_hash;  ///< where the account answered 1
};

class Account {
  public:
    explicit Account(std::string_view block) {
        request_.chain = text_of("starknet:SN_MAIN");
        request_.block = text_of(block);
    }
    /// What is asked after these answers.
    [[nodiscard]] std::vector<std::string> queries(const std::vector<wa_evidence> &evidence) {
        set(evidence);
        const auto found = starknet::state_queries(request_, account, hash, signature);
        require(found.has_value(), "there are queries");
        return *found;
    }
    [[nodiscard]] Result<starknet::ChainState> prove(const std::vector<wa_evidence> &evidence) {
        set(evidence);
        return starknet::prove_by_state(request_, account, hash, signature);
    }

  private:
    void set(const std::vector<wa_evidence> &evidence) {
        request_.evidence = evidence.data();
        request_.evidence_count = evidence.size();
    }
    static constexpr starknet::Felt account{7};
    static constexpr starknet::Felt hash{9};
    static constexpr std::array<starknet::Felt, 2> signature{starknet::Felt{1}, starknet::Felt{2}};
    wa_request request_{};
};

/// All that is ever asked at a block.
struct Queries {
    explicit Queries(Account account) {
        const auto first = account.queries({});
        require(first.size() == 2, "two queries at first");
        chain_id = first[0];
        call = first[1];
        const auto chain = evidence_of(chain_id, R"("0x534e5f4d41494e")", WA_EVIDENCE_RESULT);
        const auto after = [&](std::string_view answer, std::uint32_t kind) {
            const auto more = account.queries({chain, evidence_of(call, answer, kind)});
            require(more.size() == 1, "one more query");
            return more.front();
        };
        legacy_call = after(R"({"code":21})", WA_EVIDENCE_ERROR);
        class_hash = after(R"(["0x1"])", WA_EVIDENCE_RESULT);
    }
    std::string chain_id, call, legacy_call, class_hash;
};

void check_answers(const Node &node, std::size_t block) {
    static const std::array<Queries, blocks.size()> queries_at{
        Queries{Account{blocks[0]}}, Queries{Account{blocks[1]}}, Queries{Account{blocks[2]}}};
    const auto &queries = queries_at[block];
    Account account{blocks[block]};
    std::vector<wa_evidence> evidence;
    const auto answer = [&](std::string_view query, const std::optional<Answer> &given) {
        if (given) evidence.push_back(evidence_of(query, given->text, given->kind));
    };
    answer(queries.chain_id, node.chain_id);
    answer(queries.call, node.call);
    answer(queries.legacy_call, node.legacy_call);
    answer(queries.class_hash, node.class_hash);
    const auto state = account.prove(evidence);
    const auto status = state ? std::uint32_t{WA_OK} : state.error().status;
    require(status == WA_OK || status == WA_NEEDS_EVIDENCE || status == WA_REJECTED_SIGNATURE ||
                status == WA_MALFORMED_EVIDENCE || status == WA_ERROR_EVIDENCE,
            "status of a Starknet answer");
    require((state && *state == starknet::ChainState::valid) == node.says_yes(), "valid is said");
    if (status != WA_NEEDS_EVIDENCE) return;
    const auto more = account.queries(evidence);
    require(!more.empty(), "what is needed is asked");
    for (const auto &query : more) {
        const auto document = json::Document::parse(query);
        require(document && json::canonical(document->root()) == query, "canonical");
        require(std::ranges::none_of(evidence,
                                     [&](const wa_evidence &given) {
                                         return std::ranges::equal(view(given.query),
                                                                   as_bytes(query));
                                     }),
                "nothing is asked twice");
    }
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size,
                                               std::size_t capacity, unsigned seed) {
    return fuzz::mutate_behind_prefix(data, size, capacity, seed, 1);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    fuzz::Input input{{data, size}};
    const auto block = input.below(blocks.size());
    if (const auto answers = json::Document::parse(input.text()))
        check_answers(Node{answers->root()}, block);
    return 0;
}
