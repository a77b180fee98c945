// SPDX-License-Identifier: Apache-2.0
/// PostgresqlStore: a table of a PostgreSQL server, for services of several hosts. Target
/// walletauth::signin_postgresql.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/signin/clock.hpp>
#include <walletauth/signin/key_ring.hpp>
#include <walletauth/signin/replay_store.hpp>

#include <chrono>
#include <expected>
#include <memory>
#include <string>

namespace walletauth::signin {

struct PostgresqlOptions {
    std::chrono::milliseconds timeout{1000}; ///< of connecting, and of one consumption
    /// How far the server's clock may be from this one: 120 seconds at most.
    std::chrono::seconds max_skew{30};
    /// True: a server that nobody can reach is no error of `open`. The store is `unavailable` until
    /// somebody can. A server that answers, and is not fit or refuses the user, is one all the
    /// same.
    bool may_be_down = false;
    Clock clock = system_clock();
    Random random = system_random();
};

/// Each thread that consumes has a connection for as long as it does; they are kept for the next. A
/// consumption is one statement, which commits by itself: so a pooler of transactions may stand in
/// between. It tells the server's identifier, its timeline, when it was started, and the table's
/// epoch: after a fail-over, a restart or a truncation it is another generation.
///
/// The table, made by the first connection where it is not there and the user may:
///
///     CREATE TABLE walletauth_consumed(key bytea PRIMARY KEY, expires bigint NOT NULL,
///         value bytea NOT NULL);
///     CREATE INDEX walletauth_consumed_expires ON walletauth_consumed(expires);
///
/// Its user needs SELECT, INSERT, UPDATE and DELETE.
class PostgresqlStore final : public ReplayStore {
  public:
    /// `connection`: as libpq reads it, a URI or `name=value`. Connects once, to say at once what
    /// is wrong. Refused are a standby, fsync or synchronous_commit off, and a clock that is too
    /// far off.
    [[nodiscard]] static std::expected<std::unique_ptr<PostgresqlStore>, std::string> open(
        std::string connection, PostgresqlOptions options = {});
    PostgresqlStore(const PostgresqlStore &) = delete;
    PostgresqlStore &operator=(const PostgresqlStore &) = delete;
    ~PostgresqlStore() override;

    [[nodiscard]] Consumed consume(std::string_view key, std::chrono::seconds ttl,
                                   std::string_view value) noexcept override;
    [[nodiscard]] Found find(std::string_view key) noexcept override;
    [[nodiscard]] std::expected<std::string, std::string> generation() noexcept override;

  private:
    struct State;
    explicit PostgresqlStore(std::unique_ptr<State> state) noexcept;

    std::unique_ptr<State> state_;
};

} // namespace walletauth::signin
