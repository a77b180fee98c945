// SPDX-License-Identifier: Apache-2.0
// Nodes of the XRP Ledger, as a resolver asks them: rippled and Clio (xrpl.org, "HTTP / WebSocket
// APIs"). Both put their errors into the result.
#include <walletauth/every_chain_nodes.hpp>
#include <walletauth/text/json_text.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <limits>

namespace walletauth::xrpl {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t ripple_epoch = 946684800; // 2000-01-01T00:00:00Z

std::optional<std::uint64_t> number_of(const std::optional<json::Value> &value) noexcept {
    if (!value || value->kind() != json::Kind::number) return std::nullopt;
    return parse_decimal_u64(value->text());
}

bool is_hash(std::string_view text) noexcept {
    return text.size() == 64 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
           });
}

std::string ledger_query(const std::string &index) {
    return R"({"method":"ledger","params":[{"api_version":2,"ledger_index":)" + index + "}]}";
}

/// The one object in the params of a query.
std::optional<json::Value> param_of(const json::Value &query) {
    const auto params = query.find("params");
    if (!params || params->kind() != json::Kind::array || params->size() != 1) return std::nullopt;
    return params->at(0);
}

bool is_account_info(const json::Value &query) {
    return json::text_of(query.find("method")) == "account_info";
}

/// Members that nodes leave out, or that say what was asked and that all is well; else the plugin
/// refuses the answer.
bool is_odd(const json::Value &query, const json::Value &result) {
    const auto status = result.find("status");
    const bool fits = result.find("error") || !status || status->kind() != json::Kind::string ||
                      status->text() == "success";
    const auto param = param_of(query);
    const auto account = result.find("account");
    const bool is_others =
        account &&
        json::text_of(account) != json::text_of(param ? param->find("account") : std::nullopt);
    return !fits || is_others || result.find("result");
}

std::string source_of(const std::optional<json::Value> &value) {
    return value ? std::string{value->source()} : "-";
}

class Nodes final : public ChainNodes {
  public:
    std::string_view name_space() const noexcept override { return "xrpl"; }

    std::string identity_query() const override {
        return R"({"method":"server_info","params":[{}]})";
    }
    /// A server of the main network need not be told its id, and then does not say it.
    bool is_identity(std::string_view reference, const json::Value &result) const override {
        const auto info = result.find("info");
        if (!info || info->kind() != json::Kind::object) return false;
        const auto id = info->find("network_id");
        if (!id) return reference == "0";
        return id->kind() == json::Kind::number && id->text() == reference;
    }

    /// A validated ledger stays: all levels are one.
    PinDepth default_pin() const noexcept override { return {PinLevel::finalized, 0}; }
    std::chrono::milliseconds block_time(std::string_view) const noexcept override { return 4s; }
    std::chrono::seconds oldest_pin(PinDepth, std::string_view) const noexcept override {
        return 2min;
    }
    std::optional<std::string> head_query(PinLevel) const override {
        return ledger_query(R"("validated")");
    }
    std::string block_query(std::uint64_t height) const override {
        return ledger_query(std::to_string(height));
    }
    std::optional<ChainBlock> read_block(const json::Value &result) const override {
        const auto validated = result.find("validated");
        const auto ledger = result.find("ledger");
        if (!validated || !validated->is_true() || !ledger) return std::nullopt;
        const auto height = number_of(result.find("ledger_index"));
        const auto hash = json::text_of(result.find("ledger_hash"));
        const auto closed = number_of(ledger->find("close_time"));
        if (!height || *height > std::numeric_limits<std::uint32_t>::max() || !is_hash(hash) ||
            !closed || *closed > std::numeric_limits<std::uint32_t>::max())
            return std::nullopt;
        return ChainBlock{*height, std::string{hash},
                          ripple_epoch + static_cast<std::int64_t>(*closed)};
    }
    std::string block_text(const ChainBlock &block) const override { return block.hash; }

    std::optional<std::string> block_of(const json::Value &query) const override {
        const auto param = param_of(query);
        if (!param) return std::nullopt;
        if (const auto hash = json::text_of(param->find("ledger_hash")); !hash.empty())
            return std::string{hash};
        if (const auto index = number_of(param->find("ledger_index")))
            return std::to_string(*index);
        return std::nullopt;
    }
    std::optional<std::string> at_height(const json::Value &query,
                                         const ChainBlock &block) const override {
        const auto param = param_of(query);
        if (!param || json::text_of(param->find("ledger_hash")) != block.hash) return std::nullopt;
        std::string text{query.source()};
        const auto member = "\"ledger_hash\":" + json::quote(block.hash);
        const auto at = text.find(member);
        if (at == std::string::npos) return std::nullopt;
        text.replace(at, member.size(), "\"ledger_index\":" + std::to_string(block.height));
        return text;
    }

    /// Of errors only actNotFound says something of the account: all else is the node's trouble.
    std::optional<std::string> misplaced(const json::Value &query, const json::Value &answer,
                                         const ChainBlock &pin, bool) const override {
        if (answer.kind() != json::Kind::object) return std::nullopt;
        const auto error = answer.find("error");
        if (error && json::text_of(error) != "actNotFound") {
            return "it is the error " + printable_ascii(json::text_of(error), 40);
        }
        const auto hash = answer.find("ledger_hash");
        const auto index = answer.find("ledger_index");
        if ((hash && json::text_of(hash) != pin.hash) || (index && number_of(index) != pin.height))
            return "it is of another ledger than the pinned one";
        if (!error && is_account_info(query) && !hash) return "it names no ledger";
        return std::nullopt;
    }

    /// What the plugin reads, all of it: of equal answers any one is handed on. rippled and Clio
    /// differ in what else they say.
    std::string equal_form(const json::Value &query, const json::Value &result,
                           const ChainBlock *pin) const override {
        if (!is_account_info(query) || result.kind() != json::Kind::object)
            return ChainNodes::equal_form(query, result, pin);
        const auto validated = result.find("validated");
        const auto data = result.find("account_data");
        if (const auto error = result.find("error")) {
            const bool open = validated && !validated->is_true();
            return "error " + source_of(error) + (open ? ", not validated" : "") +
                   (is_odd(query, result) || data ? ", and " + std::string{result.source()} : "");
        }
        if (!data || data->kind() != json::Kind::object || is_odd(query, result))
            return ChainNodes::equal_form(query, result, pin);
        std::string form = source_of(validated);
        for (const char *name : {"Account", "Flags", "RegularKey"})
            form += ' ' + source_of(data->find(name));
        if (pin == nullptr) form += ' ' + source_of(result.find("ledger_hash"));
        return form;
    }

    /// An error object is of what stands before the node.
    NodeError judge_error(const json::Value &, const json::Value &error) const override {
        auto judged = judge_common_error(error);
        if (judged.kind == NodeErrorClass::semantic) judged = {NodeErrorClass::fault, ""};
        return judged;
    }
};

} // namespace
} // namespace walletauth::xrpl

WALLETAUTH_CHAIN_NODES(xrpl, walletauth::xrpl::Nodes);
