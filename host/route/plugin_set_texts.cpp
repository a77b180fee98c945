// SPDX-License-Identifier: Apache-2.0
// What a set does beside verifying: accounts, and the texts of keys and signatures.
#include "host/verify/service_parameters.hpp"
#include "precedence.hpp"

#include <walletauth/caip.hpp>
#include <walletauth/checks.hpp>
#include <walletauth/plugin_set.hpp>

namespace walletauth {

Result<std::string> PluginSet::normalize_account(std::string_view chain,
                                                 std::string_view account) const {
    const auto id = parse_chain_id(chain);
    if (!id) return refuse(WA_MALFORMED_CHAIN, "chain: ", id.error());
    const auto *route = find_account(chain);
    if (route == nullptr) {
        return refuse(WA_UNSUPPORTED_CHAIN, "no plugin holds ", id->name_space, "/account");
    }
    constexpr std::size_t max_account_text = 4096;
    if (account.size() > max_account_text) {
        return refuse(WA_MALFORMED_ACCOUNT, "account has ", account.size(), " bytes, the limit is ",
                      max_account_text);
    }
    return route->deriver->normalize_account(chain, account);
}

Result<std::string> PluginSet::derive_account(std::string_view chain, std::string_view scheme,
                                              std::span<const std::uint8_t> public_key,
                                              std::span<const wa_parameter> parameters) const {
    const auto scheme_route = route(chain, scheme);
    if (!scheme_route) return std::unexpected(scheme_route.error());
    const auto *account_route = find_account(chain);
    if (account_route == nullptr || account_route->plugin != (*scheme_route)->plugin) {
        return refuse(WA_UNSUPPORTED_OPERATION, "the plugin of ", (*scheme_route)->pattern,
                      " does not hold the accounts of ", chain_namespace(chain));
    }
    const auto &descriptor = *(*scheme_route)->scheme;
    Precedence refusals;
    refusals.add(check_derivation(descriptor, chain, public_key, parameters));
    refusals.add(service_only_refusal(descriptor, parameters));
    if (refusals.first()) return std::unexpected(*refusals.first());
    auto account = account_route->deriver->derive_account(chain, scheme, public_key, parameters);
    // Only the plugin knows whether the parameters say it all, and of a key it sees its size alone.
    if (!account && public_key.empty() && account.error().status == WA_MALFORMED_PUBLIC_KEY) {
        return refuse(WA_MALFORMED_PUBLIC_KEY,
                      "public_key is missing or empty: give the key that the account follows from");
    }
    return account;
}

Result<std::vector<std::uint8_t>> PluginSet::parse_signature(std::string_view chain,
                                                             std::string_view scheme,
                                                             std::string_view text) const {
    const auto found = route(chain, scheme);
    if (!found) return std::unexpected(found.error());
    return (*found)->verifier->parse_signature(chain, scheme, text);
}

Result<std::vector<std::uint8_t>> PluginSet::parse_public_key(std::string_view chain,
                                                              std::string_view scheme,
                                                              std::string_view text) const {
    const auto found = route(chain, scheme);
    if (!found) return std::unexpected(found.error());
    return (*found)->verifier->parse_public_key(chain, scheme, text);
}

Result<std::string> PluginSet::format_public_key(std::string_view chain, std::string_view scheme,
                                                 std::span<const std::uint8_t> public_key) const {
    const auto found = route(chain, scheme);
    if (!found) return std::unexpected(found.error());
    return (*found)->verifier->format_public_key(chain, scheme, public_key);
}

} // namespace walletauth
