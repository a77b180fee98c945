// SPDX-License-Identifier: Apache-2.0
// A program that a test starts, and ends by its pid.
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace walletauth::signin::tests {

/// Killed at the end, whatever the test does.
class ChildProcess {
  public:
    /// `as_nobody`: where the test is root, the program runs as the user nobody, for servers that
    /// refuse root. Its output is read by `read_line` and `read_all`, with `keep_output`; else it
    /// goes to `log`, or nowhere if that is empty.
    struct Options {
        bool as_nobody = false;
        bool keep_output = false;
        std::string log = {};
    };
    ChildProcess(const std::vector<std::string> &command, const Options &options);
    ChildProcess(ChildProcess &&other) noexcept;
    ChildProcess &operator=(ChildProcess &&) = delete;
    ~ChildProcess();

    void signal(int number) const;
    /// Sends SIGKILL and waits.
    void kill_now();
    /// The exit status, or minus the signal that ended it.
    int wait();

    /// The next line without its end; empty at the end of the output.
    [[nodiscard]] std::string read_line();
    [[nodiscard]] std::string read_all();

  private:
    pid_t pid_ = -1;
    int output_ = -1;
    std::string buffer_;
};

/// Runs a program to its end; its exit status.
int run_program(const std::vector<std::string> &command, const ChildProcess::Options &options);

/// A new directory under the temporary one, removed at the end. `for_nobody`: owned by the user
/// nobody where the test is root.
class TemporaryDirectory {
  public:
    explicit TemporaryDirectory(bool for_nobody = false);
    TemporaryDirectory(const TemporaryDirectory &) = delete;
    TemporaryDirectory &operator=(const TemporaryDirectory &) = delete;
    ~TemporaryDirectory();
    [[nodiscard]] const std::string &path() const noexcept { return path_; }
    [[nodiscard]] std::string operator/(const std::string &name) const {
        return path_ + '/' + name;
    }

  private:
    std::string path_;
};

} // namespace walletauth::signin::tests
