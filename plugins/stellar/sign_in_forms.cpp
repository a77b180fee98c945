// SPDX-License-Identifier: Apache-2.0
#include "sign_in_forms.hpp"

#include "account.hpp"
#include "schemes.hpp"

#include <walletauth/sign_in/profiles.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

namespace walletauth::stellar {
namespace {

constexpr std::string_view prefix = "stellar:";

bool is_account(std::string_view text, std::string_view) {
    return read_strkey(WA_MALFORMED_ACCOUNT, text).has_value();
}

/// "Chain ID: pubnet", as CAIP-122's namespaces have it; pages also write the whole CAIP-2 id.
std::optional<std::string> chain_of(std::string_view text) {
    const auto chain = (text.starts_with(prefix) ? "" : std::string{prefix}) + std::string{text};
    return check_chain(chain) ? std::optional{chain} : std::nullopt;
}

std::optional<std::string> reference_of(std::string_view chain) {
    if (!check_chain(chain)) return std::nullopt;
    return std::string{chain.substr(prefix.size())};
}

constexpr sign_in::TextForm text_form = [] {
    auto row = sign_in::caip122_profile("Stellar");
    row.is_account = &is_account;
    row.chain_of = &chain_of;
    row.text_of = &reference_of;
    return row;
}();

Result<std::string> read(const wa_request &request) {
    return sign_in::read_text_json(text_form, view(request.chain), as_text(view(request.message)));
}

/// The wallet is asked by SEP-43. It needs the network's passphrase, and the account where it has
/// several.
Result<sign_in::Composed> compose(std::string_view chain, const sign_in::Claims &claims) {
    const auto text = sign_in::compose_text(text_form, chain, claims);
    if (!text) return std::unexpected(text.error());
    const std::string_view passphrase = chain == "stellar:pubnet"
                                            ? "Public Global Stellar Network ; September 2015"
                                            : "Test SDF Network ; September 2015";
    const auto account =
        claims.account ? "\"address\":" + json::quote(*claims.account) + ',' : std::string{};
    sign_in::Composed composed{.message = sign_in::text_message(*text), .wallet = {}};
    composed.wallet = "{\"method\":\"signMessage\",\"params\":[" + json::quote(*text) + ",{" +
                      account + "\"networkPassphrase\":" + json::quote(passphrase) + "}]}";
    return composed;
}

} // namespace

constexpr sign_in::FormEntry sign_in_forms[1]{
    {sign_in::descriptor("caip122", "sep53", sign_in::claims_of(text_form)), &scheme_sep53, &read,
     &compose}};

} // namespace walletauth::stellar
