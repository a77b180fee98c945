// SPDX-License-Identifier: Apache-2.0
// Plugins that die, hang, are slow or fail to load, and a tool that is killed.
#include "run_tool.hpp"

#include <gtest/gtest.h>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

namespace {

const std::string vectors = " --vectors " WALLETAUTH_SOURCE "/tests/conformance/vectors";

TEST(Tool, TellsTheLastStepOfAPluginThatDies) {
    const auto crash = run_tool(WALLETAUTH_BREAKERS "/crashes.so --json --only fields" + vectors);
    EXPECT_TRUE(crash.outcomes.contains("crash")) << crash.output;
    EXPECT_NE(crash.output.find("verify with the signature empty"), std::string::npos)
        << crash.output;
    const auto hang =
        run_tool(WALLETAUTH_BREAKERS "/hangs.so --json --only fields --time-limit 1" + vectors);
    EXPECT_TRUE(hang.outcomes.contains("timeout")) << hang.output;
}

TEST(Tool, TellsTheCallThatDiesBeforeACheckBegins) {
    const auto verify = run_tool(WALLETAUTH_BREAKERS "/dies_of_no_message.so --json --only "
                                                     "'^(outputs|inputs|threads|allocations)$'" +
                                 vectors);
    EXPECT_NE(verify.output.find("\"verify\""), std::string::npos) << verify.output;
    EXPECT_EQ(verify.output.find("loading"), std::string::npos) << verify.output;
    const auto parse = run_tool(WALLETAUTH_BREAKERS "/dies_of_no_hex.so --json --only "
                                                    "'^(outputs|inputs|allocations)$'" +
                                vectors);
    EXPECT_EQ(parse.output.find("\"verify"), std::string::npos) << parse.output;
    EXPECT_NE(parse.output.find("parse_signature(\\\"?"), std::string::npos) << parse.output;
}

TEST(Tool, ReportsAllChecksOfAPluginThatLoadsOnlyOnce) {
    const auto run = run_tool(WALLETAUTH_BREAKERS "/self_test_flaky.so --json" + vectors);
    EXPECT_EQ(run.status, 1) << run.output;
    for (const char *check : {"\"self-test\"", "\"vectors\"", "\"allocations\""})
        EXPECT_NE(run.output.find(check), std::string::npos) << check << '\n' << run.output;
}

// Thousands of flips of a millisecond each are no hang.
TEST(Tool, LimitsTheTimeOfACallAndNotOfACheck) {
    const auto start = std::chrono::steady_clock::now();
    const auto run = run_tool(
        WALLETAUTH_BREAKERS "/slow.so --json --only '^signature-bits$' --time-limit 1" + vectors);
    EXPECT_EQ(run.status, 0) << run.output;
    EXPECT_GT(std::chrono::steady_clock::now() - start, std::chrono::seconds{1})
        << "the check was too short to say anything";
}

pid_t start_tool(const char *module) {
    const pid_t tool = ::fork();
    if (tool != 0) return tool;
    const std::string directory = WALLETAUTH_SOURCE "/tests/conformance/vectors";
    ::execl(WALLETAUTH_CONFORMANCE, WALLETAUTH_CONFORMANCE, module, "--only", "^fields$",
            "--vectors", directory.c_str(), static_cast<char *>(nullptr));
    ::_exit(127);
}

/// 0: it has none.
pid_t child_of(pid_t process) {
    const auto id = std::to_string(process);
    std::ifstream children("/proc/" + id + "/task/" + id + "/children");
    pid_t child = 0;
    return children >> child ? child : 0;
}

TEST(Tool, TakesItsChildWithItWhenKilled) {
    using namespace std::chrono_literals;
    ASSERT_EQ(::prctl(PR_SET_CHILD_SUBREAPER, 1), 0); // an orphan becomes this test's child
    for (const int signal : {SIGTERM, SIGINT, SIGKILL}) {
        const pid_t tool = start_tool(WALLETAUTH_BREAKERS "/hangs.so");
        // The first child describes the plugin, the second one hangs. A look may miss the first.
        pid_t child = 0;
        int children = 0;
        for (int i = 0; i < 200 && children < 2; ++i) {
            const pid_t now = child_of(tool);
            if (now != 0 && now != child) ++children;
            if (now != 0) child = now;
            std::this_thread::sleep_for(10ms);
        }
        ASSERT_GE(children, 1);
        ::kill(tool, signal);
        int status = 0;
        ASSERT_EQ(::waitpid(tool, &status, 0), tool);
        ASSERT_TRUE(WIFSIGNALED(status));
        pid_t orphan = 0;
        for (int i = 0; i < 1000 && orphan == 0; ++i) {
            orphan = ::waitpid(-1, &status, WNOHANG);
            std::this_thread::sleep_for(10ms);
        }
        EXPECT_NE(orphan, 0) << "still running after 10 s";
        if (orphan > 0) {
            EXPECT_EQ(WTERMSIG(status), SIGKILL);
        }
    }
}

} // namespace
