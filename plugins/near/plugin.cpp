// SPDX-License-Identifier: Apache-2.0
#include <walletauth/plugin.hpp>

#include "account.hpp"
#include "nep413.hpp"
#include "nep413_kwil.hpp"
#include "schemes.hpp"
#include "self_test.hpp"

namespace walletauth::near {
namespace {

constexpr Accounts accounts;
constexpr Nep413 verify_nep413;
constexpr Nep413Kwil verify_nep413_kwil;

constexpr SchemeEntry schemes[]{
    {&scheme_nep413, &verify_nep413},
    {&scheme_nep413_kwil, &verify_nep413_kwil},
};

constexpr PluginDefinition definition{
    .id = "near",
    .version = "0.1.0",
    .license = "Apache-2.0",
    .description = "NEAR: named, implicit, ETH-implicit and deterministic accounts",
    .schemes = schemes,
    .account_namespaces = chains,
    .deriver = &accounts,
    .self_test = &self_test,
};

} // namespace
} // namespace walletauth::near

WALLETAUTH_EXPORT_PLUGIN("near", walletauth::near::definition);
