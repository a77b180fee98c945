// SPDX-License-Identifier: Apache-2.0
// NEAR public keys, as bytes and as text, and what their signatures are.
#pragma once

#include <walletauth/curve/rule.hpp>
#include <walletauth/interface.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::near {

enum class KeyType : std::uint8_t { ed25519, secp256k1 };

struct Key {
    KeyType type = KeyType::ed25519;
    std::array<std::uint8_t, 64> storage{}; ///< 32 bytes, or x and y

    [[nodiscard]] std::span<const std::uint8_t> bytes() const noexcept {
        return std::span{storage}.first(type == KeyType::ed25519 ? 32 : 64);
    }
};

/// 64 bytes, or r, s and the recovery id.
[[nodiscard]] constexpr std::size_t signature_size(KeyType type) noexcept {
    return type == KeyType::ed25519 ? 64 : 65;
}

/// 32 bytes ed25519, or 64 bytes x, y secp256k1; other sizes are WA_MALFORMED_PUBLIC_KEY.
[[nodiscard]] Result<Key> read_key(std::span<const std::uint8_t> bytes) noexcept;

/// `ed25519:` or `secp256k1:` in any case and base58; without prefix ed25519; or the 64 hex digits
/// of an ed25519 key alone.
[[nodiscard]] Result<Key> parse_key(std::string_view text);
/// Whether x and y are a point of secp256k1. Ed25519 keys are not looked at: an implicit id is any
/// 32 bytes.
[[nodiscard]] bool is_on_curve(const Key &key) noexcept;
/// `ed25519:` or `secp256k1:` and base58.
[[nodiscard]] std::string format_key(const Key &key);

/// Verifies a signature over `message` (a hash, for secp256k1); compat is nearcore.
/// WA_MALFORMED_SIGNATURE for a wrong size, WA_REJECTED_SIGNATURE otherwise. `hint` is what a
/// signature that does not match may come from, and ends the detail.
[[nodiscard]] Result<void> verify_signature(const Key &key, std::span<const std::uint8_t> signature,
                                            std::span<const std::uint8_t, 32> message, Rule rule,
                                            std::string_view hint = {}) noexcept;

} // namespace walletauth::near
