// SPDX-License-Identifier: Apache-2.0
#include <walletauth/plugin.hpp>

#include "account.hpp"
#include "nep413.hpp"
#include "nep413_kwil.hpp"
#include "schemes.hpp"
#include "self_test.hpp"
#include "sign_in_forms.hpp"

namespace walletauth::near {
namespace {

constexpr Accounts accounts;

constexpr SchemeEntry schemes[]{
    {&scheme_nep413, &nep413_verifier},
    {&scheme_nep413_kwil, &nep413_kwil_verifier},
};

constexpr ExtensionEntry extensions[]{sign_in::extension<sign_in_forms>()};

constexpr PluginDefinition definition{
    .id = "near",
    .version = "0.2.0",
    .license = "Apache-2.0",
    .description = "NEAR: named, implicit, ETH-implicit and deterministic accounts",
    .schemes = schemes,
    .account_namespaces = chains,
    .deriver = &accounts,
    .self_test = &self_test,
    .extensions = extensions,
};

} // namespace
} // namespace walletauth::near

WALLETAUTH_EXPORT_PLUGIN("near", walletauth::near::definition);
