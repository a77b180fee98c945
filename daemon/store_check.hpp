// SPDX-License-Identifier: Apache-2.0
// Whether the store answers, for whoever asks. Internal.
#pragma once

#include <walletauth/signin/nonce.hpp>
#include <walletauth/signin/replay_store.hpp>

#include <mutex>
#include <optional>
#include <string>

namespace walletauth::daemon {

/// Asks it once a second, whoever asks: else strangers at /readyz would take the store's time. Any
/// thread. While one asks, the others have its last answer.
class StoreCheck {
  public:
    /// Why the store can't be asked; empty if it can.
    [[nodiscard]] std::string failure(signin::ReplayStore &store, signin::Time now) {
        const std::unique_lock asking(asking_, std::try_to_lock);
        if (asking.owns_lock() && asked_ != now) {
            const auto answer = store.generation();
            const std::scoped_lock lock(mutex_);
            failure_ = answer ? std::string{} : answer.error();
            asked_ = now;
        }
        const std::scoped_lock lock(mutex_);
        return failure_.value_or("it has not answered yet");
    }

  private:
    std::mutex asking_; ///< held while the store is asked; guards `asked_`
    signin::Time asked_ = signin::Time::min();
    std::mutex mutex_; ///< never held for long
    std::optional<std::string> failure_;
};

} // namespace walletauth::daemon
