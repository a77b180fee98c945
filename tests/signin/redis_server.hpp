// SPDX-License-Identifier: Apache-2.0
// The real redis-server, on a Unix socket.
#pragma once

#include "child_process.hpp"

#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

namespace walletauth::signin::tests {

/// A server in a directory of its own. It may be killed and started again.
class RedisServer {
  public:
    explicit RedisServer(std::vector<std::string> options = {}) : options_(std::move(options)) {
        start();
    }
    void start() {
        std::vector<std::string> command{"/usr/bin/redis-server", "--port", "0",
                                         "--unixsocket",          socket(), "--dir",
                                         directory_.path()};
        command.insert(command.end(), options_.begin(), options_.end());
        process_.emplace_back(command,
                              ChildProcess::Options{.as_nobody = true, .log = directory_ / "log"});
        for (int i = 0; i < 500 && ask({"PING"}).find("PONG") == std::string::npos; ++i)
            ::usleep(10'000);
    }
    void kill() { process_.clear(); }
    void signal(int number) { process_.back().signal(number); }
    [[nodiscard]] std::string socket() const { return directory_ / "s"; }
    /// What redis-cli says.
    std::string ask(const std::vector<std::string> &words) const {
        std::vector<std::string> command{"/usr/bin/redis-cli", "-s", socket()};
        command.insert(command.end(), words.begin(), words.end());
        ChildProcess program(command, {.keep_output = true});
        return program.read_all();
    }

  private:
    TemporaryDirectory directory_{true};
    std::vector<std::string> options_;
    std::vector<ChildProcess> process_;
};

} // namespace walletauth::signin::tests
