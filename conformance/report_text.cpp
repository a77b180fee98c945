// SPDX-License-Identifier: Apache-2.0
// The report for a contributor: what is wrong and how to see it again, then the table.
#include "report.hpp"

#include "conformance/vectors/table.hpp"

#include <algorithm>
#include <ostream>

namespace walletauth::conformance {
namespace {

bool is_broken(const CheckResult &result) noexcept {
    return result.outcome == Outcome::fail || result.outcome == Outcome::crash ||
           result.outcome == Outcome::timeout;
}

std::string upper(std::string_view name) {
    std::string text{name};
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return text;
}

void write_broken(std::ostream &out, const Report &report, const CheckResult &result) {
    out << upper(outcome_name(result.outcome)) << ' ' << result.check;
    if (!result.scheme.empty()) out << ", scheme " << result.scheme;
    if (!result.note.empty()) out << " (" << without_controls(result.note) << ')';
    out << '\n';
    for (const auto &finding : result.findings) {
        out << "  rule " << finding.rule << " (docs/abi.md)\n";
        if (!finding.vector.empty())
            out << "    vector    " << without_controls(finding.vector) << '\n';
        out << "    call      " << without_controls(finding.call) << "\n    expected  "
            << without_controls(finding.expected) << "\n    found     "
            << without_controls(finding.found) << '\n';
    }
    if (result.count > result.findings.size()) {
        out << "  and " << result.count - result.findings.size() << " more like these\n";
    }
    out << "  again: " << report.again << " --seed " << report.seed << " --only '^" << result.check
        << "$'\n\n";
}

const CheckResult *find(const Report &report, const std::string &check, const std::string &scheme) {
    const auto found = std::ranges::find_if(report.results, [&](const CheckResult &result) {
        return result.check == check && result.scheme == scheme;
    });
    return found == report.results.end() ? nullptr : &*found;
}

void write_table(std::ostream &out, const Report &report) {
    std::vector<std::string> head{"CHECK", "plugin"};
    head.insert(head.end(), report.plugin.schemes.begin(), report.plugin.schemes.end());
    Table table(head);
    std::vector<std::string> checks;
    for (const auto &result : report.results) {
        if (std::ranges::find(checks, result.check) == checks.end()) checks.push_back(result.check);
    }
    for (const auto &check : checks) {
        std::vector<std::string> row{check};
        for (std::size_t i = 1; i < head.size(); ++i) {
            const auto *result = find(report, check, i == 1 ? std::string{} : head[i]);
            const auto name = result == nullptr ? "." : outcome_name(result->outcome);
            const bool is_loud =
                result != nullptr && (is_broken(*result) || result->outcome == Outcome::not_shown);
            row.push_back(is_loud ? upper(name) : std::string{name});
        }
        table.add(std::move(row));
    }
    table.print(out);
}

/// Skipped checks grouped by reason: a skip must be seen, and one line says it.
void write_skips(std::ostream &out, const Report &report) {
    std::vector<std::pair<std::string, std::string>> skips;
    for (const auto &result : report.results) {
        if (result.outcome != Outcome::skip) continue;
        const auto known =
            std::ranges::find(skips, result.note, [](auto &pair) { return pair.first; });
        const auto name = result.check + (result.scheme.empty() ? "" : '/' + result.scheme);
        if (known == skips.end()) {
            skips.emplace_back(result.note, name);
        } else {
            known->second += ", " + name;
        }
    }
    for (const auto &[reason, names] : skips) {
        out << "SKIPPED, " << without_controls(reason) << ": " << names << "\n\n";
    }
}

/// What an author should know, though no rule is broken.
void write_notes(std::ostream &out, const Report &report) {
    for (const auto &result : report.results) {
        if (result.check == "imports" && result.outcome == Outcome::pass && !result.note.empty())
            out << "NOTE, imports: " << without_controls(result.note) << "\n\n";
        if (result.remark.empty()) continue;
        out << "NOTE, " << result.check << (result.scheme.empty() ? "" : ", scheme ")
            << result.scheme << ": " << without_controls(result.remark) << "\n\n";
    }
}

/// What each scheme's vectors have, and what they should have and have not.
void write_coverage(std::ostream &out, const Report &report) {
    for (const auto &result : report.results) {
        if (result.coverage.empty()) continue;
        out << "COVERAGE of " << result.scheme << ": " << without_controls(result.coverage) << '\n';
        for (const auto &each : result.not_shown)
            out << "  not shown: " << without_controls(each) << '\n';
        out << (result.not_shown.empty() ? "" : "  add such vectors (docs/conformance.md)\n")
            << '\n';
    }
}

std::string_view words_of(Conclusion conclusion) noexcept {
    switch (conclusion) {
    case Conclusion::conforming:
        return "conforming";
    case Conclusion::not_conforming:
        return "NOT CONFORMING";
    case Conclusion::not_shown:
        return "NOT SHOWN";
    case Conclusion::no_fault_found:
        return "no fault found by the checks that --only names";
    }
    return "";
}

} // namespace

Conclusion Report::conclusion() const noexcept {
    if (std::ranges::any_of(results, is_broken)) return Conclusion::not_conforming;
    const auto is_missing = [](const CheckResult &each) {
        return each.outcome == Outcome::not_shown;
    };
    if (std::ranges::any_of(results, is_missing)) return Conclusion::not_shown;
    return whole ? Conclusion::conforming : Conclusion::no_fault_found;
}

void write_text(std::ostream &out, const Report &report) {
    for (const auto &result : report.results) {
        if (is_broken(result)) write_broken(out, report, result);
    }
    write_skips(out, report);
    write_notes(out, report);
    write_coverage(out, report);
    write_table(out, report);
    const auto broken = std::ranges::count_if(report.results, is_broken);
    const auto skipped = std::ranges::count(report.results, Outcome::skip, &CheckResult::outcome);
    out << "\nplugin  " << report.plugin.id << ' ' << report.plugin.version << "\nsha256  "
        << report.sha256 << "\nseed    " << report.seed << "\nresult  "
        << words_of(report.conclusion()) << ": " << report.results.size() << " checks, " << broken
        << " broken, " << skipped << " skipped\n";
}

} // namespace walletauth::conformance
