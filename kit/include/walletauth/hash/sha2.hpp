// SPDX-License-Identifier: Apache-2.0
/// SHA-256, SHA-512 and SHA-512/256 (FIPS 180-4, sections 6.2, 6.4 and 6.7).
///
/// All functions take input of any size and are linear in it. None fails or allocates. They are
/// safe from any thread: there is no state. What is hashed is no secret here: nothing is wiped.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/hash/digest.hpp>

#include <cstdint>
#include <span>

namespace walletauth {

/// 32 bytes.
[[nodiscard]] Hash256 sha256(std::span<const std::uint8_t> data) noexcept;
[[nodiscard]] Hash256 sha256(HashPieces pieces) noexcept;

/// 32 bytes: SHA-256 of the SHA-256, as Bitcoin and Base58Check use it.
[[nodiscard]] Hash256 double_sha256(std::span<const std::uint8_t> data) noexcept;
[[nodiscard]] Hash256 double_sha256(HashPieces pieces) noexcept;

/// 64 bytes.
[[nodiscard]] Hash512 sha512(std::span<const std::uint8_t> data) noexcept;
[[nodiscard]] Hash512 sha512(HashPieces pieces) noexcept;

/// 32 bytes, as Algorand uses it. It begins with values of its own (section 5.3.6.2), so it is
/// *not* the first half of SHA-512.
[[nodiscard]] Hash256 sha512_256(std::span<const std::uint8_t> data) noexcept;
[[nodiscard]] Hash256 sha512_256(HashPieces pieces) noexcept;

} // namespace walletauth
