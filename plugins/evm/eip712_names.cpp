// SPDX-License-Identifier: Apache-2.0
#include "eip712_names.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace walletauth::evm::eip712 {
namespace {

// Lead bytes of UTF-8: ee and ef of U+E000 to U+FFFF, f0 to f4 of what UTF-16 writes as surrogates.
constexpr unsigned char first_beyond_bytes = 0xee;
constexpr unsigned char first_of_surrogates = 0xf0;

/// What encodeType puts around types and members.
bool separates(unsigned char c) noexcept { return c == '(' || c == ')' || c == ','; }

/// Whether a control character or a blank can begin so; most bytes of most names can't.
bool may_be_unseen(unsigned char c) noexcept {
    return c <= ' ' || c == 0x7f || c == 0xc2 || (c >= 0xe1 && c <= 0xe3);
}

enum class Unseen : std::uint8_t { none, control, blank };

/// What the character is that well-formed UTF-8 begins with: a control character (Unicode's
/// category Cc) or another of White_Space. Bytes inside a character are neither.
Unseen classify(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto next = byte(1) << 8 | byte(2);
    switch (byte(0)) {
    case ' ':
        return Unseen::blank;
    case 0x7f:
        return Unseen::control;
    case 0xc2: // U+0080 to U+009F, U+00A0
        if (byte(1) < 0xa0) return Unseen::control;
        return byte(1) == 0xa0 ? Unseen::blank : Unseen::none;
    case 0xe1: // U+1680
        return next == 0x9a80 ? Unseen::blank : Unseen::none;
    case 0xe2: // U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F
        if (next >= 0x8080 && next <= 0x808a) return Unseen::blank;
        return next == 0x80a8 || next == 0x80a9 || next == 0x80af || next == 0x819f ? Unseen::blank
                                                                                    : Unseen::none;
    case 0xe3: // U+3000
        return next == 0x8080 ? Unseen::blank : Unseen::none;
    default:
        return byte(0) < 0x20 ? Unseen::control : Unseen::none;
    }
}

/// How many bytes two texts have in common at their beginning; eight at once, as hostile names are
/// long and alike.
std::size_t common_size(std::string_view a, std::string_view b) noexcept {
    const std::size_t size = std::min(a.size(), b.size());
    std::size_t i = 0;
    for (; i + sizeof(std::uint64_t) <= size; i += sizeof(std::uint64_t)) {
        if (std::memcmp(a.data() + i, b.data() + i, sizeof(std::uint64_t)) != 0) break;
    }
    while (i < size && a[i] == b[i])
        ++i;
    return i;
}

bool looks_elementary(std::string_view name) noexcept {
    for (const std::string_view prefix : {"uint", "int", "bytes"}) {
        if (!name.starts_with(prefix)) continue;
        const auto rest = name.substr(prefix.size());
        if (rest.empty() || (rest.front() >= '0' && rest.front() <= '9')) return true;
    }
    return name == "string" || name == "bool" || name == "address";
}

} // namespace

bool is_struct_name(std::string_view name) noexcept {
    if (name.empty() || looks_elementary(name)) return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto c = static_cast<unsigned char>(name[i]);
        if (separates(c) || c == '[' || c == ']') return false;
        if (may_be_unseen(c) && classify(name.substr(i)) != Unseen::none) return false;
    }
    return true;
}

bool is_member_name(std::string_view name) noexcept {
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto c = static_cast<unsigned char>(name[i]);
        if (separates(c)) return false;
        if (may_be_unseen(c) && classify(name.substr(i)) == Unseen::control) return false;
    }
    return !name.empty();
}

bool has_sorting_of_its_own(std::string_view name) noexcept {
    return std::ranges::any_of(
        name, [](char c) { return static_cast<unsigned char>(c) >= first_beyond_bytes; });
}

bool sorts_before(std::string_view a, std::string_view b) noexcept {
    const std::size_t same = common_size(a, b);
    if (same == std::min(a.size(), b.size())) return a.size() < b.size();
    const auto first = static_cast<unsigned char>(a[same]);
    const auto second = static_cast<unsigned char>(b[same]);
    if (first >= first_beyond_bytes && second >= first_beyond_bytes &&
        (first >= first_of_surrogates) != (second >= first_of_surrogates)) {
        return first >= first_of_surrogates;
    }
    return first < second;
}

} // namespace walletauth::evm::eip712
