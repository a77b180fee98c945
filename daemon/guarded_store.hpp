// SPDX-License-Identifier: Apache-2.0
// A store that may hang, and must not take the daemon with it. Internal.
#pragma once

#include <walletauth/signin/replay_store.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <semaphore>

namespace walletauth::daemon {

/// So many requests may wait for a store at once, and so many for a place there, as long as it
/// answers others. All else are told `unavailable` at once: where it answers nobody, and for a
/// second after a time-out, but for one request, which tries again. Any thread; whoever waits lets
/// another thread serve.
inline constexpr std::size_t most_at_store = 64;
inline constexpr std::size_t most_for_a_place = 48;
/// Of the places so many may be taken by those who only look: whoever shows a good token often
/// keeps nobody from signing in.
inline constexpr std::size_t most_who_look = 48;
inline constexpr std::size_t most_for_a_look = 32;

class GuardedStore final : public signin::ReplayStore {
  public:
    explicit GuardedStore(std::shared_ptr<signin::ReplayStore> store);

    [[nodiscard]] signin::Consumed consume(std::string_view key, std::chrono::seconds ttl,
                                           std::string_view value) noexcept override;
    [[nodiscard]] signin::Found find(std::string_view key) noexcept override;
    [[nodiscard]] std::expected<std::string, std::string> generation() noexcept override;
    [[nodiscard]] bool forgets_at_exit() const noexcept override;

  private:
    using Clock = std::chrono::steady_clock;
    enum class Use : std::uint8_t;
    class Turn;

    std::shared_ptr<signin::ReplayStore> store_;
    std::counting_semaphore<> places_{most_at_store};
    std::counting_semaphore<> looks_{most_who_look};
    std::atomic<std::size_t> for_a_place_{0};
    std::atomic<std::size_t> for_a_look_{0};
    std::atomic<Clock::time_point> last_answer_;
    std::atomic<Clock::time_point> closed_until_{}; ///< the epoch: it is open
    std::atomic<bool> is_tried_{false};             ///< by one, while it is closed
};

} // namespace walletauth::daemon
