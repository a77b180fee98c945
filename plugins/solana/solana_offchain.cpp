// SPDX-License-Identifier: Apache-2.0
#include "solana_offchain.hpp"

#include "descriptor.hpp"
#include "notation.hpp"
#include "offchain_params.hpp"
#include "signature.hpp"
#include "signed_envelope.hpp"

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/sign_in/claims.hpp>
#include <walletauth/text/text.hpp>

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

Result<void> check_text(Bytes text) noexcept {
    if (text.empty()) return refuse(WA_MALFORMED_MESSAGE, "off-chain text is empty");
    if (!is_utf8(text)) return refuse(WA_MALFORMED_MESSAGE, "off-chain text is not UTF-8");
    return {};
}

// The trials that the parameters leave and that the text fits; WA_MALFORMED_MESSAGE if none.
// Without signers the account alone signs.
Result<std::vector<Trial>> trials_for(const OffchainParams &params, Bytes text) {
    std::vector<Trial> fitting;
    Refusal last = make_refusal(WA_MALFORMED_PARAMS, "the parameters leave no layout");
    const auto signer_count = std::max<std::size_t>(1, params.signers.size() / Key{}.size());
    for (const auto &trial : trials) {
        if (!params.allow(trial.layout, trial.format)) continue;
        if (auto fits = check_offchain_text(trial.layout, trial.format, signer_count, text);
            !fits) {
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
        const auto signers = signers_for(params, trial.layout, claim.key);
        const auto bytes =
            build_envelope({trial.layout, trial.layout == Layout::v0 ? domain : Bytes{},
                            trial.format, signers, text});
        if (!ed25519_verify(signature, bytes, claim.key, Rule::strict)) continue;
        // The wallet may have shown the other text of these bytes.
        if (auto one = parse_envelope(bytes, WA_REJECTED_POLICY); !one) {
            return std::unexpected(one.error());
        }
        return proof_of(claim);
    }
    if (auto good = check_can_sign(claim.key); !good) return std::unexpected(good.error());
    return refuse(WA_REJECTED_SIGNATURE, "no signature of this message by ", claim.account.view(),
                  " in any of ", fitting.size(), " layouts");
}

// An envelope is known: it must say what the request says.
Result<Proof> verify_given(const Claim &claim, const OffchainParams &params,
                           const Envelope &envelope, Bytes envelope_bytes, Bytes text,
                           const OffchainSignature &parts) {
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
    const auto own = index_of_own(parts, envelope, claim.key);
    const auto signature = signature_of(parts, own);
    if (!signature) return std::unexpected(signature.error());
    auto proof = verify_signature(claim, *signature, envelope_bytes);
    if (!proof) return proof;
    if (auto good = check_other_signatures(parts, envelope, own); !good) {
        return std::unexpected(good.error());
    }
    return proof;
}

// Account and key are one, and an expected one.
Result<void> check_signer(const Claim &claim, const OffchainParams &params) {
    if (auto agrees = check_agrees(claim); !agrees) return agrees;
    return check_is_expected(params, claim.key);
}

Result<Proof> verify(const wa_request &request) {
    const auto claim = read_claim(request);
    if (!claim) return std::unexpected(claim.error());
    const auto params = read_offchain_params(request);
    if (!params) return std::unexpected(params.error());
    const auto text = view(request.message);
    if (auto good = check_text(text); !good) return std::unexpected(good.error());

    const auto parts = split_signature(view(request.signature));
    const bool came_signed = parts && !parts->envelope.empty();
    if (!params->envelope && !came_signed) {
        // Whether the message fits any layout comes before what is wrong with the signature.
        const auto fitting = trials_for(*params, text);
        if (!fitting) return std::unexpected(fitting.error());
        if (!parts) return std::unexpected(parts.error());
        if (auto good = check_signer(*claim, *params); !good) return std::unexpected(good.error());
        return verify_built(*claim, *params, *fitting, text, parts->signatures.first<64>());
    }
    if (!parts) return std::unexpected(parts.error());
    Envelope envelope{};
    if (params->envelope) envelope = *params->envelope;
    if (came_signed) {
        const auto own = parse_envelope(parts->envelope, WA_MALFORMED_SIGNATURE);
        if (!own) return std::unexpected(own.error());
        if (auto good = check_signature_count(*parts, *own); !good) {
            return std::unexpected(good.error());
        }
        envelope = *own;
    }
    if (auto good = check_signer(*claim, *params); !good) return std::unexpected(good.error());
    if (came_signed && params->envelope &&
        !std::ranges::equal(parts->envelope, params->envelope_bytes)) {
        return refuse(WA_REJECTED_SIGNATURE, "the signature came with another envelope");
    }
    return verify_given(*claim, *params, envelope,
                        came_signed ? parts->envelope : params->envelope_bytes, text, *parts);
}

Result<std::vector<std::uint8_t>> parse_signature(std::string_view text) {
    auto readings = read_notations(text, max_signed_envelope_size);
    const auto wanted = [](const Reading &reading) {
        return reading.bytes.size() == signature_size || looks_like_signed_envelope(reading.bytes);
    };
    const auto count = std::ranges::count_if(readings, wanted);
    if (count == 1) return std::move(std::ranges::find_if(readings, wanted)->bytes);
    if (count > 1) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature is one in more than one notation");
    }
    return std::unexpected(
        refuse_readings(text, readings, signature_size, WA_MALFORMED_SIGNATURE, "signature"));
}

bool is_domain_of_text(Bytes found, std::string_view domain) {
    std::array<std::uint8_t, application_domain_size> wanted{};
    if (found.empty() || std::ranges::equal(found, wanted)) return true;
    if (domain.size() > wanted.size()) return false;
    std::ranges::copy(domain, wanted.begin());
    return std::ranges::equal(found, wanted);
}

} // namespace

Result<void> check_application_domain(const wa_request &request, std::string_view domain) {
    const auto params = read_offchain_params(request);
    if (!params) return {};
    std::array<Bytes, 3> found{params->application_domain};
    if (params->envelope) found[1] = params->envelope->application_domain;
    // Of the signature only what was signed is looked at.
    const auto parts = split_signature(view(request.signature));
    if (parts && !parts->envelope.empty()) {
        const auto own = parse_envelope(parts->envelope, WA_MALFORMED_SIGNATURE);
        if (own) found[2] = own->application_domain;
    }
    for (const auto &each : found) {
        if (!is_domain_of_text(each, domain)) {
            return sign_in::refuse_check(
                "domain", "the envelope's application domain is not that of the text, ", domain);
        }
    }
    return {};
}

constexpr wa_scheme solana_offchain_scheme = [] {
    auto scheme = common_descriptor();
    scheme.id = text_of("solana-offchain");
    scheme.description = text_of("Ed25519 of an off-chain message envelope: v0, v0-legacy, v1");
    scheme.specification = text_of("https://docs.anza.xyz/proposals/off-chain-message-signing");
    scheme.parameters = offchain_parameters;
    scheme.parameter_count = std::size(offchain_parameters);
    scheme.max_message_size = max_offchain_text;
    scheme.max_signature_size = max_signed_envelope_size;
    scheme.max_signature_text_size = max_signed_envelope_text;
    return scheme;
}();
constexpr SchemeVerifier solana_offchain_verifier{
    {.verify = &verify,
     .notation = {&parse_signature, &parse_public_key_text, &format_public_key},
     .check_chain = &check_chain}};

} // namespace walletauth::solana
