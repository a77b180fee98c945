// SPDX-License-Identifier: Apache-2.0
#include "felt_text.hpp"

#include <walletauth/text/text.hpp>

#include <algorithm>

namespace walletauth::starknet {
namespace {

constexpr std::string_view decimal_digits = "0123456789";
constexpr std::string_view hex_digits = "0123456789abcdefABCDEF";
constexpr std::size_t max_excerpt = 24;

template <class... Parts>
std::unexpected<FeltFault> fault(const Parts &...parts) noexcept {
    return std::unexpected(FeltFault{fitting_text<48>(parts...)});
}

std::expected<Felt, FeltFault> read_hex(std::string_view text) noexcept {
    const auto digits = text.substr(2);
    if (digits.empty()) return fault("has no digit behind 0x");
    if (digits.size() > 64) return fault("has ", digits.size(), " hex digits, the limit is 64");
    if (const auto felt = Felt::from_hex(text)) return *felt;
    return fault("is not below the prime");
}

/// A leading zero may be of hex without `0x`.
std::expected<Felt, FeltFault> read_decimal(std::string_view text) noexcept {
    if (text.size() > 1 && text.front() == '0') return fault("has a leading zero and no 0x");
    if (const auto felt = Felt::from_decimal(text)) return *felt;
    return fault("is not below the prime");
}

} // namespace

InlineText<16> character_name(char character) noexcept {
    const auto name = [](std::string_view text) { return fitting_text<16>(text); };
    switch (character) {
    case ' ':
        return name("a blank");
    case '\t':
        return name("a tab");
    case '\n':
        return name("a line feed");
    case '\r':
        return name("a line end (CR)");
    default:
        break;
    }
    const bool is_printable = character > 0x20 && character < 0x7f;
    const std::array<char, 3> quoted{'\'', character, '\''};
    return name(is_printable ? std::string_view{quoted.data(), 3}
                             : std::string_view{&character, 1});
}

std::expected<Felt, FeltFault> read_felt_text(std::string_view text) noexcept {
    if (text.empty()) return fault("is empty");
    if (text.starts_with("0X")) return fault("begins with 0X, expected 0x");
    if (text.starts_with("0x0x")) return fault("begins with 0x twice");
    const bool is_hex = text.starts_with("0x");
    const auto bad = text.find_first_not_of(is_hex ? hex_digits : decimal_digits, is_hex ? 2 : 0);
    if (bad == std::string_view::npos) return is_hex ? read_hex(text) : read_decimal(text);
    if (!is_hex && text.find_first_not_of(hex_digits) == std::string_view::npos) {
        return fault("is hex without 0x");
    }
    const auto first = text.find_first_not_of(hex_digits, is_hex ? 2 : 0);
    return fault("has ", character_name(text[first]).view(), " at ", first);
}

std::string excerpt(std::string_view text) { return printable_ascii(text, max_excerpt); }

std::string quoted_excerpt(std::string_view text) { return '"' + excerpt(text) + '"'; }

std::unexpected<Refusal> refuse_felt(std::uint32_t status, std::string_view name,
                                     const FeltFault &fault, std::string_view text) {
    if (text.empty()) return refuse(status, name, " ", fault.view());
    return refuse(status, name, " ", fault.view(), ": ", quoted_excerpt(text));
}

Result<Felt> read_named_felt(std::uint32_t status, std::string_view name, std::string_view text) {
    const auto felt = read_felt_text(text);
    if (felt) return *felt;
    return refuse_felt(status, name, felt.error(), text);
}

} // namespace walletauth::starknet
