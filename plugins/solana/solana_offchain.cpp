// SPDX-License-Identifier: Apache-2.0
#include "solana_offchain.hpp"

#include "descriptor.hpp"
#include "ledger_signature.hpp"
#include "offchain_params.hpp"

#include "core/support/base58.hpp"
#include "core/support/ed25519.hpp"
#include "core/support/text.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace walletauth::solana {
namespace {

constexpr std::array<std::uint8_t, application_domain_size> zero_domain{};

// What a wallet could have signed for a text, in the order of trial: the newest first.
struct Trial {
    Layout layout;
    std::uint8_t format;
};
constexpr std::array<Trial, 7> trials{{{Layout::v1, format_ascii},
                                       {Layout::v0, format_ascii},
                                       {Layout::v0, format_utf8},
                                       {Layout::v0, format_extended},
                                       {Layout::v0_legacy, format_ascii},
                                       {Layout::v0_legacy, format_utf8},
                                       {Layout::v0_legacy, format_extended}}};

std::expected<void, Refusal> check_text(Bytes text) noexcept {
    if (text.empty()) return refuse(WA_MALFORMED_MESSAGE, "off-chain text is empty");
    if (!is_utf8(text)) return refuse(WA_MALFORMED_MESSAGE, "off-chain text is not UTF-8");
    return {};
}

// The trials that the parameters leave and that the text fits; WA_MALFORMED_MESSAGE if none.
Result<std::vector<Trial>> trials_for(const OffchainParams &params, Bytes text) {
    std::vector<Trial> fitting;
    Refusal last = make_refusal(WA_MALFORMED_PARAMS, "layout, format and domain leave no layout");
    for (const auto &trial : trials) {
        if (!params.allow(trial.layout, trial.format)) continue;
        if (auto fits = check_offchain_text(trial.layout, trial.format, 1, text); !fits) {
            last = fits.error();
            continue;
        }
        fitting.push_back(trial);
    }
    if (fitting.empty()) return std::unexpected(last);
    return fitting;
}

// No envelope is known: builds what a wallet would have.
Result<Proof> verify_built(const Claim &claim, const OffchainParams &params,
                           std::span<const Trial> fitting, Bytes text,
                           std::span<const std::uint8_t, 64> signature) {
    const Bytes domain =
        params.application_domain.empty() ? Bytes{zero_domain} : params.application_domain;
    for (const auto &trial : fitting) {
        const auto bytes = build_envelope(
            {trial.layout, trial.layout == Layout::v0 ? domain : Bytes{}, trial.format,
             trial.layout == Layout::v0_legacy ? Bytes{} : Bytes{claim.key}, text});
        if (ed25519_verify_strict(signature, bytes, claim.key)) return proof_of(claim);
    }
    if (auto good = check_can_sign(claim.key); !good) return std::unexpected(good.error());
    return refuse(WA_REJECTED_SIGNATURE, "no signature of this message by ", claim.account.view(),
                  " in any of ", fitting.size(), " layouts");
}

// An envelope is known: it must say what the request says.
Result<Proof> verify_given(const Claim &claim, const OffchainParams &params,
                           const Envelope &envelope, Bytes envelope_bytes, Bytes text,
                           std::span<const std::uint8_t, 64> signature) {
    if (auto expected = check_expected(params, envelope); !expected) {
        return std::unexpected(expected.error());
    }
    if (!may_be_signed_by(envelope, claim.key)) {
        return refuse(WA_REJECTED_SIGNER, "the envelope does not name ", claim.account.view(),
                      " as a signer");
    }
    if (!std::ranges::equal(envelope.text, text)) {
        return refuse(WA_REJECTED_SIGNATURE, "the envelope carries another message of ",
                      envelope.text.size(), " bytes");
    }
    return verify_signature(claim, signature, envelope_bytes);
}

} // namespace

Result<Proof> SolanaOffchain::verify(const wa_request &request) const {
    const auto claim = read_claim(request);
    if (!claim) return std::unexpected(claim.error());
    const auto params = read_offchain_params(request);
    if (!params) return std::unexpected(params.error());
    const auto text = view(request.message);
    if (auto good = check_text(text); !good) return std::unexpected(good.error());

    const auto parts = split_signature(view(request.signature));
    const bool from_ledger = parts && !parts->envelope.empty();
    if (!params->envelope && !from_ledger) {
        // Whether the message fits any layout comes before what is wrong with the signature.
        const auto fitting = trials_for(*params, text);
        if (!fitting) return std::unexpected(fitting.error());
        if (!parts) return std::unexpected(parts.error());
        if (auto agrees = check_agrees(*claim); !agrees) return std::unexpected(agrees.error());
        return verify_built(*claim, *params, *fitting, text, parts->signature.first<64>());
    }
    if (!parts) return std::unexpected(parts.error());
    auto envelope = params->envelope;
    if (from_ledger) {
        const auto own = parse_envelope(parts->envelope, WA_MALFORMED_SIGNATURE);
        if (!own) return std::unexpected(own.error());
        envelope = *own;
    }
    if (auto agrees = check_agrees(*claim); !agrees) return std::unexpected(agrees.error());
    if (from_ledger && params->envelope &&
        !std::ranges::equal(parts->envelope, params->envelope_bytes)) {
        return refuse(WA_REJECTED_SIGNATURE, "the signature came with another envelope");
    }
    return verify_given(*claim, *params, *envelope,
                        from_ledger ? parts->envelope : params->envelope_bytes, text,
                        parts->signature.first<64>());
}

Result<std::vector<std::uint8_t>> SolanaOffchain::parse_signature(std::string_view chain,
                                                                  std::string_view scheme,
                                                                  std::string_view text) const {
    auto alone = SolanaVerifier::parse_signature(chain, scheme, text);
    if (!alone && alone.error().status != WA_MALFORMED_SIGNATURE) return alone;
    if (text.size() <= base58_max_text(signature_size)) return alone;
    auto with_envelope = decode_base58(text, max_ledger_signature_text);
    if (!with_envelope || !looks_like_ledger(*with_envelope)) return alone;
    if (alone) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature of 64 bytes, and as base58 an envelope");
    }
    if (auto parts = split_signature(*with_envelope); !parts) {
        return std::unexpected(parts.error());
    }
    return std::move(*with_envelope);
}

constexpr wa_scheme solana_offchain_scheme = [] {
    auto scheme = common_descriptor();
    scheme.id = text_of("solana-offchain");
    scheme.description = text_of("Ed25519 of an off-chain message envelope: v0, v0-legacy, v1");
    scheme.specification = text_of("https://docs.anza.xyz/proposals/off-chain-message-signing");
    scheme.parameters = offchain_parameters;
    scheme.parameter_count = std::size(offchain_parameters);
    scheme.max_message_size = max_offchain_text;
    scheme.max_signature_size = max_ledger_signature_size;
    scheme.max_signature_text_size = max_ledger_signature_text;
    return scheme;
}();
constexpr SolanaOffchain solana_offchain_verifier;

} // namespace walletauth::solana
