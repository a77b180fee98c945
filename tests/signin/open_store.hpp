// SPDX-License-Identifier: Apache-2.0
// A store by a text, for the program that tests and measurements start several times.
#pragma once

#include <walletauth/signin/memory_store.hpp>
#include <walletauth/signin/replay_store.hpp>
#if WALLETAUTH_HAS_SQLITE
#include <walletauth/signin/sqlite_store.hpp>
#endif
#if WALLETAUTH_HAS_REDIS
#include <walletauth/signin/redis_store.hpp>
#endif
#if WALLETAUTH_HAS_POSTGRESQL
#include <walletauth/signin/postgresql_store.hpp>
#endif

#include <chrono>
#include <expected>
#include <memory>
#include <string>

namespace walletauth::signin::tests {

/// "memory", "sqlite:FILE", "redis:URL" or "postgresql:CONNECTION".
inline std::expected<std::shared_ptr<ReplayStore>, std::string> open_store(
    const std::string &text) {
    [[maybe_unused]] const auto rest = text.substr(text.find(':') + 1);
    [[maybe_unused]] const auto shared =
        [](auto made) -> std::expected<std::shared_ptr<ReplayStore>, std::string> {
        if (!made) return std::unexpected(made.error());
        return std::shared_ptr<ReplayStore>(std::move(*made));
    };
    if (text == "memory") return std::make_shared<MemoryStore>(system_random());
#if WALLETAUTH_HAS_SQLITE
    // A busy machine, or a sanitizer, makes others wait for longer than a service should.
    if (text.starts_with("sqlite:"))
        return shared(SqliteStore::open(rest, {.busy_timeout = std::chrono::seconds{30}}));
#endif
#if WALLETAUTH_HAS_REDIS
    if (text.starts_with("redis:"))
        return shared(RedisStore::open(RedisAddress{.unix_path = rest}));
#endif
#if WALLETAUTH_HAS_POSTGRESQL
    if (text.starts_with("postgresql:")) return shared(PostgresqlStore::open(rest));
#endif
    return std::unexpected("no such store: " + text);
}

} // namespace walletauth::signin::tests
