// SPDX-License-Identifier: Apache-2.0
// Nodes of NEAR, as a resolver asks them (docs.near.org, "RPC API"; nearcore, chain/jsonrpc).
#include <walletauth/every_chain_nodes.hpp>
#include <walletauth/text/json_text.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace walletauth::near {
namespace {

using namespace std::chrono_literals;

std::optional<std::uint64_t> number_of(const std::optional<json::Value> &value) noexcept {
    if (!value || value->kind() != json::Kind::number) return std::nullopt;
    return parse_decimal_u64(value->text());
}

/// A block's hash: 32 bytes in base58.
bool is_hash(std::string_view text) noexcept {
    return text.size() >= 32 && text.size() <= 44 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
           });
}

/// Where an answer says of which block it is: the result itself, or the info of an error's cause.
json::Value block_holder(const json::Value &answer) {
    const auto cause = answer.find("cause");
    const auto info = cause ? cause->find("info") : std::nullopt;
    return info ? *info : answer;
}

bool is_any(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

class Nodes final : public ChainNodes {
  public:
    std::string_view name_space() const noexcept override { return "near"; }

    std::string identity_query() const override { return R"({"method":"status","params":[]})"; }
    bool is_identity(std::string_view reference, const json::Value &result) const override {
        return json::text_of(result.find("chain_id")) == reference;
    }

    PinDepth default_pin() const noexcept override { return {PinLevel::finalized, 0}; }
    std::chrono::milliseconds block_time(std::string_view) const noexcept override { return 1s; }
    /// Blocks are final within seconds.
    std::chrono::seconds oldest_pin(PinDepth, std::string_view) const noexcept override {
        return 2min;
    }
    /// `final` is what the plugin asks at without a pin. `optimistic` blocks may go, and the
    /// heights between final ones may be empty: there is nothing for "safe" and "latest".
    std::optional<std::string> head_query(PinLevel level) const override {
        if (level != PinLevel::finalized) return std::nullopt;
        return R"({"method":"block","params":{"finality":"final"}})";
    }
    std::string block_query(std::uint64_t height) const override {
        return R"({"method":"block","params":{"block_id":)" + std::to_string(height) + "}}";
    }
    std::optional<ChainBlock> read_block(const json::Value &result) const override {
        const auto header = result.find("header");
        if (!header) return std::nullopt;
        const auto height = number_of(header->find("height"));
        const auto nanoseconds = number_of(header->find("timestamp"));
        const auto hash = json::text_of(header->find("hash"));
        if (!height || !nanoseconds || !is_hash(hash)) return std::nullopt;
        return ChainBlock{*height, std::string{hash},
                          static_cast<std::int64_t>(*nanoseconds / 1'000'000'000)};
    }
    std::string block_text(const ChainBlock &block) const override { return block.hash; }

    std::optional<std::string> block_of(const json::Value &query) const override {
        const auto params = query.find("params");
        const auto block = params ? params->find("block_id") : std::nullopt;
        if (!block || (block->kind() != json::Kind::string && block->kind() != json::Kind::number))
            return std::nullopt;
        return std::string{block->text()};
    }
    std::optional<std::string> at_height(const json::Value &query,
                                         const ChainBlock &block) const override {
        const auto params = query.find("params");
        const auto id = params ? params->find("block_id") : std::nullopt;
        if (!id || json::text_of(id) != block.hash) return std::nullopt;
        return with_block(query, *id, std::to_string(block.height));
    }

    std::optional<std::string> misplaced(const json::Value &, const json::Value &answer,
                                         const ChainBlock &pin, bool) const override {
        const auto holder = block_holder(answer);
        const auto hash = holder.find("block_hash");
        const auto height = holder.find("block_height");
        if ((hash && json::text_of(hash) != pin.hash) ||
            (height && number_of(height) != pin.height))
            return "it is of another block than the pinned one";
        return std::nullopt;
    }
    /// The members that name the block are left out: `misplaced` has compared them with the pin.
    std::string equal_form(const json::Value &query, const json::Value &result,
                           const ChainBlock *pin) const override {
        if (pin == nullptr || result.kind() != json::Kind::object)
            return ChainNodes::equal_form(query, result, pin);
        std::vector<std::pair<std::string_view, std::string>> members;
        for (std::size_t i = 0; i < result.size(); ++i) {
            if (is_any(result.name(i), {"block_hash", "block_height"})) continue;
            members.emplace_back(result.name(i), ChainNodes::equal_form(query, result.at(i), pin));
        }
        std::ranges::sort(members);
        std::string form = "{";
        for (const auto &[name, value] : members)
            form += json::quote(name) + ':' + value + ',';
        return form + '}';
    }

    /// Errors have the name of their cause (nearcore, chain/jsonrpc/primitives/src/errors.rs and
    /// types/query.rs).
    NodeError judge_error(const json::Value &, const json::Value &error) const override {
        const auto cause = error.find("cause");
        const auto name = cause ? json::text_of(cause->find("name")) : std::string_view{};
        if (is_any(name, {"UNKNOWN_ACCESS_KEY", "UNKNOWN_ACCOUNT", "INVALID_ACCOUNT",
                          "NO_CONTRACT_CODE", "NO_GLOBAL_CONTRACT_CODE", "TOO_LARGE_CONTRACT_STATE",
                          "CONTRACT_EXECUTION_ERROR", "UNKNOWN_GAS_KEY"})) {
            return {NodeErrorClass::semantic, std::string{name}};
        }
        if (is_any(name, {"UNKNOWN_BLOCK", "GARBAGE_COLLECTED_BLOCK"}))
            return {NodeErrorClass::missing_block, ""};
        if (!name.empty() && !is_any(name, {"METHOD_NOT_FOUND", "PARSE_ERROR"}))
            return {NodeErrorClass::fault,
                    ""}; // NOT_SYNCED_YET, UNAVAILABLE_SHARD, TIMEOUT_ERROR, ...
        return judge_common_error(error);
    }
};

} // namespace
} // namespace walletauth::near

WALLETAUTH_CHAIN_NODES(near, walletauth::near::Nodes);
