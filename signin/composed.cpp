// SPDX-License-Identifier: Apache-2.0
#include "composed.hpp"

namespace walletauth::signin {
namespace {

/// Where the string ends whose opening quote is before `from`; npos if it does not.
std::size_t closing_quote(std::string_view text, std::size_t from) noexcept {
    for (auto quote = text.find('"', from); quote != text.npos; quote = text.find('"', quote + 1)) {
        std::size_t escapes = 0;
        while (quote - escapes > from && text[quote - escapes - 1] == '\\')
            ++escapes;
        if (escapes % 2 == 0) return quote;
    }
    return text.npos;
}

/// The size of the object that `text` begins with; 0 if it begins with none.
std::size_t object_size(std::string_view text) noexcept {
    if (!text.starts_with('{')) return 0;
    std::size_t depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"') {
            at = closing_quote(text, at + 1);
            if (at == text.npos) return 0;
        } else if (text[at] == '{') {
            ++depth;
        } else if (text[at] == '}' && --depth == 0) {
            return at + 1;
        }
    }
    return 0;
}

/// Takes `before` and the object behind it off the front of `text`; empty if they are not there.
std::string_view take_object(std::string_view &text, std::string_view before) noexcept {
    if (!text.starts_with(before)) return {};
    text.remove_prefix(before.size());
    const auto object = text.substr(0, object_size(text));
    text.remove_prefix(object.size());
    return object;
}

} // namespace

std::optional<ComposedParts> split_composed(std::string_view json) noexcept {
    ComposedParts parts;
    parts.message = take_object(json, R"({"message":)");
    parts.params = take_object(json, R"(,"params":)");
    parts.wallet = take_object(json, R"(,"wallet":)");
    if (parts.message.empty() || parts.params.empty() || parts.wallet.empty() || json != "}") {
        return std::nullopt;
    }
    return parts;
}

} // namespace walletauth::signin
