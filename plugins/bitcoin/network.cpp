// SPDX-License-Identifier: Apache-2.0
#include "network.hpp"

namespace walletauth::bitcoin {

Result<const Network *> network_of(std::string_view chain) noexcept {
    for (const auto &network : networks) {
        if (chain == network.chain) return &network;
    }
    return refuse(WA_UNSUPPORTED_CHAIN, "chain ", chain,
                  " is none of Bitcoin's: bip122: and 32 hex digits of the genesis hash");
}

Result<void> check_chain(std::string_view chain) {
    if (const auto network = network_of(chain); !network) return std::unexpected(network.error());
    return {};
}

} // namespace walletauth::bitcoin
