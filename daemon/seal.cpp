// SPDX-License-Identifier: Apache-2.0
#include "seal.hpp"

#include "random.hpp"

#include <walletauth/text/base64.hpp>

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace walletauth::daemon {
namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t head_bytes = 1 + nonce_bytes;
constexpr std::size_t max_sealed = std::size_t{128} << 10; // of base64url, before it is decoded
constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

const std::uint8_t *bytes(const std::string &text) {
    return reinterpret_cast<const std::uint8_t *>(text.data());
}
std::uint8_t *bytes(std::string &text) { return reinterpret_cast<std::uint8_t *>(text.data()); }

/// All parts, each behind its length, so that no two lists of parts give the same bytes.
std::string associated(const SealedFor &of) {
    static constexpr std::string_view version = "walletauth sealed 1";
    std::string out;
    out.reserve(version.size() + 16 + of.type.size() + of.issuer.size() + of.client.size() +
                of.generation.size());
    out += version;
    for (const auto part : {of.type, of.issuer, of.client, of.generation}) {
        for (int shift = 24; shift >= 0; shift -= 8)
            out += static_cast<char>(part.size() >> shift);
        out += part;
    }
    return out;
}

} // namespace

Sealer::Sealer(std::shared_ptr<const signin::KeyRing> keys) : keys_(std::move(keys)) {
    static constexpr std::string_view use = "walletauth sealed alike 1";
    const auto *key = keys_->find(keys_->signer_id());
    crypto_generichash(nonce_key_.data(), nonce_key_.size(),
                       reinterpret_cast<const std::uint8_t *>(use.data()), use.size(), key->data(),
                       key->size());
}

Sealer::~Sealer() { sodium_memzero(nonce_key_.data(), nonce_key_.size()); }

std::string Sealer::seal(const SealedFor &of, std::string_view text) const {
    std::array<std::uint8_t, nonce_bytes> nonce{};
    random_bytes(nonce);
    return seal_with(associated(of), text, nonce.data());
}

std::string Sealer::seal_alike(const SealedFor &of, std::string_view text) const {
    const auto data = associated(of);
    crypto_generichash_state state;
    crypto_generichash_init(&state, nonce_key_.data(), nonce_key_.size(), nonce_bytes);
    for (const auto part : {std::string_view{data}, text})
        crypto_generichash_update(&state, reinterpret_cast<const std::uint8_t *>(part.data()),
                                  part.size());
    std::array<std::uint8_t, nonce_bytes> nonce{};
    crypto_generichash_final(&state, nonce.data(), nonce.size());
    return seal_with(data, text, nonce.data());
}

std::string Sealer::seal_with(std::string_view associated, std::string_view text,
                              const std::uint8_t *nonce) const {
    const auto id = keys_->signer_id();
    std::string raw(head_bytes + text.size() + tag_bytes, '\0');
    raw[0] = static_cast<char>(id);
    std::copy_n(nonce, nonce_bytes, bytes(raw) + 1);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        bytes(raw) + head_bytes, nullptr, reinterpret_cast<const std::uint8_t *>(text.data()),
        text.size(), reinterpret_cast<const std::uint8_t *>(associated.data()), associated.size(),
        nullptr, bytes(raw) + 1, keys_->find(id)->data());
    // No secret is spelled here: libsodium's own, which takes the same time for all bytes, is slow.
    return encode_base64({bytes(raw), raw.size()}, Base64Alphabet::url, Padding::none);
}

std::optional<std::string> Sealer::open(const SealedFor &of, std::string_view sealed) const {
    if (sealed.size() > max_sealed) return std::nullopt;
    std::string raw(sealed.size(), '\0');
    std::size_t size = 0;
    const char *end = nullptr;
    if (sodium_base642bin(bytes(raw), raw.size(), sealed.data(), sealed.size(), nullptr, &size,
                          &end, variant) != 0 ||
        end != sealed.data() + sealed.size() || size < head_bytes + tag_bytes)
        return std::nullopt;
    const auto id = static_cast<std::uint8_t>(raw[0]);
    const auto *key = id <= signin::max_key_id ? keys_->find(id) : nullptr;
    if (key == nullptr) return std::nullopt;
    const auto data = associated(of);
    std::string text(size - head_bytes - tag_bytes, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            bytes(text), nullptr, nullptr, bytes(raw) + head_bytes, size - head_bytes, bytes(data),
            data.size(), bytes(raw) + 1, key->data()) != 0)
        return std::nullopt;
    return text;
}

} // namespace walletauth::daemon
