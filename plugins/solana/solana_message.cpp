// SPDX-License-Identifier: Apache-2.0
#include "solana_message.hpp"

#include "descriptor.hpp"
#include "offchain_envelope.hpp"
#include "transaction.hpp"

namespace walletauth::solana {
namespace {

// A signature of these bytes would mean something else than this message.
std::expected<void, Refusal> check_means_itself(Bytes message) {
    if (has_offchain_prefix(message)) {
        return refuse(WA_REJECTED_POLICY, "message is an off-chain envelope: use solana-offchain");
    }
    if (parse_transaction_message(message)) {
        return refuse(WA_REJECTED_POLICY, "message is a transaction: its signature would spend");
    }
    return {};
}

} // namespace

Result<Proof> SolanaMessage::verify(const wa_request &request) const {
    const auto claim = read_claim(request);
    if (!claim) return std::unexpected(claim.error());
    const auto signature = view(request.signature);
    if (signature.size() != signature_size) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature has ", signature.size(),
                      " bytes, expected 64");
    }
    if (auto agrees = check_agrees(*claim); !agrees) return std::unexpected(agrees.error());
    const auto message = view(request.message);
    if (auto plain = check_means_itself(message); !plain) return std::unexpected(plain.error());
    return verify_signature(*claim, signature.first<64>(), message);
}

constexpr wa_scheme solana_message_scheme = [] {
    auto scheme = common_descriptor();
    scheme.id = text_of("solana-message");
    scheme.description = text_of("Ed25519 of the message itself: signMessage, Sign-In With Solana");
    scheme.specification = text_of("https://github.com/anza-xyz/wallet-standard");
    scheme.max_message_size = 128 * 1024;
    scheme.max_signature_size = signature_size;
    scheme.max_signature_text_size = max_signature_text;
    return scheme;
}();
constexpr SolanaMessage solana_message_verifier;

} // namespace walletauth::solana
