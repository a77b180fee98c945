// SPDX-License-Identifier: Apache-2.0
// The Bitcoin plugin: its table of contents.
#include <walletauth/plugin.hpp>

#include "account.hpp"
#include "bip137.hpp"
#include "bip322.hpp"
#include "schemes.hpp"
#include "self_test.hpp"
#include "sign_in_forms.hpp"

namespace walletauth::bitcoin {
namespace {

constexpr Accounts accounts;
constexpr SchemeEntry schemes[]{{&bip322_scheme, &bip322_verifier},
                                {&bip137_scheme, &bip137_verifier}};
constexpr ExtensionEntry extensions[]{sign_in::extension<sign_in_forms>()};
constexpr PluginDefinition definition{.id = "bitcoin",
                                      .version = "0.1.0",
                                      .license = "Apache-2.0",
                                      .description = "Bitcoin addresses and wallet signatures",
                                      .schemes = schemes,
                                      .account_namespaces = namespaces,
                                      .deriver = &accounts,
                                      .self_test = &self_test,
                                      .extensions = extensions};

} // namespace
} // namespace walletauth::bitcoin

WALLETAUTH_EXPORT_PLUGIN("bitcoin", walletauth::bitcoin::definition);
