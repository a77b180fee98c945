// SPDX-License-Identifier: Apache-2.0
// A signed off-chain message as Ledger, Trezor, kit and the mobile wallet adapter hand it out: the
// count of signatures, the signatures in the order of the envelope's signers, and the envelope that
// was signed ("Off-Chain Message Signing", envelope). One that is missing is 64 zero bytes.
#pragma once

#include "account.hpp"
#include "offchain_envelope.hpp"

namespace walletauth::solana {

constexpr std::size_t max_signed_envelope_size = 1 + 255 * 64 + max_envelope_size;
/// As hex. Base58 has its own limit (notation.hpp).
constexpr std::size_t max_signed_envelope_text = 2 * max_signed_envelope_size;
/// All that are there are checked, each over the whole envelope, so their number has a limit.
constexpr std::size_t max_envelope_signatures = 8;

struct OffchainSignature {
    Bytes signatures; ///< 64 bytes each
    Bytes envelope;   ///< what came with them; empty if one signature came alone
};

/// True if `bytes` have the envelope's prefix behind as many signatures as they say.
[[nodiscard]] bool looks_like_signed_envelope(Bytes bytes) noexcept;

/// 64 bytes alone, or a signed envelope, not looked into; WA_MALFORMED_SIGNATURE.
[[nodiscard]] Result<OffchainSignature> split_signature(Bytes bytes) noexcept;

/// WA_MALFORMED_SIGNATURE unless the signatures are one (as Ledger writes it, whoever else is
/// named) or as many as `envelope`, which came with them, names signers; or too many are there.
[[nodiscard]] Result<void> check_signature_count(const OffchainSignature &parts,
                                                 const Envelope &envelope) noexcept;

/// Which of the signatures is `key`'s, a signer's: 0 where one came alone. v0 may name a signer
/// more than once: the first place whose signature is there, or the first at all.
[[nodiscard]] std::size_t index_of_own(const OffchainSignature &parts, const Envelope &envelope,
                                       std::span<const std::uint8_t, 32> key) noexcept;

/// WA_REJECTED_SIGNATURE if that one is missing.
[[nodiscard]] Result<std::span<const std::uint8_t, 64>> signature_of(const OffchainSignature &parts,
                                                                     std::size_t index) noexcept;

/// WA_REJECTED_SIGNATURE unless all signatures beside `own` are good or missing. Otherwise their
/// bits could be turned, and bytes that nobody made would pass as a signature.
[[nodiscard]] Result<void> check_other_signatures(const OffchainSignature &parts,
                                                  const Envelope &envelope, std::size_t own);

} // namespace walletauth::solana
