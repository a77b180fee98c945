// SPDX-License-Identifier: Apache-2.0
// The report as JSON; a check's process also sends its result in this form.
#include "report.hpp"

#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <array>
#include <ostream>

namespace walletauth::conformance {
namespace {

constexpr std::array<std::string_view, 6> outcome_names{"pass",    "fail", "crash",
                                                        "timeout", "skip", "not-shown"};
constexpr std::array<std::string_view, 4> conclusion_names{"conforming", "not-conforming",
                                                           "not-shown", "no-fault-found"};

std::string member(std::string_view name, std::string_view value) {
    return json::quote(name) + ':' + json::quote(value);
}

std::string list(const std::vector<std::string> &items) {
    std::string text = "[";
    for (const auto &item : items)
        text += (text.size() > 1 ? "," : "") + json::quote(item);
    return text + ']';
}

std::string to_json(const Finding &finding) {
    return '{' + member("rule", finding.rule) + ',' + member("vector", finding.vector) + ',' +
           member("call", finding.call) + ',' + member("expected", finding.expected) + ',' +
           member("found", finding.found) + '}';
}

std::string text_of(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    return value ? std::string{value->text()} : std::string{};
}

constexpr json::Limits limits{.max_size = std::size_t{16} << 20};

} // namespace

std::string_view outcome_name(Outcome outcome) noexcept {
    return outcome_names[static_cast<std::size_t>(outcome)];
}

std::string_view conclusion_name(Conclusion conclusion) noexcept {
    return conclusion_names[static_cast<std::size_t>(conclusion)];
}

std::string to_json(const CheckResult &result) {
    std::string text = '{' + member("check", result.check) + ',' + member("scheme", result.scheme) +
                       ',' + member("outcome", outcome_name(result.outcome)) + ',' +
                       member("note", result.note) + ",\"count\":" + std::to_string(result.count) +
                       ",\"findings\":[";
    for (std::size_t i = 0; i < result.findings.size(); ++i) {
        text += (i == 0 ? "" : ",") + to_json(result.findings[i]);
    }
    text += ']';
    if (!result.remark.empty()) text += ',' + member("remark", result.remark);
    if (!result.coverage.empty()) {
        text +=
            ',' + member("coverage", result.coverage) + ",\"not_shown\":" + list(result.not_shown);
    }
    return text + '}';
}

bool from_json(std::string_view text, CheckResult &result) {
    const auto document = json::Document::parse(text, limits);
    if (!document) return false;
    const auto root = document->root();
    const auto findings = root.find("findings");
    const auto count = parse_decimal_u64(text_of(root, "count"));
    if (!findings || !count) return false;
    const auto outcome = text_of(root, "outcome");
    for (std::size_t i = 0; i < outcome_names.size(); ++i) {
        if (outcome == outcome_names[i]) result.outcome = static_cast<Outcome>(i);
    }
    result.note = text_of(root, "note");
    result.count = *count;
    result.remark = text_of(root, "remark");
    result.coverage = text_of(root, "coverage");
    const auto not_shown = root.find("not_shown");
    for (std::size_t i = 0; not_shown && i < not_shown->size(); ++i)
        result.not_shown.emplace_back(not_shown->at(i).text());
    for (std::size_t i = 0; i < findings->size(); ++i) {
        const auto item = findings->at(i);
        result.findings.push_back({text_of(item, "rule"), text_of(item, "vector"),
                                   text_of(item, "call"), text_of(item, "expected"),
                                   text_of(item, "found")});
    }
    return true;
}

std::string to_json(const Description &description) {
    return '{' + member("id", description.id) + ',' + member("version", description.version) +
           ",\"schemes\":" + list(description.schemes) + '}';
}

bool from_json(std::string_view text, Description &description) {
    const auto document = json::Document::parse(text, limits);
    const auto schemes = document ? document->root().find("schemes") : std::nullopt;
    if (!schemes) return false;
    description.id = text_of(document->root(), "id");
    description.version = text_of(document->root(), "version");
    for (std::size_t i = 0; i < schemes->size(); ++i) {
        description.schemes.emplace_back(schemes->at(i).text());
    }
    return true;
}

void write_json(std::ostream &out, const Report &report) {
    out << '{' << member("format", "walletauth-conformance/1") << ',' << member("file", report.file)
        << ',' << member("sha256", report.sha256) << ",\"needed\":" << list(report.needed)
        << ",\"plugin\":" << to_json(report.plugin) << ',' << member("vectors", report.vectors)
        << ",\"seed\":" << report.seed << ','
        << member("conclusion", conclusion_name(report.conclusion()))
        << ",\"conforming\":" << (report.conclusion() == Conclusion::conforming ? "true" : "false")
        << ",\"results\":[";
    for (std::size_t i = 0; i < report.results.size(); ++i) {
        out << (i == 0 ? "" : ",") << to_json(report.results[i]);
    }
    out << "]}\n";
}

} // namespace walletauth::conformance
