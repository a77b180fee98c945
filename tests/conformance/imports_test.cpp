// SPDX-License-Identifier: Apache-2.0
// What the tool says of imports, by the names that compilers and headers give them.
#include "run_tool.hpp"

#include "conformance/imports.hpp"

#include <gtest/gtest.h>

namespace {

using walletauth::conformance::check_imports;
using walletauth::conformance::CheckResult;
using walletauth::conformance::Outcome;

CheckResult of(std::vector<std::string> imports) {
    walletauth::ModuleInfo module;
    module.imports = std::move(imports);
    return check_imports(module);
}

TEST(Imports, OfARuntimeAreOrdinary) {
    const auto result = of({"memcpy", "__memcpy_chk", "malloc", "pthread_mutex_lock", "snprintf",
                            "__stack_chk_fail", "__cxa_throw", "strerror_r", "_Znwm",
                            "_ZNSt8ios_base4InitC1Ev", "_ZNSt6localeC1Ev", "_ZNSt6localeD1Ev",
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

TEST(Imports, OfFilesClocksRandomnessAndOutputAreNoted) {
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
          "raise"}) {
        const auto result = of({"memcpy", name});
        EXPECT_EQ(result.outcome, Outcome::pass) << name;
        EXPECT_TRUE(result.note.starts_with("have a reason for importing ")) << name;
    }
}

TEST(Imports, AreNamedOnce) {
    const auto result = of({"_ZNSt14basic_ifstreamIcSt11char_traitsIcEEC1EPKcSt13_Ios_Openmode",
                            "_ZNSt14basic_ifstreamIcSt11char_traitsIcEED1Ev", "__fprintf_chk"});
    EXPECT_EQ(result.note, "have a reason for importing std::ifstream, __fprintf_chk");
}

// The same of a module as the compiler of this build makes it, with _FORTIFY_SOURCE.
TEST(Imports, OfAFortifiedModuleAreNoted) {
    const auto run = run_tool(WALLETAUTH_BREAKERS "/impure.so --only '^imports$'");
    EXPECT_EQ(run.status, 0) << run.output;
    const auto line = run.output.substr(0, run.output.find('\n'));
    for (const char *part : {"NOTE, imports: ", "std::chrono", "std::ifstream", "fprintf"})
        EXPECT_NE(line.find(part), std::string::npos) << part << '\n' << run.output;
}

} // namespace
