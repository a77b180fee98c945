// SPDX-License-Identifier: Apache-2.0
#include "claim.hpp"

#include "account.hpp"
#include "ownership.hpp"

namespace walletauth::xrpl {

Result<Claim> read_claim(const wa_request &request) {
    const auto network = network_of(view(request.chain));
    if (!network) return std::unexpected(network.error());
    if (auto good = check_accept(request); !good) return std::unexpected(good.error());
    const auto account = view(request.account);
    if (!account.empty()) {
        const auto id = read_account(account, *network);
        if (!id) return std::unexpected(id.error());
        if (classic_address(*id) != account) {
            return refuse(WA_MALFORMED_ACCOUNT, "account ", account,
                          " is not in its canonical spelling");
        }
    }
    Claim claim{*network, std::nullopt};
    if (request.public_key.size == 0) return claim;
    const auto key = read_key(view(request.public_key));
    if (!key) return std::unexpected(key.error());
    claim.key = *key;
    return claim;
}

} // namespace walletauth::xrpl
