// SPDX-License-Identifier: Apache-2.0
// Nodes of Starknet, as a resolver asks them (starknet-specs, starknet_api_openrpc.json).
#include "../node_answers.hpp"

#include <walletauth/every_chain_nodes.hpp>
#include <walletauth/text/json_text.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>

namespace walletauth::starknet {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t max_revert = std::size_t{16} << 10; // as the plugin reads it

std::optional<std::uint64_t> number_of(const std::optional<json::Value> &value) noexcept {
    if (!value || value->kind() != json::Kind::number) return std::nullopt;
    return parse_decimal_u64(value->text());
}

/// A felt as the specification writes it: 0x, lower-case digits, no leading zero.
bool is_felt(std::string_view text) noexcept {
    return text.size() >= 3 && text.size() <= 65 && text.starts_with("0x") &&
           (text[2] != '0' || text.size() == 3) && std::ranges::all_of(text.substr(2), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

std::string block_query_of(std::string_view block) {
    return R"({"method":"starknet_getBlockWithTxHashes","params":{"block_id":)" +
           std::string{block} + "}}";
}

std::optional<json::Value> block_param(const json::Value &query) {
    const auto params = query.find("params");
    return params ? params->find("block_id") : std::nullopt;
}

void collect_texts(const json::Value &value, std::string &out) {
    if (value.kind() == json::Kind::string) out.append(value.text()).push_back('\n');
    for (std::size_t i = 0; i < value.size(); ++i)
        collect_texts(value.at(i), out);
}

/// What the plugin reads of a revert, whose data differ from client to client.
std::string revert_name(const std::optional<json::Value> &data) {
    if (!data || data->source().size() > max_revert) return "reverted: unreadable";
    std::string texts;
    collect_texts(*data, texts);
    if (lacks_resources(texts)) return "reverted: lacks resources";
    if (is_refusal_text(texts)) return "reverted: refused";
    // Whose entry point is lacking stands in it, and the plugin reads that.
    const auto form = json::canonical(*data);
    return "reverted: " + (form ? *form : std::string{data->source()});
}

class Nodes final : public ChainNodes {
  public:
    std::string_view name_space() const noexcept override { return "starknet"; }

    std::string identity_query() const override {
        return R"({"method":"starknet_chainId","params":[]})";
    }
    /// The id is the felt of the reference's characters.
    bool is_identity(std::string_view reference, const json::Value &result) const override {
        constexpr std::string_view digits = "0123456789abcdef";
        std::string felt = "0x";
        for (const char c : reference) {
            felt.push_back(digits[static_cast<unsigned char>(c) >> 4]);
            felt.push_back(digits[static_cast<unsigned char>(c) & 15]);
        }
        return result.kind() == json::Kind::string && result.text() == felt;
    }

    PinDepth default_pin() const noexcept override { return {PinLevel::latest, 0}; }
    std::chrono::milliseconds block_time(std::string_view) const noexcept override { return 2s; }
    std::chrono::seconds oldest_pin(PinDepth pin,
                                    std::string_view reference) const noexcept override {
        if (pin.level == PinLevel::finalized) return 24h;
        return ChainNodes::oldest_pin(pin, reference);
    }
    /// `latest` is accepted on L2; `l1_accepted`, from 0.9 on, is hours old; what is not accepted
    /// yet (`pre_confirmed`, formerly `pending`) is never asked for.
    std::optional<std::string> head_query(PinLevel level) const override {
        if (level == PinLevel::latest) return block_query_of(R"("latest")");
        if (level == PinLevel::finalized) return block_query_of(R"("l1_accepted")");
        return std::nullopt;
    }
    std::string block_query(std::uint64_t height) const override {
        return block_query_of(R"({"block_number":)" + std::to_string(height) + '}');
    }
    std::optional<ChainBlock> read_block(const json::Value &result) const override {
        const auto height = number_of(result.find("block_number"));
        const auto time = number_of(result.find("timestamp"));
        const auto hash = json::text_of(result.find("block_hash"));
        const auto status = json::text_of(result.find("status"));
        const bool is_accepted = status == "ACCEPTED_ON_L2" || status == "ACCEPTED_ON_L1";
        if (!height || !time || *time > std::uint64_t{1} << 40 || !is_felt(hash) || !is_accepted)
            return std::nullopt;
        return ChainBlock{*height, std::string{hash}, static_cast<std::int64_t>(*time)};
    }
    std::string block_text(const ChainBlock &block) const override { return block.hash; }

    std::optional<std::string> block_of(const json::Value &query) const override {
        const auto block = block_param(query);
        if (!block) return std::nullopt;
        if (const auto hash = json::text_of(block->find("block_hash")); !hash.empty())
            return std::string{hash};
        if (const auto height = number_of(block->find("block_number")))
            return std::to_string(*height);
        return std::nullopt;
    }
    std::optional<std::string> at_height(const json::Value &query,
                                         const ChainBlock &block) const override {
        const auto param = block_param(query);
        if (!param || json::text_of(param->find("block_hash")) != block.hash) return std::nullopt;
        return with_block(query, *param,
                          R"({"block_number":)" + std::to_string(block.height) + '}');
    }

    /// Codes of the specification. 40: the contract's own error; 20 and 21: no such contract, no
    /// such entry point; 24: no such block; 63: the node's own trouble.
    NodeError judge_error(const json::Value &, const json::Value &error) const override {
        const auto code = error.find("code");
        const auto number = code ? code->text() : std::string_view{};
        if (number == "20" || number == "21" || number == "28")
            return {NodeErrorClass::semantic, std::string{number}};
        if (number == "40") return {NodeErrorClass::semantic, revert_name(error.find("data"))};
        if (number == "24" || number == "32") return {NodeErrorClass::missing_block, ""};
        return judge_common_error(error);
    }

    std::string runs_code_of(const json::Value &query) const override {
        if (json::text_of(query.find("method")) != "starknet_call") return {};
        const auto params = query.find("params");
        const auto request = params ? params->find("request") : std::nullopt;
        return request ? std::string{json::text_of(request->find("contract_address"))}
                       : std::string{};
    }
};

} // namespace
} // namespace walletauth::starknet

WALLETAUTH_CHAIN_NODES(starknet, walletauth::starknet::Nodes);
