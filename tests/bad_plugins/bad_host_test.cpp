// SPDX-License-Identifier: Apache-2.0
// Hosts that forbid what loading needs, or do what it must survive. Each in a process of its own.
#include "child.hpp"
#include "module_directory.hpp"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>

namespace {

using namespace walletauth;
using bad::in_child;
using bad::ModuleDirectory;

std::string said(const std::expected<PluginSet, LoadError> &loaded) {
    return loaded ? "loaded" : loaded.error().rule + ": " + loaded.error().value;
}

/// What a child says whose system does not let it prepare the case.
std::string cannot(const std::string &what) {
    return "skip: " + what + ": " + std::strerror(errno);
}

#define SKIP_ALOUD(text)                                                                           \
    if ((text).starts_with("skip: ")) GTEST_SKIP() << (text)

// RLIMIT_FSIZE counts memory files, too, and its signal ends a process that does not expect it.
TEST(BadHost, LimitOfFileSizeIsAnErrorAndNoSignal) {
    const ModuleDirectory directory;
    directory.add_new("fresh");
    const auto manifest = directory.manifest("fresh");
    const auto text = in_child([&] {
        constexpr rlimit limit{4096, 4096};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        auto answer = said(PluginSet::from_manifest(manifest));
        sigset_t pending;
        sigset_t blocked;
        ::sigpending(&pending);
        ::pthread_sigmask(SIG_BLOCK, nullptr, &blocked);
        if (::sigismember(&pending, SIGXFSZ) == 1) answer += " PENDING";
        if (::sigismember(&blocked, SIGXFSZ) == 1) answer += " BLOCKED";
        return answer;
    });
    EXPECT_TRUE(text.starts_with("memfd: cannot copy ")) << text;
    EXPECT_NE(text.find("RLIMIT_FSIZE is 4096; raise it"), std::string::npos) << text;
    EXPECT_EQ(text.find("PENDING"), std::string::npos) << text;
    EXPECT_EQ(text.find("BLOCKED"), std::string::npos) << text;
}

// The dynamic linker knows the first module by /proc/self/fd/N, and N is free again.
TEST(BadHost, ThatClosedAllDescriptorsRunsTheModuleThatItNamed) {
    const ModuleDirectory directory;
    directory.add_new("fresh");
    directory.add("other_account");
    const auto text = in_child([&] {
        const auto first = PluginSet::from_manifest(directory.manifest("fresh"));
        if (!first) return said(first);
        for (int number = 3; number < 256; ++number) {
            char target[256]{};
            const auto link = "/proc/self/fd/" + std::to_string(number);
            const auto size = ::readlink(link.c_str(), target, sizeof target - 1);
            if (size > 0 && !std::string_view{target}.starts_with("pipe:")) ::close(number);
        }
        auto second = PluginSet::from_manifest(directory.manifest("other_account"));
        if (!second) return said(second);
        const auto third = PluginSet::from_manifest(directory.manifest("fresh"));
        if (!third) return said(third);
        const auto *good = first->plugins()[0].table;
        if (second->plugins()[0].table == good) return std::string{"the first module's code runs"};
        if (third->plugins()[0].table != good) return std::string{"the same bytes run twice"};
        const Verifier verifier(std::make_shared<const PluginSet>(std::move(*second)));
        Request request;
        request.chain = "badnet:x";
        request.scheme = "bad";
        request.account = "someone";
        return "status " + std::to_string(verifier.verify(request).status);
    });
    EXPECT_EQ(text, "status " + std::to_string(WA_ERROR_INTERNAL)); // as bad_verdict_test has it
}

/// Maps `inside` to the user that runs this, and nobody else.
std::string enter_namespace(unsigned inside) {
    const auto user = ::geteuid();
    const auto map = std::to_string(inside) + ' ' + std::to_string(user) + " 1\n";
    if (::unshare(CLONE_NEWUSER) != 0) return cannot("unshare");
    const int file = ::open("/proc/self/uid_map", O_WRONLY | O_CLOEXEC);
    const bool written = ::write(file, map.data(), map.size()) == static_cast<ssize_t>(map.size());
    ::close(file);
    return written ? "" : cannot("uid_map");
}

// Whoever is not mapped reads as 65534, and so does a process that runs as 65534.
TEST(BadHost, WhoseUserIsTheOneThatStandsForAllOthers) {
    const ModuleDirectory directory(bad::fs::path{WALLETAUTH_BAD_PLUGINS}); // not below /tmp
    directory.add_new("fresh");
    const auto manifest = directory.manifest("fresh");
    const auto text = in_child([&] {
        const auto failed = enter_namespace(65534);
        return failed.empty() ? said(PluginSet::from_manifest(manifest)) : failed;
    });
    SKIP_ALOUD(text);
    EXPECT_TRUE(text.starts_with("directory-owner: owner 65534 stands for every user")) << text;
    EXPECT_NE(text.find("map the owner (newuidmap, --uidmap)"), std::string::npos) << text;
}

TEST(BadHost, InANamespaceThatMapsTheOwnersLoads) {
    if (::geteuid() != 0) GTEST_SKIP() << "needs root, who owns / and is to be mapped";
    const ModuleDirectory directory;
    directory.add_new("fresh");
    const auto manifest = directory.manifest("fresh");
    const auto text = in_child([&] {
        const auto failed = enter_namespace(0);
        return failed.empty() ? said(PluginSet::from_manifest(manifest)) : failed;
    });
    SKIP_ALOUD(text);
    EXPECT_EQ(text, "loaded");
}

TEST(BadHost, WithoutProcSaysSo) {
    if (::geteuid() != 0) GTEST_SKIP() << "needs root to hide /proc";
    const ModuleDirectory directory;
    directory.add_new("fresh");
    const auto manifest = directory.manifest("fresh");
    const auto text = in_child([&] {
        if (::unshare(CLONE_NEWNS) != 0) return cannot("unshare");
        if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            ::mount("none", "/proc", "tmpfs", 0, nullptr) != 0) {
            return cannot("mount");
        }
        return said(PluginSet::from_manifest(manifest));
    });
    SKIP_ALOUD(text);
    EXPECT_TRUE(text.starts_with("proc: /proc/self/fd/")) << text;
    EXPECT_NE(text.find("mount it for this process"), std::string::npos) << text;
}

std::string forbid_memfd_create(int error) {
    const auto answer = static_cast<std::uint32_t>(SECCOMP_RET_ERRNO | error);
    sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_memfd_create, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, answer),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const sock_fprog program{sizeof filter / sizeof filter[0], filter};
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
        return cannot("seccomp");
    }
    return "";
}

TEST(BadHost, WhoseFilterForbidsMemoryFilesSaysWhatToAllow) {
    const ModuleDirectory directory;
    directory.add_new("fresh");
    const auto manifest = directory.manifest("fresh");
    for (const int error : {EPERM, ENOSYS, EACCES}) {
        const auto text = in_child([&] {
            const auto failed = forbid_memfd_create(error);
            return failed.empty() ? said(PluginSet::from_manifest(manifest)) : failed;
        });
        SKIP_ALOUD(text);
        EXPECT_TRUE(text.starts_with("memfd: memfd_create: ")) << text;
        EXPECT_NE(text.find("allow this system call in the seccomp profile"), std::string::npos)
            << text;
    }
}

/// In the first process of a PID namespace, which is what Linux has the setting for.
std::string forbid_executable_memory_files() {
    if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("none", "/proc", "proc", 0, nullptr) != 0) {
        return cannot("mount");
    }
    const int file = ::open("/proc/sys/vm/memfd_noexec", O_WRONLY | O_CLOEXEC);
    const bool written = ::write(file, "2", 1) == 1;
    ::close(file);
    return written ? "" : cannot("vm.memfd_noexec");
}

// vm.memfd_noexec = 2 forbids memory files that could be executed; modules are only mapped.
TEST(BadHost, ThatForbidsExecutableMemoryFilesLoads) {
    if (::geteuid() != 0) GTEST_SKIP() << "needs root to change vm.memfd_noexec";
    const ModuleDirectory directory;
    directory.add_new("fresh");
    const auto manifest = directory.manifest("fresh");
    const auto text = in_child([&] {
        if (::unshare(CLONE_NEWPID | CLONE_NEWNS) != 0) return cannot("unshare");
        return in_child([&] {
            const auto failed = forbid_executable_memory_files();
            return failed.empty() ? said(PluginSet::from_manifest(manifest)) : failed;
        });
    });
    SKIP_ALOUD(text);
    EXPECT_EQ(text, "loaded");
}

} // namespace
