// SPDX-License-Identifier: Apache-2.0
/// What differs between the sign-in texts of the namespaces of CAIP-122, and Aptos' SIWA: name,
/// order, empty lines, and what must be there. A plugin takes its row and adds its accounts and
/// chains:
///
///     constexpr auto form = [] {
///         auto row = sign_in::tezos_profile;
///         row.is_account = &is_tezos_address;
///         ...
///         return row;
///     }();
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/sign_in/text_form.hpp>

#include <string_view>

namespace walletauth::sign_in {

/// A namespace without a profile of its own: EIP-4361's lines, and the CAIP-2 reference as chain.
[[nodiscard]] constexpr TextForm caip122_profile(std::string_view wallet_name) noexcept {
    return {.wallet_name = wallet_name,
            .blank = Blank::one_or_two,
            .is_account = nullptr,
            .chain_of = nullptr,
            .text_of = nullptr};
}

/// namespaces/tezos/caip122.md: the order of CAIP-122's template.
inline constexpr TextForm tezos_profile = [] {
    auto row = caip122_profile("Tezos");
    row.order = caip122_order;
    return row;
}();

/// namespaces/stacks/caip122.md, with the empty lines and the scheme that @stacks/connect writes.
inline constexpr TextForm stacks_profile = [] {
    auto row = caip122_profile("Stacks");
    row.blank = Blank::two;
    row.has_scheme = true;
    return row;
}();

/// AIP-116 as @aptos-labs/siwa writes it: the chain behind the request's id, no time demanded.
inline constexpr TextForm siwa_profile = [] {
    auto row = caip122_profile("Aptos");
    row.order = caip122_order;
    row.needs = fields(Field::uri, Field::version, Field::nonce, Field::chain);
    row.blank = Blank::one;
    return row;
}();

} // namespace walletauth::sign_in
