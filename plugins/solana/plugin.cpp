// SPDX-License-Identifier: Apache-2.0
// The Solana plugin: its table of contents.
#include <walletauth/plugin.hpp>

#include "account.hpp"
#include "descriptor.hpp"
#include "self_test.hpp"
#include "sign_in_forms.hpp"
#include "solana_memo.hpp"
#include "solana_message.hpp"
#include "solana_offchain.hpp"

namespace walletauth::solana {
namespace {

constexpr Accounts accounts;
constexpr SchemeEntry schemes[] = {{&solana_message_scheme, &solana_message_verifier},
                                   {&solana_offchain_scheme, &solana_offchain_verifier},
                                   {&solana_memo_scheme, &solana_memo_verifier}};
constexpr ExtensionEntry extensions[]{sign_in::extension<sign_in_forms>()};
constexpr PluginDefinition definition{.id = "solana",
                                      .version = "0.2.0",
                                      .license = "Apache-2.0",
                                      .description = "Solana accounts and wallet signatures",
                                      .schemes = schemes,
                                      .account_namespaces = namespaces,
                                      .deriver = &accounts,
                                      .self_test = &self_test,
                                      .extensions = extensions};

} // namespace
} // namespace walletauth::solana

WALLETAUTH_EXPORT_PLUGIN("solana", walletauth::solana::definition);
