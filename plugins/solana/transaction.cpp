// SPDX-License-Identifier: Apache-2.0
#include "transaction.hpp"

#include "transaction_v1.hpp"

#include <algorithm>
#include <expected>
#include <string_view>
#include <utility>

namespace walletauth::solana {

std::unexpected<Refusal> transaction_cut_off(std::string_view where) noexcept {
    return refuse(WA_MALFORMED_SIGNATURE, "transaction ends in, or miscounts, its ", where);
}

namespace {

Result<void> read_instructions(Reader &reader, TransactionMessage &message) {
    const auto count = reader.compact_u16();
    if (!count) return transaction_cut_off("count of instructions");
    for (std::size_t i = 0; i < *count; ++i) {
        const auto program = reader.u8();
        if (!program) return transaction_cut_off("instructions");
        const auto account_count = reader.compact_u16();
        if (!account_count) return transaction_cut_off("instruction accounts");
        const auto accounts = reader.take(*account_count);
        if (!accounts) return transaction_cut_off("instruction accounts");
        const auto data_size = reader.compact_u16();
        if (!data_size) return transaction_cut_off("instruction data");
        const auto data = reader.take(*data_size);
        if (!data) return transaction_cut_off("instruction data");
        message.instructions.push_back({*program, *accounts, *data});
    }
    return {};
}

Result<void> read_lookup_tables(Reader &reader, TransactionMessage &message) {
    const auto count = reader.compact_u16();
    if (!count) return transaction_cut_off("count of address lookup tables");
    message.lookup_tables = *count;
    for (std::size_t i = 0; i < *count; ++i) {
        if (!reader.take(32)) return transaction_cut_off("address lookup tables");
        for (int list = 0; list < 2; ++list) { // writable, then read-only
            const auto size = reader.compact_u16();
            if (!size || !reader.take(*size)) return transaction_cut_off("address lookup tables");
            message.looked_up += *size;
        }
    }
    return {};
}

// agave: LegacyMessage::sanitize, v0::Message::sanitize, v1::Message::sanitize; AccountLoadedTwice.
Result<void> check_sane(const TransactionMessage &message) {
    const std::size_t keys = message.key_count();
    const std::size_t required = message.required_signatures;
    if (required == 0 || required + message.readonly_unsigned > keys ||
        message.readonly_signed >= required) {
        return refuse(WA_MALFORMED_SIGNATURE, "transaction header wants ", required, " signers, ",
                      message.readonly_signed, " and ", message.readonly_unsigned,
                      " read-only, of ", keys, " keys");
    }
    if (keys + message.looked_up > 256) {
        return refuse(WA_MALFORMED_SIGNATURE, "transaction has ", keys + message.looked_up,
                      " addresses, the limit is 256");
    }
    for (std::size_t i = 0; i < keys; ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (std::ranges::equal(message.key(i), message.key(k))) {
                return refuse(WA_MALFORMED_SIGNATURE, "transaction keys ", k, " and ", i,
                              " are the same");
            }
        }
    }
    for (const auto &instruction : message.instructions) {
        if (instruction.program == 0 || instruction.program >= keys) {
            return refuse(WA_MALFORMED_SIGNATURE, "transaction runs key ", instruction.program,
                          " as a program, expected 1 to ", keys - 1);
        }
        for (const std::uint8_t account : instruction.accounts) {
            if (account >= keys + message.looked_up) {
                return refuse(WA_MALFORMED_SIGNATURE, "transaction uses key ", account, ", it has ",
                              keys + message.looked_up);
            }
        }
    }
    return {};
}

} // namespace

Result<TransactionMessage> parse_transaction_message(Bytes bytes) {
    Reader reader{bytes};
    TransactionMessage message;
    const auto first = reader.u8();
    if (!first) return transaction_cut_off("header");
    message.required_signatures = *first;
    if ((*first & 0x80) != 0) {
        const int version = *first & 0x7f;
        if (version != 0) {
            return refuse(WA_MALFORMED_SIGNATURE, "transaction version ", version,
                          ", expected legacy or 0");
        }
        message.version = TransactionVersion::v0;
        const auto required = reader.u8();
        if (!required) return transaction_cut_off("header");
        message.required_signatures = *required;
    }
    const auto readonly = reader.take(2);
    if (!readonly) return transaction_cut_off("header");
    message.readonly_signed = (*readonly)[0];
    message.readonly_unsigned = (*readonly)[1];

    const auto key_count = reader.compact_u16();
    if (!key_count) return transaction_cut_off("count of keys");
    const auto keys = reader.take(std::size_t{32} * *key_count);
    if (!keys) return transaction_cut_off("keys");
    message.keys = *keys;
    const auto blockhash = reader.take(32);
    if (!blockhash) return transaction_cut_off("block hash");
    message.blockhash = *blockhash;

    if (auto good = read_instructions(reader, message); !good) {
        return std::unexpected(good.error());
    }
    if (message.version == TransactionVersion::v0) {
        if (auto good = read_lookup_tables(reader, message); !good) {
            return std::unexpected(good.error());
        }
    }
    if (!reader.at_end()) {
        return refuse(WA_MALFORMED_SIGNATURE, "transaction is followed by ", reader.left().size(),
                      " more bytes");
    }
    return message;
}

namespace {

// Legacy and version 0: the signatures and their count stand before the message.
Result<Transaction> read_signatures_first(Bytes bytes) {
    if (bytes.size() > max_packet_transaction) {
        return refuse(WA_MALFORMED_SIGNATURE, "transaction has ", bytes.size(),
                      " bytes, the limit of legacy and version 0 is ", max_packet_transaction);
    }
    Reader reader{bytes};
    const auto count = reader.compact_u16();
    if (!count) return transaction_cut_off("count of signatures");
    const auto signatures = reader.take(std::size_t{64} * *count);
    if (!signatures) return transaction_cut_off("signatures");
    auto message = parse_transaction_message(reader.left());
    if (!message) return std::unexpected(message.error());
    if (message->required_signatures != *count) {
        return refuse(WA_MALFORMED_SIGNATURE, "transaction carries ", *count,
                      " signatures, its header wants ", message->required_signatures);
    }
    return Transaction{*signatures, reader.left(), std::move(*message)};
}

// Version 1: the signatures stand behind the message, and its header is their count.
Result<Transaction> read_message_first(Bytes bytes) {
    if (bytes[0] != transaction_v1_prefix) {
        return refuse(WA_MALFORMED_SIGNATURE, "transaction begins with byte ", bytes[0],
                      ", expected 129 (version 1) or a count of signatures");
    }
    if (bytes.size() > max_transaction_size) {
        return refuse(WA_MALFORMED_SIGNATURE, "transaction has ", bytes.size(),
                      " bytes, the limit of version 1 is ", max_transaction_size);
    }
    Reader reader{bytes};
    auto message = read_v1_message(reader);
    if (!message) return std::unexpected(message.error());
    const auto signatures = reader.left();
    const std::size_t wanted = std::size_t{64} * message->required_signatures;
    if (signatures.size() != wanted) {
        return refuse(WA_MALFORMED_SIGNATURE, "transaction ends with ", signatures.size(),
                      " bytes of signatures, expected ", wanted);
    }
    return Transaction{signatures, bytes.first(bytes.size() - wanted), std::move(*message)};
}

} // namespace

Result<Transaction> parse_transaction(Bytes bytes) {
    const bool message_first = !bytes.empty() && (bytes[0] & 0x80) != 0;
    auto transaction = message_first ? read_message_first(bytes) : read_signatures_first(bytes);
    if (!transaction) return transaction;
    if (auto sane = check_sane(transaction->message); !sane) return std::unexpected(sane.error());
    return transaction;
}

} // namespace walletauth::solana
