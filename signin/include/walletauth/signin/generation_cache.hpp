// SPDX-License-Identifier: Apache-2.0
/// GenerationCache: the store's generation as it is known, asked anew at most once a second.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/signin/nonce.hpp>
#include <walletauth/signin/replay_store.hpp>

#include <chrono>
#include <expected>
#include <mutex>
#include <string>

namespace walletauth::signin {

/// Any number of threads at once. While one asks the store, none waits that knows enough.
class GenerationCache {
  public:
    explicit GenerationCache(ReplayStore &store) noexcept : store_(store) {}

    /// What is known; asks the store where nothing is.
    [[nodiscard]] std::expected<std::string, std::string> known(Time now) {
        auto found = present();
        if (!found.empty()) return found;
        const std::unique_lock asking(asking_, patience);
        if (!asking.owns_lock()) return std::unexpected(std::string{"the store is slow to answer"});
        ask(now, found);
        found = present();
        if (found.empty()) return std::unexpected(failure_);
        return found;
    }
    /// The same, asked anew once a second: for what is made here and judged in another process,
    /// which may know of a new generation that nobody has told this one of. A store that can't say
    /// now changes nothing. Only one caller waits for it.
    [[nodiscard]] std::expected<std::string, std::string> fresh(Time now) {
        auto found = known(now);
        if (!found) return found;
        const std::unique_lock asking(asking_, std::try_to_lock);
        if (!asking || is_of_same_second(freshened_, now)) return found;
        freshened_ = now; // apart from `asked_`: a challenge must not make `differs_now` deaf
        if (const auto answer = store_.generation()) learn(*answer);
        return present();
    }
    /// Asks the store, unless it was asked in this second. Whether another generation came of it
    /// than `seen`. So nonces that verify under no generation cost at most one access a second.
    [[nodiscard]] bool differs_now(Time now, const std::string &seen) {
        const std::unique_lock asking(asking_, patience);
        if (asking.owns_lock()) ask(now, seen);
        const auto found = present();
        return !found.empty() && found != seen;
    }
    /// What consuming told.
    void learn(const std::string &generation) {
        const std::lock_guard lock(mutex_);
        known_ = generation;
    }

  private:
    [[nodiscard]] std::string present() {
        const std::lock_guard lock(mutex_);
        return known_;
    }
    /// The same second, or one before it of a caller who had to wait.
    [[nodiscard]] static bool is_of_same_second(Time asked, Time now) noexcept {
        return now <= asked && asked - now < std::chrono::minutes{1};
    }
    /// Unless another caller has found more than `seen` in the meantime. Holds asking_.
    void ask(Time now, const std::string &seen) {
        if (is_of_same_second(asked_, now) || present() != seen) return;
        asked_ = now;
        auto answer = store_.generation();
        if (answer) {
            learn(*answer);
        } else {
            failure_ = std::move(answer.error());
        }
    }

    ReplayStore &store_;
    /// Others who find the store being asked wait for so long: it may hang.
    static constexpr std::chrono::milliseconds patience{10};
    std::timed_mutex asking_; ///< held while the store is asked; guards the three below
    Time asked_ = Time::min();
    Time freshened_ = Time::min();
    std::string failure_;
    std::mutex mutex_; ///< never held for long
    std::string known_;
};

} // namespace walletauth::signin
