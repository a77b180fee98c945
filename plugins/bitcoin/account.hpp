// SPDX-License-Identifier: Apache-2.0
// Accounts of Bitcoin: addresses.
#pragma once

#include "network.hpp"

#include <walletauth/interface.hpp>

namespace walletauth::bitcoin {

inline constexpr wa_text namespaces[]{text_of("bip122")};

class Accounts final : public AddressDeriver {
  public:
    [[nodiscard]] Result<std::string> derive_account(
        std::string_view chain, std::string_view scheme, std::span<const std::uint8_t> public_key,
        std::span<const wa_parameter> parameters) const override;
    [[nodiscard]] Result<std::string> normalize_account(std::string_view chain,
                                                        std::string_view account) const override;
};

} // namespace walletauth::bitcoin
