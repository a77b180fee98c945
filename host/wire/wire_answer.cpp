// SPDX-License-Identifier: Apache-2.0
#include "wire_answer.hpp"

#include <walletauth/caip.hpp>
#include <walletauth/text/json.hpp>

#include <initializer_list>

namespace walletauth::wire {
namespace {

// Fits most answers without growing.
constexpr std::size_t usual_size = 512;

void append(std::string &out, std::initializer_list<std::string_view> parts) {
    for (const std::string_view part : parts) {
        out.append(part);
    }
}

std::string begin(std::string_view id, std::string_view status) {
    std::string out;
    out.reserve(id.size() + usual_size);
    append(out, {"{\"id\":", id, ",\"status\":\"", status, "\""});
    return out;
}

void append_member(std::string &out, std::string_view name, std::string_view value) {
    append(out, {",\"", name, "\":"});
    json::append_quoted(out, value);
}

// A JSON array of queries, which are JSON already.
void append_queries(std::string &out, const std::vector<std::string> &queries) {
    out.push_back('[');
    for (const std::string &query : queries) {
        append(out, {&query == queries.data() ? "" : ",", query});
    }
    out.push_back(']');
}

std::string write_refusal(std::string_view id, std::uint32_t status, std::string_view detail) {
    std::string out = begin(id, status_name(status));
    if (const std::string_view reason = reason_name(status); !reason.empty()) {
        append_member(out, "reason", reason);
    }
    append_member(out, "detail", detail);
    out.push_back('}');
    return out;
}

std::string_view link_name(std::uint32_t link) noexcept {
    return link == WA_LINK_CHAIN_STATE      ? "chain_state"
           : link == WA_LINK_COUNTERFACTUAL ? "counterfactual"
                                            : "derived";
}

// `key_text` is what format_public_key gave, or empty.
std::string write_verdict(std::string_view id, const Verdict &verdict, std::string_view key_text) {
    if (WA_STATUS_CLASS(verdict.status) == WA_CLASS_NEEDS_EVIDENCE) {
        std::string out = begin(id, status_name(verdict.status));
        out.append(",\"queries\":");
        append_queries(out, verdict.queries);
        out.push_back('}');
        return out;
    }
    if (!verdict.valid()) {
        return write_refusal(id, verdict.status, verdict.detail);
    }
    std::string out = begin(id, status_name(verdict.status));
    append_member(out, "account", verdict.account);
    append_member(out, "address", verdict.address);
    if (!key_text.empty()) {
        append_member(out, "public_key", key_text);
    }
    append_member(out, "link", link_name(verdict.link));
    if (!verdict.block.empty()) {
        append_member(out, "block", verdict.block);
    }
    const bool bound = (verdict.flags & WA_VERDICT_CHAIN_BOUND) != 0;
    append(out, {",\"chain_bound\":", bound ? "true" : "false", "}"});
    return out;
}

} // namespace

WireAnswer refusal_answer(std::string_view id, const Refusal &refusal) {
    return {write_refusal(id, refusal.status, refusal.detail.view()), refusal.status};
}

WireAnswer failure(std::uint32_t status) noexcept try {
    return {write_refusal("null", status, ""), status};
} catch (...) {
    return {{}, status};
}

WireAnswer write_answer(std::string_view id, const RequestParts &parts, const Verdict &verdict) {
    std::string key_text;
    if (verdict.valid() && !verdict.public_key.empty()) {
        auto text = parts.route()->verifier->format_public_key(
            parts.request.chain, parts.request.scheme, verdict.public_key);
        if (!text) { // the plugin cannot write the key that it has just verified with
            return refusal_answer(id, {WA_ERROR_INTERNAL, text.error().detail});
        }
        key_text = std::move(*text);
    }
    return {write_verdict(id, verdict, key_text), verdict.status};
}

std::string write_account(std::string_view id, std::string_view chain, std::string_view address) {
    std::string out = begin(id, status_name(WA_OK));
    append_member(out, "account", format_account_id(chain, address));
    append_member(out, "address", address);
    out.push_back('}');
    return out;
}

} // namespace walletauth::wire
