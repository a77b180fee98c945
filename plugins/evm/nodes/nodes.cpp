// SPDX-License-Identifier: Apache-2.0
// Nodes of EVM chains, as a resolver asks them (execution-apis; EIP-1898, blocks by hash).
#include "../block_height.hpp"
#include "../call_error.hpp"
#include "../probe_code.hpp"

#include <walletauth/every_chain_nodes.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/json_text.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace walletauth::evm {
namespace {

using namespace std::chrono_literals;

// Behind the probe's code stand the account's word and the factory's (account_probe.hpp).
constexpr std::size_t word_digits = 64;
constexpr std::size_t address_digits = 40;
constexpr std::size_t probe_words = 6;

/// A quantity of execution-apis: 0x and hex digits without a leading zero.
std::optional<std::uint64_t> read_quantity(std::string_view text) noexcept {
    if (!text.starts_with("0x") || text.size() < 3 || text.size() > 18) return std::nullopt;
    text.remove_prefix(2);
    if (text.size() > 1 && text.front() == '0') return std::nullopt;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    if (error != std::errc{} || end != text.data() + text.size() || !is_lower_hex(text))
        return std::nullopt;
    return value;
}

std::string quantity(std::uint64_t value) {
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, 16).ptr;
    return "0x" + std::string{digits.data(), end};
}

/// "0x" and 64 digits.
bool is_hash(std::string_view text) noexcept {
    return text.size() == 2 + word_digits && text.starts_with("0x") && is_lower_hex(text.substr(2));
}

std::string block_query_of(std::string_view block) {
    return R"({"method":"eth_getBlockByNumber","params":[")" + std::string{block} + R"(",false]})";
}

/// The last of a query's params, where the block stands; the call itself is the first.
std::optional<json::Value> block_param(const json::Value &query) {
    const auto params = query.find("params");
    if (!params || params->kind() != json::Kind::array || params->size() < 2) return std::nullopt;
    return params->at(params->size() - 1);
}

struct Call {
    std::string_view to; ///< empty: init code
    std::string_view data;
};

std::optional<Call> call_of(const json::Value &query) {
    if (json::text_of(query.find("method")) != "eth_call") return std::nullopt;
    const auto params = query.find("params");
    if (!params || params->size() == 0) return std::nullopt;
    return Call{json::text_of(params->at(0).find("to")), json::text_of(params->at(0).find("data"))};
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return text.contains(word); });
}

std::string in_lower_case(std::string_view text) {
    std::string lower{text};
    std::ranges::transform(lower, lower.begin(), to_lower);
    return lower;
}

/// What stands in a message of a node, as clients spell it. Whoever writes a contract writes the
/// text behind "reverted", so none of it is read.
NodeErrorClass judge_message(std::string_view message) {
    using enum NodeErrorClass;
    if (has_any(message, {"revert", "out of gas", "outofgas"})) return semantic;
    if (has_any(message,
                {"header not found", "missing trie node", "unknown block", "block not found",
                 "not currently canonical", "is not canonical", "state not available",
                 "state is not available", "historical state", "pruned"})) {
        return missing_block;
    }
    if (has_any(message, {"timeout", "timed out", "deadline exceeded"})) return slow;
    if (has_any(message, {"rate limit", "too many requests", "request limit", "capacity"})) {
        return overloaded;
    }
    return fault;
}

/// The kind of an error, and its name where it is none of a call.
NodeError judge(const json::Value &error, bool is_call) {
    const auto code = error.find("code");
    const auto number = code ? code->text() : std::string_view{};
    // Before any text: whoever writes a contract writes the text of its reverts.
    if (number == "3") return {NodeErrorClass::semantic, "reverted"};
    if (number == "-39001") return {NodeErrorClass::missing_block, ""};
    // Of Nethermind: any end of the code but a good one.
    if (number == "-32015") return {NodeErrorClass::semantic, "ended"};
    const auto message = in_lower_case(json::text_of(error.find("message")).substr(0, 500));
    auto kind = judge_message(message);
    if (kind == NodeErrorClass::slow && !is_call) kind = NodeErrorClass::fault;
    if (kind == NodeErrorClass::semantic) return {kind, "ended"};
    if (kind != NodeErrorClass::fault) return {kind, ""};
    // What else an EVM stops with is a contract's doing: an invalid opcode, a stack underflow.
    if (is_call && (number == "-32000" || number == "-32003")) {
        return {NodeErrorClass::semantic, "ended"};
    }
    return judge_common_error(error);
}

class Nodes final : public ChainNodes {
  public:
    std::string_view name_space() const noexcept override { return "eip155"; }

    std::string identity_query() const override {
        return R"({"method":"eth_chainId","params":[]})";
    }
    bool is_identity(std::string_view reference, const json::Value &result) const override {
        if (result.kind() != json::Kind::string) return false;
        const auto id = read_quantity(result.text());
        return id && std::to_string(*id) == reference;
    }

    PinDepth default_pin() const noexcept override { return {PinLevel::latest, 2}; }
    std::chrono::milliseconds block_time(std::string_view reference) const noexcept override {
        return reference == "1" ? 12s : 2s;
    }
    bool shows_height(std::string_view reference) const noexcept override {
        return shows_own_height(reference);
    }
    std::optional<std::string> head_query(PinLevel level) const override {
        switch (level) {
        case PinLevel::finalized:
            return block_query_of("finalized");
        case PinLevel::safe:
            return block_query_of("safe");
        case PinLevel::latest:
            return block_query_of("latest");
        }
        return std::nullopt;
    }
    std::string block_query(std::uint64_t height) const override {
        return block_query_of(quantity(height));
    }
    std::optional<ChainBlock> read_block(const json::Value &result) const override {
        const auto height = read_quantity(json::text_of(result.find("number")));
        const auto time = read_quantity(json::text_of(result.find("timestamp")));
        const auto hash = json::text_of(result.find("hash"));
        if (!height || !time || *time > std::uint64_t{1} << 40 || !is_hash(hash))
            return std::nullopt;
        return ChainBlock{*height, std::string{hash}, static_cast<std::int64_t>(*time)};
    }
    std::string block_text(const ChainBlock &block) const override { return block.hash; }

    std::optional<std::string> block_of(const json::Value &query) const override {
        const auto block = block_param(query);
        if (!block) return std::nullopt;
        if (const auto hash = json::text_of(block->find("blockHash")); is_hash(hash))
            return std::string{hash};
        if (const auto height = read_quantity(json::text_of(block))) return std::to_string(*height);
        return std::nullopt;
    }
    std::optional<std::string> at_height(const json::Value &query,
                                         const ChainBlock &block) const override {
        const auto param = block_param(query);
        if (!param || json::text_of(param->find("blockHash")) != block.hash) return std::nullopt;
        return with_block(query, *param, '"' + quantity(block.height) + '"');
    }

    /// The second word of the probe's answer is the height at which it ran.
    std::optional<std::string> misplaced(const json::Value &query, const json::Value &answer,
                                         const ChainBlock &pin, bool shows_height) const override {
        const auto call = call_of(query);
        if (!shows_height || !call || !call->to.empty() || answer.kind() != json::Kind::string)
            return std::nullopt;
        const auto text = answer.text();
        if (text.size() != 2 + probe_words * word_digits) return std::nullopt;
        const auto height = quantity(pin.height).substr(2);
        const auto word = std::string(word_digits - height.size(), '0') + height;
        if (text.substr(2 + word_digits, word_digits) == word) return std::nullopt;
        return "it ran at another height than the pinned one";
    }

    /// Of a call the name is what the plugin reads of the object, and nothing else: one node's
    /// object is handed on.
    NodeError judge_error(const json::Value &query, const json::Value &error) const override {
        const auto call = call_of(query);
        auto judged = judge(error, call.has_value());
        if (!call || judged.kind != NodeErrorClass::semantic) return judged;
        if (call->to.empty()) {
            judged.name = is_about_gas(error.source()) ? "no gas for the probe" : "no probe";
        } else {
            judged.name = is_revert(error) ? "reverted" : "ended";
        }
        return judged;
    }

    /// The account, and the factory that would deploy it: one whose own factory loops must not keep
    /// the account's owner out.
    std::string runs_code_of(const json::Value &query) const override {
        const auto call = call_of(query);
        if (!call) return {};
        if (!call->to.empty()) return std::string{call->to};
        const auto words = call->data.substr(std::min(2 + 2 * probe_size, call->data.size()));
        if (words.size() < 2 * word_digits) return "init code";
        const auto address = [&](std::size_t word) {
            return std::string{
                words.substr((word + 1) * word_digits - address_digits, address_digits)};
        };
        return address(0) + ' ' + address(1);
    }
};

} // namespace
} // namespace walletauth::evm

WALLETAUTH_CHAIN_NODES(evm, walletauth::evm::Nodes);
