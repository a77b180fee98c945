// SPDX-License-Identifier: Apache-2.0
#include "account.hpp"

#include "owned.hpp"

#include <algorithm>

namespace walletauth::bitcoin {

Result<std::string> Accounts::derive_account(std::string_view chain, std::string_view,
                                             std::span<const std::uint8_t> public_key,
                                             std::span<const wa_parameter> parameters) const {
    const auto network = network_of(chain);
    if (!network) return std::unexpected(network.error());
    const auto type = read_address_type(parameters);
    if (!type) return std::unexpected(type.error());
    const auto address = address_of_key(public_key, *type);
    if (!address) return std::unexpected(address.error());
    return format_address(**network, *address);
}

Result<std::string> Accounts::normalize_account(std::string_view chain,
                                                std::string_view account) const {
    const auto network = network_of(chain);
    if (!network) return std::unexpected(network.error());
    const auto address = parse_address(**network, account);
    if (!address) return std::unexpected(address.error());
    std::string text{account};
    if (address->kind == AddressKind::p2pkh || address->kind == AddressKind::p2sh) {
        return text; // base58 has one spelling
    }
    std::ranges::transform(text, text.begin(), [](char c) { // Bech32 has two: no case is mixed
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

} // namespace walletauth::bitcoin
