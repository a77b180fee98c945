// SPDX-License-Identifier: Apache-2.0
// CAIP-2 (2021-06, references of up to 32 with '_') and CAIP-10 (2022-10, addresses of up to 128).
#include <walletauth/caip.hpp>

#include <algorithm>
#include <cstddef>

namespace walletauth {
namespace {

constexpr std::size_t max_address_text = 128;

bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_unreserved(char c) noexcept {
    return is_lower(c) || is_upper(c) || is_digit(c) || c == '-' || c == '.';
}

int hex_value(char c) noexcept {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string shown(char c) {
    if (c == ' ') return "a blank";
    constexpr std::string_view digits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    const bool printable = byte > 0x20 && byte < 0x7f && c != '\\';
    if (printable) return std::string{'"'} + c + '"';
    return std::string{"\"\\x"} + digits[byte >> 4] + digits[byte & 15] + '"';
}

std::unexpected<std::string> wrong(std::string text) { return std::unexpected(std::move(text)); }

} // namespace

std::expected<ChainId, std::string> parse_chain_id(std::string_view text) {
    if (text.empty()) return wrong("missing or empty: give a CAIP-2 id, namespace:reference");
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return wrong("a CAIP-2 id is namespace:reference");
    const ChainId id{text.substr(0, colon), text.substr(colon + 1)};
    if (id.name_space.size() < 3 || id.name_space.size() > 8) {
        return wrong("the CAIP-2 namespace has " + std::to_string(id.name_space.size()) +
                     " characters, expected 3 to 8");
    }
    for (std::size_t i = 0; i < id.name_space.size(); ++i) {
        const char c = id.name_space[i];
        if (!is_lower(c) && !is_digit(c) && c != '-') {
            return wrong("the CAIP-2 namespace has " + shown(c) + " at " + std::to_string(i) +
                         ": it is lower case, digits and -");
        }
    }
    if (id.reference.empty() || id.reference.size() > 32) {
        return wrong("the CAIP-2 reference has " + std::to_string(id.reference.size()) +
                     " characters, expected 1 to 32");
    }
    for (std::size_t i = 0; i < id.reference.size(); ++i) {
        const char c = id.reference[i];
        if (!is_lower(c) && !is_upper(c) && !is_digit(c) && c != '-' && c != '_') {
            return wrong("the CAIP-2 reference has " + shown(c) + " at " + std::to_string(i));
        }
    }
    return id;
}

std::expected<AccountId, std::string> parse_account_id(std::string_view text) {
    const std::size_t first = text.find(':');
    const std::size_t second = first == std::string_view::npos ? first : text.find(':', first + 1);
    if (second == std::string_view::npos) {
        return wrong("a CAIP-10 id is namespace:reference:address");
    }
    AccountId id{text.substr(0, second), {}};
    if (const auto chain = parse_chain_id(id.chain); !chain) return wrong(chain.error());
    const auto address = text.substr(second + 1);
    if (address.empty() || address.size() > max_address_text) {
        return wrong("the CAIP-10 address has " + std::to_string(address.size()) +
                     " characters, expected 1 to 128");
    }
    for (std::size_t i = 0; i < address.size(); ++i) {
        if (is_unreserved(address[i])) {
            id.address.push_back(address[i]);
            continue;
        }
        if (address[i] != '%') {
            return wrong("the CAIP-10 address has a character outside [-.%a-zA-Z0-9]");
        }
        const int high = i + 2 < address.size() ? hex_value(address[i + 1]) : -1;
        const int low = i + 2 < address.size() ? hex_value(address[i + 2]) : -1;
        if (high < 0 || low < 0) {
            return wrong("a % in the CAIP-10 address is not followed by two hex digits");
        }
        id.address.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    return id;
}

std::string format_account_id(std::string_view chain, std::string_view address) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string id;
    id.reserve(chain.size() + 1 + address.size());
    id.append(chain).push_back(':');
    if (std::ranges::all_of(address, is_unreserved)) return id.append(address);
    for (const char c : address) {
        if (is_unreserved(c)) {
            id.push_back(c);
        } else {
            const auto byte = static_cast<unsigned char>(c);
            id.push_back('%');
            id.push_back(digits[byte >> 4]);
            id.push_back(digits[byte & 15]);
        }
    }
    return id;
}

} // namespace walletauth
