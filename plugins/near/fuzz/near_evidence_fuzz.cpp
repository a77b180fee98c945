// SPDX-License-Identifier: Apache-2.0
// What nodes of NEAR answer: only a clear yes is a yes, and a refusal to answer is an error and no
// verdict. Two bytes choose kind and block; the rest is the answer.
#include "tests/fuzz/input.hpp"
#include "tests/fuzz/json_mutator.hpp"

#include "plugins/near/access_key.hpp"

#include <walletauth/text/json.hpp>

#include <array>

namespace {

using namespace walletauth;
using fuzz::require;

constexpr std::array<std::string_view, 3> blocks{"", "7", "0x5"};

wa_evidence evidence_of(std::string_view query, std::string_view answer, std::uint32_t kind) {
    return {bytes_of(as_bytes(query)), bytes_of(as_bytes(answer)), kind, 0};
}

bool has_text(const json::Value &object, std::string_view name, std::string_view text) {
    const auto value = object.find(name);
    return value && value->kind() == json::Kind::string && value->text() == text;
}

/// A permission that speaks for the account: nearcore's FullAccess and, of 2.13, GasKeyFullAccess.
bool has_full_access(const json::Value &result) {
    if (has_text(result, "permission", "FullAccess")) return true;
    const auto permission = result.find("permission");
    if (!permission || permission->size() != 1) return false;
    const auto gas_key = permission->find("GasKeyFullAccess");
    return gas_key && gas_key->kind() == json::Kind::object;
}

void check_answer(std::string_view answer, std::uint32_t kind, std::string_view block) {
    const auto state = near::read_state(evidence_of("", answer, kind), block);
    if (!state) {
        require(state.error().status == WA_ERROR_EVIDENCE, "status of a NEAR answer");
        return;
    }
    const auto document = json::Document::parse(answer);
    require(document.has_value(), "an answer is JSON");
    const auto root = document->root();
    const bool is_yes = kind == WA_EVIDENCE_RESULT && has_full_access(root);
    if (state->state == near::State::full_access) require(is_yes, "full access is said");
    if (block == "7" && kind == WA_EVIDENCE_RESULT) {
        const auto height = root.find("block_height");
        require(!height || height->kind() != json::Kind::number || height->text() == "7",
                "the answer stands at the block");
    }
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size,
                                               std::size_t capacity, unsigned seed) {
    return fuzz::mutate_behind_prefix(data, size, capacity, seed, 2);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    fuzz::Input input{{data, size}};
    const std::uint32_t kind = input.below(2) == 0 ? WA_EVIDENCE_RESULT : WA_EVIDENCE_ERROR;
    const auto block = input.below(blocks.size());
    check_answer(input.text(), kind, blocks[block]);
    return 0;
}
