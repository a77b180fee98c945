// SPDX-License-Identifier: Apache-2.0
//
// Texts within JSON of somebody else, such as a node's answer, where a member may be missing or of
// another kind.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/text/json.hpp>

#include <optional>
#include <string_view>

namespace walletauth::json {

// The text of a string; empty for no value and for one of another kind.
[[nodiscard]] inline std::string_view text_of(const std::optional<Value> &value) noexcept {
    return value && value->kind() == Kind::string ? value->text() : std::string_view{};
}

// The text of the member `name` if `object` has it and it is a string, which may be empty.
[[nodiscard]] inline std::optional<std::string_view> text_member(const Value &object,
                                                                 std::string_view name) noexcept {
    const auto value = object.find(name);
    if (!value || value->kind() != Kind::string) return std::nullopt;
    return value->text();
}

} // namespace walletauth::json
