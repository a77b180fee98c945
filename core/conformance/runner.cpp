// SPDX-License-Identifier: Apache-2.0
#include "runner.hpp"

#include "process.hpp"

#include "core/support/text.hpp"

#include <stdexcept>

namespace walletauth::conformance {
namespace {

/// A child that died: which call, how, and the last that it wrote.
CheckResult died(const Ended &ended, std::string_view check, const std::string &scheme,
                 std::string_view rule) {
    CheckResult result(std::string{check}, scheme);
    result.outcome = ended.timed_out ? Outcome::timeout : Outcome::crash;
    std::string found = ended.how;
    if (!ended.output.empty()) {
        found += ", having written: " + printable_ascii(ended.output, 1000);
    }
    result.findings.push_back({std::string{rule}, ended.vector,
                               ended.doing.empty() ? "loading" : ended.doing, "an answer",
                               std::move(found)});
    result.count = 1;
    return result;
}

std::string describe_child(const OpenedModule &module) {
    const auto subject = Subject::load(module);
    if (!subject) {
        const auto &error = subject.error();
        CheckResult result("table");
        result.outcome = Outcome::fail;
        result.count = 1;
        result.findings.push_back({error.rule, "", "load", "as docs/abi.md says", error.value});
        return to_json(result);
    }
    Description description;
    description.id = view((*subject)->table().id);
    description.version = view((*subject)->table().version);
    for (const auto *scheme : (*subject)->schemes()) {
        description.schemes.emplace_back(view(scheme->id));
    }
    return to_json(description);
}

} // namespace

CheckResult Runner::describe(Description &description) const {
    const auto ended =
        in_process(options_.time_limit, "table", [&] { return describe_child(module_); });
    if (!ended.answer) return died(ended, "table", "", "returns");
    CheckResult result("table");
    if (from_json(*ended.answer, description)) return result;
    if (!from_json(*ended.answer, result)) throw std::runtime_error("a check gave no result");
    return result;
}

CheckResult Runner::run(const Check &check, const std::string &scheme) const {
    const auto body = [&] {
        const auto subject = Subject::load(module_);
        if (!subject) throw std::runtime_error(subject.error().message());
        const auto *described = scheme.empty() ? nullptr : (*subject)->scheme(scheme);
        Context context(**subject, files_, options_, described, check.name);
        check.run(context);
        return to_json(context.result);
    };
    const auto ended = in_process(options_.time_limit, check.name, body);
    if (!ended.answer) {
        return died(ended, check.name, scheme, ended.trial ? check.death_rule : "returns");
    }
    CheckResult result(std::string{check.name}, scheme);
    if (!from_json(*ended.answer, result)) throw std::runtime_error("a check gave no result");
    return result;
}

} // namespace walletauth::conformance
