// SPDX-License-Identifier: Apache-2.0
// count_instructions KEY PROGRAM [ARGUMENT...]: how many instructions PROGRAM takes to do KEY once,
// where KEY is OPERATION, a tab and WHO, and PROGRAM serves them as `operations` does.
//
// The program is stepped through, one instruction at a time, so the count is of what this CPU runs:
// an emulator such as valgrind shows programs a simpler CPU, and they choose other code for it.
// What is around the calls is in all counts, and their difference is without it. Only the main
// thread is counted.
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace {

[[noreturn]] void fail(const char *what) {
    std::perror(what);
    std::exit(1);
}

/// A program that serves operations, and the pipes to and from it.
class Server {
  public:
    explicit Server(char **command) {
        std::array<int, 2> in{};
        std::array<int, 2> out{};
        if (pipe(in.data()) != 0 || pipe(out.data()) != 0) fail("pipe");
        process_ = fork();
        if (process_ < 0) fail("fork");
        if (process_ == 0) {
            dup2(in[0], STDIN_FILENO);
            dup2(out[1], STDOUT_FILENO);
            for (const int each : {in[0], in[1], out[0], out[1]})
                close(each);
            execvp(command[0], command);
            fail(command[0]);
        }
        close(in[0]);
        close(out[1]);
        in_ = in[1];
        out_ = fdopen(out[0], "r");
    }
    ~Server() {
        if (in_ >= 0) close(in_);
        (void)std::fclose(out_);
    }
    Server(const Server &) = delete;

    void ask(const std::string &line) const {
        if (write(in_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
            fail("write");
        }
    }
    /// Up to the empty line.
    void read_answer() const {
        std::array<char, 1000> line{};
        do {
            if (std::fgets(line.data(), line.size(), out_) == nullptr) {
                std::fputs("count_instructions: the program ended\n", stderr);
                std::exit(1);
            }
        } while (line[0] != '\n');
    }
    /// Stops all of its threads where they wait. Only the main one goes on: another may be a
    /// scheduler, which interrupts what takes long, and what is stepped does.
    void stop() const {
        usleep(50000); // it may not wait yet
        const auto threads = "/proc/" + std::to_string(process_) + "/task";
        for (const auto &thread : std::filesystem::directory_iterator{threads}) {
            const auto id = static_cast<pid_t>(std::stol(thread.path().filename()));
            if (ptrace(PTRACE_SEIZE, id, nullptr, PTRACE_O_EXITKILL) != 0 ||
                ptrace(PTRACE_INTERRUPT, id, nullptr, nullptr) != 0 ||
                waitpid(id, nullptr, __WALL) != id) {
                fail("ptrace");
            }
        }
    }
    /// Steps until it ends, which it does where its input does.
    long step_to_end() {
        close(in_);
        in_ = -1;
        long signal = 0;
        for (long steps = 0;; ++steps) {
            if (ptrace(PTRACE_SINGLESTEP, process_, nullptr, signal) != 0) fail("ptrace");
            const int status = wait_for_main();
            if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return steps;
            if (!WIFSTOPPED(status)) {
                std::fputs("count_instructions: the program failed\n", stderr);
                std::exit(1);
            }
            signal = WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
        }
    }

  private:
    /// Other threads are waited for, too: the main one's end is told when they have ended.
    [[nodiscard]] int wait_for_main() const {
        int status = 0;
        pid_t which = -1;
        do {
            which = waitpid(-1, &status, __WALL);
            if (which < 0) fail("waitpid");
        } while (which != process_);
        return status;
    }

    pid_t process_ = -1;
    int in_ = -1;
    std::FILE *out_ = nullptr;
};

/// The steps of so many calls, and of what is around them.
long steps(const std::string &key, char **command, int times) {
    Server server{command};
    server.read_answer(); // the list of what it does
    server.ask("2\t" + key + '\n');
    server.read_answer(); // what is made once, at the first call, is made
    server.stop();
    server.ask(std::to_string(times) + '\t' + key + '\n');
    return server.step_to_end();
}

} // namespace

int main(int count, char **arguments) {
    if (count < 3) return 2;
    const std::string key = arguments[1];
    char **const command = arguments + 2;
    const auto around = steps(key, command, 0);
    const auto once = steps(key, command, 1) - around;
    constexpr long few = 50000; // of so few, the mean of ten: a peer may collect garbage in one
    std::printf("%ld\n", once < few ? (steps(key, command, 10) - around) / 10 : once);
}
