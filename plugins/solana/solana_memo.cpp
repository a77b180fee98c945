// SPDX-License-Identifier: Apache-2.0
#include "solana_memo.hpp"

#include "descriptor.hpp"
#include "memo_policy.hpp"
#include "notation.hpp"
#include "signature.hpp"
#include "signed_envelope.hpp"
#include "transaction.hpp"

#include <walletauth/text/notation_fault.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <utility>

namespace walletauth::solana {
namespace {

constexpr std::size_t max_transaction_text = std::size_t{24} * 1024; // a JSON array of 4096 numbers

Result<void> check_fee_payer(const TransactionMessage &message, const Claim &claim) {
    if (std::ranges::equal(message.key(0), claim.key)) return {};
    for (std::size_t i = 1; i < message.required_signatures; ++i) {
        if (std::ranges::equal(message.key(i), claim.key)) {
            return refuse(WA_REJECTED_POLICY, "the account signs, but the fee payer is ",
                          format_account(message.key(0)).view());
        }
    }
    return refuse(WA_REJECTED_SIGNER, "the transaction is signed by ",
                  format_account(message.key(0)).view(), ", not by the account");
}

Result<Proof> verify(const wa_request &request) {
    const auto claim = read_claim(request);
    if (!claim) return std::unexpected(claim.error());
    const auto message = view(request.message);
    // The Memo program fails on anything else.
    if (!is_utf8(message)) return refuse(WA_MALFORMED_MESSAGE, "memo text is not UTF-8");
    const auto transaction = parse_transaction(view(request.signature));
    if (!transaction) return std::unexpected(transaction.error());

    if (auto agrees = check_agrees(*claim); !agrees) return std::unexpected(agrees.error());
    if (auto payer = check_fee_payer(transaction->message, *claim); !payer) {
        return std::unexpected(payer.error());
    }
    const auto memo = memo_of(transaction->message);
    if (!memo) return std::unexpected(memo.error());
    if (!std::ranges::equal(*memo, message)) {
        return refuse(WA_REJECTED_SIGNATURE, "the memo of ", memo->size(),
                      " bytes is not the message of ", message.size());
    }
    return verify_signature(*claim, transaction->signatures.first<64>(), transaction->signed_bytes);
}

Result<std::vector<std::uint8_t>> parse_signature(std::string_view text) {
    auto readings = read_notations(text, max_transaction_size);
    if (readings.empty()) {
        if (const auto why = explain_notation(text, 0); !why.empty()) {
            return refuse(WA_MALFORMED_SIGNATURE, "transaction ", why);
        }
        return refuse(WA_MALFORMED_SIGNATURE, "transaction of ", text.size(),
                      " characters is no base64, base58, hex or JSON array of 1 to ",
                      max_transaction_size, " bytes");
    }
    Reading *good = nullptr;
    for (auto &reading : readings) {
        if (!parse_transaction(reading.bytes)) continue;
        if (good != nullptr) {
            return refuse(WA_MALFORMED_SIGNATURE, "a transaction as ", good->notation,
                          " and another one as ", reading.notation);
        }
        good = &reading;
    }
    if (good != nullptr) return std::move(good->bytes);
    for (const auto &reading : readings) {
        const auto size = reading.bytes.size();
        if (size == signature_size || looks_like_signed_envelope(reading.bytes)) {
            return refuse(WA_MALFORMED_SIGNATURE, "signature has ", size, " bytes as ",
                          reading.notation, ", expected a transaction: use ",
                          size == signature_size ? "solana-message or " : "", "solana-offchain");
        }
    }
    return std::unexpected(parse_transaction(readings.front().bytes).error());
}

} // namespace

constexpr wa_scheme solana_memo_scheme = [] {
    auto scheme = common_descriptor();
    scheme.id = text_of("solana-memo");
    scheme.description = text_of("A signed transaction whose only purpose is a memo: the message");
    scheme.specification = text_of("https://spl.solana.com/memo");
    scheme.max_message_size = max_transaction_size;
    scheme.max_signature_size = max_transaction_size;
    scheme.max_signature_text_size = max_transaction_text;
    return scheme;
}();
constexpr SchemeVerifier solana_memo_verifier{
    {.verify = &verify,
     .notation = {&parse_signature, &parse_public_key_text, &format_public_key},
     .check_chain = &check_chain}};

} // namespace walletauth::solana
