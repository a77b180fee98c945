// SPDX-License-Identifier: Apache-2.0
// The store's generation as it is known, asked anew at most once a second. Internal.
#pragma once

#include <walletauth/signin/nonce.hpp>
#include <walletauth/signin/replay_store.hpp>

#include <expected>
#include <mutex>
#include <string>

namespace walletauth::signin {

/// Any number of threads at once.
class GenerationCache {
  public:
    explicit GenerationCache(ReplayStore &store) noexcept : store_(store) {}

    /// What is known; asks the store where nothing is.
    [[nodiscard]] std::expected<std::string, std::string> known(Time now) {
        const std::lock_guard lock(mutex_);
        if (known_.empty() && !ask(now)) return std::unexpected(failure_);
        return known_;
    }
    /// Asks the store, unless it was asked in this second. Whether another generation came of it
    /// than `seen`. So nonces that verify under no generation cost at most one access a second.
    [[nodiscard]] bool differs_now(Time now, const std::string &seen) {
        const std::lock_guard lock(mutex_);
        if (known_ == seen) (void)ask(now);
        return !known_.empty() && known_ != seen;
    }
    /// What consuming told.
    void learn(const std::string &generation) {
        const std::lock_guard lock(mutex_);
        known_ = generation;
    }

  private:
    bool ask(Time now) {
        if (asked_ == now) return !known_.empty();
        asked_ = now;
        auto answer = store_.generation();
        if (!answer) {
            failure_ = std::move(answer.error());
            return false;
        }
        known_ = std::move(*answer);
        return true;
    }

    ReplayStore &store_;
    std::mutex mutex_;
    std::string known_;
    std::string failure_;
    Time asked_ = Time::min();
};

} // namespace walletauth::signin
