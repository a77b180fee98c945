// SPDX-License-Identifier: Apache-2.0
#include "signing.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/text/base64.hpp>

#include <sodium.h>

#include <algorithm>
#include <span>

namespace walletauth::daemon {
namespace {

/// What stands before the 32 bytes of a key in its file (RFC 8410, 7).
constexpr std::array<std::uint8_t, 16> pkcs8{0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06,
                                             0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20};
constexpr std::string_view begin_line = "-----BEGIN PRIVATE KEY-----";
constexpr std::string_view end_line = "-----END PRIVATE KEY-----";

std::string base64url(std::span<const std::uint8_t> bytes) {
    return encode_base64(bytes, Base64Alphabet::url, Padding::none);
}

std::string_view without_space(std::string_view text) {
    while (!text.empty() && std::string_view{" \t\r\n"}.contains(text.back()))
        text.remove_suffix(1);
    while (!text.empty() && std::string_view{" \t\r\n"}.contains(text.front()))
        text.remove_prefix(1);
    return text;
}

} // namespace

SigningKeys::~SigningKeys() {
    for (auto &key : keys_)
        sodium_memzero(key.secret.data(), key.secret.size());
}

std::expected<void, std::string> SigningKeys::add(std::string_view pem) {
    auto text = without_space(pem);
    std::array<std::uint8_t, pkcs8.size() + 32> der{};
    const bool has_lines = text.starts_with(begin_line) && text.ends_with(end_line) &&
                           text.size() > begin_line.size() + end_line.size();
    if (has_lines) {
        text.remove_prefix(begin_line.size());
        text.remove_suffix(end_line.size());
    }
    if (!has_lines || !decode_base64_into(without_space(text), der) ||
        !std::ranges::equal(pkcs8, std::span{der}.first(pkcs8.size())))
        return std::unexpected(std::string{
            "it is no key of Ed25519: make one by openssl genpkey -algorithm ed25519 -out FILE"});
    Key key;
    std::array<std::uint8_t, 32> open{};
    crypto_sign_seed_keypair(open.data(), key.secret.data(), der.data() + pkcs8.size());
    sodium_memzero(der.data(), der.size());
    key.x = base64url(open);
    // The members that RFC 7638 and RFC 8037 name, in their order and without any space.
    const auto members = R"({"crv":"Ed25519","kty":"OKP","x":")" + key.x + "\"}";
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    const auto bytes = as_bytes(members);
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    key.id = base64url(hash);
    const auto header = R"({"alg":"EdDSA","typ":"at+jwt","kid":")" + key.id + "\"}";
    key.head = base64url(as_bytes(header)) + '.';
    if (std::ranges::find(keys_, key.id, &Key::id) != keys_.end())
        return std::unexpected(std::string{"two files have this key"});
    keys_.push_back(std::move(key));
    return {};
}

std::string SigningKeys::sign(std::string_view payload) const {
    const auto &key = keys_.front();
    auto out = key.head + base64url(as_bytes(payload));
    std::array<std::uint8_t, crypto_sign_BYTES> signature{};
    const auto signed_bytes = as_bytes(std::string_view{out});
    crypto_sign_detached(signature.data(), nullptr, signed_bytes.data(), signed_bytes.size(),
                         key.secret.data());
    return out + '.' + base64url(signature);
}

std::optional<std::string> SigningKeys::open(std::string_view token) const {
    const auto found =
        std::ranges::find_if(keys_, [&](const Key &key) { return token.starts_with(key.head); });
    const auto dot = token.rfind('.');
    if (found == keys_.end() || dot < found->head.size()) return std::nullopt;
    std::array<std::uint8_t, crypto_sign_BYTES> signature{};
    if (!decode_base64_into(token.substr(dot + 1), signature, Base64Alphabet::url, Padding::none))
        return std::nullopt;
    const auto signed_bytes = as_bytes(token.substr(0, dot));
    if (crypto_sign_verify_detached(signature.data(), signed_bytes.data(), signed_bytes.size(),
                                    found->secret.data() + 32) != 0)
        return std::nullopt;
    const auto payload = decode_base64(token.substr(found->head.size(), dot - found->head.size()),
                                       Base64Alphabet::url, Padding::none);
    if (!payload) return std::nullopt;
    return std::string{payload->begin(), payload->end()};
}

std::string SigningKeys::jwks() const {
    std::string out = R"({"keys":[)";
    for (const auto &key : keys_) {
        if (&key != &keys_.front()) out += ',';
        out += R"({"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA","kid":")" + key.id +
               R"(","x":")" + key.x + "\"}";
    }
    return out + "]}";
}

} // namespace walletauth::daemon
