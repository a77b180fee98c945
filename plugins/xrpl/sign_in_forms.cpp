// SPDX-License-Identifier: Apache-2.0
#include "sign_in_forms.hpp"

#include "account.hpp"
#include "schemes.hpp"

#include <walletauth/sign_in/profiles.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

namespace walletauth::xrpl {
namespace {

constexpr std::string_view prefix = "xrpl:";

bool is_account(std::string_view text, std::string_view chain) {
    const auto network = network_of(chain);
    return network && read_account(text, *network).has_value();
}

/// The line has the network's id alone.
std::optional<std::string> chain_of(std::string_view text) {
    auto chain = std::string{prefix} + std::string{text};
    return network_of(chain) ? std::optional{std::move(chain)} : std::nullopt;
}

std::optional<std::string> text_of_chain(std::string_view chain) {
    if (!network_of(chain)) return std::nullopt;
    return std::string{chain.substr(prefix.size())};
}

constexpr sign_in::TextForm caip122 = [] {
    auto row = sign_in::caip122_profile("XRPL"); // namespaces/xrpl/caip122.md
    row.is_account = &is_account;
    row.chain_of = &chain_of;
    row.text_of = &text_of_chain;
    return row;
}();

Result<std::string> read(const wa_request &request) {
    return sign_in::read_text_json(caip122, view(request.chain), as_text(view(request.message)));
}

enum class Wallet { gem, xaman };

/// GemWallet takes the text. Xaman takes a SignIn, in which the text is hex.
std::string call(Wallet wallet, std::string_view text) {
    if (wallet == Wallet::gem) {
        return "{\"method\":\"signMessage\",\"params\":[" + json::quote(text) + "]}";
    }
    return "{\"method\":\"payload\",\"params\":{\"txjson\":{\"Memos\":[{\"Memo\":{\"MemoData\":" +
           json::quote(encode_hex(as_bytes(text))) + "}}],\"TransactionType\":\"SignIn\"}}}";
}

template <Wallet wallet>
Result<sign_in::Composed> compose(std::string_view chain, const sign_in::Claims &claims) {
    const auto text = sign_in::compose_text(caip122, chain, claims);
    if (!text) return std::unexpected(text.error());
    sign_in::Composed composed{.message = sign_in::text_message(*text), .wallet = {}};
    composed.wallet = call(wallet, *text);
    return composed;
}

} // namespace

constexpr sign_in::FormEntry sign_in_forms[2]{
    {sign_in::descriptor("caip122", "xrpl-message", sign_in::claims_of(caip122)),
     &scheme_xrpl_message, &read, &compose<Wallet::gem>},
    {sign_in::descriptor("caip122", "xrpl-signin", sign_in::claims_of(caip122)),
     &scheme_xrpl_signin, &read, &compose<Wallet::xaman>},
};

} // namespace walletauth::xrpl
