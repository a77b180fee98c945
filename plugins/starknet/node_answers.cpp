// SPDX-License-Identifier: Apache-2.0
#include "node_answers.hpp"

#include "felt_text.hpp"

#include "core/support/json.hpp"
#include "core/support/text.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace walletauth::starknet {
namespace {

constexpr std::size_t max_revert = std::size_t{16} << 10;

template <class... Parts>
std::unexpected<Refusal> unreadable(const Parts &...parts) {
    return refuse(WA_ERROR_EVIDENCE, "no readable answer of a Starknet node: ", parts...);
}

Result<json::Document> parse_answer(const wa_evidence &evidence) {
    const auto bytes = view(evidence.answer);
    const std::string_view text{reinterpret_cast<const char *>(bytes.data()), bytes.size()};
    // Reverts nest some levels; an array of a million felts is no account's answer.
    auto document = json::Document::parse(text, {.max_depth = 64, .max_nodes = 1 << 12});
    if (!document) return unreadable(document.error().reason, ": ", excerpt(text));
    return std::move(*document);
}

/// All texts of a revert, one a line: the reason may stand inside structures
/// (CONTRACT_EXECUTION_ERROR). The reader limits the depth.
void append_texts(const json::Value &value, std::string &out) {
    if (value.kind() == json::Kind::string) out.append(value.text()).push_back('\n');
    for (std::size_t i = 0; i < value.size(); ++i)
        append_texts(value.at(i), out);
}

/// Nodes of a specification before 0.8 have no code for it (blockifier, errors.rs).
bool is_missing_entry_point(std::string_view text) {
    return text.contains("ENTRYPOINT_NOT_FOUND") ||
           text.contains("454e545259504f494e545f4e4f545f464f554e44") || // the same as a felt
           (text.contains("Entry point") && text.contains("not found in contract"));
}

/// The last line of texts that is no felt, such as "Out of gas".
std::string_view reason_of(std::string_view texts) {
    std::string_view reason;
    while (!texts.empty()) {
        const auto line = texts.substr(0, texts.find('\n'));
        if (!line.empty() && !line.starts_with("0x")) reason = line;
        texts.remove_prefix(std::min(line.size() + 1, texts.size()));
    }
    return reason;
}

Result<Answer> read_revert(const std::optional<json::Value> &data) {
    if (!data) return unreadable("error 40 without data");
    // A revert's text is short; a node that sends a book says nothing that is known here.
    if (data->source().size() > max_revert) return unreadable("error 40 with too much data");
    std::string texts;
    append_texts(*data, texts);
    if (is_refusal_text(texts)) return Answer::reverted;
    if (is_missing_entry_point(texts)) return Answer::no_entry_point;
    const auto reason = reason_of(texts);
    constexpr std::size_t room = 54; // that the rest of the detail leaves
    return unreadable("error 40, reverted with ",
                      printable_ascii(reason.empty() ? data->source() : reason, room));
}

Result<Answer> read_error(const json::Value &root) {
    const auto code = root.find("code");
    if (!code || code->kind() != json::Kind::number) {
        return unreadable("error without a code: ", excerpt(root.source()));
    }
    if (code->text() == "20") return Answer::not_deployed;
    if (code->text() == "21") return Answer::no_entry_point;
    if (code->text() == "40") return read_revert(root.find("data"));
    const auto message = root.find("message");
    return unreadable("error ", excerpt(code->source()), " ",
                      excerpt(message ? message->source() : "without a message"));
}

} // namespace

/// Any felt but 'VALID' is a no: ERC-1271's magic or another non-zero felt means nothing (SNIP-6).
Result<Answer> read_call(const wa_evidence &evidence) {
    const auto document = parse_answer(evidence);
    if (!document) return std::unexpected(document.error());
    const auto root = document->root();
    if (evidence.kind != WA_EVIDENCE_RESULT) return read_error(root);
    if (root.kind() != json::Kind::array) {
        return unreadable("result is no array: ", excerpt(root.source()));
    }
    std::optional<Felt> only;
    for (std::size_t i = 0; i < root.size(); ++i) {
        const auto element = root.at(i);
        only = element.kind() == json::Kind::string ? Felt::from_hex(element.text()) : std::nullopt;
        if (!only) return unreadable("result[", i, "] is no felt: ", excerpt(element.source()));
    }
    if (root.size() != 1) return Answer::other;
    if (only == Felt::from_short_string("VALID")) return Answer::valid;
    return only == Felt{1} ? Answer::one : Answer::other;
}

Result<Felt> read_felt_answer(const wa_evidence &evidence, std::string_view call) {
    const auto document = parse_answer(evidence);
    if (!document) return std::unexpected(document.error());
    const auto root = document->root();
    const bool is_text = evidence.kind == WA_EVIDENCE_RESULT && root.kind() == json::Kind::string;
    const auto felt = is_text ? Felt::from_hex(root.text()) : std::nullopt;
    if (felt) return *felt;
    return unreadable(call, ": ", excerpt(root.source()));
}

} // namespace walletauth::starknet
