// SPDX-License-Identifier: Apache-2.0
/// SqliteStore: a file, for several processes of one host. Target walletauth::signin_sqlite.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/signin/clock.hpp>
#include <walletauth/signin/key_ring.hpp>
#include <walletauth/signin/replay_store.hpp>

#include <chrono>
#include <expected>
#include <filesystem>
#include <memory>
#include <string>

namespace walletauth::signin {

struct SqliteOptions {
    /// How long one consumption waits for other processes' writes.
    std::chrono::milliseconds busy_timeout{2000};
    Clock clock = system_clock();
    Random random = system_random();
};

/// One connection to a database in WAL mode, synchronous FULL: what was answered survives a crash
/// and a loss of power. Threads of one store wait for one another; a service of many threads may
/// open several. Let nothing else in the process open the file, not even to read it: its close()
/// would end the locks of the store, too (POSIX).
///
/// A clock that jumps ahead makes the store forget early. So a store that has forgotten what it
/// should still know, by a clock that went back since, takes a new generation.
class SqliteStore final : public ReplayStore {
  public:
    /// Opens the file, or makes it with mode 0600. Refused are files on network file systems and
    /// FUSE mounts, where locks and syncs are not to be trusted. The error says why.
    [[nodiscard]] static std::expected<std::unique_ptr<SqliteStore>, std::string> open(
        const std::filesystem::path &file, SqliteOptions options = {});
    SqliteStore(const SqliteStore &) = delete;
    SqliteStore &operator=(const SqliteStore &) = delete;
    ~SqliteStore() override;

    [[nodiscard]] Consumed consume(std::string_view key, std::chrono::seconds ttl,
                                   std::string_view value) noexcept override;
    [[nodiscard]] Found find(std::string_view key) noexcept override;
    [[nodiscard]] std::expected<std::string, std::string> generation() noexcept override;

  private:
    struct State;
    explicit SqliteStore(std::unique_ptr<State> state) noexcept;

    std::unique_ptr<State> state_;
};

} // namespace walletauth::signin
