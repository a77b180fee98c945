// SPDX-License-Identifier: Apache-2.0
#include "toy_chain.hpp"

#include <walletauth/text/text.hpp>

namespace toy {
namespace {

using namespace walletauth;

constexpr std::string_view no_block = R"("error":{"code":-32010,"message":"no such block"})";

std::optional<std::uint64_t> number(const std::optional<json::Value> &value) {
    if (!value || value->kind() != json::Kind::number) return std::nullopt;
    return parse_decimal_u64(value->text());
}

class Nodes final : public ChainNodes {
  public:
    std::string_view name_space() const noexcept override { return "toynet"; }
    std::string identity_query() const override { return R"({"method":"chain_name","params":[]})"; }
    bool is_identity(std::string_view reference, const json::Value &result) const override {
        return result.kind() == json::Kind::string && result.text() == reference;
    }
    PinDepth default_pin() const noexcept override { return {}; }
    std::chrono::milliseconds block_time(std::string_view) const noexcept override {
        return std::chrono::milliseconds{1000};
    }
    std::optional<std::string> head_query(PinLevel level) const override {
        if (level == PinLevel::safe) return std::nullopt;
        return std::string{R"({"method":"head","params":[]})"};
    }
    std::string block_query(std::uint64_t height) const override {
        return R"({"method":"block","params":[)" + std::to_string(height) + "]}";
    }
    std::optional<ChainBlock> read_block(const json::Value &result) const override {
        const auto height = number(result.find("height"));
        const auto hash = result.find("hash");
        const auto time = number(result.find("time"));
        if (!height || !hash || !time) return std::nullopt;
        return ChainBlock{*height, std::string{hash->text()}, static_cast<std::int64_t>(*time)};
    }
    std::string block_text(const ChainBlock &block) const override { return block.hash; }
    std::optional<std::string> block_of(const json::Value &query) const override {
        const auto block = query.find("params")->find("block");
        if (!block) return std::nullopt;
        return std::string{block->text()};
    }
    std::optional<std::string> at_height(const json::Value &query,
                                         const ChainBlock &block) const override {
        const auto params = query.find("params");
        if (!params->find("block")) return std::nullopt;
        return R"({"method":"key_of","params":{"height":)" + std::to_string(block.height) +
               R"(,"name":)" + std::string{params->find("name")->source()} + R"(,"step":)" +
               std::string{params->find("step")->source()} + "}}";
    }
    NodeError judge_error(const json::Value &, const json::Value &error) const override {
        const auto code = error.find("code")->text();
        if (code == "3") return {NodeErrorClass::semantic, "reverted"};
        if (code == "-32010") return {NodeErrorClass::missing_block, {}};
        if (code == "-32011") return {NodeErrorClass::slow, {}};
        return judge_common_error(error);
    }
    std::string runs_code_of(const json::Value &query) const override {
        const auto name = query.find("params")->find("name");
        if (!name || name->text().starts_with("plain_")) return {};
        return std::string{name->text()};
    }
};

} // namespace

std::string Chain::hash(std::uint64_t at) const {
    return (at >= fork_from ? fork : "1") + "00" + std::to_string(at);
}

std::string Chain::block(std::uint64_t at) const {
    if (at > height || at < oldest) return std::string{no_block};
    return R"("result":{"height":)" + std::to_string(at) + R"(,"hash":")" + hash(at) +
           R"(","time":)" + std::to_string(time) + '}';
}

std::string Chain::key_of(const json::Value &params) const {
    auto at = number(params.find("height"));
    if (const auto block = params.find("block")) {
        for (auto each = height + 1; each-- > oldest && !at;) {
            if (hash(each) == block->text()) at = each;
        }
    }
    if (!at || *at > height || *at < oldest) return std::string{no_block};
    return R"("result":")" + (*at >= owner_from ? owner : key) + '"';
}

std::string Chain::answer(const tests::NodeCall &call) const {
    const auto query = json::Document::parse(call.query);
    if (!query) return R"("error":{"code":-32700,"message":"no JSON"})";
    const auto params = *query->root().find("params");
    if (call.method == "chain_name") return R"("result":)" + json::quote(name);
    if (call.method == "head") return block(height);
    if (call.method == "block") return block(number(params.at(0)).value_or(0));
    if (call.method == "key_of") return key_of(params);
    return R"("error":{"code":-32601,"message":"no such method"})";
}

const ChainNodes &nodes() {
    static const Nodes only;
    return only;
}

} // namespace toy
