// SPDX-License-Identifier: Apache-2.0
#include "access_key.hpp"

#include "core/support/json.hpp"
#include "core/support/text.hpp"

namespace walletauth::near {
namespace {

/// The member that pins the block; keys of `params` are sorted, so it stands after account_id.
std::string block_member(std::string_view block) {
    if (block.empty()) return R"("finality":"final")";
    const bool is_height = parse_decimal_u64(block).has_value();
    return R"("block_id":)" + (is_height ? std::string{block} : json::quote(block));
}

std::string query(std::string_view account, std::string_view block, std::string_view rest) {
    return R"({"method":"query","params":{"account_id":)" + json::quote(account) + ',' +
           block_member(block) + ',' + std::string{rest} + "}}";
}

std::unexpected<Refusal> unreadable(std::string_view what) noexcept {
    return refuse(WA_ERROR_EVIDENCE, "no readable answer of a NEAR node: ", what);
}

std::optional<std::string_view> text_member(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    if (!value || value->kind() != json::Kind::string) return std::nullopt;
    return value->text();
}

/// "access key ed25519:... does not exist while viewing", as nodes wrote it into `result.error`
/// and, before that, into the error's data.
std::optional<State> state_of_text(std::string_view text) noexcept {
    if (!text.contains("does not exist")) return std::nullopt;
    if (text.starts_with("access key ")) return State::key_absent;
    if (text.starts_with("account ")) return State::account_absent;
    return std::nullopt;
}

std::optional<State> state_of_result(const json::Value &result) {
    if (const auto error = text_member(result, "error")) return state_of_text(*error);
    if (const auto permission = result.find("permission")) {
        if (permission->kind() == json::Kind::string) {
            return permission->text() == "FullAccess" ? std::optional{State::full_access}
                                                      : std::nullopt;
        }
        const bool function_call = permission->kind() == json::Kind::object &&
                                   permission->size() == 1 && permission->name(0) == "FunctionCall";
        return function_call ? std::optional{State::function_call} : std::nullopt;
    }
    if (text_member(result, "amount") && text_member(result, "code_hash"))
        return State::account_exists;
    return std::nullopt;
}

std::optional<State> state_of_error(const json::Value &error) {
    const auto cause = error.find("cause");
    if (!cause) return std::nullopt;
    const auto name = text_member(*cause, "name");
    if (name == "UNKNOWN_ACCESS_KEY") return State::key_absent;
    if (name == "UNKNOWN_ACCOUNT") return State::account_absent;
    return std::nullopt;
}

/// The object that states the block: the result itself, or the info of an error's cause.
std::optional<json::Value> block_holder(const json::Value &answer, std::uint32_t kind) {
    if (kind == WA_EVIDENCE_RESULT) return answer;
    const auto cause = answer.find("cause");
    return cause ? cause->find("info") : std::nullopt;
}

std::expected<void, Refusal> check_block(const json::Value &holder, std::string_view asked,
                                         StateAnswer &answer) {
    const auto hash = text_member(holder, "block_hash");
    const auto height = holder.find("block_height");
    if (hash && !answer.block.assign(*hash)) return unreadable("its block hash is too long");
    if (asked.empty()) return {};
    const bool is_height = parse_decimal_u64(asked).has_value();
    const auto stated =
        is_height ? (height && height->kind() == json::Kind::number ? std::optional{height->text()}
                                                                    : std::nullopt)
                  : hash;
    if (stated && *stated != asked) {
        return refuse(WA_ERROR_EVIDENCE, "the answer stands at block ", *stated, ", asked was ",
                      asked);
    }
    return {};
}

} // namespace

std::string view_access_key_query(std::string_view account, const Key &key,
                                  std::string_view block) {
    return query(account, block,
                 R"("public_key":)" + json::quote(format_key(key)) +
                     R"(,"request_type":"view_access_key")");
}

std::string view_account_query(std::string_view account, std::string_view block) {
    return query(account, block, R"("request_type":"view_account")");
}

Result<StateAnswer> read_state(const wa_evidence &evidence, std::string_view asked_block) {
    const auto bytes = view(evidence.answer);
    const auto document =
        json::Document::parse({reinterpret_cast<const char *>(bytes.data()), bytes.size()});
    if (!document || document->root().kind() != json::Kind::object) {
        return unreadable("it is no JSON object");
    }
    const auto root = document->root();
    const bool is_result = evidence.kind == WA_EVIDENCE_RESULT;
    const auto state = is_result ? state_of_result(root) : state_of_error(root);
    if (!state) return unreadable(root.source().substr(0, 60));
    StateAnswer answer;
    answer.state = *state;
    if (const auto holder = block_holder(root, evidence.kind)) {
        if (auto good = check_block(*holder, asked_block, answer); !good) {
            return std::unexpected(good.error());
        }
    }
    return answer;
}

} // namespace walletauth::near
