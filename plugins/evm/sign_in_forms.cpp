// SPDX-License-Identifier: Apache-2.0
#include "sign_in_forms.hpp"
#include "address.hpp"
#include "schemes.hpp"

#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>

namespace walletauth::evm {
namespace {

constexpr std::string_view prefix = "eip155:";

/// EIP-4361: with the checksum of EIP-55, or all lower case; wallets write no others.
bool is_account(std::string_view text, std::string_view chain) {
    const auto address = parse_address(text, chain);
    if (!address) return false;
    const bool is_lower = std::ranges::none_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool is_upper =
        std::ranges::none_of(text.substr(2), [](char c) { return c >= 'a' && c <= 'z'; });
    return is_lower || !is_upper || format_address(*address).view() == text;
}

std::optional<std::string> chain_of(std::string_view text) {
    auto chain = std::string{prefix} + std::string{text};
    return text != "0" && check_chain(chain) ? std::optional{std::move(chain)} : std::nullopt;
}

std::optional<std::string> text_of_chain(std::string_view chain) {
    if (!chain.starts_with(prefix)) return std::nullopt;
    const auto text = chain.substr(prefix.size());
    return chain_of(text) ? std::optional{std::string{text}} : std::nullopt;
}

constexpr sign_in::TextForm eip4361{.wallet_name = "Ethereum",
                                    .has_scheme = true,
                                    .is_account = &is_account,
                                    .chain_of = &chain_of,
                                    .text_of = &text_of_chain};

std::optional<std::string> appkit_chain_of(std::string_view text) {
    return text.starts_with(prefix) ? chain_of(text.substr(prefix.size())) : std::nullopt;
}

std::optional<std::string> appkit_text_of(std::string_view chain) {
    return appkit_chain_of(chain) ? std::optional{std::string{chain}} : std::nullopt;
}

// AppKit's own text: the network's name, CAIP-2 as chain, one empty line (reown-com/appkit, siwx).
constexpr sign_in::TextForm appkit{
    .wallet_name = {},
    .written_name = "Ethereum",
    .needs = sign_in::fields(sign_in::Field::uri, sign_in::Field::version, sign_in::Field::chain,
                             sign_in::Field::nonce),
    .blank = sign_in::Blank::one,
    .is_account = &is_account,
    .chain_of = &appkit_chain_of,
    .text_of = &appkit_text_of};

template <const sign_in::TextForm &form>
Result<std::string> read(const wa_request &request) {
    return sign_in::read_text_json(form, view(request.chain), as_text(view(request.message)));
}

/// personal_sign takes the bytes in hex: some wallets decode a text that looks like hex.
template <const sign_in::TextForm &form>
Result<sign_in::Composed> compose(std::string_view chain, const sign_in::Claims &claims) {
    const auto text = sign_in::compose_text(form, chain, claims);
    if (!text) return std::unexpected(text.error());
    return sign_in::Composed{.message = sign_in::text_message(*text),
                             .wallet = "{\"method\":\"personal_sign\",\"params\":[\"0x" +
                                       encode_hex(as_bytes(*text)) + "\"," +
                                       json::quote(*claims.account) + "]}"};
}

} // namespace

constexpr sign_in::FormEntry sign_in_forms[2]{
    {sign_in::descriptor("eip4361", "eip191", sign_in::claims_of(eip4361)), &scheme_eip191,
     &read<eip4361>, &compose<eip4361>},
    {sign_in::descriptor("appkit", "eip191", sign_in::claims_of(appkit)), &scheme_eip191,
     &read<appkit>, &compose<appkit>},
};

} // namespace walletauth::evm
