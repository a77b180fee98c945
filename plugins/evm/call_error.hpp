// SPDX-License-Identifier: Apache-2.0
// What is read of the error object of an eth_call. The plugin reads no more of it, and errors that
// come to the same here are one answer to a quorum of nodes: any of them may be the one of a node
// that lies. Internal.
#pragma once

#include <walletauth/text/json.hpp>

#include <algorithm>
#include <string_view>

namespace walletauth::evm {

constexpr char to_lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Of a call of the account: whether its code reverted (code 3, or a message that begins so).
/// Whoever writes a contract writes the text behind it, so none of that is read.
[[nodiscard]] inline bool is_revert(const json::Value &error) noexcept {
    constexpr std::string_view reverted = "execution reverted";
    const auto code = error.find("code");
    if (code && code->kind() == json::Kind::number && code->text() == "3") return true;
    const auto message = error.find("message");
    if (!message || message->kind() != json::Kind::string) return false;
    return std::ranges::equal(message->text().substr(0, reverted.size()), reverted, {}, to_lower);
}

/// Of the probe: whether the object is about gas, in its message or its data, as it was sent: "out
/// of gas", "OutOfGas", "gas required exceeds allowance", "intrinsic gas too low".
[[nodiscard]] inline bool is_about_gas(std::string_view error) noexcept {
    return !std::ranges::search(error, std::string_view{"gas"}, {}, to_lower).empty();
}

} // namespace walletauth::evm
