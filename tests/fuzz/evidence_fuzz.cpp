// SPDX-License-Identifier: Apache-2.0
// What nodes of NEAR and Starknet answer: only the one clear yes is a yes, and a refusal to answer
// is an error and no verdict. Three bytes choose chain, question, kind and block; the rest is the
// answer's JSON.
#include "input.hpp"
#include "json_mutator.hpp"

#include "core/support/json.hpp"
#include "plugins/near/access_key.hpp"
#include "plugins/starknet/chain_state.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <array>
#include <vector>

namespace {

using namespace walletauth;
using fuzz::require;

wa_evidence evidence_of(std::string_view query, std::string_view answer, std::uint32_t kind) {
    return {bytes_of(as_bytes(query)), bytes_of(as_bytes(answer)), kind, 0};
}

bool has_text(const json::Value &object, std::string_view name, std::string_view text) {
    const auto value = object.find(name);
    return value && value->kind() == json::Kind::string && value->text() == text;
}

void check_near(std::string_view answer, std::uint32_t kind, std::string_view block) {
    const auto state = near::read_state(evidence_of("", answer, kind), block);
    if (!state) {
        require(state.error().status == WA_ERROR_EVIDENCE, "status of a NEAR answer");
        return;
    }
    const auto document = json::Document::parse(answer);
    require(document.has_value(), "an answer is JSON");
    const auto root = document->root();
    const bool is_yes = kind == WA_EVIDENCE_RESULT && has_text(root, "permission", "FullAccess");
    if (state->state == near::State::full_access) require(is_yes, "full access is said");
    if (block == "7" && kind == WA_EVIDENCE_RESULT) {
        const auto height = root.find("block_height");
        require(!height || height->kind() != json::Kind::number || height->text() == "7",
                "the answer stands at the block");
    }
}

/// A felt as starknet-specs has it, by another reader than the plugin's.
boost::multiprecision::cpp_int number_of(const json::Value &value) {
    const auto text = value.text();
    if (value.kind() != json::Kind::string || !text.starts_with("0x") || text.size() < 3 ||
        text.find_first_not_of("0123456789abcdefABCDEF", 2) != std::string_view::npos) {
        return -1;
    }
    return boost::multiprecision::cpp_int{std::string{text}};
}

/// Chain id, then is_valid_signature, then what `rest` says is asked last.
void check_starknet(std::string_view answer, std::uint32_t kind, std::string_view block,
                    std::size_t rest) {
    wa_request request{};
    request.chain = text_of("starknet:SN_MAIN");
    request.block = text_of(block);
    const starknet::Felt account{7};
    const starknet::Felt hash{9};
    const std::array<starknet::Felt, 2> signature{starknet::Felt{1}, starknet::Felt{2}};
    auto queries = starknet::state_queries(request, account, hash, signature);
    require(queries.has_value() && queries->size() == 2, "two queries at first");
    std::vector<wa_evidence> evidence{
        evidence_of((*queries)[0], R"("0x534e5f4d41494e")", WA_EVIDENCE_RESULT),
        evidence_of((*queries)[1], answer, kind)};
    if (rest == 1) {
        evidence[0].answer = bytes_of(as_bytes(answer));
        evidence[0].kind = kind;
    }
    request.evidence = evidence.data();
    request.evidence_count = evidence.size();
    const auto state = starknet::prove_by_state(request, account, hash, signature);
    const auto status = state ? std::uint32_t{WA_OK} : state.error().status;
    require(status == WA_OK || status == WA_NEEDS_EVIDENCE || status == WA_REJECTED_SIGNATURE ||
                status == WA_MALFORMED_EVIDENCE || status == WA_ERROR_EVIDENCE,
            "status of a Starknet answer");
    if (status == WA_NEEDS_EVIDENCE) {
        const auto more = starknet::state_queries(request, account, hash, signature);
        require(more.has_value() && more->size() == 1, "one more query");
        const auto document = json::Document::parse(more->front());
        require(document && json::canonical(document->root()) == more->front(), "canonical");
    }
    if (!state || *state != starknet::ChainState::valid || rest == 1) return;
    const auto document = json::Document::parse(answer);
    require(kind == WA_EVIDENCE_RESULT && document && document->root().size() == 1 &&
                number_of(document->root().at(0)) == 0x56414c4944, // 'VALID'
            "valid is said");
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size,
                                               std::size_t capacity, unsigned seed) {
    return fuzz::mutate_behind_prefix(data, size, capacity, seed, 3);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    fuzz::Input input{{data, size}};
    const auto which = input.below(3);
    const std::uint32_t kind = input.below(2) == 0 ? WA_EVIDENCE_RESULT : WA_EVIDENCE_ERROR;
    constexpr std::array<std::string_view, 3> blocks{"", "7", "0x5"};
    const auto block = blocks[input.below(blocks.size())];
    const auto answer = input.text();
    if (which == 0)
        check_near(answer, kind, block);
    else
        check_starknet(answer, kind, block, which - 1);
    return 0;
}
