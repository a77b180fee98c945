// SPDX-License-Identifier: Apache-2.0
// The refresh tokens of one session, as a store remembers them. Internal.
#pragma once

#include <walletauth/signin/nonce.hpp>
#include <walletauth/signin/replay_store.hpp>

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace walletauth::daemon {

/// No session lives longer, whatever the settings say.
inline constexpr std::chrono::seconds longest_session{std::chrono::days{30}};
/// What is remembered is remembered longer than any clock of ours calls it needed.
inline constexpr std::chrono::seconds kept_beyond{std::chrono::minutes{10}};

/// When a refresh token was made, and until when it is good. The store keeps these of the successor
/// with the use of a token, so that whoever uses it again gets the very same successor.
struct TokenTimes {
    signin::Time issued{};
    signin::Time until{};
    friend bool operator==(const TokenTimes &, const TokenTimes &) = default;
};

/// What a presented token is.
struct Standing {
    enum class Kind : std::uint8_t {
        fresh,    ///< nobody used it
        repeated, ///< it was used, and its successor was not, or just now: another tab, a lost
                  ///< answer
        stolen,   ///< its successor was used long ago: two hold tokens of one session
        revoked,  ///< its session was ended
        stale,    ///< the store has begun anew since
        unknown   ///< the store can't be asked
    };
    Kind kind = Kind::unknown;
    TokenTimes successor{}; ///< of fresh and repeated
    std::string detail{};   ///< of unknown, for the log

    [[nodiscard]] bool goes_on() const noexcept {
        return kind == Kind::fresh || kind == Kind::repeated;
    }
};

using StandingKind = Standing::Kind;

/// R(n) presented again is theft only if R(n+1) was used more than 30 seconds ago. Keys are
/// "r:SESSION:N" for the use of a token, and "x:SESSION" for a session that ended. Any thread.
class Families {
  public:
    /// `generation`: that the token was sealed for.
    Families(signin::ReplayStore &store, std::string session, std::string generation)
        : store_(store), session_(std::move(session)), generation_(std::move(generation)) {}

    /// Reads alone.
    [[nodiscard]] Standing look(std::uint64_t number, signin::Time now) const;
    /// Uses it: of all who do, one decides what the successor is. fresh, repeated, stale or
    /// unknown.
    [[nodiscard]] Standing use(std::uint64_t number, signin::Time until,
                               const TokenTimes &successor, signin::Time now) const;
    /// Whether the session has ended: fresh if not. Reads alone.
    [[nodiscard]] Standing look_at_end() const;
    /// Ends the session: revoked, stale or unknown.
    [[nodiscard]] Standing revoke() const;

    [[nodiscard]] const std::string &session() const noexcept { return session_; }

  private:
    [[nodiscard]] std::string key(std::uint64_t number) const;
    [[nodiscard]] Standing of_found(const signin::Found &found) const;

    signin::ReplayStore &store_;
    std::string session_;
    std::string generation_;
};

} // namespace walletauth::daemon
