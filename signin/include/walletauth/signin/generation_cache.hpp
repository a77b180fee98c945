// SPDX-License-Identifier: Apache-2.0
/// GenerationCache: the store's generation as it is known, asked anew at most once a second.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/signin/nonce.hpp>
#include <walletauth/signin/replay_store.hpp>

#include <chrono>
#include <expected>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace walletauth::signin {

/// Any number of threads at once. None waits for another one's question: where it must know now, it
/// asks the store itself, which bounds how many do.
class GenerationCache {
  public:
    explicit GenerationCache(std::shared_ptr<ReplayStore> store) noexcept
        : store_(std::move(store)) {}

    /// What is known; asks the store where nothing is.
    [[nodiscard]] std::expected<std::string, std::string> known(Time now) {
        auto found = present();
        if (!found.empty()) return found;
        return asked_anew(now, found);
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
        (void)ask();
        return present();
    }
    /// Whether the store is of another generation than `seen`; the error says that nobody can tell
    /// now. It is asked once a second, and while it is, by everybody who comes: what is under way
    /// may have been asked too early for them. So nonces that verify under no generation cost few
    /// accesses.
    [[nodiscard]] std::expected<bool, std::string> differs_now(Time now, const std::string &seen) {
        const auto found = asked_anew(now, seen);
        if (!found) return std::unexpected(found.error());
        return *found != seen;
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
    std::expected<std::string, std::string> ask() {
        auto answer = store_->generation();
        if (answer) learn(*answer);
        return answer;
    }
    /// What the store says, or has said in this second; or what others have found beyond `seen`.
    std::expected<std::string, std::string> asked_anew(Time now, const std::string &seen) {
        const std::unique_lock asking(asking_, std::try_to_lock);
        if (!asking) return ask();
        if (auto found = present(); found != seen) return found;
        if (is_of_same_second(asked_, now)) {
            if (!failure_.empty()) return std::unexpected(failure_);
            return seen;
        }
        asked_ = now;
        auto answer = ask();
        failure_ = answer ? std::string{} : answer.error();
        return answer;
    }

    std::shared_ptr<ReplayStore> store_;
    std::mutex asking_; ///< held while the store is asked; guards the three below
    Time asked_ = Time::min();
    Time freshened_ = Time::min();
    std::string failure_; ///< of the question at `asked_`; empty if it was answered
    std::mutex mutex_;    ///< never held for long
    std::string known_;
};

} // namespace walletauth::signin
