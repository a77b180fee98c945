// SPDX-License-Identifier: Apache-2.0
#include "check.hpp"

#include <algorithm>
#include <functional>

namespace walletauth::conformance {
namespace {

/// A seed of its own for each check and scheme, so that --only repeats exactly what it did. Not
/// std::hash: the number must be the same everywhere.
std::uint64_t seed_of(std::uint64_t seed, std::string_view check, std::string_view scheme) {
    std::uint64_t mixed = seed;
    for (const std::string_view text : {check, scheme}) {
        for (const char c : text)
            mixed = (mixed ^ static_cast<unsigned char>(c)) * 0x100000001b3;
        mixed += 0x9e3779b97f4a7c15;
    }
    return mixed;
}

template <class Item>
void cut(std::vector<Item> &items, std::size_t most, Random &random) {
    // std::shuffle may differ between libraries; this does not.
    for (std::size_t i = items.size(); i > 1; --i)
        std::swap(items[i - 1], items[random() % i]);
    if (items.size() > most) items.resize(most);
}

} // namespace

Context::Context(const Subject &loaded, const std::vector<VectorFile> &vector_files,
                 const Options &given, const wa_scheme *of, std::string_view check)
    : subject(loaded), files(vector_files), options(given), scheme(of),
      random(seed_of(given.seed, check, of == nullptr ? "" : view(of->id))) {
    result.check = check;
    if (scheme == nullptr) return;
    result.scheme = view(scheme->id);
    cases_ = cases_of(subject, files, view(scheme->id));
    made_ = made_cases(subject, *scheme, random);
}

std::vector<Case> Context::sample(std::size_t most) {
    std::vector<Case> valid;
    std::vector<Case> other = made_;
    for (const auto &each : cases_)
        (each.said_valid ? valid : other).push_back(each);
    cut(valid, std::max<std::size_t>(most / 2, 1), random);
    cut(other, most - std::min(most, valid.size()), random);
    valid.insert(valid.end(), other.begin(), other.end());
    return valid;
}

std::vector<Case> Context::valid_sample(std::size_t most) {
    std::vector<Case> valid;
    for (const auto &each : cases_) {
        if (!each.said_valid || each.question.flags != 0) continue;
        step(each.id, "verify");
        if (ask(plugin(), each.question).valid()) valid.push_back(each);
    }
    if (valid.empty()) skip("no valid vector of this scheme without compat");
    cut(valid, most, random);
    return valid;
}

std::vector<wa_parameter> Context::parameters_of(const wa_request &request,
                                                 std::initializer_list<std::uint32_t> roles) const {
    std::vector<wa_parameter> parameters;
    for (std::size_t i = 0; i < request.parameter_count; ++i) {
        for (std::size_t j = 0; j < scheme->parameter_count; ++j) {
            const auto &declared = *scheme->parameters[j];
            if (std::ranges::find(roles, declared.role) != roles.end() &&
                view(declared.name) == view(request.parameters[i].name)) {
                parameters.push_back(request.parameters[i]);
            }
        }
    }
    return parameters;
}

bool Context::said_valid(const Question &question) const {
    return std::ranges::any_of(
        cases_, [&](const Case &each) { return each.said_valid && each.question == question; });
}

void Context::fail(std::string_view rule, std::string_view vector, std::string_view call,
                   std::string_view expected, std::string_view found) {
    constexpr std::size_t kept_per_rule = 3;
    result.outcome = Outcome::fail;
    ++result.count;
    const auto known = std::ranges::count(result.findings, rule, &Finding::rule);
    if (static_cast<std::size_t>(known) >= kept_per_rule) return;
    result.findings.push_back({std::string{rule}, std::string{vector}, std::string{call},
                               std::string{expected}, std::string{found}});
}

void Context::skip(std::string_view reason) {
    if (result.outcome != Outcome::pass) return;
    result.outcome = Outcome::skip;
    result.note = reason;
}

void Context::miss(std::string what) {
    if (result.outcome == Outcome::pass) result.outcome = Outcome::not_shown;
    result.not_shown.push_back(std::move(what));
}

} // namespace walletauth::conformance
