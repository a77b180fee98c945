// SPDX-License-Identifier: Apache-2.0
/// RIPEMD-160 (ISO/IEC 10118-3; Dobbertin, Bosselaers, Preneel: "RIPEMD-160: A Strengthened Version
/// of RIPEMD", appendix A), and HASH160 of Bitcoin: RIPEMD-160 of SHA-256.
///
/// All functions take input of any size and are linear in it. None fails or allocates. They are
/// safe from any thread: there is no state.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/hash/digest.hpp>

#include <cstdint>
#include <span>

namespace walletauth {

/// 20 bytes.
[[nodiscard]] Hash160 ripemd160(std::span<const std::uint8_t> data) noexcept;
[[nodiscard]] Hash160 ripemd160(HashPieces pieces) noexcept;

/// 20 bytes: ripemd160(sha256(data)). What accounts of Bitcoin, Cosmos, the XRP Ledger and Stacks
/// are made of, out of a compressed public key.
[[nodiscard]] Hash160 hash160(std::span<const std::uint8_t> data) noexcept;
[[nodiscard]] Hash160 hash160(HashPieces pieces) noexcept;

} // namespace walletauth
