// SPDX-License-Identifier: Apache-2.0
#include <walletauth/sign_in/claims.hpp>

#include <walletauth/text/notation_fault.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <array>

namespace walletauth::sign_in {
namespace {

constexpr bool is_alpha(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_hex(char c) noexcept {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// A set of characters, asked once for each byte of a text.
class CharacterSet {
  public:
    /// Letters, digits, `some` and `more`.
    explicit constexpr CharacterSet(std::string_view some, std::string_view more = {}) noexcept {
        for (std::size_t i = 0; i < has_.size(); ++i)
            has_[i] = is_alpha(static_cast<char>(i)) || is_digit(static_cast<char>(i));
        for (const auto others : {some, more}) {
            for (const char c : others)
                has_[static_cast<unsigned char>(c)] = true;
        }
    }
    [[nodiscard]] constexpr bool has(char c) const noexcept {
        return has_[static_cast<unsigned char>(c)];
    }
    [[nodiscard]] bool has_all(std::string_view text) const noexcept {
        return std::ranges::all_of(text, [this](char c) { return has(c); });
    }

  private:
    std::array<bool, 256> has_{};
};

// RFC 3986, sections 2.2, 2.3 and 3: unreserved characters and sub-delims, and what a place has
// besides. A percent sign is looked at by itself.
constexpr std::string_view marks = "-._~!$&'()*+,;=";
constexpr CharacterSet host_set{marks};
constexpr CharacterSet user_set{marks, ":"};
constexpr CharacterSet pchar_set{marks, ":@"};
constexpr CharacterSet path_set{marks, ":@/"};
constexpr CharacterSet query_set{marks, ":@/?"};
constexpr CharacterSet statement_set{marks, ":/?#[]@ "};
constexpr CharacterSet scheme_set{"+-."};
constexpr CharacterSet nonce_set{""};

/// Characters of the set, and %XX.
bool consists_of(std::string_view text, const CharacterSet &set) noexcept {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (text.size() - i < 3 || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
            i += 2;
        } else if (!set.has(text[i])) {
            return false;
        }
    }
    return true;
}

bool is_uri_scheme(std::string_view text) noexcept {
    return !text.empty() && is_alpha(text.front()) && scheme_set.has_all(text);
}

/// [ userinfo "@" ] host [ ":" port ] (RFC 3986, section 3.2).
bool is_authority(std::string_view text) noexcept {
    if (const auto at = text.find('@'); at != text.npos) {
        if (!consists_of(text.substr(0, at), user_set)) return false;
        text.remove_prefix(at + 1);
    }
    auto host_end = text.find(':');
    if (text.starts_with('[')) {
        const auto close = text.find(']');
        if (close == text.npos || close == 1) return false;
        const auto inside = text.substr(1, close - 1);
        if (!std::ranges::all_of(inside, [](char c) { return is_hex(c) || c == ':' || c == '.'; }))
            return false;
        host_end = close + 1 == text.size() ? text.npos : close + 1;
        if (host_end != text.npos && text[host_end] != ':') return false;
    } else if (!consists_of(text.substr(0, host_end), host_set)) {
        return false;
    }
    return host_end == text.npos || std::ranges::all_of(text.substr(host_end + 1), is_digit);
}

/// What stands between scheme and query.
bool is_hierarchy(std::string_view text) noexcept {
    if (!text.starts_with("//")) return consists_of(text, path_set);
    text.remove_prefix(2);
    const auto path = std::min(text.find('/'), text.size());
    return is_authority(text.substr(0, path)) && consists_of(text.substr(path), path_set);
}

bool is_label(std::string_view text) noexcept {
    constexpr std::size_t max_size = 63; // RFC 1035, section 2.3.4
    return !text.empty() && text.size() <= max_size && text.front() != '-' && text.back() != '-' &&
           std::ranges::all_of(
               text, [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-'; });
}

bool is_host(std::string_view text) noexcept {
    if (text.starts_with('[')) {
        return text.size() > 2 && text.ends_with(']') &&
               std::ranges::all_of(text.substr(1, text.size() - 2), [](char c) {
                   return is_digit(c) || (c >= 'a' && c <= 'f') || c == ':' || c == '.';
               });
    }
    for (auto dot = text.find('.'); dot != text.npos; dot = text.find('.')) {
        if (!is_label(text.substr(0, dot))) return false;
        text.remove_prefix(dot + 1);
    }
    return is_label(text);
}

} // namespace

Result<void> check_characters(std::string_view text) noexcept {
    constexpr std::size_t max_size = 4096;
    if (text.size() > max_size) {
        return refuse_check("size", "the text has ", text.size(), " bytes, the limit is ",
                            max_size);
    }
    std::size_t size = printable_size(text);
    while (size < text.size() && text[size] == '\n') {
        ++size;
        size += printable_size(text.substr(size));
    }
    if (size == text.size()) return {};
    return refuse_check("charset", "byte ", size, " is ", character_name(text[size]).view(),
                        ", expected printable ASCII");
}

bool is_domain(std::string_view text) noexcept {
    constexpr std::size_t max_size = 260;
    if (text.empty() || text.size() > max_size) return false;
    const auto bracket = text.starts_with('[') ? text.find(']') : 0;
    const auto colon = bracket == text.npos ? text.npos : text.find(':', bracket);
    if (!is_host(text.substr(0, colon))) return false;
    if (colon == text.npos) return true;
    const auto port = text.substr(colon + 1);
    constexpr std::size_t max_digits = 5;
    return !port.empty() && port.size() <= max_digits && std::ranges::all_of(port, is_digit) &&
           (port == "0" || port.front() != '0');
}

bool is_uri(std::string_view text) noexcept {
    const auto colon = text.find(':');
    if (colon == text.npos || !is_uri_scheme(text.substr(0, colon))) return false;
    text.remove_prefix(colon + 1);
    const auto hash = text.find('#');
    if (hash != text.npos && !consists_of(text.substr(hash + 1), query_set)) return false;
    text = text.substr(0, hash);
    const auto query = text.find('?');
    if (query != text.npos && !consists_of(text.substr(query + 1), query_set)) return false;
    return is_hierarchy(text.substr(0, query));
}

bool is_statement(std::string_view text) noexcept { return statement_set.has_all(text); }

bool is_request_id(std::string_view text) noexcept { return consists_of(text, pchar_set); }

bool is_nonce(std::string_view text) noexcept {
    constexpr std::size_t min_size = 8; // EIP-4361
    return text.size() >= min_size && nonce_set.has_all(text);
}

} // namespace walletauth::sign_in
