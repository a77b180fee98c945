// SPDX-License-Identifier: Apache-2.0
// What the stores share. Internal.
#pragma once

#include "../fork_mark.hpp"
#include "../kept.hpp"

#include <walletauth/signin/key_ring.hpp>
#include <walletauth/signin/replay_store.hpp>
#include <walletauth/text/hex.hpp>

#include <array>
#include <optional>
#include <string>

namespace walletauth::signin {

/// The name of one history of a store: 128 random bits in hex.
[[nodiscard]] inline std::string random_epoch(const Random &random) {
    std::array<std::uint8_t, 16> bytes{};
    random(bytes);
    return encode_hex(bytes);
}

inline constexpr const char *too_much_skew =
    "max_skew is above 120 seconds: keys are not kept for long enough";

/// The process that opened a store. After a fork() two would have its memory, its connections and
/// its locks: what one consumes the other does not see, or it takes an answer that is not its own.
class Opener {
  public:
    [[nodiscard]] bool is_here() const noexcept { return mark_.is_here(); }
    static constexpr const char *error = "it was opened before a fork(): open it in each process";

  private:
    ForkMark mark_;
};

/// Why a server is of no use.
struct StoreFailure {
    std::string text;
    bool is_down = false; ///< nobody could be asked: it may be back. Else its word was no.
};

/// What ReplayStore::consume may not be asked; nothing if it may.
[[nodiscard]] inline std::optional<Consumed> limit_error(std::string_view key,
                                                         std::chrono::seconds ttl,
                                                         std::string_view value) {
    if (key.empty() || key.size() > max_consumed_key || value.size() > max_consumed_value ||
        ttl.count() <= 0) {
        return Consumed::unavailable("the key, the value or the time to live is out of its limits");
    }
    return std::nullopt;
}

/// The same of ReplayStore::find.
[[nodiscard]] inline std::optional<Found> limit_error(std::string_view key) {
    if (key.empty() || key.size() > max_consumed_key)
        return Found::unavailable("the key is out of its limits");
    return std::nullopt;
}

} // namespace walletauth::signin
