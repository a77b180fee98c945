// SPDX-License-Identifier: Apache-2.0
// Messages as Bitcoin Core's signmessage signs them: a prefix, the message's length, and a
// recoverable signature of 65 bytes, whose first one, the header, also says which address is meant.
#pragma once

#include "address.hpp"

#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/hash/digest.hpp>

namespace walletauth::bitcoin {

constexpr std::size_t legacy_signature_size = 65;
constexpr int first_header = 27;
constexpr int first_compressed_header = 31;
constexpr int first_nested_header = 35;
constexpr int first_segwit_header = 39;
constexpr int last_header = 42;

/// SHA-256 twice of 24, "Bitcoin Signed Message:\n", the length as CompactSize, and the message.
[[nodiscard]] Hash256 legacy_message_hash(Bytes message) noexcept;

/// The key that signed. WA_REJECTED_SIGNATURE; the header's meaning for addresses is left to the
/// caller, and its range.
[[nodiscard]] Result<Secp256k1Key> recover_legacy(std::span<const std::uint8_t, 65> signature,
                                                  Bytes message, Rule rule) noexcept;

} // namespace walletauth::bitcoin
