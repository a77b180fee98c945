// SPDX-License-Identifier: Apache-2.0
/// The nonce of a challenge: 32 characters of [a-z2-7] that every form can carry.
///
/// It proves by itself that this service issued it, when, and for what. So nothing is stored when
/// it is issued, and a foreign one costs no access to a store. Its 160 bits, first bit first:
/// key id 4 | issued-at 30 | random 46 | MAC 80.
#pragma once

#include <walletauth/cxx23.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::signin {

/// When something happens: whole seconds since 1970 (UTC, as Unix counts them).
using Time = std::chrono::sys_seconds;

inline constexpr std::size_t nonce_size = 32; // characters
/// Seconds of `issued_at` are counted from here: 2025-01-01T00:00:00Z. 30 bits last until 2059.
inline constexpr Time nonce_epoch{std::chrono::sys_days{std::chrono::January / 1 / 2025}};
inline constexpr std::uint32_t max_nonce_seconds = (1U << 30) - 1;
inline constexpr std::uint64_t max_nonce_random = (1ULL << 46) - 1;
inline constexpr std::uint8_t max_key_id = 15;

/// A nonce in its parts.
struct Nonce {
    std::uint8_t key_id = 0;     ///< of the key that made the MAC: 0 to max_key_id
    std::uint32_t issued_at = 0; ///< seconds since nonce_epoch, at most max_nonce_seconds
    std::uint64_t random = 0;    ///< at most max_nonce_random
    std::array<std::uint8_t, 10> mac{};

    [[nodiscard]] Time issued() const noexcept {
        return nonce_epoch + std::chrono::seconds{issued_at};
    }
    friend bool operator==(const Nonce &, const Nonce &) = default;
};

/// The parts of a nonce; nothing for what is no 32 characters of [a-z2-7]. Any such text has parts:
/// whether it is one of ours only the MAC tells. Linear; any thread.
[[nodiscard]] std::optional<Nonce> read_nonce(std::string_view text) noexcept;
/// Its one spelling. Bits above the limits of the parts are dropped.
[[nodiscard]] std::string write_nonce(const Nonce &nonce);

/// All that a nonce was issued for. A nonce is good for exactly this, and for nothing else: the MAC
/// covers each field, whether it is there, and its length. Views only.
struct Binding {
    std::string_view generation; ///< of the store, see ReplayStore
    std::string_view issuer;
    std::string_view domain; ///< that the policy expects
    std::string_view form;
    std::string_view scheme;
    std::string_view chain;  ///< CAIP-2
    std::string_view client; ///< client id
    /// As the text has them, or has them not.
    std::optional<std::string_view> uri;
    std::optional<std::string_view> statement;
    std::optional<std::string_view> request_id;
    const std::vector<std::string> *resources = nullptr;
    std::optional<std::string_view> account; ///< canonical and bare; absent: any account may sign
    std::optional<std::string_view> channel; ///< what Channel binds; absent: no channel
    std::chrono::seconds lifetime{0};
};

/// The MAC's key.
using NonceKey = std::array<std::uint8_t, 32>;

/// The first 10 bytes of keyed BLAKE2b-256 (RFC 7693) over the nonce's first 80 bits and the
/// binding. Any thread.
[[nodiscard]] std::array<std::uint8_t, 10> nonce_mac(const NonceKey &key, const Nonce &nonce,
                                                     const Binding &binding) noexcept;

} // namespace walletauth::signin
