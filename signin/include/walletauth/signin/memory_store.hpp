// SPDX-License-Identifier: Apache-2.0
/// MemoryStore: the default, for a service of one process.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/signin/clock.hpp>
#include <walletauth/signin/key_ring.hpp>
#include <walletauth/signin/replay_store.hpp>

#include <memory>

namespace walletauth::signin {

/// Remembers in this process alone. What a restart forgets it also invalidates: the generation is
/// random and new. It needs about 200 bytes for each sign-in of the last 20 minutes.
class MemoryStore final : public ReplayStore {
  public:
    /// `capacity`: keys at most; when it is full, and nothing has expired, consuming is
    /// `unavailable`, and nothing is ever dropped to make room.
    explicit MemoryStore(const Random &random, MonotonicClock clock = system_monotonic_clock(),
                         std::size_t capacity = 4'000'000);
    MemoryStore(const MemoryStore &) = delete;
    MemoryStore &operator=(const MemoryStore &) = delete;
    ~MemoryStore() override;

    [[nodiscard]] Consumed consume(std::string_view key, std::chrono::seconds ttl,
                                   std::string_view value) noexcept override;
    [[nodiscard]] Found find(std::string_view key) noexcept override;
    [[nodiscard]] std::expected<std::string, std::string> generation() noexcept override;
    [[nodiscard]] bool forgets_at_exit() const noexcept override { return true; }

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace walletauth::signin
