// SPDX-License-Identifier: Apache-2.0
#include "payload.hpp"

#include <sodium/crypto_hash_sha256.h>

namespace walletauth::near {
namespace {

class Hasher {
  public:
    Hasher() noexcept { crypto_hash_sha256_init(&state_); }
    void bytes(std::span<const std::uint8_t> data) noexcept {
        crypto_hash_sha256_update(&state_, data.data(), data.size());
    }
    void number(std::uint32_t value) noexcept { // Borsh: little-endian
        std::array<std::uint8_t, 4> out{};
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = static_cast<std::uint8_t>(value >> (8 * i));
        bytes(out);
    }
    void text(std::string_view text) noexcept {
        number(static_cast<std::uint32_t>(text.size()));
        bytes({reinterpret_cast<const std::uint8_t *>(text.data()), text.size()});
    }
    void byte(std::uint8_t value) noexcept { bytes({&value, 1}); }
    [[nodiscard]] Sha256 finish() noexcept {
        Sha256 hash{};
        crypto_hash_sha256_final(&state_, hash.data());
        return hash;
    }

  private:
    crypto_hash_sha256_state state_{};
};

} // namespace

Sha256 payload_hash(const Payload &payload) noexcept {
    Hasher hasher;
    hasher.number(nep413_tag);
    hasher.text(payload.message);
    hasher.bytes(payload.nonce);
    hasher.text(payload.recipient);
    hasher.byte(payload.callback_url ? 1 : 0);
    if (payload.callback_url) hasher.text(*payload.callback_url);
    return hasher.finish();
}

} // namespace walletauth::near
