// SPDX-License-Identifier: Apache-2.0
// Who makes nodes be asked, and how often (docs/daemon.md, Operate). Internal.
#pragma once

#include "rate_limits.hpp"

#include <walletauth/signin/evidence_budget.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::daemon {

/// So many a minute for each client address, and as many again for sessions that are proven anew:
/// sign-ins can't use those up. Nothing is counted by account, or a stranger could spend what its
/// owner needs. Only what is under way is: `at_once` for one account, and whoever has nothing under
/// way for it is let in all the same. Any thread.
class EvidenceLimits {
  public:
    enum class Use : std::uint8_t { sign_in, again };
    static constexpr std::size_t at_once = 2;

    explicit EvidenceLimits(std::uint32_t per_minute) : sign_ins_(per_minute), again_(per_minute) {}
    void set(std::uint32_t per_minute);

    /// The questions of one request: under way until it ends.
    class Turn final : public signin::EvidenceBudget {
      public:
        Turn(EvidenceLimits &limits, std::string client, Use use)
            : limits_(limits), client_(std::move(client)), use_(use) {}
        ~Turn() override;
        [[nodiscard]] std::chrono::seconds take(std::string_view client_id,
                                                std::string_view account) noexcept override;

      private:
        EvidenceLimits &limits_;
        std::string client_; ///< address
        Use use_;
        std::string account_; ///< under way; empty: none
    };

  private:
    [[nodiscard]] bool begin(const std::string &account, const std::string &client);
    void end(const std::string &account, const std::string &client) noexcept;

    RateLimit sign_ins_;
    RateLimit again_;
    std::mutex mutex_;
    std::map<std::string, std::vector<std::string>, std::less<>> under_way_; ///< account, clients
};

} // namespace walletauth::daemon
