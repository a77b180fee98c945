// SPDX-License-Identifier: Apache-2.0
#include "nep413.hpp"

#include "account.hpp"
#include "ownership.hpp"
#include "payload.hpp"

#include <walletauth/text/text.hpp>

namespace walletauth::near {
namespace {

Result<Payload> payload_of(const wa_request &request) {
    const auto nonce = *parameter(request, "nonce");
    if (nonce.size() != 32) {
        return refuse(WA_MALFORMED_PARAMS, "nonce has ", nonce.size(), " bytes, expected 32");
    }
    const auto message = view(request.message);
    const std::string_view text{reinterpret_cast<const char *>(message.data()), message.size()};
    if (!is_utf8(text)) return refuse(WA_MALFORMED_MESSAGE, "message is not UTF-8");
    return Payload{text, nonce.first<32>(), *text_parameter(request, "recipient"),
                   text_parameter(request, "callback_url")};
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

} // namespace

Result<Proof> Nep413::verify(const wa_request &request) const {
    if (auto good = check_chain(view(request.chain)); !good) return std::unexpected(good.error());
    if (auto good = check_claim(request); !good) return std::unexpected(good.error());
    const auto key = key_of(request);
    if (!key) return std::unexpected(key.error());
    const auto payload = payload_of(request);
    if (!payload) return std::unexpected(payload.error());
    const auto hash = payload_hash(*payload);
    if (auto good = verify_signature(*key, view(request.signature), hash, rule_of(request),
                                     callback_hint(*payload));
        !good) {
        return std::unexpected(good.error());
    }
    return prove_ownership(request, *key, claim_of(request, *key));
}

Result<std::vector<std::string>> Nep413::evidence_queries(const wa_request &request) const {
    const auto key = key_of(request);
    if (!key) return std::unexpected(key.error());
    return ownership_queries(request, *key, claim_of(request, *key));
}

} // namespace walletauth::near
