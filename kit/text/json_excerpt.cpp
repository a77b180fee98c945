// SPDX-License-Identifier: Apache-2.0
#include <walletauth/text/json_excerpt.hpp>

#include <walletauth/text/text.hpp>

#include <algorithm>

namespace walletauth::json {
namespace {

/// Size of the character that `source` begins with: an escape, a sequence of UTF-8, or a byte.
std::size_t character_size(std::string_view source) noexcept {
    if (source.front() != '\\') return std::max<std::size_t>(utf8_sequence_size(source), 1);
    const std::size_t escape = source.size() > 1 && source[1] == 'u' ? 6 : 2;
    return std::min(escape, source.size());
}

void append_character(std::string &shown, std::string_view character) {
    constexpr std::string_view digits = "0123456789abcdef";
    for (const char c : character) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7f) {
            shown.push_back(c);
        } else {
            shown.append({'\\', 'x', digits[byte >> 4], digits[byte & 15]});
        }
    }
}

} // namespace

std::string excerpt(std::string_view source, std::size_t max_size) {
    const std::string_view end = source.starts_with('"') ? "...\"" : "...";
    std::string shown;
    std::size_t kept = 0; // of `shown`, what leaves room for the end
    while (!source.empty()) {
        const auto size = character_size(source);
        append_character(shown, source.substr(0, size));
        if (shown.size() > max_size) return shown.substr(0, kept).append(end);
        if (shown.size() + end.size() <= max_size) kept = shown.size();
        source.remove_prefix(size);
    }
    return shown;
}

} // namespace walletauth::json
