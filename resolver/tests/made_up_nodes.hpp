// SPDX-License-Identifier: Apache-2.0
// Nodes of a chain that there is not, "toy:REFERENCE", for tests: JSON-RPC with short names.
#pragma once

#include <walletauth/chain_nodes.hpp>
#include <walletauth/text/text.hpp>

namespace walletauth::tests {

class MadeUpNodes : public ChainNodes {
  public:
    std::string_view name_space() const noexcept override { return "toy"; }
    std::string identity_query() const override { return R"({"method":"who","params":[]})"; }
    bool is_identity(std::string_view reference, const json::Value &result) const override {
        return result.kind() == json::Kind::string && result.text() == reference;
    }
    PinDepth default_pin() const noexcept override { return {PinLevel::latest, 1}; }
    std::chrono::milliseconds block_time(std::string_view) const noexcept override {
        return std::chrono::milliseconds(500);
    }
    std::optional<std::string> head_query(PinLevel level) const override {
        if (level == PinLevel::safe) return std::nullopt;
        return R"({"method":"head","params":[]})";
    }
    std::string block_query(std::uint64_t height) const override {
        return R"({"method":"block","params":[)" + std::to_string(height) + "]}";
    }
    /// [height, "hash", time]
    std::optional<ChainBlock> read_block(const json::Value &result) const override {
        if (result.size() != 3) return std::nullopt;
        const auto height = parse_decimal_u64(result.at(0).text());
        const auto time = parse_decimal_u64(result.at(2).text());
        if (!height || !time) return std::nullopt;
        return ChainBlock{*height, std::string{result.at(1).text()},
                          static_cast<std::int64_t>(*time)};
    }
    std::string block_text(const ChainBlock &block) const override { return block.hash; }
    /// The member "at" of params.
    std::optional<std::string> block_of(const json::Value &query) const override {
        const auto at = query.find("params")->find("at");
        if (!at) return std::nullopt;
        return std::string{at->text()};
    }
    std::optional<std::string> at_height(const json::Value &, const ChainBlock &) const override {
        return std::nullopt;
    }
    /// Code 1 is an answer, 2 a missing block.
    NodeError judge_error(const json::Value &, const json::Value &error) const override {
        const auto code = error.find("code")->text();
        if (code == "1") return {NodeErrorClass::semantic, "no"};
        if (code == "2") return {NodeErrorClass::missing_block, ""};
        return judge_common_error(error);
    }
};

} // namespace walletauth::tests
