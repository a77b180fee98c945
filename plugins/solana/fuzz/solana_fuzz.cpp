// SPDX-License-Identifier: Apache-2.0
// Solana's transactions and off-chain envelopes: what is read, written again, is the same bytes.
#include "tests/fuzz/input.hpp"

#include "plugins/solana/memo_policy.hpp"
#include "plugins/solana/offchain_envelope.hpp"
#include "plugins/solana/signed_envelope.hpp"
#include "plugins/solana/transaction.hpp"

#include <vector>

namespace {

using namespace walletauth;
using namespace walletauth::solana;
using fuzz::require;

void append(std::vector<std::uint8_t> &to, Bytes bytes) {
    to.insert(to.end(), bytes.begin(), bytes.end());
}

/// Solana's short_vec: 7 bits a byte, the least first.
void append_count(std::vector<std::uint8_t> &to, std::size_t count) {
    for (; count > 0x7f; count >>= 7)
        to.push_back(static_cast<std::uint8_t>(0x80 | (count & 0x7f)));
    to.push_back(static_cast<std::uint8_t>(count));
}

std::vector<std::uint8_t> written(const TransactionMessage &message) {
    std::vector<std::uint8_t> out;
    const bool is_v0 = message.version == TransactionVersion::v0;
    if (is_v0) out.push_back(0x80);
    out.push_back(message.required_signatures);
    out.push_back(message.readonly_signed);
    out.push_back(message.readonly_unsigned);
    append_count(out, message.key_count());
    append(out, message.keys);
    append(out, message.blockhash);
    append_count(out, message.instructions.size());
    for (const auto &instruction : message.instructions) {
        out.push_back(instruction.program);
        append_count(out, instruction.accounts.size());
        append(out, instruction.accounts);
        append_count(out, instruction.data.size());
        append(out, instruction.data);
    }
    if (is_v0) append_count(out, 0);
    return out;
}

bool is_inside(Bytes part, Bytes whole) noexcept {
    return part.empty() || (part.data() >= whole.data() &&
                            part.data() + part.size() <= whole.data() + whole.size());
}

void check_transactions(Bytes bytes) {
    const auto message = parse_transaction_message(bytes);
    if (message && message->lookup_tables == 0) {
        require(std::ranges::equal(written(*message), bytes), "a message has one spelling");
    }
    const auto transaction = parse_transaction(bytes);
    if (!transaction) {
        require(transaction.error().status == WA_MALFORMED_SIGNATURE, "status of a transaction");
        return;
    }
    const auto &signed_message = transaction->message;
    require(bytes.size() <= max_transaction_size, "a transaction has a limit");
    require(transaction->signatures.size() == 64U * signed_message.required_signatures,
            "a signature for each signer");
    const bool is_v1 = signed_message.version == TransactionVersion::v1;
    require(is_v1 || bytes.size() <= max_packet_transaction, "older ones fit a packet");
    require(is_v1 != parse_transaction_message(transaction->signed_bytes).has_value(),
            "its message reads");
    require(transaction->signatures.size() + transaction->signed_bytes.size() + (is_v1 ? 0 : 1) ==
                bytes.size(),
            "nothing is left over");
    const auto addresses = signed_message.key_count() + signed_message.looked_up;
    for (const auto &instruction : signed_message.instructions) {
        require(instruction.program < signed_message.key_count(), "program index");
        for (const auto account : instruction.accounts)
            require(account < addresses, "account index");
    }
    const auto memo = memo_of(signed_message);
    if (memo)
        require(is_inside(*memo, transaction->signed_bytes), "the memo is signed");
    else
        require(memo.error().status == WA_REJECTED_POLICY, "status of a memo");
}

void check_envelope(Bytes bytes) {
    const auto envelope = parse_envelope(bytes, WA_MALFORMED_PARAMS);
    if (!envelope) {
        require(envelope.error().status == WA_MALFORMED_PARAMS, "status of an envelope");
        return;
    }
    require(std::ranges::equal(build_envelope(*envelope), bytes), "an envelope has one spelling");
    require(check_offchain_text(envelope->layout, envelope->format, envelope->signers.size() / 32,
                                envelope->text)
                .has_value(),
            "what is read could have been written");
    require(!parse_transaction_message(bytes), "no transaction begins as an envelope");
}

/// The keys that a counted signature belongs to are where the envelope has them.
void check_signers(const OffchainSignature &parts) {
    const auto envelope = parse_envelope(parts.envelope, WA_MALFORMED_SIGNATURE);
    if (!envelope || !check_signature_count(parts, *envelope)) return;
    for (std::size_t i = 0; i < envelope->signers.size(); i += 32) {
        const auto key = envelope->signers.subspan(i).first<32>();
        require(may_be_signed_by(*envelope, key), "a signer may sign");
        require(index_of_own(parts, *envelope, key) < parts.signatures.size() / 64,
                "a signature of each signer");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const Bytes bytes{data, size};
    check_transactions(bytes);
    check_envelope(bytes);
    if (const auto parts = split_signature(bytes)) {
        require(!parts->signatures.empty() && parts->signatures.size() % 64 == 0,
                "signatures have 64 bytes");
        require(is_inside(parts->envelope, bytes), "the envelope came with them");
        check_envelope(parts->envelope);
        check_signers(*parts);
    }
    return 0;
}
