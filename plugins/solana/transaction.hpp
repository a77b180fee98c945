// SPDX-License-Identifier: Apache-2.0
// Solana transactions as they go over the wire: legacy, version 0 and version 1. A parsed value
// points into the bytes that it was parsed from. Source: Solana documentation, "Transactions", and
// agave's short_vec and sanitize rules; for version 1 SIMD-0385 (transaction_v1.hpp).
#pragma once

#include "reader.hpp"

#include <walletauth/interface.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace walletauth::solana {

/// Legacy and version 0: what fits a packet, 1280 bytes (IPv6 minimum MTU) less 48 of headers.
constexpr std::size_t max_packet_transaction = 1232;
/// Version 1 (SIMD-0296).
constexpr std::size_t max_transaction_size = 4096;

enum class TransactionVersion : std::uint8_t { legacy, v0, v1 };

struct Instruction {
    std::uint8_t program; ///< index of a key
    Bytes accounts;       ///< indices of keys, then of looked up addresses
    Bytes data;
};

/// What is signed.
struct TransactionMessage {
    TransactionVersion version = TransactionVersion::legacy;
    std::uint8_t required_signatures = 0; ///< the first keys sign, the very first one pays
    std::uint8_t readonly_signed = 0;     ///< of the signing keys, the last ones
    std::uint8_t readonly_unsigned = 0;   ///< of the others, the last ones
    Bytes keys;                           ///< 32 bytes each
    Bytes blockhash;                      ///< 32 bytes
    std::vector<Instruction> instructions;
    std::size_t lookup_tables = 0; ///< version 0 only
    std::size_t looked_up = 0;     ///< addresses that the tables add to the keys

    [[nodiscard]] std::size_t key_count() const noexcept { return keys.size() / 32; }
    /// `index` below key_count().
    [[nodiscard]] std::span<const std::uint8_t, 32> key(std::size_t index) const noexcept {
        return keys.subspan(32 * index).first<32>();
    }
};

/// WA_MALFORMED_SIGNATURE that names the part that is not all there.
[[nodiscard]] std::unexpected<Refusal> transaction_cut_off(std::string_view where) noexcept;

/// The structure of all of `bytes`, legacy or version 0, without asking whether a node would run
/// it; WA_MALFORMED_SIGNATURE.
[[nodiscard]] Result<TransactionMessage> parse_transaction_message(Bytes bytes);

struct Transaction {
    Bytes signatures; ///< 64 bytes each, as many as required_signatures
    Bytes signed_bytes;
    TransactionMessage message;
};

/// All of `bytes`, and everything that a node checks before it runs: the counts of the header, each
/// index, no key twice; WA_MALFORMED_SIGNATURE.
[[nodiscard]] Result<Transaction> parse_transaction(Bytes bytes);

} // namespace walletauth::solana
