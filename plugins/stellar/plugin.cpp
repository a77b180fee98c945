// SPDX-License-Identifier: Apache-2.0
#include <walletauth/plugin.hpp>

#include "account.hpp"
#include "schemes.hpp"
#include "self_test.hpp"
#include "sep53.hpp"
#include "sign_in_forms.hpp"

namespace walletauth::stellar {
namespace {

constexpr Accounts accounts;

constexpr SchemeEntry schemes[]{{&scheme_sep53, &sep53_verifier}};

constexpr ExtensionEntry extensions[]{sign_in::extension<sign_in_forms>()};

constexpr PluginDefinition definition{
    .id = "stellar",
    .version = "0.2.0",
    .license = "Apache-2.0",
    .description = "Stellar: SEP-53 messages, keys and signers of accounts",
    .schemes = schemes,
    .account_namespaces = chains,
    .deriver = &accounts,
    .self_test = &self_test,
    .extensions = extensions,
};

} // namespace
} // namespace walletauth::stellar

WALLETAUTH_EXPORT_PLUGIN("stellar", walletauth::stellar::definition);
