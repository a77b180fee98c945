// SPDX-License-Identifier: Apache-2.0
// Plugins that each break one rule of docs/abi.md: the tool names that rule and no other. Which
// rule a breaker breaks follows from the page and from what its file does, not from what the tool
// says.
#include "run_tool.hpp"

#include "conformance/sanitized.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <set>

namespace {

struct Broken {
    const char *plugin;
    const char *rule;
    const char *vectors = WALLETAUTH_SOURCE "/tests/conformance/vectors";
    const char *options = "";
    const char *allowed = ""; ///< imports that would break another rule
};

void PrintTo(const Broken &broken, std::ostream *out) { *out << broken.plugin; }

class Breaker : public testing::TestWithParam<Broken> {};

TEST_P(Breaker, IsNamedByTheRuleItBreaksAndNoOther) {
    const auto &broken = GetParam();
    const std::set<std::string> unseen{
        "leaks_memory",      "malloc_unchecked",       "no_memory_rejects",
        "remembers_account", "made_at_first_use",      "one_each_thread",
        "self_test_blind",   "self_test_without_hash", "slow_of_long_texts"};
    if (WALLETAUTH_SANITIZED != 0 && unseen.contains(broken.plugin)) {
        GTEST_SKIP() << "SKIPPED: under a sanitizer neither malloc nor variables are watched";
    }
    const auto run =
        run_tool(std::string{WALLETAUTH_BREAKERS "/"} + broken.plugin +
                 ".so --json --seed 7 --vectors " + std::string{broken.vectors} + broken.options +
                 (*broken.allowed == '\0' ? "" : " --allow-import ") + broken.allowed);
    EXPECT_EQ(run.status, 1) << run.output;
    EXPECT_EQ(run.rules, std::set<std::string>{broken.rule}) << run.output;
}

constexpr const char *chains = WALLETAUTH_VECTORS;
constexpr const char *toy = WALLETAUTH_SOURCE "/tests/conformance/vectors";

INSTANTIATE_TEST_SUITE_P(
    Behaviour, Breaker,
    testing::Values(
        Broken{"detail_not_printable", "verdict"}, Broken{"no_magic", "verdict"},
        Broken{"flags_unknown", "verdict"}, Broken{"wrong_reason", "vectors"},
        Broken{"signature_bit_ignored", "signature-exact"},
        Broken{"signature_tail_ignored", "signature-exact"}, Broken{"message_cut", "message-exact"},
        Broken{"key_bit_ignored", "key-exact"}, Broken{"any_account", "account-exact"},
        Broken{"any_key", "account-exact", chains, " --only '^key-substitution$'"},
        Broken{"any_ed25519_key", "account-exact", chains, " --only '^key-substitution$'"},
        Broken{"any_recovery", "account-exact", chains, " --only '^key-substitution$'"},
        Broken{"any_chain", "routes"}, Broken{"any_case_of_scheme", "routes"},
        Broken{"bound_to_no_chain", "chain-bound"},
        Broken{"high_s", "signature-unique", chains, " --only '^(vectors|malleability)$'"},
        Broken{"s_plus_l", "signature-unique", chains},
        Broken{"anybodys_key_taken", "signature-unique", chains},
        Broken{"parity_not_read", "signature-exact", chains, " --only '^signature-bits$'"},
        Broken{"trims_messages", "message-exact"}, Broken{"compares_beginnings", "account-exact"},
        Broken{"halves_swapped", "signature-exact"},
        Broken{"key_wanted", "recovers-key", chains, " --only '^agreement$'"},
        Broken{"off_curve_derived", "accounts", chains, " --only '^keys$'"},
        Broken{"off_curve_coordinates_derived", "accounts", chains, " --only '^keys$'"},
        Broken{"anything_normalized", "accounts", toy, " --only '^accounts$'"},
        Broken{"nobody_taken", "limits"}, Broken{"message_limit_doubled", "limits"},
        Broken{"json_claimed", "limits"},
        Broken{"no_key_named", "key-exact", toy, " --only '^agreement$'"},
        Broken{"key_as_given", "key-exact", chains, " --only '^keys$'"},
        Broken{"derives_elsewhere", "accounts"}, Broken{"expectation_not_derived", "accounts"},
        Broken{"prefix_gives_another", "notation"}, Broken{"signer_before_size", "precedence"},
        Broken{"message_limit_missing", "limits"}, Broken{"short_key_taken", "limits"},
        Broken{"parameter_dropped", "parameters"}, Broken{"accept_empty", "accept"},
        Broken{"signature_first", "precedence"},
        Broken{"evidence_said_late", "precedence", chains, " --only '^crossings$'"},
        Broken{"stated_key_not_read", "key-exact", chains, " --only '^keys$'"},
        Broken{"unknown_flag_dropped", "must-understand"},
        Broken{"unknown_field_dropped", "must-understand"}, Broken{"output_cut", "outputs"},
        Broken{"output_size_unsaid", "outputs"}, Broken{"output_beyond", "outputs"},
        Broken{"detail_needed", "outputs"}, Broken{"detail_dies", "outputs"},
        Broken{"reads_beyond_message", "inputs"}, Broken{"writes_into_request", "inputs"},
        Broken{"short_key_read", "inputs"}, Broken{"no_key_written", "sizes"},
        Broken{"no_key_read", "sizes"}, Broken{"long_signature_read", "sizes"},
        Broken{"counts_its_calls", "pure"}, Broken{"minds_rounding", "pure"},
        Broken{"minds_environment", "pure"}, Broken{"starts_programs", "pure"},
        Broken{"leaves_rounding", "pure"}, Broken{"made_at_first_use", "pure"},
        Broken{"one_each_thread", "pure"}, Broken{"asks_for_addresses", "pure"},
        Broken{"remembers_account", "pure"}, Broken{"shares_a_buffer", "threads"},
        Broken{"parses_in_a_buffer", "threads"}, Broken{"deep_stack", "threads"},
        Broken{"array_of_first", "array"}, Broken{"derives_another", "accounts"},
        Broken{"claim_wanted", "accounts"}, Broken{"key_not_read_back", "notation"},
        Broken{"trims_texts", "notation"}, Broken{"error_proves", "evidence"},
        Broken{"unreadable_rejects", "evidence"}, Broken{"other_query_proves", "evidence"},
        Broken{"queries_withheld", "evidence"}, Broken{"slow_of_long_texts", "cost"},
        Broken{"leaks_memory", "resources"},
        Broken{"leaks_descriptors", "resources", toy, "", "open"},
        Broken{"malloc_unchecked", "memory"}, Broken{"no_memory_rejects", "memory"},
        Broken{"prints", "quiet", toy, "", "puts"}, Broken{"extension_of_anything", "extensions"},
        Broken{"sign_in_unknown_claim", "sign-in-table", chains, " --only '^sign-in-table$'"},
        Broken{"sign_in_any_form", "sign-in-table", chains, " --only '^sign-in'"},
        Broken{"sign_in_written_loosely", "sign-in-exact", chains, " --only '^sign-in'"},
        Broken{"sign_in_line_unread", "sign-in-exact", chains, " --only '^sign-in'"},
        Broken{"sign_in_expiry_left_out", "sign-in-exact", chains, " --only '^sign-in'"},
        Broken{"sign_in_claim_unsigned", "sign-in-signed", chains, " --only '^sign-in-signed$'"},
        Broken{"sign_in_reads_and_remembers", "pure", chains, " --only '^(repeats|surroundings)$'"},
        Broken{"self_test_once", "self-test"},
        Broken{"self_test_flaky", "self-test", toy, " --allow-import getppid",
               "__cxa_guard_acquire"},
        Broken{"self_test_blind", "self-test", chains, " --only '^(self-test|stubs)$'"},
        Broken{"self_test_without_hash", "self-test", chains, " --only '^(self-test|stubs)$'"},
        Broken{"crashes", "returns", toy, "", "abort"},
        Broken{"dies_of_no_message", "returns", toy, "", "abort"},
        Broken{"dies_of_no_hex", "returns", toy, "", "abort"}, Broken{"throws", "returns"},
        Broken{"hangs", "returns", toy, " --time-limit 3"}),
    [](const auto &info) { return std::string{info.param.plugin}; });

class Unloadable : public testing::TestWithParam<Broken> {};

TEST_P(Unloadable, IsNamedByTheLoadersRule) {
    const auto run =
        run_tool(std::string{WALLETAUTH_BAD_PLUGINS "/"} + GetParam().plugin + ".so --json");
    EXPECT_EQ(run.status, 2) << run.output;
    EXPECT_EQ(run.rules, std::set<std::string>{GetParam().rule}) << run.output;
}

INSTANTIATE_TEST_SUITE_P(Loading, Unloadable,
                         testing::Values(Broken{"no_note", "note"},
                                         Broken{"two_exports", "exports"}, Broken{"rpath", "rpath"},
                                         Broken{"null_function", "function"},
                                         Broken{"self_test_fails", "self-test"}),
                         [](const auto &info) { return std::string{info.param.plugin}; });

} // namespace
