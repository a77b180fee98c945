// SPDX-License-Identifier: Apache-2.0
// The blocks of one chain that were pinned of late. Internal.
#pragma once

#include <walletauth/chain_nodes.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth::resolver {

/// Any thread.
class PinTable {
  public:
    using Time = std::chrono::steady_clock::time_point;

    struct Pin {
        ChainBlock block;
        std::string text; ///< Service::block
    };

    void add(Pin pin, Time until);
    /// The pin that still holds.
    [[nodiscard]] std::optional<std::string> current(Time now) const;
    [[nodiscard]] std::optional<ChainBlock> last() const;
    /// The block of a Service::block among the last 64 pins.
    [[nodiscard]] std::optional<ChainBlock> find(std::string_view text) const;
    /// The height of the last pin, or 0.
    [[nodiscard]] std::uint64_t height() const;
    /// Nodes say that this block is not there (any more): the next one pins again.
    void drop(std::string_view text);

  private:
    static constexpr std::size_t capacity = 64;
    mutable std::mutex mutex_;
    std::deque<Pin> pins_; // the newest first
    Time until_{};
};

} // namespace walletauth::resolver
