// SPDX-License-Identifier: Apache-2.0
// What the tool says of imports, by the names that compilers and headers give them.
#include "run_tool.hpp"

#include "conformance/imports.hpp"
#include "conformance/sanitized.hpp"

#include <gtest/gtest.h>

namespace {

using walletauth::conformance::check_imports;
using walletauth::conformance::CheckResult;
using walletauth::conformance::Outcome;

CheckResult of(std::vector<std::string> imports, const std::vector<std::string> &allowed = {},
               bool has_thread_storage = false) {
    walletauth::ModuleInfo module;
    module.imports = std::move(imports);
    return check_imports(module, has_thread_storage, allowed);
}

TEST(Imports, OfARuntimeAreOrdinary) {
    const auto result = of({"memcpy", "__memcpy_chk", "malloc", "pthread_mutex_lock", "snprintf",
                            "__stack_chk_fail", "__cxa_throw", "strerror_r", "_Znwm",
                            "_ZNSt8ios_base4InitC1Ev", "_ZNSt6localeD1Ev",
                            "_ZSt16__ostream_insertIcSt11char_traitsIcEERSt13basic_ostreamIT_T0_"
                            "ES6_PKS3_l",
                            "_ZNSt10filesystem7__cxx114path14_M_split_cmptsEv",
                            "_ZNSt15basic_streambufIcSt11char_traitsIcEE4syncEv"});
    EXPECT_EQ(result.outcome, Outcome::pass);
    EXPECT_EQ(result.note, "");
}

TEST(Imports, OfProcessesNetworksAndTheHostsStateFail) {
    for (const char *name :
         {"getaddrinfo", "sendto", "recv", "__recv_chk", "__recvfrom_chk", "sendmsg", "chdir",
          "fchdir", "kill", "srand", "_ZNSt6locale6globalERKS_",
          "_ZNSt10filesystem12current_pathERKNS_7__cxx114pathE"}) {
        const auto result = of({"memcpy", name});
        EXPECT_EQ(result.outcome, Outcome::fail) << name;
        ASSERT_EQ(result.findings.size(), 1U) << name;
        EXPECT_EQ(result.findings[0].rule, "pure") << name;
        EXPECT_EQ(result.note, "") << name;
    }
}

TEST(Imports, OfSurroundingsAndStateFailUnlessTheyAreAllowed) {
    for (const char *name :
         {"_ZNSt6chrono3_V212system_clock3nowEv",
          "_ZNSt13random_device9_M_getvalEv",
          "_ZNSt14basic_ifstreamIcSt11char_traitsIcEED1Ev",
          "_ZNSt13basic_filebufIcSt11char_traitsIcEE4openEPKcSt13_Ios_Openmode",
          "_ZSt4cout",
          "_ZSt4cerr",
          "_ZNSt6thread15_M_start_threadESt10unique_ptrINS_6_StateESt14default_deleteIS1_EEPFvvE",
          "__fprintf_chk",
          "__vfprintf_chk",
          "__read_chk",
          "__pread64_chk",
          "__open_2",
          "__openat64_2",
          "__isoc99_fscanf",
          "stat64",
          "stderr",
          "syscall",
          "localtime",
          "clock",
          "nanosleep",
          "raise",
          "getenv",
          "newlocale",
          "localeconv",
          "_ZNSt6localeC1Ev",
          "_ZNSt7__cxx1119basic_ostringstreamIcSt11char_traitsIcESaIcEEC1Ev",
          "__cxa_guard_acquire",
          "__cxa_thread_atexit",
          "__tls_get_addr",
          "pthread_once"}) {
        const auto result = of({"memcpy", name});
        EXPECT_EQ(result.outcome, Outcome::fail) << name;
        ASSERT_EQ(result.findings.size(), 1U) << name;
        EXPECT_EQ(result.findings[0].rule, "pure") << name;
        EXPECT_NE(result.findings[0].found.find("--allow-import '"), std::string::npos) << name;
        EXPECT_EQ(result.note, "") << name;
        const auto allowed = of({"memcpy", name}, {name});
        EXPECT_EQ(allowed.outcome, Outcome::pass) << name;
        EXPECT_TRUE(allowed.note.starts_with("allowed by --allow-import: ")) << name;
        EXPECT_EQ(of({"memcpy", name}, {"memcpy"}).outcome, Outcome::fail) << name;
    }
}

TEST(Imports, AreAllowedByTheNameOfTheReportToo) {
    EXPECT_EQ(of({"_ZNSt6chrono3_V212system_clock3nowEv"}, {"std::chrono"}).outcome, Outcome::pass);
    EXPECT_EQ(of({"__fprintf_chk"}, {"fprintf"}).outcome, Outcome::pass);
    EXPECT_EQ(of({"__fprintf_chk"}, {"printf"}).outcome, Outcome::fail);
}

TEST(Imports, ThreadLocalVariablesFailLikeAnImport) {
    EXPECT_EQ(of({"memcpy"}, {}, true).outcome, Outcome::fail);
    EXPECT_EQ(of({"memcpy"}, {"PT_TLS"}, true).outcome, Outcome::pass);
}

TEST(Imports, AreNamedOnce) {
    const auto result = of({"_ZNSt14basic_ifstreamIcSt11char_traitsIcEEC1EPKcSt13_Ios_Openmode",
                            "_ZNSt14basic_ifstreamIcSt11char_traitsIcEED1Ev", "__fprintf_chk"});
    ASSERT_EQ(result.findings.size(), 2U);
    EXPECT_TRUE(result.findings[0].found.starts_with("std::ifstream;"));
    EXPECT_TRUE(result.findings[1].found.starts_with("__fprintf_chk;"));
}

// The same of modules as the compiler of this build makes them, with _FORTIFY_SOURCE.
TEST(Imports, OfAFortifiedModuleFail) {
    const std::string module = WALLETAUTH_BREAKERS "/impure.so --only '^imports$'";
    const auto run = run_tool(module);
    if (WALLETAUTH_SANITIZED != 0) GTEST_SKIP() << "SKIPPED: a sanitizer's imports are its own";
    EXPECT_EQ(run.status, 1) << run.output;
    for (const char *part : {"FAIL imports", "std::chrono", "std::ifstream", "fprintf", "stderr",
                             "--allow-import 'std::chrono'"}) {
        EXPECT_NE(run.output.find(part), std::string::npos) << part << '\n' << run.output;
    }
    const auto allowed = run_tool(module + " --allow-import std::chrono --allow-import fprintf "
                                           "--allow-import std::ifstream --allow-import stderr "
                                           "--allow-import std::basic_filebuf");
    EXPECT_EQ(allowed.status, 0) << allowed.output;
    EXPECT_TRUE(allowed.output.starts_with("NOTE, imports: allowed by --allow-import: "))
        << allowed.output;
}

} // namespace
