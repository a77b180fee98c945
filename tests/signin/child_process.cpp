// SPDX-License-Identifier: Apache-2.0
#include "child_process.hpp"

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <pwd.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace walletauth::signin::tests {
namespace {

/// The user nobody, where there is a choice.
const passwd *nobody() { return ::geteuid() == 0 ? ::getpwnam("nobody") : nullptr; }

/// In the child: never returns.
[[noreturn]] void become(const std::vector<char *> &command, const passwd *user, int output) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // a test that crashes leaves no server
    ::dup2(output, 1);
    ::dup2(output, 2);
    const bool is_other =
        user == nullptr || (::setgid(user->pw_gid) == 0 && ::setuid(user->pw_uid) == 0);
    if (is_other) {
        // Changing the user clears it.
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::execv(command[0], command.data());
    }
    ::_exit(127);
}

} // namespace

ChildProcess::ChildProcess(const std::vector<std::string> &command, const Options &options) {
    std::vector<char *> arguments;
    for (const auto &word : command)
        arguments.push_back(const_cast<char *>(word.c_str()));
    arguments.push_back(nullptr);
    int ends[2]{-1, -1};
    int output = -1;
    if (options.keep_output) {
        if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        output = ends[1];
    } else {
        const char *to = options.log.empty() ? "/dev/null" : options.log.c_str();
        output = ::open(to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    const auto *user = options.as_nobody ? nobody() : nullptr;
    pid_ = ::fork();
    if (pid_ == 0) become(arguments, user, output);
    ::close(output);
    output_ = ends[0];
}

ChildProcess::ChildProcess(ChildProcess &&other) noexcept
    : pid_(std::exchange(other.pid_, -1)), output_(std::exchange(other.output_, -1)),
      buffer_(std::move(other.buffer_)) {}

ChildProcess::~ChildProcess() {
    kill_now();
    if (output_ >= 0) ::close(output_);
}

void ChildProcess::signal(int number) const {
    if (pid_ > 0) ::kill(pid_, number);
}

void ChildProcess::kill_now() {
    signal(SIGKILL);
    wait();
}

int ChildProcess::wait() {
    if (pid_ <= 0) return -1;
    int status = 0;
    ::waitpid(std::exchange(pid_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::string ChildProcess::read_line() {
    for (;;) {
        const auto end = buffer_.find('\n');
        if (end != std::string::npos) {
            auto line = buffer_.substr(0, end);
            buffer_.erase(0, end + 1);
            return line;
        }
        char bytes[4096];
        const auto got = ::read(output_, bytes, sizeof bytes);
        if (got <= 0) return {};
        buffer_.append(bytes, static_cast<std::size_t>(got));
    }
}

std::string ChildProcess::read_all() {
    char bytes[4096];
    for (ssize_t got = 0; (got = ::read(output_, bytes, sizeof bytes)) > 0;)
        buffer_.append(bytes, static_cast<std::size_t>(got));
    return std::exchange(buffer_, {});
}

int run_program(const std::vector<std::string> &command, const ChildProcess::Options &options) {
    ChildProcess program(command, options);
    return program.wait();
}

TemporaryDirectory::TemporaryDirectory(bool for_nobody)
    : path_((std::filesystem::temp_directory_path() / "walletauth-XXXXXX").string()) {
    if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("no temporary directory");
    const auto *user = for_nobody ? nobody() : nullptr;
    if (user != nullptr && ::chown(path_.c_str(), user->pw_uid, user->pw_gid) != 0) {
        throw std::runtime_error("chown");
    }
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
}

} // namespace walletauth::signin::tests
