// SPDX-License-Identifier: Apache-2.0
#include "runner.hpp"

#include "process.hpp"

#include <walletauth/text/text.hpp>

namespace walletauth::conformance {
namespace {

/// A child that gave no result: in which call, why, and the last that it wrote.
CheckResult died(const Ended &ended, std::string_view check, const std::string &scheme,
                 std::string_view rule) {
    CheckResult result(std::string{check}, scheme);
    result.outcome = ended.timed_out ? Outcome::timeout : Outcome::crash;
    std::string found = ended.answer ? "a result that cannot be read" : ended.how;
    if (!ended.output.empty()) {
        found += ", having written: " + printable_ascii(ended.output, 1000);
    }
    result.findings.push_back({std::string{rule}, ended.vector,
                               ended.doing.empty() ? "loading" : ended.doing, "an answer",
                               std::move(found)});
    result.count = 1;
    return result;
}

std::string not_loaded(const LoadError &error, std::string_view check, const std::string &scheme,
                       std::string_view expected) {
    CheckResult result(std::string{check}, scheme);
    result.outcome = Outcome::fail;
    result.count = 1;
    result.findings.push_back({error.rule, "", "load", std::string{expected}, error.value});
    return to_json(result);
}

std::string describe_child(const PluginModule &module) {
    const auto subject = Subject::load(module);
    if (!subject) return not_loaded(subject.error(), "table", "", "as docs/abi.md says");
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
    const auto ended = in_process(options_.time_limit, [&] { return describe_child(module_); });
    CheckResult result("table");
    if (ended.answer && from_json(*ended.answer, description)) return result;
    if (ended.answer && from_json(*ended.answer, result)) return result;
    return died(ended, "table", "", "returns");
}

CheckResult Runner::run(const Check &check, const std::string &scheme) const {
    const auto body = [&] {
        const auto subject = Subject::load(module_);
        if (!subject)
            return not_loaded(subject.error(), check.name, scheme, "as at the first load");
        const auto *described = scheme.empty() ? nullptr : (*subject)->scheme(scheme);
        Context context(**subject, files_, options_, described, check.name);
        check.run(context);
        return to_json(context.result);
    };
    const auto ended = in_process(options_.time_limit, body);
    CheckResult result(std::string{check.name}, scheme);
    if (ended.answer && from_json(*ended.answer, result)) return result;
    return died(ended, check.name, scheme, ended.trial ? check.death_rule : "returns");
}

} // namespace walletauth::conformance
