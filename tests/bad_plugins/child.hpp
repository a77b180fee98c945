// SPDX-License-Identifier: Apache-2.0
// Something done in a process of its own, which may crash, hang, or change what all of it shares.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <string>

namespace bad {

/// What `work(pipe)` writes in a child, or "signal N" of what ended it. After 60 seconds that is
/// SIGALRM.
template <class Work>
std::string written_by_child(const Work &work) {
    int pipe[2];
    if (::pipe(pipe) != 0) return "no pipe";
    const pid_t child = ::fork();
    if (child == 0) {
        ::alarm(60);
        work(pipe[1]);
        ::_exit(0);
    }
    ::close(pipe[1]);
    std::string said;
    char buffer[4096];
    for (ssize_t got = 0; (got = ::read(pipe[0], buffer, sizeof buffer)) > 0;) {
        said.append(buffer, static_cast<std::size_t>(got));
    }
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? "signal " + std::to_string(WTERMSIG(status)) : said;
}

/// What `work()` returns in a child.
template <class Work>
std::string in_child(const Work &work) {
    return written_by_child([&](int pipe) {
        const std::string said = work();
        const auto written = ::write(pipe, said.data(), said.size());
        if (written != static_cast<ssize_t>(said.size())) ::_exit(1);
    });
}

} // namespace bad
