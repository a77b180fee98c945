// SPDX-License-Identifier: Apache-2.0
#include "browser.hpp"

#include "random.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace walletauth::daemon {
namespace {

constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

template <std::size_t size>
std::string base64url(const std::array<std::uint8_t, size> &bytes) {
    std::array<char, sodium_base64_ENCODED_LEN(size, variant)> text{};
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
    return text.data();
}

} // namespace

std::string new_secret() {
    std::array<std::uint8_t, 16> random{};
    random_bytes(random);
    return base64url(random);
}

bool is_secret(std::string_view text) noexcept {
    return text.size() == 22 && std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
           });
}

std::string hash_of(std::string_view secret) {
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const std::uint8_t *>(secret.data()),
                       secret.size());
    return base64url(hash);
}

std::optional<std::string_view> parameter_of(std::string_view query,
                                             std::string_view name) noexcept {
    std::optional<std::string_view> found;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
        if (found) return std::nullopt; // two values: nobody knows which one a proxy has read
        found = pair.substr(equals + 1);
    }
    return found;
}

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        unsigned value = 0;
        const auto digits = text.substr(i + 1, 2);
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (digits.size() != 2 || error != std::errc{} || end != digits.data() + digits.size())
            return std::nullopt;
        out += static_cast<char>(value);
        i += 2;
    }
    return out;
}

} // namespace walletauth::daemon
