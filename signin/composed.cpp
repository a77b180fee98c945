// SPDX-License-Identifier: Apache-2.0
#include "composed.hpp"

#include <walletauth/text/plain_json.hpp>

namespace walletauth::signin {
namespace {

/// Where the string ends whose opening quote is before `from`; npos if it does not.
std::size_t closing_quote(std::string_view text, std::size_t from) noexcept {
    for (auto at = from; at < text.size(); ++at) {
        at += json::plain_size(text.substr(at));
        if (at < text.size() && text[at] == '"') return at;
        if (at < text.size() && text[at] == '\\') ++at; // and what is escaped
    }
    return text.npos;
}

/// The size of the object that `text` begins with; 0 if it begins with none. `known`: an object
/// that was read before, which need not be read once more.
std::size_t object_size(std::string_view text, std::string_view known) noexcept {
    if (!text.starts_with('{')) return 0;
    std::size_t depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"') {
            at = closing_quote(text, at + 1);
            if (at == text.npos) return 0;
        } else if (text[at] == '{') {
            if (!known.empty() && text.substr(at).starts_with(known)) {
                at += known.size() - 1;
            } else {
                ++depth;
            }
        } else if (text[at] == '}' && --depth == 0) {
            return at + 1;
        }
    }
    return 0;
}

/// Takes `before` and the object behind it off the front of `text`; empty if they are not there.
std::string_view take_object(std::string_view &text, std::string_view before,
                             std::string_view known = {}) noexcept {
    if (!text.starts_with(before)) return {};
    text.remove_prefix(before.size());
    const auto object = text.substr(0, object_size(text, known));
    text.remove_prefix(object.size());
    return object;
}

/// What is to be signed where it is JSON: the page is told the same once more.
std::string_view document_of(std::string_view message) noexcept {
    constexpr std::string_view before = R"({"json":)";
    if (!message.starts_with(before) || !message.ends_with("}}")) return {};
    message.remove_prefix(before.size());
    message.remove_suffix(1);
    return message.starts_with('{') ? message : std::string_view{};
}

} // namespace

std::optional<ComposedParts> split_composed(std::string_view json) noexcept {
    ComposedParts parts;
    parts.message = take_object(json, R"({"message":)");
    parts.params = take_object(json, R"(,"params":)");
    parts.wallet = take_object(json, R"(,"wallet":)", document_of(parts.message));
    if (parts.message.empty() || parts.params.empty() || parts.wallet.empty() || json != "}") {
        return std::nullopt;
    }
    return parts;
}

} // namespace walletauth::signin
