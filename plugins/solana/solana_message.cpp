// SPDX-License-Identifier: Apache-2.0
#include "solana_message.hpp"

#include "descriptor.hpp"
#include "notation.hpp"
#include "offchain_envelope.hpp"
#include "signature.hpp"
#include "transaction.hpp"

#include <walletauth/request/bare_message.hpp>

#include <iterator>

namespace walletauth::solana {
namespace {

constexpr const wa_parameter_info *parameters[] = {&message_kind_info};

// A signature of these bytes would mean something else than this message, whatever the service
// takes: transactions of version 0, 1 and whatever comes begin with 0x80 and their number,
// off-chain envelopes with 0xff, and no text with any of these. MultiversX signs text.
Result<void> check_means_itself(Bytes message) {
    if (has_offchain_prefix(message)) {
        return refuse(WA_REJECTED_POLICY, "message is an off-chain envelope: use solana-offchain");
    }
    const int first = message.empty() ? 0 : message[0];
    if (first >= 0x80 && first <= 0xbf) {
        return refuse(WA_REJECTED_POLICY, "message begins with byte ", first,
                      ", as transactions of version ", first - 0x80, " do");
    }
    if (first == 0xff) {
        return refuse(WA_REJECTED_POLICY,
                      "message begins with byte 255, as off-chain envelopes do");
    }
    if (parse_transaction_message(message)) {
        return refuse(WA_REJECTED_POLICY, "message is a transaction: its signature would spend");
    }
    if (is_multiversx_transaction(message)) {
        return refuse(WA_REJECTED_POLICY, "message is a transaction of MultiversX");
    }
    return {};
}

Result<Proof> verify(const wa_request &request) {
    const auto claim = read_claim(request);
    if (!claim) return std::unexpected(claim.error());
    const auto kind = read_message_kind(request);
    if (!kind) return std::unexpected(kind.error());
    const auto signature = view(request.signature);
    if (signature.size() != signature_size) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature has ", signature.size(),
                      " bytes, expected 64");
    }
    if (auto agrees = check_agrees(*claim); !agrees) return std::unexpected(agrees.error());
    const auto message = view(request.message);
    if (auto plain = check_means_itself(message); !plain) return std::unexpected(plain.error());
    if (auto good = check_bare_message(message, *kind); !good) return std::unexpected(good.error());
    return verify_signature(*claim, signature.first<64>(), message);
}

} // namespace

constexpr wa_scheme solana_message_scheme = [] {
    auto scheme = common_descriptor();
    scheme.id = text_of("solana-message");
    scheme.description = text_of("Ed25519 of the message itself: signMessage, Sign-In With Solana");
    scheme.specification = text_of("https://github.com/anza-xyz/wallet-standard");
    scheme.parameters = parameters;
    scheme.parameter_count = std::size(parameters);
    scheme.max_message_size = std::uint64_t{128} * 1024;
    scheme.max_signature_size = signature_size;
    scheme.max_signature_text_size = max_signature_text;
    return scheme;
}();
constexpr SchemeVerifier solana_message_verifier{
    {.verify = &verify, .notation = solana_notation, .check_chain = &check_chain}};

} // namespace walletauth::solana
