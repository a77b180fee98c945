// SPDX-License-Identifier: Apache-2.0
// Tagged hashes (BIP-340): SHA-256 of the tag's hash twice, and the data. The hash of each tag that
// is used here is a constant; a test compares it with the tag.
#pragma once

#include <walletauth/hash/digest.hpp>

#include <cstdint>
#include <span>

namespace walletauth::bitcoin {

/// "BIP0322-signed-message"
extern const Hash256 message_tag;
/// "TapSighash" (BIP-341)
extern const Hash256 sighash_tag;
/// "TapTweak" (BIP-341)
extern const Hash256 tweak_tag;

[[nodiscard]] Hash256 tagged_hash(const Hash256 &tag, std::span<const std::uint8_t> data) noexcept;

} // namespace walletauth::bitcoin
