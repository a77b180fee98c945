// SPDX-License-Identifier: Apache-2.0
#include <walletauth/chain_nodes.hpp>

#include <algorithm>
#include <array>

namespace walletauth {

std::string ChainNodes::equal_form(const json::Value &, const json::Value &result,
                                   const ChainBlock *) const {
    auto form = json::canonical(result);
    return form ? std::move(*form) : std::string{result.source()};
}

std::string with_block(const json::Value &query, const json::Value &block, std::string_view text) {
    std::string out{query.source()};
    const auto offset = block.source().data() - query.source().data();
    out.replace(static_cast<std::size_t>(offset), block.source().size(), text);
    return out;
}

NodeError judge_common_error(const json::Value &error) {
    const auto code = error.find("code");
    const auto text = code ? code->text() : std::string_view{};
    if (text == "-32601") return {NodeErrorClass::semantic, "no such method"};
    if (text == "-32602") return {NodeErrorClass::semantic, "invalid params"};
    constexpr std::array<std::string_view, 3> overloaded{"429", "-32005", "-32007"};
    if (std::ranges::find(overloaded, text) != overloaded.end()) {
        return {NodeErrorClass::overloaded, ""};
    }
    return {NodeErrorClass::fault, ""};
}

} // namespace walletauth
