// SPDX-License-Identifier: Apache-2.0
/// RedisStore: a Redis server, for services of several hosts. Target walletauth::signin_redis.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/signin/clock.hpp>
#include <walletauth/signin/key_ring.hpp>
#include <walletauth/signin/replay_store.hpp>

#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>

namespace walletauth::signin {

/// Where the server is. There is no TLS: use a Unix socket, a private network, or a tunnel.
struct RedisAddress {
    std::string unix_path = {}; ///< of a Unix socket; empty: `host` and `port`
    std::string host = "127.0.0.1";
    std::uint16_t port = 6379;
    std::string user = {}; ///< of AUTH; empty: the default user
    std::string password = {};
    std::uint32_t database = 0;
};

struct RedisOptions {
    std::chrono::milliseconds timeout{1000}; ///< of connecting, and of one consumption
    std::string prefix = "walletauth:";      ///< of all keys
    /// How far the server's clock may be from this one: 120 seconds at most.
    std::chrono::seconds max_skew{30};
    /// True: a server that nobody can reach is no error of `open`. The store is `unavailable` until
    /// somebody can. A server that answers, and is not fit or refuses the user, is one all the
    /// same.
    bool may_be_down = false;
    Clock clock = system_clock();
    Random random = system_random();
};

/// Each thread that consumes has a connection for as long as it does; they are kept for the next.
///
/// A consumption is one transaction: SET NX PX, GET of the epoch, and INFO. So the answer tells
/// which server of which replication history has consumed. After a fail-over, a restart or a flush
/// it is another generation, even where the server came back with the data of before.
class RedisStore final : public ReplayStore {
  public:
    /// Connects once, to say at once what is wrong. Refused are: eviction other than `noeviction`,
    /// Redis Cluster, a replica, a user who may not call INFO, and a clock that is too far off.
    [[nodiscard]] static std::expected<std::unique_ptr<RedisStore>, std::string> open(
        RedisAddress address, RedisOptions options = {});
    RedisStore(const RedisStore &) = delete;
    RedisStore &operator=(const RedisStore &) = delete;
    ~RedisStore() override;

    [[nodiscard]] Consumed consume(std::string_view key, std::chrono::seconds ttl,
                                   std::string_view value) noexcept override;
    [[nodiscard]] Found find(std::string_view key) noexcept override;
    [[nodiscard]] std::expected<std::string, std::string> generation() noexcept override;

  private:
    struct State;
    explicit RedisStore(std::unique_ptr<State> state) noexcept;

    std::unique_ptr<State> state_;
};

} // namespace walletauth::signin
