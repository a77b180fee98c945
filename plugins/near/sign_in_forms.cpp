// SPDX-License-Identifier: Apache-2.0
#include "sign_in_forms.hpp"

#include "account.hpp"
#include "schemes.hpp"

#include <walletauth/request/parameters.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

namespace walletauth::near {
namespace {

using sign_in::Claims;
using sign_in::refuse_check;

constexpr std::size_t nonce_size = 32;       // NEP-413
constexpr std::size_t max_account_size = 64; // nomicon, DataStructures/Account

/// Recipient is the domain, or an account id of the service; message is the statement; the nonce is
/// 32 letters and digits, whose bytes are signed. Account, chain and times are not signed: the
/// account is the claimed one, which verify compares, and the times are what the nonce says.
Result<std::string> read(const wa_request &request) {
    const Parameters parameters{request};
    const auto nonce = parameters.bytes("nonce");
    const auto recipient = parameters.text("recipient");
    const auto message = as_text(view(request.message));
    if (auto good = sign_in::check_characters(message); !good) return std::unexpected(good.error());
    if (!recipient || !(sign_in::is_domain(*recipient) || is_account_id(*recipient))) {
        return refuse_check("domain", "recipient is no host[:port] and no account id");
    }
    const auto text = nonce ? as_text(*nonce) : std::string_view{};
    if (text.size() != nonce_size || !sign_in::is_nonce(text)) {
        return refuse_check("nonce", "no 32 letters and digits");
    }
    sign_in::ClaimsView claims;
    if (request.account.size != 0) claims.account = view(request.account);
    claims.domain = *recipient;
    claims.nonce = text;
    if (!message.empty()) claims.statement = message;
    if (const auto url = parameters.text("callback_url")) claims.callback_url = *url;
    return to_json(claims);
}

/// What `read` would refuse of the claims is refused; among it what has room alone, but not beside
/// the account that a request adds.
Result<void> check_sayable(const Claims &claims) {
    Claims sayable;
    sayable.account = claims.account;
    sayable.callback_url = claims.callback_url;
    sayable.domain = claims.domain;
    sayable.nonce = claims.nonce;
    sayable.statement = claims.statement;
    if (sayable != claims || claims.statement == "") {
        return refuse_check("grammar", "nep413 says account, callback_url, domain, nonce and a ",
                            "statement that is not empty, and nothing else");
    }
    if (auto good = sign_in::check_characters(claims.statement.value_or("")); !good) return good;
    const auto domain = claims.domain.value_or("");
    if (!sign_in::is_domain(domain) && !is_account_id(domain)) {
        return refuse_check("domain", "no host[:port] and no account id");
    }
    if (!claims.nonce || claims.nonce->size() != nonce_size || !sign_in::is_nonce(*claims.nonce)) {
        return refuse_check("nonce", "no 32 letters and digits");
    }
    if (claims.account && !is_account_id(*claims.account)) {
        return refuse_check("account", "no account id");
    }
    if (!sayable.account) sayable.account.emplace(max_account_size, 'a');
    const auto json = to_json(sayable);
    return json ? Result<void>{} : std::unexpected(json.error());
}

Result<sign_in::Composed> compose(std::string_view, const Claims &claims) {
    if (auto good = check_sayable(claims); !good) {
        return sign_in::refuse_unwritten(claims, sign_in::StatementRule::words, good.error());
    }
    const auto message = claims.statement.value_or("");
    const auto domain = claims.domain.value_or("");
    const auto nonce = json::quote(encode_base64(as_bytes(*claims.nonce)));
    const auto callback = claims.callback_url ? json::quote(*claims.callback_url) : std::string{};
    sign_in::Composed composed{.message = sign_in::text_message(message), .wallet = {}};
    composed.params = (callback.empty() ? "{" : "{\"callback_url\":" + callback + ',') +
                      "\"nonce\":{\"base64\":" + nonce + "},\"recipient\":" + json::quote(domain) +
                      '}';
    composed.wallet = "{\"method\":\"signMessage\",\"params\":{" +
                      (callback.empty() ? "" : "\"callbackUrl\":" + callback + ',') +
                      "\"message\":" + json::quote(message) + ",\"nonce\":{\"base64\":" + nonce +
                      "},\"recipient\":" + json::quote(domain) + "}}";
    return composed;
}

} // namespace

constexpr sign_in::FormEntry sign_in_forms[1]{
    {sign_in::descriptor("nep413", "nep413",
                         WA_CLAIM_ACCOUNT | WA_CLAIM_DOMAIN | WA_CLAIM_NONCE | WA_CLAIM_STATEMENT |
                             WA_CLAIM_CALLBACK_URL),
     &scheme_nep413, &read, &compose}};

} // namespace walletauth::near
