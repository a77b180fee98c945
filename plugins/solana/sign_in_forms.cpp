// SPDX-License-Identifier: Apache-2.0
#include "sign_in_forms.hpp"

#include "account.hpp"
#include "solana_memo.hpp"
#include "solana_message.hpp"
#include "solana_offchain.hpp"

#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

namespace walletauth::solana {
namespace {

/// The clusters as wallets name them, and the first 32 characters of their genesis hashes
/// (CAIP-30).
struct Cluster {
    std::string_view name;
    std::string_view chain;
};
constexpr Cluster clusters[]{
    {"mainnet", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"},
    {"testnet", "solana:4uhcVJyU9pJkvQyS88uRDiswHXSCkY3z"},
    {"devnet", "solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1"},
};
constexpr std::string_view prefix = "solana:";
// CAIP-122's own example has the whole hash of mainnet.
constexpr std::string_view mainnet_hash = "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d";

bool is_account(std::string_view text, std::string_view) { return read_account(text).has_value(); }

/// mainnet, solana:mainnet, or a genesis hash as CAIP-2 has it.
std::optional<std::string> chain_of(std::string_view text) {
    const auto name = text.starts_with(prefix) ? text.substr(prefix.size()) : text;
    for (const auto &cluster : clusters) {
        if (name == cluster.name || text == cluster.chain.substr(prefix.size())) {
            return std::string{cluster.chain};
        }
    }
    return text == mainnet_hash ? std::optional{std::string{clusters[0].chain}} : std::nullopt;
}

std::optional<std::string> name_of(std::string_view chain) {
    for (const auto &cluster : clusters) {
        if (chain == cluster.chain) return std::string{cluster.name};
    }
    return std::nullopt;
}

// phantom/sign-in-with-solana and wallet-standard: every field is optional. Without a statement
// wallet-standard writes one empty line, solana-mobile two.
constexpr sign_in::TextForm siws{.wallet_name = "Solana",
                                 .needs = 0,
                                 .blank = sign_in::Blank::one_or_two,
                                 .is_account = &is_account,
                                 .chain_of = &chain_of,
                                 .text_of = &name_of};

std::optional<std::string> appkit_chain(std::string_view text) {
    return check_chain(text) ? std::optional{std::string{text}} : std::nullopt;
}

constexpr sign_in::TextForm appkit{
    .wallet_name = {},
    .written_name = "Solana",
    .needs = sign_in::fields(sign_in::Field::uri, sign_in::Field::version, sign_in::Field::chain,
                             sign_in::Field::nonce),
    .blank = sign_in::Blank::one,
    .is_account = &is_account,
    .chain_of = &appkit_chain,
    .text_of = &appkit_chain};

/// Envelopes and memos are of the scheme: the message of a request is the text inside of them.
template <const sign_in::TextForm &form>
Result<std::string> read(const wa_request &request) {
    return sign_in::read_text_json(form, view(request.chain), as_text(view(request.message)));
}

/// An envelope may say on its own whom the text is for.
template <const sign_in::TextForm &form>
Result<std::string> read_offchain(const wa_request &request) {
    const auto claims =
        sign_in::view_text(form, view(request.chain), as_text(view(request.message)));
    if (!claims) return std::unexpected(claims.error());
    if (auto good = check_application_domain(request, claims->domain.value_or("")); !good) {
        return std::unexpected(good.error());
    }
    return to_json(*claims);
}

std::string call(std::string_view method, std::string_view before, std::string_view text,
                 std::string_view behind) {
    constexpr std::size_t around = 96;
    std::string out;
    out.reserve(text.size() + around);
    out.append("{\"method\":\"").append(method).append("\",\"params\":").append(before);
    json::append_quoted(out, text);
    return out.append(behind).append("}");
}

/// solana:signIn, from whose input (wallet-standard) the wallet writes this very text.
std::string call_sign_in(std::string_view chain, const sign_in::Claims &claims) {
    constexpr std::string_view begin = R"({"method":"solana:signIn","params":[{)";
    constexpr std::size_t usual_size = 768;
    std::string out;
    out.reserve(usual_size);
    out += begin;
    const auto add_name = [&](std::string_view name) {
        out.append(out.size() == begin.size() ? "\"" : ",\"").append(name).append("\":");
    };
    const auto add = [&](std::string_view name, const std::optional<std::string> &text) {
        if (!text) return;
        add_name(name);
        json::append_quoted(out, *text);
    };
    const auto add_time = [&](std::string_view name, const std::optional<sign_in::Time> &time) {
        if (!time) return;
        add_name(name);
        json::append_quoted(out, time->text);
    };
    add("address", claims.account);
    add("chainId", name_of(chain));
    add("domain", claims.domain);
    add_time("expirationTime", claims.expiration_time);
    add_time("issuedAt", claims.issued_at);
    add("nonce", claims.nonce);
    add_time("notBefore", claims.not_before);
    add("requestId", claims.request_id);
    if (claims.resources) {
        add_name("resources");
        json::append_quoted_array(out, *claims.resources);
    }
    add("statement", claims.statement);
    add("uri", claims.uri);
    add_name("version");
    json::append_quoted(out, claims.version ? std::string_view{*claims.version} : "1");
    return out.append("}]}");
}

enum class Wallet { sign_in, message, offchain, memo };

template <const sign_in::TextForm &form, Wallet wallet>
Result<sign_in::Composed> compose(std::string_view chain, const sign_in::Claims &claims) {
    // Of an empty text wallet-standard's createSignInMessageText writes no line at all.
    if (wallet == Wallet::sign_in && claims.request_id == "") {
        return sign_in::refuse_check("request_id", "it is empty, and wallets write no line of an ",
                                     "empty one: give it characters, or leave it out");
    }
    const auto text = sign_in::compose_text(form, chain, claims);
    if (!text) return std::unexpected(text.error());
    sign_in::Composed composed{.message = sign_in::text_message(*text), .wallet = {}};
    switch (wallet) {
    case Wallet::sign_in:
        composed.wallet = call_sign_in(chain, claims);
        break;
    case Wallet::message:
        composed.wallet = call("solana:signMessage", "[", *text, "]");
        break;
    case Wallet::offchain:
        composed.wallet = call("signOffchainMessage", "[", *text, "]");
        break;
    case Wallet::memo:
        composed.wallet = call("solana:signTransaction", "[{\"memo\":", *text, "}]");
        break;
    }
    return composed;
}

} // namespace

constexpr sign_in::FormEntry sign_in_forms[4]{
    {sign_in::descriptor("siws", "solana-message", sign_in::claims_of(siws)),
     &solana_message_scheme, &read<siws>, &compose<siws, Wallet::sign_in>},
    {sign_in::descriptor("appkit", "solana-message", sign_in::claims_of(appkit)),
     &solana_message_scheme, &read<appkit>, &compose<appkit, Wallet::message>},
    {sign_in::descriptor("siws", "solana-offchain", sign_in::claims_of(siws)),
     &solana_offchain_scheme, &read_offchain<siws>, &compose<siws, Wallet::offchain>},
    {sign_in::descriptor("siws", "solana-memo", sign_in::claims_of(siws)), &solana_memo_scheme,
     &read<siws>, &compose<siws, Wallet::memo>},
};

} // namespace walletauth::solana
