// SPDX-License-Identifier: Apache-2.0
#include <walletauth/plugin.hpp>

#include "account.hpp"
#include "schemes.hpp"
#include "self_test.hpp"
#include "sign_in_forms.hpp"
#include "xrpl_message.hpp"
#include "xrpl_signin.hpp"

namespace walletauth::xrpl {
namespace {

constexpr Accounts accounts;

constexpr SchemeEntry schemes[]{
    {&scheme_xrpl_message, &xrpl_message_verifier},
    {&scheme_xrpl_signin, &xrpl_signin_verifier},
};

constexpr ExtensionEntry extensions[]{sign_in::extension<sign_in_forms>()};

constexpr PluginDefinition definition{
    .id = "xrpl",
    .version = "0.1.0",
    .license = "Apache-2.0",
    .description = "XRP Ledger: bare messages, Xaman's SignIn, regular keys",
    .schemes = schemes,
    .account_namespaces = chains,
    .deriver = &accounts,
    .self_test = &self_test,
    .extensions = extensions,
};

} // namespace
} // namespace walletauth::xrpl

WALLETAUTH_EXPORT_PLUGIN("xrpl", walletauth::xrpl::definition);
