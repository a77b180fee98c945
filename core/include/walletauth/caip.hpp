// SPDX-License-Identifier: Apache-2.0
/// CAIP-2 chain ids and CAIP-10 account ids, without case folding.
#pragma once

#include <walletauth/cxx23.hpp>

#include <expected>
#include <string>
#include <string_view>

namespace walletauth {

/// A CAIP-2 id in its two parts; views into the text that was parsed.
struct ChainId {
    std::string_view name_space; ///< [-a-z0-9]{3,8}
    std::string_view reference;  ///< [-_a-zA-Z0-9]{1,32}
};

/// CAIP-2: `namespace:reference`. The error says what is wrong, in printable ASCII.
[[nodiscard]] std::expected<ChainId, std::string> parse_chain_id(std::string_view text);

/// A CAIP-10 id: the chain (CAIP-2, a view) and the address with %XX decoded.
struct AccountId {
    std::string_view chain;
    std::string address;
};

/// CAIP-10: `chain:address`, address [-.%a-zA-Z0-9]{1,128} with well-formed %XX.
[[nodiscard]] std::expected<AccountId, std::string> parse_account_id(std::string_view text);

/// `chain:address`, with bytes outside [-.a-zA-Z0-9] as %XX in upper-case hex.
[[nodiscard]] std::string format_account_id(std::string_view chain, std::string_view address);

} // namespace walletauth
