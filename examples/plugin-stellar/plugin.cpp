// SPDX-License-Identifier: Apache-2.0
#include "account.hpp"
#include "sep53.hpp"

#include <walletauth/plugin.hpp>

namespace stellar {
namespace {

constexpr Accounts accounts;

constexpr walletauth::SchemeEntry schemes[]{
    {&sep53_scheme, &sep53_verifier},
};

constexpr walletauth::PluginDefinition definition{
    .id = "stellar",
    .version = "0.1.0",
    .license = "Apache-2.0",
    .description = "Stellar accounts and SEP-53 messages",
    .schemes = schemes,
    .account_namespaces = chains,
    .deriver = &accounts,
    .self_test = &self_test,
};

} // namespace
} // namespace stellar

WALLETAUTH_EXPORT_PLUGIN("stellar", stellar::definition);
