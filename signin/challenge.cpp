// SPDX-License-Identifier: Apache-2.0
#include "answers.hpp"
#include "channel.hpp"
#include "state.hpp"
#include "text_form.hpp"

#include <walletauth/sign_in.h>

#include <algorithm>

namespace walletauth::signin {
namespace {

ClaimedTime written(Time time) { return {time_text(time), time.time_since_epoch().count(), 0}; }

/// 46 random bits and the seconds; the MAC is still to be made.
Nonce new_nonce(const KeyRing &keys, NonceRandom &random, Time now) {
    Nonce nonce;
    nonce.key_id = keys.signer_id();
    nonce.issued_at = static_cast<std::uint32_t>((now - nonce_epoch).count());
    nonce.random = random.next();
    return nonce;
}

std::string uri_of(const Config &config, const ChallengeRequest &request) {
    if (request.uri) return std::string{*request.uri};
    const auto &policy = config.policy;
    return policy.uris.empty() ? policy.scheme + "://" + policy.domain : policy.uris.front();
}

/// The form that is asked for, or the client's first that the scheme has.
std::expected<std::string, Refusal> form_of(const Config &config, const SchemeRoute &route,
                                            std::string_view asked) {
    for (const auto &form : config.forms) {
        if ((asked.empty() || form == asked) && form_claims(route, form)) return form;
    }
    return std::unexpected(refusal("form", WA_UNSUPPORTED_OPERATION,
                                   "the scheme has no such form, or the client does not take it"));
}

/// What the text shall say, but for the nonce: of what was asked for all that the form can carry.
/// What it can't carry may not be asked for, lest somebody relies on it; nor what would be refused
/// once it is signed.
std::expected<Claims, Refusal> wanted(const Config &config, const ChallengeRequest &request,
                                      std::uint64_t carried, const std::string &account, Time now) {
    const auto carries = [carried](std::uint64_t bit) { return (carried & bit) != 0; };
    const auto lacks = [](std::string_view what) {
        return std::unexpected(refusal("form", WA_UNSUPPORTED_OPERATION,
                                       "the form has no place for a " + std::string{what}));
    };
    if (request.statement && !carries(WA_CLAIM_STATEMENT)) return lacks("statement");
    if (request.request_id && !carries(WA_CLAIM_REQUEST_ID)) return lacks("request id");
    if (!request.resources.empty() && !carries(WA_CLAIM_RESOURCES)) return lacks("resource");
    if (request.uri && !carries(WA_CLAIM_URI)) return lacks("URI");
    Claims claims;
    claims.domain = config.policy.domain;
    if (!account.empty() && carries(WA_CLAIM_ACCOUNT)) claims.account = account;
    if (carries(WA_CLAIM_CHAIN)) claims.chain = std::string{request.chain};
    if (carries(WA_CLAIM_URI)) claims.uri = uri_of(config, request);
    if (carries(WA_CLAIM_VERSION)) claims.version = "1";
    if (request.statement)
        claims.statement = std::string{*request.statement};
    else if (!config.statement.empty() && carries(WA_CLAIM_STATEMENT))
        claims.statement = config.statement;
    if (request.request_id) claims.request_id = std::string{*request.request_id};
    if (!request.resources.empty()) claims.resources = request.resources;
    if (carries(WA_CLAIM_ISSUED_AT)) claims.issued_at = written(now);
    if (carries(WA_CLAIM_EXPIRATION_TIME)) claims.expiration_time = written(now + config.lifetime);
    Expected expected;
    expected.form_has_times = has_times(carried);
    if (auto wrong = check_claims(config.policy, expected, claims, now)) {
        return std::unexpected(refusal(wrong->check, WA_REJECTED_POLICY, std::move(wrong->detail)));
    }
    return claims;
}

} // namespace

std::expected<Challenge, Refusal> SignIn::State::challenge(const ChallengeRequest &request,
                                                           Time now) const {
    if (auto wrong = service_error(now)) return std::unexpected(std::move(*wrong));
    const auto &plugins = verifier.plugins();
    const auto route = plugins.route(request.chain, request.scheme);
    if (!route) return std::unexpected(of_host("request", route.error()));
    if (std::ranges::find(config.policy.chains, request.chain) == config.policy.chains.end()) {
        return std::unexpected(refusal("chain", WA_REJECTED_POLICY, "the chain is not accepted"));
    }
    const auto form = form_of(config, **route, request.form);
    if (!form) return std::unexpected(form.error());
    const auto channel = bound_channel(config, request.channel, Side::challenge);
    if (!channel) return std::unexpected(channel.error());
    const auto account = canonical_account(plugins, request.chain, request.account);
    if (!account) return std::unexpected(account.error());
    const auto carried = form_claims(**route, *form).value_or(0);
    auto claims = wanted(config, request, carried, *account, now);
    if (!claims) return std::unexpected(std::move(claims.error()));
    const auto known = generation->fresh(now);
    if (!known) return std::unexpected(no_store(known.error()));

    auto nonce = new_nonce(*keys, nonce_random, now);
    auto binding = binding_of(config, *known, request.chain, request.scheme, *form);
    bind_claims(binding, *claims);
    binding.channel = *channel;
    if (!account->empty()) binding.account = *account;
    nonce.mac = nonce_mac(*keys->find(nonce.key_id), nonce, binding);
    const auto text = write_nonce(nonce);
    claims->nonce = text;

    auto made = compose_text(**route, request.chain, *form, *claims);
    if (!made) return made;
    made->chain = request.chain;
    made->scheme = request.scheme;
    made->account = *account;
    made->form = *form;
    made->nonce = text;
    made->expires_at = now + config.lifetime;
    return made;
}

} // namespace walletauth::signin
