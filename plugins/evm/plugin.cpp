// SPDX-License-Identifier: Apache-2.0
#include <walletauth/plugin.hpp>

#include "address.hpp"
#include "eip191.hpp"
#include "eip191_kwil.hpp"
#include "eip712.hpp"
#include "schemes.hpp"
#include "self_test.hpp"
#include "sign_in_forms.hpp"

namespace walletauth::evm {
namespace {

constexpr Accounts accounts;

constexpr SchemeEntry schemes[]{
    {&scheme_eip191, &eip191_verifier},
    {&scheme_eip191_kwil, &eip191_kwil_verifier},
    {&scheme_eip712, &eip712_verifier},
};

constexpr ExtensionEntry extensions[]{sign_in::extension<sign_in_forms>()};

constexpr PluginDefinition definition{
    .id = "evm",
    .version = "0.2.0",
    .license = "Apache-2.0",
    .description = "Ethereum and its relatives: accounts of secp256k1 keys",
    .schemes = schemes,
    .account_namespaces = chains,
    .deriver = &accounts,
    .self_test = &self_test,
    .extensions = extensions,
};

} // namespace
} // namespace walletauth::evm

WALLETAUTH_EXPORT_PLUGIN("evm", walletauth::evm::definition);
