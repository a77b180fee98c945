// SPDX-License-Identifier: Apache-2.0
#include "eip712_type_text.hpp"

#include <walletauth/text/text.hpp>

namespace walletauth::evm::eip712 {
namespace {

/// `prefix` and a number; nothing if that is not the whole text.
std::optional<std::uint64_t> width_of(std::string_view text, std::string_view prefix) noexcept {
    if (!text.starts_with(prefix)) return std::nullopt;
    return parse_decimal_u64(text.substr(prefix.size()));
}

} // namespace

std::optional<Type> elementary(std::string_view text) {
    const auto of = [](Base base, std::uint64_t width) {
        Type type;
        type.base = base;
        type.width = static_cast<std::uint16_t>(width);
        return type;
    };
    const auto is_integer_width = [](std::uint64_t width) {
        return width >= 8 && width <= 256 && width % 8 == 0;
    };
    if (text == "string") return of(Base::string, 0);
    if (text == "bytes") return of(Base::bytes, 0);
    if (text == "bool") return of(Base::boolean, 0);
    if (text == "address") return of(Base::address, 0);
    if (const auto width = width_of(text, "uint"); width && is_integer_width(*width)) {
        return of(Base::unsigned_integer, *width);
    }
    if (const auto width = width_of(text, "int"); width && is_integer_width(*width)) {
        return of(Base::integer, *width);
    }
    if (const auto width = width_of(text, "bytes"); width && *width >= 1 && *width <= 32) {
        return of(Base::fixed_bytes, *width);
    }
    return std::nullopt;
}

std::optional<std::uint32_t> take_array(std::string_view &text) {
    const auto open = text.rfind('[');
    if (open == std::string_view::npos || !text.ends_with(']')) return std::nullopt;
    const auto digits = text.substr(open + 1, text.size() - open - 2);
    text = text.substr(0, open);
    if (digits.empty()) return any_length;
    const auto length = parse_decimal_u64(digits);
    if (!length || *length >= any_length) return std::nullopt;
    return static_cast<std::uint32_t>(*length);
}

} // namespace walletauth::evm::eip712
