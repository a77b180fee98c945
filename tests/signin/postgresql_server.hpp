// SPDX-License-Identifier: Apache-2.0
// The real PostgreSQL, on a Unix socket.
#pragma once

#include "child_process.hpp"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <vector>

namespace walletauth::signin::tests {

inline ChildProcess::Options as_server(const std::string &log) {
    return {.as_nobody = true, .keep_output = false, .log = log};
}

/// A server in a directory of its own. It may be killed and started again. PostgreSQL refuses root.
class PostgresqlServer {
  public:
    /// A new cluster, or a standby of `primary`.
    explicit PostgresqlServer(const PostgresqlServer *primary = nullptr) {
        const auto log = directory_ / "log";
        const int made =
            primary == nullptr
                ? tests::run_program({std::string{WALLETAUTH_POSTGRESQL_PROGRAMS} + "/initdb", "-D",
                                      data(), "-U", "app", "-A", "trust", "--no-sync", "-E", "UTF8",
                                      "--locale=C"},
                                     as_server(log))
                : tests::run_program(
                      {std::string{WALLETAUTH_POSTGRESQL_PROGRAMS} + "/pg_basebackup", "-D", data(),
                       "-R", "-c", "fast", "-d", primary->connection()},
                      as_server(log));
        if (made != 0) throw std::runtime_error("no cluster");
        start();
    }
    void start() {
        process_.emplace_back(
            std::vector<std::string>{std::string{WALLETAUTH_POSTGRESQL_PROGRAMS} + "/postgres",
                                     "-D", data(), "-k", directory_.path(), "-c",
                                     "listen_addresses=", "-c", "max_wal_senders=4", "-c",
                                     "wal_level=replica"},
            as_server(directory_ / "log"));
        for (int i = 0; i < 1000 && ask("SELECT 1") != "1\n"; ++i)
            ::usleep(20'000);
    }
    /// Of the postmaster: the others end by themselves when they find it gone.
    void kill() {
        process_.clear();
        std::error_code error;
        std::filesystem::remove(data() + "/postmaster.pid", error);
    }
    void signal(int number) { process_.back().signal(number); }
    void stop_all(int number) {
        // The server processes too: a stopped postmaster alone goes on to answer.
        for (const auto &pid : children())
            ::kill(pid, number);
        signal(number);
    }
    [[nodiscard]] std::string connection() const {
        return "host=" + directory_.path() + " user=app dbname=postgres";
    }
    [[nodiscard]] std::string ask(const std::string &statement) const {
        ChildProcess program({std::string{WALLETAUTH_POSTGRESQL_PROGRAMS} + "/psql", "-XAtq", "-d",
                              connection(), "-c", statement},
                             {.keep_output = true});
        return program.read_all();
    }
    [[nodiscard]] std::string data() const { return directory_ / "data"; }

  private:
    [[nodiscard]] std::vector<pid_t> children() const {
        std::ifstream file(data() + "/postmaster.pid");
        pid_t postmaster = 0;
        file >> postmaster;
        std::ifstream list("/proc/" + std::to_string(postmaster) + "/task/" +
                           std::to_string(postmaster) + "/children");
        std::vector<pid_t> found;
        for (pid_t pid = 0; list >> pid;)
            found.push_back(pid);
        return found;
    }

    TemporaryDirectory directory_{true};
    std::vector<ChildProcess> process_;
};

} // namespace walletauth::signin::tests
