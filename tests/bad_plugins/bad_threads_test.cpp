// SPDX-License-Identifier: Apache-2.0
// Threads for which /proc/self is not the place where their descriptors and memory are.
#include "child.hpp"
#include "module_directory.hpp"

#include <sched.h>
#include <sys/syscall.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <string>
#include <thread>

namespace {

using namespace walletauth;
using bad::ModuleDirectory;

std::string said(const std::expected<PluginSet, LoadError> &loaded) {
    return loaded ? "loaded" : loaded.error().rule + ": " + loaded.error().value;
}

/// Z: it has ended, and the process lives on.
char state_of_leader() {
    std::ifstream file("/proc/self/stat");
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const auto name = text.rfind(") ");
    return name == std::string::npos || name + 2 >= text.size() ? '?' : text[name + 2];
}

TEST(BadThreads, WhoseLeaderHasEndedLoads) {
    const ModuleDirectory directory;
    directory.add_new("fresh");
    const auto manifest = directory.manifest("fresh");
    const auto text = bad::written_by_child([&](int pipe) {
        std::thread([&manifest, pipe] {
            while (state_of_leader() != 'Z')
                std::this_thread::sleep_for(std::chrono::milliseconds{1});
            const auto answer = said(PluginSet::from_manifest(manifest));
            const auto written = ::write(pipe, answer.data(), answer.size());
            ::_exit(written == static_cast<ssize_t>(answer.size()) ? 0 : 1);
        }).detach();
        ::syscall(SYS_exit, 0); // as pthread_exit does in the end, but leaves the stack as it is
    });
    EXPECT_EQ(text, "loaded");
}

TEST(BadThreads, WithDescriptorsOfItsOwnLoads) {
    const ModuleDirectory directory;
    directory.add_new("fresh");
    const auto manifest = directory.manifest("fresh");
    const auto text = bad::in_child([&] {
        std::string answer;
        std::thread([&] {
            answer = ::unshare(CLONE_FILES) == 0
                         ? said(PluginSet::from_manifest(manifest))
                         : "skip: unshare: " + std::string{std::strerror(errno)};
        }).join();
        return answer;
    });
    if (text.starts_with("skip: ")) GTEST_SKIP() << text;
    EXPECT_EQ(text, "loaded");
}

} // namespace
