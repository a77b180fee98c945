// SPDX-License-Identifier: Apache-2.0
/// ReplayStore: what remembers that a nonce was used.
#pragma once

#include <walletauth/cxx23.hpp>

#include <chrono>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace walletauth::signin {

/// What a store said to one consumption.
struct Consumed {
    enum class Outcome : std::uint8_t {
        first,      ///< nobody consumed the key before; now it is consumed
        again,      ///< somebody did, and `value` is what they stored
        unavailable ///< the store can't be asked, or it is not known whether it wrote: treat as
                    ///< used
    };

    Outcome outcome = Outcome::unavailable;
    std::string value;      ///< of `again`
    std::string generation; ///< as it was in the very statement that consumed; of first and again
    std::string detail;     ///< of `unavailable`: why, for logs; never a password

    [[nodiscard]] static Consumed unavailable(std::string why) {
        return {Outcome::unavailable, {}, {}, std::move(why)};
    }
};

/// What a store said to a question that changes nothing.
struct Found {
    enum class Outcome : std::uint8_t {
        there,      ///< the key was consumed, and `value` is what was stored
        absent,     ///< nobody consumed it, or its time is over
        unavailable ///< the store can't be asked
    };

    Outcome outcome = Outcome::unavailable;
    std::string value;      ///< of `there`
    std::string generation; ///< as it was at that very moment; of there and absent
    std::string detail;     ///< of `unavailable`: why, for logs; never a password

    [[nodiscard]] static Found unavailable(std::string why) {
        return {Outcome::unavailable, {}, {}, std::move(why)};
    }
};

inline constexpr std::size_t max_consumed_key = 128;    // bytes
inline constexpr std::size_t max_consumed_value = 4096; // bytes

/// One primitive: mark a key as consumed if it is not, atomically, over all threads and processes
/// that share the store.
///
/// The **generation** names this one history of the store. It changes with whatever may make the
/// store forget: a restart, a fail-over, a flush, a lost file. It is part of every nonce's MAC. So
/// a nonce that a store could have forgotten is refused, and a new challenge is free.
///
/// All functions may be called from any thread of the process that made the store; in one that was
/// forked since they answer `unavailable`. None throws. A store bounds its own waiting.
class ReplayStore {
  public:
    virtual ~ReplayStore() = default;

    /// Consumes `key`, at most max_consumed_key bytes, and keeps `value`, at most
    /// max_consumed_value, for at least `ttl`, which is above 0. Larger ones are `unavailable`.
    /// Within `ttl` exactly one caller ever gets `first`.
    [[nodiscard]] virtual Consumed consume(std::string_view key, std::chrono::seconds ttl,
                                           std::string_view value) noexcept = 0;

    /// Whether `key` was consumed, and with what value. It takes no lock that a consumption waits
    /// for. A store that signs users in needs none of it: sessions do (refresh, sign-out), and are
    /// told `unavailable` by a store without it.
    [[nodiscard]] virtual Found find(std::string_view key) noexcept;

    /// The present generation, asked anew: not empty, at most 256 bytes. The error says why the
    /// store can't be asked.
    [[nodiscard]] virtual std::expected<std::string, std::string> generation() noexcept = 0;

    /// True if all is forgotten when the process ends. Then keys that outlive it are refused.
    [[nodiscard]] virtual bool forgets_at_exit() const noexcept { return false; }
};

inline Found ReplayStore::find(std::string_view) noexcept try {
    return Found::unavailable("this store can't be searched");
} catch (...) {
    return {};
}

} // namespace walletauth::signin
