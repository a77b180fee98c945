// SPDX-License-Identifier: Apache-2.0
#include "access_key.hpp"

#include "shown.hpp"

#include <walletauth/text/json.hpp>
#include <walletauth/text/json_text.hpp>
#include <walletauth/text/text.hpp>

namespace walletauth::near {
namespace {

/// The member that pins the block.
JsonMember block_member(std::string_view block) {
    if (block.empty()) return {"finality", json::quote("final")};
    const bool is_height = parse_decimal_u64(block).has_value();
    return {"block_id", is_height ? std::string{block} : json::quote(block)};
}

template <class... Parts>
std::unexpected<Refusal> unreadable(const Parts &...what) noexcept {
    return refuse(WA_ERROR_EVIDENCE, "no readable answer of a NEAR node: ", what...);
}

/// A text of the node's between quotation marks.
InlineText<48> quoted(std::string_view text) noexcept {
    InlineText<48> out;
    out.append_cut(std::string_view{"\""});
    out.append_cut(shown<46>(text).span());
    out.append_cut(std::string_view{"\""});
    return out;
}

/// "access key ed25519:... does not exist while viewing", as nodes wrote it into `result.error`
/// and, before that, into the error's data.
std::optional<State> state_of_text(std::string_view text) noexcept {
    if (!text.contains("does not exist")) return std::nullopt;
    if (text.starts_with("access key ")) return State::key_absent;
    if (text.starts_with("account ")) return State::account_absent;
    return std::nullopt;
}

/// Permissions of nearcore 2.13 (core/primitives/src/views.rs, AccessKeyPermissionView): a text or
/// an object of one member that is named after the kind.
Result<State> state_of_permission(const json::Value &permission) {
    if (permission.kind() == json::Kind::string) {
        if (permission.text() == "FullAccess") return State::full_access;
        return unreadable("result.permission is ", quoted(permission.text()).view());
    }
    if (permission.kind() != json::Kind::object || permission.size() != 1) {
        return unreadable("result.permission is ", shown<48>(permission.source()).view());
    }
    const auto kind = permission.name(0);
    const bool is_object = permission.at(0).kind() == json::Kind::object;
    if (kind == "GasKeyFullAccess" && is_object) return State::full_access;
    if (kind == "GasKeyFullAccess") {
        return unreadable("result.permission.GasKeyFullAccess is ",
                          shown<40>(permission.at(0).source()).view());
    }
    if (kind == "FunctionCall" || kind == "GasKeyFunctionCall") return State::function_call;
    return unreadable("result.permission has ", quoted(kind).view());
}

/// Whether `answer` is all that the node sent, of which the service gives one member.
std::optional<std::string_view> member_of_envelope(const json::Value &answer) {
    if (answer.kind() != json::Kind::object) return std::nullopt;
    for (const std::string_view name : {"result", "error"}) {
        const auto member = answer.find(name);
        if (!member) continue;
        if (member->kind() == json::Kind::object || answer.find("jsonrpc")) return name;
    }
    return std::nullopt;
}

Result<State> state_of_result(const json::Value &result) {
    if (result.kind() != json::Kind::object) {
        return unreadable("result is ", shown<60>(result.source()).view());
    }
    if (const auto error = json::text_member(result, "error")) {
        if (const auto state = state_of_text(*error)) return *state;
        return unreadable("result.error is ", quoted(*error).view());
    }
    if (const auto permission = result.find("permission")) return state_of_permission(*permission);
    if (json::text_member(result, "amount") && json::text_member(result, "code_hash"))
        return State::account_exists;
    if (result.size() == 0) return unreadable("result is {}");
    return unreadable("result has ", quoted(result.name(0)).view(), " but no permission");
}

Result<State> state_of_error(const json::Value &error) {
    const auto cause = error.find("cause");
    const auto name = cause ? json::text_member(*cause, "name") : std::nullopt;
    if (name == "UNKNOWN_ACCESS_KEY") return State::key_absent;
    if (name == "UNKNOWN_ACCOUNT") return State::account_absent;
    if (name) return unreadable("error.cause.name is ", quoted(*name).view());
    if (const auto message = json::text_member(error, "message")) {
        return unreadable("no error.cause.name, message is ", quoted(*message).view());
    }
    return unreadable("error is ", shown<60>(error.source()).view());
}

/// The object that states the block: the result itself, or the info of an error's cause.
std::optional<json::Value> block_holder(const wa_evidence &evidence, const json::Value &answer) {
    if (is_result(evidence)) return answer;
    const auto cause = answer.find("cause");
    return cause ? cause->find("info") : std::nullopt;
}

Result<void> check_block(const json::Value &holder, std::string_view asked, StateAnswer &answer) {
    const auto hash = json::text_member(holder, "block_hash");
    const auto number = holder.find("block_height");
    const auto height = number && number->kind() == json::Kind::number
                            ? std::optional{number->text()}
                            : std::nullopt;
    if (hash && !answer.block.hash.assign(*hash)) return unreadable("its block hash is too long");
    if (height) answer.block.height = parse_decimal_u64(*height);
    if (asked.empty()) return {};
    const auto stated = parse_decimal_u64(asked) ? height : hash;
    if (stated && *stated != asked) {
        return refuse(WA_ERROR_EVIDENCE, "answer is of block ", shown<44>(*stated).view(),
                      ", asked was ", shown<44>(asked).view());
    }
    return {};
}

} // namespace

std::string view_access_key_query(std::string_view account, const Key &key,
                                  std::string_view block) {
    return canonical_call("query",
                          canonical_object({{"account_id", json::quote(account)},
                                            block_member(block),
                                            {"public_key", json::quote(format_key(key))},
                                            {"request_type", json::quote("view_access_key")}}));
}

std::string view_account_query(std::string_view account, std::string_view block) {
    return canonical_call("query",
                          canonical_object({{"account_id", json::quote(account)},
                                            block_member(block),
                                            {"request_type", json::quote("view_account")}}));
}

Result<StateAnswer> read_state(const wa_evidence &evidence, std::string_view asked_block) {
    const auto document = json::Document::parse(as_text(view(evidence.answer)));
    if (!document) return unreadable("it is no JSON");
    const auto root = document->root();
    const auto state = is_result(evidence) ? state_of_result(root) : state_of_error(root);
    if (!state) {
        if (const auto member = member_of_envelope(root)) {
            return unreadable("it is the whole answer: give its member ", *member, " alone");
        }
        return std::unexpected(state.error());
    }
    StateAnswer answer;
    answer.state = *state;
    if (const auto holder = block_holder(evidence, root)) {
        if (auto good = check_block(*holder, asked_block, answer); !good) {
            return std::unexpected(good.error());
        }
    }
    return answer;
}

} // namespace walletauth::near
