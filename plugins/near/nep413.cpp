// SPDX-License-Identifier: Apache-2.0
#include "nep413.hpp"

#include "account.hpp"
#include "claim.hpp"
#include "notation.hpp"
#include "ownership.hpp"
#include "payload.hpp"

#include <walletauth/request/parameters.hpp>
#include <walletauth/text/text.hpp>

namespace walletauth::near {
namespace {

Result<Payload> payload_of(const wa_request &request) {
    const Parameters parameters{request};
    const auto nonce = *parameters.bytes("nonce");
    if (nonce.size() != 32) {
        return refuse(WA_MALFORMED_PARAMS, "nonce has ", nonce.size(), " bytes, expected 32");
    }
    const auto text = as_text(view(request.message));
    if (!is_utf8(text)) return refuse(WA_MALFORMED_MESSAGE, "message is not UTF-8");
    return Payload{text, nonce.first<32>(), *parameters.text("recipient"),
                   parameters.text("callback_url")};
}

/// What a signature that does not match may come from: wallets differ over the callback URL.
std::string_view callback_hint(const Payload &payload) noexcept {
    if (!payload.callback_url) return "; no callback_url was given: did the wallet get one?";
    if (payload.callback_url->empty()) return "; callback_url is \"\", which is not an absent one";
    return "; callback_url was given, which some wallets leave out";
}

std::string claim_of(const wa_request &request, const Key &key) {
    return request.account.size == 0 ? derived_account(key) : std::string{view(request.account)};
}

Result<Proof> verify(const wa_request &request) {
    if (auto good = check_chain(view(request.chain)); !good) return std::unexpected(good.error());
    if (auto good = check_claim(request); !good) return std::unexpected(good.error());
    const auto key = key_of(request);
    if (!key) return std::unexpected(key.error());
    const auto claim = claim_of(request, *key);
    if (auto good = check_provable(request, *key, claim); !good) {
        return std::unexpected(good.error());
    }
    const auto payload = payload_of(request);
    if (!payload) return std::unexpected(payload.error());
    const auto hash = payload_hash(*payload);
    if (auto good = verify_signature(*key, view(request.signature), hash, rule_of(request),
                                     callback_hint(*payload));
        !good) {
        return std::unexpected(good.error());
    }
    return prove_ownership(request, *key, claim);
}

Result<std::vector<std::string>> evidence_queries(const wa_request &request) {
    const auto key = key_of(request);
    if (!key) return std::unexpected(key.error());
    return ownership_queries(request, *key, claim_of(request, *key));
}

} // namespace

constexpr SchemeVerifier nep413_verifier{
    {.verify = &verify, .notation = near_notation, .evidence_queries = &evidence_queries}};

} // namespace walletauth::near
