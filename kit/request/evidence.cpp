// SPDX-License-Identifier: Apache-2.0
#include <walletauth/request/evidence.hpp>

#include <walletauth/text/json.hpp>

#include <algorithm>
#include <vector>

namespace walletauth {

std::string canonical_object(std::initializer_list<JsonMember> members) {
    std::vector<const JsonMember *> sorted;
    std::size_t size = 2;
    for (const auto &member : members) {
        sorted.push_back(&member);
        size += member.name.size() + member.value.size() + 4;
    }
    std::ranges::sort(sorted, {}, [](const JsonMember *member) { return member->name; });
    std::string text;
    text.reserve(size);
    for (const auto *member : sorted) {
        text += text.empty() ? "{\"" : ",\"";
        text.append(member->name).append("\":").append(member->value);
    }
    return text.empty() ? "{}" : text + '}';
}

std::string canonical_array(std::span<const std::string> values) {
    std::string text = "[";
    for (const auto &value : values) {
        if (text.size() > 1) text += ',';
        text += value;
    }
    return text + ']';
}

std::string canonical_call(std::string_view method, std::string_view params) {
    return canonical_object({{"method", json::quote(method)}, {"params", std::string{params}}});
}

OtherEvidence match_evidence(const wa_request &request,
                             std::initializer_list<Question *> questions) noexcept {
    OtherEvidence other;
    for (std::size_t i = 0; i < request.evidence_count; ++i) {
        const auto &item = request.evidence[i];
        bool is_asked = false;
        for (Question *const question : questions) {
            if (!std::ranges::equal(view(item.query), as_bytes(question->query))) continue;
            // Two questions may be one and the same query; each gets the answer.
            is_asked = true;
            other.repeated |= question->answer != nullptr;
            question->answer = &item;
        }
        other.unasked |= !is_asked;
    }
    return other;
}

std::unexpected<Refusal> refuse_unasked() noexcept {
    return refuse(WA_MALFORMED_EVIDENCE, "evidence answers a query that this request never asks");
}

std::unexpected<Refusal> refuse_repeated() noexcept {
    return refuse(WA_MALFORMED_EVIDENCE, "evidence answers a query twice");
}

bool at_one_block(const wa_request &request, const StatedBlock &a, const StatedBlock &b) noexcept {
    if (!a.hash.empty() && !b.hash.empty()) return a.hash.view() == b.hash.view();
    if (request.block.size == 0) return false;
    return !a.height || !b.height || *a.height == *b.height;
}

Result<void> require_one_block(const wa_request &request,
                               std::span<const StatedBlock> blocks) noexcept {
    // All hashes are one and all heights are one if each is the first that is stated.
    StatedBlock first;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const auto &block = blocks[i];
        const bool is_known =
            i == 0 || request.block.size != 0 || (!block.hash.empty() && !blocks[0].hash.empty());
        const bool same_hash =
            first.hash.empty() || block.hash.empty() || first.hash.view() == block.hash.view();
        const bool same_height = !first.height || !block.height || *first.height == *block.height;
        if (!is_known || !same_hash || !same_height) {
            return refuse(WA_ERROR_EVIDENCE, "answer ", i,
                          is_known ? " is of another block than the others"
                                   : " and the first do not both name their block");
        }
        if (first.hash.empty()) first.hash = block.hash;
        if (!first.height) first.height = block.height;
    }
    return {};
}

} // namespace walletauth
