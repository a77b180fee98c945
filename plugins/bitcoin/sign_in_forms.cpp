// SPDX-License-Identifier: Apache-2.0
#include "sign_in_forms.hpp"

#include "account.hpp"
#include "schemes.hpp"

#include <walletauth/sign_in/profiles.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

namespace walletauth::bitcoin {
namespace {

constexpr std::string_view prefix = "bip122:";

bool is_account(std::string_view text, std::string_view chain) {
    return Accounts{}.normalize_account(chain, text).has_value();
}

std::optional<std::string> caip2_of(std::string_view text) {
    return network_of(text) ? std::optional{std::string{text}} : std::nullopt;
}

/// "Chain ID: 000000000019d6689c085ae165831e93", and back.
std::optional<std::string> chain_of(std::string_view text) {
    return caip2_of(std::string{prefix} + std::string{text});
}
std::optional<std::string> reference_of(std::string_view chain) {
    if (!network_of(chain)) return std::nullopt;
    return std::string{chain.substr(prefix.size())};
}

constexpr sign_in::TextForm caip122 = [] {
    auto row = sign_in::caip122_profile("Bitcoin");
    row.is_account = &is_account;
    row.chain_of = &chain_of;
    row.text_of = &reference_of;
    return row;
}();

constexpr sign_in::TextForm appkit{
    .wallet_name = {},
    .written_name = "Bitcoin",
    .needs = sign_in::fields(sign_in::Field::uri, sign_in::Field::version, sign_in::Field::chain,
                             sign_in::Field::nonce),
    .blank = sign_in::Blank::one,
    .is_account = &is_account,
    .chain_of = &caip2_of,
    .text_of = &caip2_of};

template <const sign_in::TextForm &form>
Result<std::string> read(const wa_request &request) {
    return sign_in::read_text_json(form, view(request.chain), as_text(view(request.message)));
}

/// As sats-connect takes it (Xverse, Leather and others): which of the two signatures is made is
/// the protocol's.
template <const sign_in::TextForm &form, bool is_bip322>
Result<sign_in::Composed> compose(std::string_view chain, const sign_in::Claims &claims) {
    const auto text = sign_in::compose_text(form, chain, claims);
    if (!text) return std::unexpected(text.error());
    sign_in::Composed composed{.message = sign_in::text_message(*text), .wallet = {}};
    composed.wallet =
        "{\"method\":\"signMessage\",\"params\":{\"address\":" + json::quote(*claims.account) +
        ",\"message\":" + json::quote(*text) + ",\"protocol\":\"" +
        (is_bip322 ? "BIP322" : "ECDSA") + "\"}}";
    return composed;
}

} // namespace

constexpr sign_in::FormEntry sign_in_forms[4]{
    {sign_in::descriptor("caip122", "bip322", sign_in::claims_of(caip122)), &bip322_scheme,
     &read<caip122>, &compose<caip122, true>},
    {sign_in::descriptor("appkit", "bip322", sign_in::claims_of(appkit)), &bip322_scheme,
     &read<appkit>, &compose<appkit, true>},
    {sign_in::descriptor("caip122", "bip137", sign_in::claims_of(caip122)), &bip137_scheme,
     &read<caip122>, &compose<caip122, false>},
    {sign_in::descriptor("appkit", "bip137", sign_in::claims_of(appkit)), &bip137_scheme,
     &read<appkit>, &compose<appkit, false>},
};

} // namespace walletauth::bitcoin
