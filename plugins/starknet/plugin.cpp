// SPDX-License-Identifier: Apache-2.0
#include <walletauth/plugin.hpp>

#include "address.hpp"
#include "schemes.hpp"
#include "self_test.hpp"
#include "sign_in_forms.hpp"
#include "snip12.hpp"

namespace walletauth::starknet {
namespace {

constexpr Accounts accounts;

constexpr SchemeEntry schemes[]{
    {&scheme_snip12, &snip12_verifier},
};

constexpr ExtensionEntry extensions[]{sign_in::extension<sign_in_forms>()};

constexpr PluginDefinition definition{
    .id = "starknet",
    .version = "0.2.0",
    .license = "Apache-2.0",
    .description = "Starknet: account contracts and the Stark curve",
    .schemes = schemes,
    .account_namespaces = chains,
    .deriver = &accounts,
    .self_test = &self_test,
    .extensions = extensions,
};

} // namespace
} // namespace walletauth::starknet

WALLETAUTH_EXPORT_PLUGIN("starknet", walletauth::starknet::definition);
