// SPDX-License-Identifier: Apache-2.0
#include "process.hpp"

#include "step.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <new>
#include <system_error>

namespace walletauth::conformance {
namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(const char *what) {
    throw std::system_error(errno, std::generic_category(), what);
}

/// A file descriptor that closes itself.
class Descriptor {
  public:
    explicit Descriptor(int number) noexcept : number_(number) {}
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor() { close(); }
    void close() noexcept {
        if (number_ >= 0) ::close(number_);
        number_ = -1;
    }
    [[nodiscard]] int get() const noexcept { return number_; }

  private:
    int number_;
};

/// A page that parent and child share.
class SharedStep {
  public:
    SharedStep()
        : page_(::mmap(nullptr, sizeof(Step), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                       -1, 0)) {
        if (page_ == MAP_FAILED) fail("mmap");
        step_ = new (page_) Step;
    }
    SharedStep(const SharedStep &) = delete;
    SharedStep &operator=(const SharedStep &) = delete;
    ~SharedStep() { ::munmap(page_, sizeof(Step)); }
    [[nodiscard]] Step &get() const noexcept { return *step_; }

  private:
    void *page_;
    Step *step_ = nullptr;
};

std::string read_output(int descriptor) {
    constexpr off_t most = 2000;
    const off_t size = ::lseek(descriptor, 0, SEEK_END);
    if (size <= 0) return {};
    std::string text(static_cast<std::size_t>(std::min(size, most)), '\0');
    const auto got = ::pread(descriptor, text.data(), text.size(), size > most ? size - most : 0);
    text.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    return text;
}

[[noreturn]] void child(pid_t parent, int output, int pipe, Step &step,
                        const std::function<std::string()> &body) {
    ::setpgid(0, 0); // a signal of the terminal's reaches the parent only, so it ends this one
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(0); // it had died before
    use_step(step);
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    std::string answer = "!";
    try {
        answer = body();
    } catch (const std::exception &error) {
        answer += error.what();
    } catch (...) {
        answer += "of no standard type";
    }
    for (std::size_t done = 0; done < answer.size();) {
        const auto written = ::write(pipe, answer.data() + done, answer.size() - done);
        if (written < 0 && errno != EINTR) break;
        if (written > 0) done += static_cast<std::size_t>(written);
    }
    ::_exit(0); // no destructor of the parent's, no exit handler of the plugin's
}

/// Reads to the end; false if the child has begun nothing new within the limit.
bool read_all(int descriptor, std::chrono::seconds limit, const Step &step, std::string &text) {
    constexpr int glance = 50; // milliseconds between two looks at what the child does
    std::array<char, 65536> buffer{};
    auto seen = step.count.load(std::memory_order_relaxed);
    auto since = Clock::now();
    for (;;) {
        const auto now = Clock::now();
        const auto count = step.count.load(std::memory_order_relaxed);
        if (count != seen) since = now;
        seen = count;
        if (now - since >= limit) return false;
        pollfd waiting{descriptor, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, glance);
        if (ready < 0 && errno != EINTR) fail("poll");
        if (ready <= 0) continue;
        const auto got = ::read(descriptor, buffer.data(), buffer.size());
        if (got == 0) return true;
        if (got < 0 && errno != EINTR) fail("read");
        if (got > 0) text.append(buffer.data(), static_cast<std::size_t>(got));
    }
}

std::string how_it_ended(int status) {
    if (!WIFSIGNALED(status)) return "exit status " + std::to_string(WEXITSTATUS(status));
    const int number = WTERMSIG(status);
    const char *name = ::strsignal(number);
    return "signal " + std::to_string(number) +
           (name == nullptr ? "" : " (" + std::string{name} + ')');
}

} // namespace

std::string captured_output() {
    (void)std::fflush(nullptr);
    return read_output(STDOUT_FILENO);
}

Ended in_process(unsigned seconds, const std::function<std::string()> &body) {
    const SharedStep shared;
    const Descriptor output(::memfd_create("walletauth-conformance", MFD_CLOEXEC));
    std::array<int, 2> ends{};
    if (output.get() < 0 || ::pipe2(ends.data(), O_CLOEXEC) != 0) fail("pipe");
    const Descriptor from(ends[0]);
    Descriptor to(ends[1]);
    (void)std::fflush(nullptr);
    const pid_t self = ::getpid();
    const pid_t process = ::fork();
    if (process < 0) fail("fork");
    if (process == 0) child(self, output.get(), to.get(), shared.get(), body);
    to.close();
    Ended ended;
    std::string answer;
    ended.timed_out = !read_all(from.get(), std::chrono::seconds(seconds), shared.get(), answer);
    if (ended.timed_out) {
        ::kill(-process, SIGKILL);
        ::kill(process, SIGKILL);
    }
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    ended.how =
        ended.timed_out ? "no answer in " + std::to_string(seconds) + " s" : how_it_ended(status);
    ended.output = read_output(output.get());
    auto &text = shared.get().text;
    text.back() = '\0';
    const std::string doing = text.data();
    const auto line = doing.find('\n');
    ended.vector = line == std::string::npos ? "" : doing.substr(0, line);
    ended.doing = line == std::string::npos ? doing : doing.substr(line + 1);
    ended.trial = shared.get().trial;
    if (ended.timed_out || status != 0 || answer.empty()) return ended;
    if (answer.starts_with('!')) {
        ended.how = "exception: " + answer.substr(1);
    } else {
        ended.answer = std::move(answer);
    }
    return ended;
}

} // namespace walletauth::conformance
