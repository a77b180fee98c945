// SPDX-License-Identifier: Apache-2.0
// What both schemes ask of a request first.
#pragma once

#include "key.hpp"

#include <walletauth/interface.hpp>

#include <optional>

namespace walletauth::xrpl {

struct Claim {
    std::uint32_t network = 0;
    std::optional<Key> key; ///< the one that is given
};

/// Chain, accept, account and key, in the order of the statuses.
[[nodiscard]] Result<Claim> read_claim(const wa_request &request);

} // namespace walletauth::xrpl
