// SPDX-License-Identifier: Apache-2.0
// StrKey (SEP-23): how Stellar writes an Ed25519 public key, "G" and 55 more digits of base32.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stellar {

inline constexpr std::size_t key_size = 32;
inline constexpr std::size_t strkey_size = 56;

using Key = std::array<std::uint8_t, key_size>;

// The key that `text` spells; nothing unless writing the key again gives the same text.
[[nodiscard]] std::optional<Key> decode_strkey(std::string_view text) noexcept;

[[nodiscard]] std::string encode_strkey(std::span<const std::uint8_t, key_size> key);

} // namespace stellar
