// SPDX-License-Identifier: Apache-2.0
// The same request, the same verdict: repeated, in any order, locale, rounding mode and
// environment, alone and in arrays.
#include "module_state.hpp"
#include "output_call.hpp"

#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <cfenv>
#include <clocale>
#include <csignal>
#include <cstdlib>

namespace walletauth::conformance {
namespace {

void compare(Context &context, std::string_view rule, const std::vector<Case> &cases,
             const std::vector<Answer> &expected, const std::string &call) {
    for (std::size_t i = 0; i < cases.size(); ++i) {
        context.step(cases[i].id, call);
        const auto answer = ask(context.plugin(), cases[i].question);
        if (answer == expected[i]) continue;
        context.fail(rule, cases[i].id, call, "as before: " + expected[i].text(), answer.text());
    }
}

void compare_calls(Context &context, const std::vector<OutputCall> &calls,
                   const std::vector<Output> &expected, const std::string &when) {
    for (std::size_t i = 0; i < calls.size(); ++i) {
        context.step(calls[i].vector, calls[i].name + when);
        const auto output = call(calls[i]);
        if (output == expected[i]) continue;
        context.fail("pure", calls[i].vector, calls[i].name + when,
                     "as before: " + text_of(expected[i]), text_of(output));
    }
}

/// What a plugin must leave as it found it.
struct Surroundings {
    std::string locale = std::setlocale(LC_ALL, nullptr);
    int rounding = std::fegetround();
    std::string directory = [] {
        std::array<char, 4096> path{};
        return std::string{::getcwd(path.data(), path.size()) == nullptr ? "" : path.data()};
    }();
    sigset_t signals = [] {
        sigset_t set;
        sigemptyset(&set);
        ::pthread_sigmask(SIG_SETMASK, nullptr, &set);
        return set;
    }();
    [[nodiscard]] std::string difference(const Surroundings &now) const {
        if (locale != now.locale) return "the locale is " + now.locale;
        if (rounding != now.rounding) return "the rounding mode is " + std::to_string(now.rounding);
        if (directory != now.directory) return "the working directory is " + now.directory;
        for (int signal = 1; signal < NSIG; ++signal) {
            if (sigismember(&signals, signal) != sigismember(&now.signals, signal)) {
                return "the mask of signal " + std::to_string(signal) + " is another";
            }
        }
        return {};
    }
};

/// The locales of this machine that differ most from C: other letters, other decimal points.
std::vector<std::string> locales() {
    std::vector<std::string> found;
    for (const char *name : {"tr_TR.UTF-8", "de_DE.UTF-8", "ja_JP.UTF-8", "C.UTF-8"}) {
        if (std::setlocale(LC_ALL, name) != nullptr) found.emplace_back(name);
    }
    (void)std::setlocale(LC_ALL, "C");
    return found;
}

} // namespace

void check_repeats(Context &context) {
    const Surroundings before;
    auto cases = context.sample(context.budget(24));
    auto calls = output_calls(context, 4);
    const auto expected = answers_of(context.plugin(), cases);
    const auto outputs = outputs_of(calls);
    const ModuleState state(reinterpret_cast<const void *>(context.plugin().verify));
    for (int round = 1; round <= 100; ++round) {
        compare(context, "pure", cases, expected, "verify, repetition " + std::to_string(round));
        if (round % 10 == 0)
            compare_calls(context, calls, outputs, ", repetition " + std::to_string(round));
        if (context.result.count != 0) break;
    }
    // The other order: nothing of an earlier request may linger.
    std::ranges::reverse(cases);
    auto reversed = expected;
    std::ranges::reverse(reversed);
    compare(context, "pure", cases, reversed, "verify in the other order");
    // Looked at behind each request: two of them may leave the same behind.
    auto at = state.first_change();
    for (std::size_t i = 0; !at && i < cases.size(); ++i) {
        context.step(cases[i].id, "verify once more");
        (void)ask(context.plugin(), cases[i].question);
        at = state.first_change();
    }
    if (at) {
        context.fail("pure", "", "all calls once more",
                     "no variable of the module changed, neither global nor static",
                     "another byte at offset " + std::to_string(*at) + " of the module");
    }
    const auto changed = before.difference(Surroundings{});
    if (!changed.empty()) context.fail("pure", "", "all calls", "surroundings left alone", changed);
    context.note(std::to_string(cases.size()) + " requests, 100 times");
}

void check_surroundings(Context &context) {
    const auto cases = context.sample(context.budget(100));
    const auto calls = output_calls(context, 10);
    const auto expected = answers_of(context.plugin(), cases);
    const auto outputs = outputs_of(calls);
    const auto both = [&](const std::string &with) {
        compare(context, "pure", cases, expected, "verify" + with);
        compare_calls(context, calls, outputs, with);
    };
    const auto names = locales();
    std::string note = "locales";
    for (const auto &name : names) {
        (void)std::setlocale(LC_ALL, name.c_str());
        note += ' ' + name;
        both(" in the locale " + name);
    }
    (void)std::setlocale(LC_ALL, "C");
    for (const int mode : {FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO}) {
        (void)std::fesetround(mode);
        both(" with the rounding mode " + std::to_string(mode));
        (void)std::fesetround(FE_TONEAREST);
    }
    (void)::setenv("TZ", "Pacific/Apia", 1);
    (void)::setenv("LC_ALL", names.empty() ? "C" : names.front().c_str(), 1);
    both(" with other LC_ALL and TZ in the environment");
    (void)::clearenv();
    if (::chdir("/") == 0) both(" with an empty environment, in the directory /");
    context.note(note + ", 3 rounding modes, 2 environments");
}

void check_arrays(Context &context) {
    const auto cases = context.sample(context.budget(200));
    const auto expected = answers_of(context.plugin(), cases);
    context.step("", "verify of an array of 0 requests");
    context.plugin().verify(nullptr, nullptr, 0);
    for (const std::size_t size : {std::size_t{2}, std::size_t{7}, cases.size()}) {
        for (std::size_t round = 0; round < 8; ++round) {
            std::vector<std::size_t> members(std::min(size, cases.size() * 2));
            for (auto &member : members)
                member = context.random() % cases.size();
            std::vector<std::unique_ptr<Asked>> asked;
            std::vector<const wa_request *> requests;
            std::vector<Answer> answers(members.size());
            std::vector<wa_verdict *> verdicts;
            for (std::size_t i = 0; i < members.size(); ++i) {
                asked.push_back(std::make_unique<Asked>(cases[members[i]].question));
                requests.push_back(&asked.back()->request());
                verdicts.push_back(&answers[i].verdict);
            }
            const auto call = "verify of an array of " + std::to_string(members.size());
            context.step("", call);
            context.plugin().verify(requests.data(), verdicts.data(), members.size());
            for (std::size_t i = 0; i < members.size(); ++i) {
                if (answers[i] == expected[members[i]]) continue;
                context.fail("array", cases[members[i]].id, call + ", element " + std::to_string(i),
                             "as alone: " + expected[members[i]].text(), answers[i].text());
            }
        }
    }
    context.note(std::to_string(cases.size()) + " requests");
}

} // namespace walletauth::conformance
