// SPDX-License-Identifier: Apache-2.0
#include <walletauth/plugin.hpp>

#include "account.hpp"
#include "ed25519_schemes.hpp"
#include "schemes.hpp"
#include "secp256k1_scheme.hpp"
#include "self_test.hpp"

namespace walletauth::kwil {
namespace {

constexpr Accounts accounts;

constexpr SchemeEntry schemes[]{
    {&scheme_ed25519, &ed25519_verifier},
    {&scheme_ed25519_nr, &ed25519_nr_verifier},
    {&scheme_secp256k1, &secp256k1_verifier},
};

constexpr PluginDefinition definition{
    .id = "kwil",
    .version = "0.2.0",
    .license = "Apache-2.0",
    .description = "kwil-db's own authenticators: keys that are their own identity",
    .schemes = schemes,
    .account_namespaces = chains,
    .deriver = &accounts,
    .self_test = &self_test,
};

} // namespace
} // namespace walletauth::kwil

WALLETAUTH_EXPORT_PLUGIN("kwil", walletauth::kwil::definition);
