// SPDX-License-Identifier: Apache-2.0
// Who may make nodes be asked, as the service counts it (docs/sign-in.md).
#pragma once

#include <chrono>
#include <string_view>

namespace walletauth::signin {

/// Of one attempt: the service knows who has sent it. Count by who asks, never by the account
/// alone: anybody can send texts of somebody else's account, and would keep its owner out.
class EvidenceBudget {
  public:
    EvidenceBudget() = default;
    EvidenceBudget(const EvidenceBudget &) = delete;
    EvidenceBudget &operator=(const EvidenceBudget &) = delete;
    virtual ~EvidenceBudget() = default;

    /// Asked when all else is good and only nodes can tell, before the nonce is consumed. 0: nodes
    /// may be asked, and that is counted. Else it is answered 429, and these are the seconds to
    /// wait. `account`: CAIP-10, as it is claimed.
    [[nodiscard]] virtual std::chrono::seconds take(std::string_view client_id,
                                                    std::string_view account) noexcept = 0;
};

} // namespace walletauth::signin
