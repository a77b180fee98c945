// SPDX-License-Identifier: Apache-2.0
// What a check is and what it is given. Internal.
#pragma once

#include "answer.hpp"
#include "case.hpp"
#include "report.hpp"
#include "step.hpp"

#include <array>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::conformance {

/// What the tool was asked to do.
struct Options {
    std::string module;
    std::string vectors; ///< empty: none
    std::string only;    ///< regular expression over the checks' names; empty: all
    std::uint64_t seed = 1;
    unsigned time_limit = 60; ///< seconds of one call
    bool json = false;
    std::vector<std::string> allowed_imports;
    bool thorough = false; ///< everything instead of samples; a million calls
};

/// What a check is given, and where it says what it found.
class Context {
  public:
    Context(const Subject &subject, const std::vector<VectorFile> &files, const Options &options,
            const wa_scheme *scheme, std::string_view check);

    [[nodiscard]] const wa_plugin &plugin() const noexcept { return subject.table(); }
    /// The scheme's vectors as requests; with `made`, also requests made from the descriptor.
    [[nodiscard]] const std::vector<Case> &cases() const noexcept { return cases_; }
    [[nodiscard]] const std::vector<Case> &made() const noexcept { return made_; }
    /// At most `most` cases and made requests, by the seed.
    [[nodiscard]] std::vector<Case> sample(std::size_t most);
    /// At most `most` cases that vectors and plugin call valid, without compat, by the seed. If
    /// there is none the check is skipped.
    [[nodiscard]] std::vector<Case> valid_sample(std::size_t most);
    /// True if a vector says that exactly this is valid.
    [[nodiscard]] bool said_valid(const Question &question) const;
    /// The parameters of a request that the scheme declares with one of these roles.
    [[nodiscard]] std::vector<wa_parameter> parameters_of(
        const wa_request &request, std::initializer_list<std::uint32_t> roles) const;
    /// `usual`, or with --long all.
    [[nodiscard]] std::size_t budget(std::size_t usual) const noexcept {
        return options.thorough ? std::size_t{1'000'000} : usual;
    }

    /// What comes next, see step.hpp.
    void step(std::string_view vector, std::string_view call) { begin_step(vector, call); }
    void trial(std::string_view vector, std::string_view call) { begin_trial(vector, call); }
    void fail(std::string_view rule, std::string_view vector, std::string_view call,
              std::string_view expected, std::string_view found);
    void skip(std::string_view reason);
    void note(std::string text) { result.note = std::move(text); }
    /// What an author should know, though no rule is broken.
    void remark(std::string text) { result.remark = std::move(text); }
    /// What the vectors have, in one line.
    void cover(std::string line) { result.coverage = std::move(line); }
    /// What they should have and have not.
    void miss(std::string what);

    const Subject &subject;
    const std::vector<VectorFile> &files;
    const Options &options;
    const wa_scheme *scheme; ///< NULL: the plugin as a whole
    Random random;
    CheckResult result;

  private:
    std::vector<Case> cases_;
    std::vector<Case> made_;
};

enum class Scope : std::uint8_t { plugin, scheme, both };

struct Check {
    std::string_view name;
    std::string_view rules;      ///< ids in docs/abi.md that it can name, separated by spaces
    std::string_view death_rule; ///< the rule that a crash or a hang in a trial of it breaks
    Scope scope;
    bool needs_vectors;
    void (*run)(Context &);
};

[[nodiscard]] std::span<const Check> all_checks() noexcept;

// One function a check, in checks_*.cpp.
void check_vectors(Context &context);
void check_coverage(Context &context);
void check_verdicts(Context &context);
void check_signature_bits(Context &context);
void check_message_bits(Context &context);
void check_key_bits(Context &context);
void check_fields(Context &context);
void check_claims(Context &context);
void check_key_substitution(Context &context);
void check_routes(Context &context);
void check_malleability(Context &context);
void check_limits(Context &context);
void check_derivations(Context &context);
void check_precedence(Context &context);
void check_must_understand(Context &context);
void check_outputs(Context &context);
void check_inputs(Context &context);
void check_sizes(Context &context);
void check_repeats(Context &context);
void check_surroundings(Context &context);
void check_threads(Context &context);
void check_arrays(Context &context);
void check_message_ends(Context &context);
void check_similar_accounts(Context &context);
void check_byte_orders(Context &context);
void check_crossings(Context &context);
void check_agreement(Context &context);
void check_keys(Context &context);
void check_respellings(Context &context);
void check_accounts(Context &context);
void check_texts(Context &context);
void check_evidence(Context &context);
void check_self_test(Context &context);
void check_stubs(Context &context);
void check_extensions(Context &context);
void check_sign_in_table(Context &context);
void check_sign_in_texts(Context &context);
void check_sign_in_signed(Context &context);
void check_cost(Context &context);
void check_resources(Context &context);
void check_allocations(Context &context);
void check_quiet(Context &context);

} // namespace walletauth::conformance
