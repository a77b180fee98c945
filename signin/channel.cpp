// SPDX-License-Identifier: Apache-2.0
#include "channel.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/text/base64.hpp>

#include <sodium/crypto_hash_sha256.h>

#include <algorithm>
#include <array>

namespace walletauth::signin {
namespace {

using Kind = Channel::Kind;

constexpr std::size_t min_cookie = 22, max_cookie = 512; // characters
constexpr std::size_t challenge_size = 43;               // base64url of 32 bytes
constexpr std::size_t min_verifier = 43, max_verifier = 128;

std::unexpected<Refusal> refused(std::string detail) {
    return std::unexpected(Refusal{.check = "channel",
                                   .code = "channel",
                                   .status = WA_REJECTED_POLICY,
                                   .detail = std::move(detail),
                                   .needs_challenge = true});
}

std::string sha256_text(std::string_view text) {
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    const auto bytes = as_bytes(text);
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    return encode_base64(hash, Base64Alphabet::url, Padding::none);
}

/// RFC 7636, section 4.1: unreserved characters.
bool is_verifier(std::string_view text) noexcept {
    const auto is_good = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '.' || c == '_' || c == '~';
    };
    return text.size() >= min_verifier && text.size() <= max_verifier &&
           std::ranges::all_of(text, is_good);
}

bool is_code_challenge(std::string_view text) noexcept {
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    return text.size() == challenge_size &&
           decode_base64_into(text, hash, Base64Alphabet::url, Padding::none);
}

} // namespace

std::expected<std::optional<std::string>, Refusal> bound_channel(const Config &config,
                                                                 const Channel &channel,
                                                                 Side side) {
    using Bound = std::optional<std::string>;
    if (channel.kind == Kind::none && channel.from_page) {
        return refused(side == Side::challenge
                           ? "a page asks with neither a cookie nor a code challenge"
                           : "the cookie of the challenge did not come, and there is no code "
                             "verifier: a page of this site sends its requests with credentials; "
                             "a page of another site gets no cookie, and sends code_challenge with "
                             "the challenge and code_verifier with the sign-in");
    }
    if (std::ranges::find(config.channels, channel.kind) == config.channels.end()) {
        return refused("the client allows no such channel");
    }
    switch (channel.kind) {
    case Kind::none:
        return Bound{};
    case Kind::cookie:
        if (channel.value.size() < min_cookie || channel.value.size() > max_cookie) {
            return refused("the cookie of the challenge is not there");
        }
        return Bound{"cookie:" + sha256_text(channel.value)};
    case Kind::verifier:
        if (side == Side::challenge) {
            if (!is_code_challenge(channel.value)) {
                return refused("the code challenge is no SHA-256 in base64url");
            }
            return Bound{"S256:" + std::string{channel.value}};
        }
        if (!is_verifier(channel.value)) {
            return refused("the code verifier is not 43 to 128 unreserved characters");
        }
        return Bound{"S256:" + sha256_text(channel.value)};
    }
    return refused("the channel is of no known kind");
}

} // namespace walletauth::signin
