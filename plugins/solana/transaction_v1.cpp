// SPDX-License-Identifier: Apache-2.0
#include "transaction_v1.hpp"

#include <bit>

namespace walletauth::solana {
namespace {

// SIMD-0385, "Transaction Constraints".
constexpr std::size_t max_signatures = 12;
constexpr std::size_t max_keys = 64;
constexpr std::size_t max_instructions = 64;

// The mask has a bit for every four bytes of values. Others than these belong to later versions of
// the format, which nodes refuse until they know them (solana-sdk, InvalidConfigMask).
constexpr std::uint32_t priority_fee_bits = 0b00011;
constexpr std::uint32_t heap_size_bit = 0b10000;
constexpr std::uint32_t known_bits = 0b11111;
constexpr std::uint32_t min_heap = 32 * 1024;
constexpr std::uint32_t max_heap = 256 * 1024;
constexpr std::uint32_t heap_unit = 1024;

using Check = Result<void>;

Check check_limit(std::string_view what, std::size_t count, std::size_t limit) noexcept {
    if (count <= limit) return {};
    return refuse(WA_MALFORMED_SIGNATURE, "transaction has ", count, " ", what,
                  ", the limit of version 1 is ", limit);
}

Check check_mask(std::uint32_t mask) noexcept {
    const auto fee = mask & priority_fee_bits;
    if ((mask & ~known_bits) == 0 && (fee == 0 || fee == priority_fee_bits)) return {};
    return refuse(WA_MALFORMED_SIGNATURE, "transaction has config mask ", mask,
                  ", expected bits 0 to 4, and 0 and 1 together");
}

// Unit limit, account size and fee may have any value; a heap has a size that a node can give.
Check read_config(Reader &reader, std::uint32_t mask) noexcept {
    const auto before_heap = static_cast<unsigned>(std::popcount(mask & (heap_size_bit - 1)));
    if (!reader.take(std::size_t{4} * before_heap)) return transaction_cut_off("config values");
    if ((mask & heap_size_bit) == 0) return {};
    const auto heap = reader.u32_little_endian();
    if (!heap) return transaction_cut_off("config values");
    if (*heap >= min_heap && *heap <= max_heap && *heap % heap_unit == 0) return {};
    return refuse(WA_MALFORMED_SIGNATURE, "transaction wants a heap of ", *heap,
                  " bytes, expected whole KiB, 32 to 256");
}

// All heads first, then the payloads.
Check read_instructions(Reader &reader, std::size_t count, TransactionMessage &message) {
    const auto heads = reader.take(4 * count);
    if (!heads) return transaction_cut_off("instruction heads");
    Reader head{*heads};
    message.instructions.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto program = head.u8();
        const auto account_count = head.u8();
        const auto data_size = head.u16_little_endian();
        if (!program || !account_count || !data_size) {
            return transaction_cut_off("instruction heads");
        }
        const auto accounts = reader.take(*account_count);
        const auto data = reader.take(*data_size);
        if (!accounts || !data) return transaction_cut_off("instruction payloads");
        message.instructions.push_back({*program, *accounts, *data});
    }
    return {};
}

} // namespace

Result<TransactionMessage> read_v1_message(Reader &reader) {
    const auto head = reader.take(4);
    const auto mask = reader.u32_little_endian();
    const auto blockhash = reader.take(32);
    const auto instruction_count = reader.u8();
    const auto key_count = reader.u8();
    if (!head || !mask || !blockhash || !instruction_count || !key_count) {
        return transaction_cut_off("header");
    }
    TransactionMessage message;
    message.version = TransactionVersion::v1;
    message.required_signatures = (*head)[1];
    message.readonly_signed = (*head)[2];
    message.readonly_unsigned = (*head)[3];
    message.blockhash = *blockhash;
    const auto keys = reader.take(std::size_t{32} * *key_count);
    if (!keys) return transaction_cut_off("keys");
    message.keys = *keys;
    for (const auto &check :
         {check_limit("signers", message.required_signatures, max_signatures),
          check_limit("keys", *key_count, max_keys),
          check_limit("instructions", *instruction_count, max_instructions), check_mask(*mask),
          read_config(reader, *mask), read_instructions(reader, *instruction_count, message)}) {
        if (!check) return std::unexpected(check.error());
    }
    return message;
}

} // namespace walletauth::solana
