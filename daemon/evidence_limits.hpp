// SPDX-License-Identifier: Apache-2.0
// Who makes nodes be asked, and how often (docs/daemon.md, Operate). Internal.
#pragma once

#include "rate_limits.hpp"

#include <walletauth/signin/evidence_budget.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::daemon {

/// Requests that wait for nodes at once: fewer than ServerLimits::blocking.
inline constexpr std::size_t most_at_nodes = 48;

/// So many a minute for each client address, and as many again for sessions that are proven anew:
/// sign-ins can't use those up. Nothing is counted by account, or a stranger could spend what its
/// owner needs. What is under way is: `at_once` for one account. Whoever has nothing under way for
/// it is let in all the same while places are left; from `scarce` taken ones on nobody is, so that
/// no account and no client fills them all. Any thread.
class EvidenceLimits {
  public:
    enum class Use : std::uint8_t { sign_in, again };
    static constexpr std::size_t at_once = 2;
    static constexpr std::size_t scarce = most_at_nodes / 2;

    explicit EvidenceLimits(std::uint32_t per_minute) : sign_ins_(per_minute), again_(per_minute) {}
    void set(std::uint32_t per_minute);

    /// A place among those that wait for nodes; false if there is none left.
    class Place {
      public:
        explicit Place(EvidenceLimits &limits) noexcept
            : limits_(limits), is_had_(limits.taken_.fetch_add(1) < most_at_nodes) {}
        ~Place() { limits_.taken_.fetch_sub(1); }
        Place(const Place &) = delete;
        Place &operator=(const Place &) = delete;
        explicit operator bool() const noexcept { return is_had_; }

      private:
        EvidenceLimits &limits_;
        bool is_had_;
    };

    /// The questions of one request: under way until it ends.
    class Turn final : public signin::EvidenceBudget {
      public:
        Turn(EvidenceLimits &limits, std::string client, Use use)
            : limits_(limits), client_(std::move(client)), use_(use) {}
        ~Turn() override;
        [[nodiscard]] std::chrono::seconds take(std::string_view client_id,
                                                std::string_view account) noexcept override;
        /// False: others have the places, and no node may be asked now. It is no fault of the
        /// client's, and not counted.
        [[nodiscard]] bool may_ask() const noexcept { return may_ask_; }
        [[nodiscard]] Use use() const noexcept { return use_; }

      private:
        EvidenceLimits &limits_;
        std::string client_; ///< address
        Use use_;
        std::string account_; ///< under way; empty: none
        bool may_ask_ = true;
    };

  private:
    enum class Entry : std::uint8_t { in, of_its_own, busy };
    [[nodiscard]] Entry begin(const std::string &account, const std::string &client);
    void end(const std::string &account, const std::string &client) noexcept;

    RateLimit sign_ins_;
    RateLimit again_;
    std::atomic<std::size_t> taken_{0};
    std::mutex mutex_;
    std::map<std::string, std::vector<std::string>, std::less<>> under_way_; ///< account, clients
};

} // namespace walletauth::daemon
