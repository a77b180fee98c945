// SPDX-License-Identifier: Apache-2.0
#include "node_answers.hpp"

#include "felt_text.hpp"

#include <walletauth/request/evidence.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/json_excerpt.hpp>
#include <walletauth/text/text.hpp>

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
    const auto text = as_text(view(evidence.answer));
    // Reverts nest some levels; an array of a million felts is no account's answer.
    auto document = json::Document::parse(text, {.max_depth = 64, .max_nodes = 1 << 12});
    if (!document) return unreadable(document.error().reason, ": ", excerpt(text));
    return std::move(*document);
}

/// Of a felt with its characters, 0x... ('text'), what stands between the quotes.
std::string_view characters_of(std::string_view felt) {
    const auto begin = felt.find("('");
    if (begin == felt.npos) return {};
    const auto characters = felt.substr(begin + 2);
    return characters.substr(0, std::min(characters.find("')"), characters.size()));
}

/// The last line of a text that says more than a felt, such as "Out of gas".
std::string_view reason_of(std::string_view text) {
    std::string_view reason;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        const auto said = line.starts_with("0x") ? characters_of(line) : line;
        if (!said.empty()) reason = said;
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return reason;
}

/// Nodes of a specification before 0.8 have no code for it (blockifier, errors.rs).
bool is_missing_entry_point(std::string_view text) {
    return text.contains("ENTRYPOINT_NOT_FOUND") ||
           text.contains("454e545259504f494e545f4e4f545f464f554e44") || // the same as a felt
           (text.contains("Entry point") && text.contains("not found in contract"));
}

/// What a node says of a revert.
struct Revert {
    std::string texts;                 ///< all of them, one a line
    std::optional<json::Value> reason; ///< the last one that has a reason
    bool lacks_entry_point = false;    ///< the account itself, or nobody is named
    bool callee_lacks_entry_point = false;
};

/// The reason may stand inside structures (CONTRACT_EXECUTION_ERROR), of which each names whose
/// call it tells of: the innermost around a text is the contract that failed. The reader limits
/// the depth.
void collect_texts(const json::Value &value, const Felt &account, bool is_account, Revert &out) {
    if (value.kind() == json::Kind::string) {
        out.texts.append(value.text()).push_back('\n');
        if (!reason_of(value.text()).empty()) out.reason = value;
        if (is_missing_entry_point(value.text())) {
            (is_account ? out.lacks_entry_point : out.callee_lacks_entry_point) = true;
        }
    }
    if (const auto address = value.find("contract_address")) {
        is_account =
            address->kind() == json::Kind::string && Felt::from_hex(address->text()) == account;
    }
    for (std::size_t i = 0; i < value.size(); ++i)
        collect_texts(value.at(i), account, is_account, out);
}

/// Which member says it, and what: of a long path the end.
std::unexpected<Refusal> unknown_revert(const json::Value &data,
                                        const std::optional<json::Value> &reason) {
    constexpr std::size_t room = 47; // that the rest of the detail leaves
    constexpr std::size_t max_path = 24;
    auto path = reason.value_or(data).path();
    if (path.size() > max_path) {
        const auto name = path.find_first_of(".[", path.size() - (max_path - 3));
        path = "..." + path.substr(std::min(name, path.size() - (max_path - 3)));
    }
    const std::size_t left = room - path.size();
    const auto shown = reason ? '"' + printable_ascii(reason_of(reason->text()), left) + '"'
                              : json::excerpt(data.source(), left + 2);
    return unreadable("error 40: ", path, " is ", shown, ", no known refusal");
}

Result<Answer> read_revert(const std::optional<json::Value> &data, const Felt &account) {
    if (!data) return unreadable("error 40 without data");
    // A revert's text is short; a node that sends a book says nothing that is known here.
    if (data->source().size() > max_revert) return unreadable("error 40 with too much data");
    Revert revert;
    collect_texts(*data, account, true, revert);
    if (lacks_resources(revert.texts)) return unknown_revert(*data, revert.reason);
    if (is_refusal_text(revert.texts)) return Answer::reverted;
    if (revert.lacks_entry_point && !revert.callee_lacks_entry_point) return Answer::no_entry_point;
    return unknown_revert(*data, revert.reason);
}

std::string shown(const json::Value &value) { return json::excerpt(value.source(), 24); }

/// A result of another kind, such as a whole answer where its result is wanted.
std::unexpected<Refusal> unexpected_result(std::string_view call, const json::Value &root,
                                           std::string_view expected) {
    if (root.find("result")) {
        return unreadable(call, ": result is an RPC envelope: give its result alone");
    }
    if (root.kind() == json::Kind::object || root.kind() == json::Kind::array) {
        return unreadable(call, ": result is an ", json::kind_name(root.kind()), ", expected ",
                          expected);
    }
    return unreadable(call, ": result is ", shown(root), ", expected ", expected);
}

Result<Answer> read_error(const json::Value &root, const Felt &account) {
    const auto code = root.find("code");
    if (!code || code->kind() != json::Kind::number) {
        return unreadable("error without a code: ", shown(root));
    }
    if (code->text() == "20") return Answer::not_deployed;
    if (code->text() == "21") return Answer::no_entry_point;
    if (code->text() == "40") return read_revert(root.find("data"), account);
    const auto message = root.find("message");
    return unreadable("error ", shown(*code), " ", message ? shown(*message) : "without a message");
}

} // namespace

/// Any felt but 'VALID' is a no: ERC-1271's magic or another non-zero felt means nothing (SNIP-6).
Result<Answer> read_call(const wa_evidence &evidence, const Felt &account) {
    const auto document = parse_answer(evidence);
    if (!document) return std::unexpected(document.error());
    const auto root = document->root();
    if (!is_result(evidence)) return read_error(root, account);
    if (root.kind() != json::Kind::array) {
        return unexpected_result("starknet_call", root, "an array");
    }
    std::optional<Felt> only;
    for (std::size_t i = 0; i < root.size(); ++i) {
        const auto element = root.at(i);
        only = element.kind() == json::Kind::string ? Felt::from_hex(element.text()) : std::nullopt;
        if (!only) {
            return unreadable("starknet_call: result[", i, "] is ", shown(element),
                              ", expected 0x hex");
        }
    }
    if (root.size() != 1) return Answer::other;
    if (only == Felt::from_short_string("VALID")) return Answer::valid;
    return only == Felt{1} ? Answer::one : Answer::other;
}

Result<Felt> read_felt_answer(const wa_evidence &evidence, std::string_view call) {
    const auto document = parse_answer(evidence);
    if (!document) return std::unexpected(document.error());
    const auto root = document->root();
    const bool is_text = is_result(evidence) && root.kind() == json::Kind::string;
    const auto felt = is_text ? Felt::from_hex(root.text()) : std::nullopt;
    if (felt) return *felt;
    if (!is_result(evidence)) return unreadable(call, ": error is ", shown(root));
    return unexpected_result(call, root, "0x hex");
}

} // namespace walletauth::starknet
