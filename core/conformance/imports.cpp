// SPDX-License-Identifier: Apache-2.0
#include "imports.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace walletauth::conformance {
namespace {

/// Processes, networks, code from elsewhere, and state of the whole process.
constexpr std::array<std::string_view, 41> forbidden{"accept",
                                                     "bind",
                                                     "clearenv",
                                                     "clone",
                                                     "connect",
                                                     "dlmopen",
                                                     "dlopen",
                                                     "execl",
                                                     "execle",
                                                     "execlp",
                                                     "execv",
                                                     "execve",
                                                     "execvp",
                                                     "execvpe",
                                                     "fesetround",
                                                     "fexecve",
                                                     "fork",
                                                     "listen",
                                                     "popen",
                                                     "posix_spawn",
                                                     "posix_spawnp",
                                                     "pthread_atfork",
                                                     "ptrace",
                                                     "putenv",
                                                     "secp256k1_context_clone",
                                                     "secp256k1_context_create",
                                                     "secp256k1_context_preallocated_create",
                                                     "secp256k1_context_randomize",
                                                     "secp256k1_context_set_error_callback",
                                                     "secp256k1_context_set_illegal_callback",
                                                     "setenv",
                                                     "setlocale",
                                                     "sigaction",
                                                     "signal",
                                                     "socket",
                                                     "sodium_init",
                                                     "sodium_set_misuse_handler",
                                                     "system",
                                                     "unsetenv",
                                                     "uselocale",
                                                     "vfork"};

/// Files, clocks, environment, randomness, threads, output: a runtime may bring them, a scheme not.
constexpr std::array<std::string_view, 24> suspect{
    "abort",           "clock_gettime", "exit",           "fopen",        "fopen64", "fprintf",
    "fwrite",          "getenv",        "getrandom",      "gettimeofday", "open",    "open64",
    "openat",          "printf",        "pthread_create", "puts",         "rand",    "random",
    "randombytes_buf", "read",          "secure_getenv",  "time",         "write",   "stdout"};

} // namespace

CheckResult check_imports(const ModuleInfo &module) {
    CheckResult result("imports");
    const auto is_in = [](const auto &names, const std::string &name) {
        return std::ranges::find(names, std::string_view{name}) != names.end();
    };
    std::string noted;
    for (const auto &name : module.imports) {
        if (is_in(forbidden, name)) {
            result.outcome = Outcome::fail;
            ++result.count;
            result.findings.push_back({"pure", "", "read the module's imports",
                                       "nothing of processes, networks, or the state of the host",
                                       name});
        }
        if (is_in(suspect, name)) noted += (noted.empty() ? "" : ", ") + name;
    }
    if (!noted.empty()) result.note = "have a reason for importing " + noted;
    return result;
}

} // namespace walletauth::conformance
