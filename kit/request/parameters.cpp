// SPDX-License-Identifier: Apache-2.0
#include <walletauth/request/parameters.hpp>

#include <walletauth/text/text.hpp>

#include <algorithm>

namespace walletauth {
namespace {

// `a`, `a or b`, `a, b or c`.
InlineText<WA_DETAIL_CAPACITY> list_of(std::initializer_list<std::string_view> words) noexcept {
    InlineText<WA_DETAIL_CAPACITY> list;
    std::size_t left = words.size();
    for (const auto word : words) {
        list.append_cut(word);
        --left;
        if (left > 0) list.append_cut(left == 1 ? std::string_view{" or "} : ", ");
    }
    return list;
}

} // namespace

std::optional<std::span<const std::uint8_t>> Parameters::bytes(
    std::string_view name) const noexcept {
    for (const auto &parameter : parameters_) {
        if (view(parameter.name) == name) return view(parameter.value);
    }
    return std::nullopt;
}

std::optional<std::string_view> Parameters::text(std::string_view name) const noexcept {
    const auto value = bytes(name);
    if (!value) return std::nullopt;
    return as_text(*value);
}

Result<std::optional<std::uint64_t>> Parameters::number(std::string_view name) const noexcept {
    const auto value = text(name);
    if (!value) return std::nullopt;
    if (const auto number = parse_decimal_u64(*value)) return number;
    return refuse(WA_MALFORMED_PARAMS, name, " is \"", *value,
                  "\", expected a decimal number below 2^64");
}

Result<std::optional<std::string_view>> Parameters::word(
    std::string_view name, std::initializer_list<std::string_view> words) const noexcept {
    const auto value = text(name);
    if (!value) return std::nullopt;
    if (std::ranges::find(words, *value) != words.end()) return *value;
    return refuse(WA_MALFORMED_PARAMS, name, " is \"", *value, "\", expected ",
                  list_of(words).view());
}

} // namespace walletauth
