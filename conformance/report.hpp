// SPDX-License-Identifier: Apache-2.0
// What the checks found, as text for a contributor and as JSON for a program. Internal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::conformance {

/// `not_shown`: no rule is broken, and the vectors lack what would show it.
enum class Outcome : std::uint8_t { pass, fail, crash, timeout, skip, not_shown };

[[nodiscard]] std::string_view outcome_name(Outcome outcome) noexcept;

/// One broken rule: where it was seen, what was expected and what came.
struct Finding {
    std::string rule;   ///< id in docs/abi.md
    std::string vector; ///< id of the vector or made request; may be empty
    std::string call;   ///< the call and what was changed in it
    std::string expected;
    std::string found;
};

/// What one check says of one scheme, or of the plugin as a whole.
struct CheckResult {
    CheckResult() = default;
    explicit CheckResult(std::string of_check, std::string of_scheme = {})
        : check(std::move(of_check)), scheme(std::move(of_scheme)) {}

    std::string check;
    std::string scheme; ///< empty: the plugin as a whole
    Outcome outcome = Outcome::pass;
    std::string note;                   ///< how much was done, or why it was skipped
    std::vector<Finding> findings;      ///< the first of each rule and vector
    std::uint64_t count = 0;            ///< all findings, also those that are not kept
    std::string remark;                 ///< what to know, though no rule is broken
    std::string coverage;               ///< what the scheme's vectors have
    std::vector<std::string> not_shown; ///< what they should have and have not
};

/// What the plugin says of itself.
struct Description {
    std::string id;
    std::string version;
    std::vector<std::string> schemes;
};

/// What the report says in all.
enum class Conclusion : std::uint8_t {
    conforming,     ///< no rule is broken, by all checks and by vectors that show enough
    not_conforming, ///< a rule is broken
    not_shown,      ///< none is broken, and the vectors do not show enough
    no_fault_found  ///< none is broken, by some of the checks only
};

[[nodiscard]] std::string_view conclusion_name(Conclusion conclusion) noexcept;

struct Report {
    std::string file;
    std::string sha256;
    std::vector<std::string> needed; ///< libraries; a manifest lists those beyond the runtime's
    Description plugin;
    std::string vectors; ///< the directory; empty if none was given
    std::uint64_t seed = 0;
    std::string again; ///< the command line without --only, to repeat one check
    bool loadable = true;
    bool whole = true; ///< all checks ran
    std::vector<CheckResult> results;

    [[nodiscard]] Conclusion conclusion() const noexcept;
};

void write_text(std::ostream &out, const Report &report);
void write_json(std::ostream &out, const Report &report);

/// A result as one JSON object, and back.
[[nodiscard]] std::string to_json(const CheckResult &result);
[[nodiscard]] bool from_json(std::string_view text, CheckResult &result);
[[nodiscard]] std::string to_json(const Description &description);
[[nodiscard]] bool from_json(std::string_view text, Description &description);

} // namespace walletauth::conformance
