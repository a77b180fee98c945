// SPDX-License-Identifier: Apache-2.0
// Xaman's signed SignIn: a pseudo-transaction in the XRP Ledger's binary format (xrpl.org,
// "Serialization Format"), without TransactionType.
#pragma once

#include "account.hpp"
#include "key.hpp"

#include <walletauth/interface.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace walletauth::xrpl {

inline constexpr std::size_t max_blob_size = 16384;

struct SignInBlob {
    Key key; ///< SigningPubKey
    Signature signature{};
    AccountId account{};
    std::optional<std::uint32_t> network_id;
    std::size_t memo_count = 0;
    std::optional<std::span<const std::uint8_t>> memo_data; ///< of the last memo
    std::optional<Refusal> out_of_range; ///< an r or s that is no number of 32 bytes
    std::size_t signature_begin = 0;     ///< of the whole field TxnSignature, its head included
    std::size_t signature_end = 0;
};

/// One pass. Every field stands once, in canonical order, and nothing is left over: otherwise
/// WA_MALFORMED_SIGNATURE. A field that belongs into a transaction is WA_REJECTED_POLICY, and what
/// stands behind it is not read. Views into `bytes`.
[[nodiscard]] Result<SignInBlob> read_signin_blob(std::span<const std::uint8_t> bytes) noexcept;

/// What was signed: `STX\0`, and the blob without TxnSignature.
[[nodiscard]] std::vector<std::uint8_t> signed_bytes(const SignInBlob &blob,
                                                     std::span<const std::uint8_t> bytes);

} // namespace walletauth::xrpl
