// SPDX-License-Identifier: Apache-2.0
// Transactions in network serialisation (BIP-144), and stacks of witness items.
#pragma once

#include "byte_reader.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace walletauth::bitcoin {

using Stack = std::vector<std::span<const std::uint8_t>>;

struct Input {
    std::span<const std::uint8_t> output_id; ///< the id of the transaction that is spent, 32 bytes
    std::uint32_t output_index = 0;
    std::span<const std::uint8_t> script; ///< scriptSig
    std::uint32_t sequence = 0;
    Stack witness;
};

struct Output {
    std::uint64_t value = 0;
    std::span<const std::uint8_t> script;
};

struct Transaction {
    std::uint32_t version = 0;
    std::vector<Input> inputs;
    std::vector<Output> outputs;
    std::uint32_t lock_time = 0;
};

/// A count and as many items, each with its length; nothing where it does not read.
[[nodiscard]] std::optional<Stack> read_stack(ByteReader &reader);

/// The whole of `bytes`; nothing where it does not read, as Bitcoin Core reads it: lengths in their
/// shortest form, no marker without a witness, nothing left over. The spans point into `bytes`.
[[nodiscard]] std::optional<Transaction> parse_transaction(std::span<const std::uint8_t> bytes);

} // namespace walletauth::bitcoin
