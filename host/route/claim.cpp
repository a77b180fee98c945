// SPDX-License-Identifier: Apache-2.0
#include "claim.hpp"

#include <walletauth/caip.hpp>

namespace walletauth {

Result<std::string> normalize_claim(const PluginSet &plugins, std::string_view chain,
                                    std::string_view account) {
    if (!account.contains(':')) return plugins.normalize_account(chain, account);
    const auto id = parse_account_id(account);
    if (!id) return refuse(WA_MALFORMED_ACCOUNT, "account: ", id.error());
    if (id->chain != chain) {
        return refuse(WA_MALFORMED_ACCOUNT, "account is on ", id->chain, ", the request on ",
                      chain);
    }
    return plugins.normalize_account(chain, id->address);
}

} // namespace walletauth
