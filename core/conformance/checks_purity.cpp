// SPDX-License-Identifier: Apache-2.0
// The same request, the same verdict: repeated, in any order, locale, rounding mode and
// environment, from several threads, alone and in arrays.
#include "module_state.hpp"
#include "output_call.hpp"
#include "sanitized.hpp"

#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <cfenv>
#include <chrono>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <optional>

namespace walletauth::conformance {
namespace {

std::vector<Answer> answers_of(const wa_plugin &plugin, const std::vector<Case> &cases) {
    std::vector<Answer> answers;
    answers.reserve(cases.size());
    for (const auto &each : cases) {
        begin_step(each.id, "verify");
        answers.push_back(ask(plugin, each.question));
    }
    return answers;
}

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

std::vector<Output> outputs_of(const std::vector<OutputCall> &calls) {
    std::vector<Output> outputs;
    outputs.reserve(calls.size());
    for (const auto &each : calls) {
        begin_step(each.vector, each.name);
        outputs.push_back(call(each));
    }
    return outputs;
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
    if (const auto at = state.first_change()) {
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

namespace {

using Clock = std::chrono::steady_clock;

/// What every thread does, and what must come of it.
struct Work {
    const wa_plugin &plugin;
    const std::vector<Case> &cases;
    const std::vector<Answer> &expected;
    const std::vector<OutputCall> &calls;
    const std::vector<Output> &outputs;
    pthread_barrier_t start{};
};

struct Thread {
    Work *work = nullptr;
    std::size_t first = 0;
    pthread_t id{};
    std::size_t rounds = 0;
    std::optional<std::pair<std::size_t, Answer>> verdict; ///< that is another than alone
    std::optional<std::pair<std::size_t, Output>> output;
};

/// One request and one call after the other; false if one is not as alone.
bool run_once(Thread &thread, std::size_t i) {
    const auto &work = *thread.work;
    const auto index = (thread.first + i) % work.cases.size();
    const auto answer = ask(work.plugin, work.cases[index].question);
    if (!(answer == work.expected[index])) thread.verdict.emplace(index, answer);
    if (!work.calls.empty()) {
        const auto at = (thread.first + i) % work.calls.size();
        const auto output = call(work.calls[at]);
        if (!(output == work.outputs[at])) thread.output.emplace(at, output);
    }
    return !thread.verdict && !thread.output;
}

void *run_thread(void *argument) {
    auto &thread = *static_cast<Thread *>(argument);
    auto &work = *thread.work;
    // All at once, and for a while: short calls that follow each other hardly ever meet.
    ::pthread_barrier_wait(&work.start);
    const auto end = Clock::now() + std::chrono::milliseconds{700};
    do {
        for (std::size_t i = 0; i < std::max(work.cases.size(), work.calls.size()); ++i) {
            if (!run_once(thread, i)) return nullptr;
        }
        ++thread.rounds;
    } while (Clock::now() < end);
    return nullptr;
}

void report(Context &context, const Work &work, const Thread &thread) {
    if (thread.verdict) {
        const auto &[index, answer] = *thread.verdict;
        context.fail("threads", work.cases[index].id, "verify from 4 threads at once",
                     "as alone: " + work.expected[index].text(), answer.text());
    }
    if (thread.output) {
        const auto &[at, output] = *thread.output;
        context.fail("threads", work.calls[at].vector,
                     work.calls[at].name + " from 4 threads at once",
                     "as alone: " + text_of(work.outputs[at]), text_of(output));
    }
}

} // namespace

void check_threads(Context &context) {
    const auto cases = context.sample(context.budget(60));
    if (cases.empty()) return context.skip("no request of this scheme");
    const auto expected = answers_of(context.plugin(), cases);
    const auto calls = output_calls(context, 8);
    const auto outputs = outputs_of(calls);
    Work work{context.plugin(), cases, expected, calls, outputs};
    pthread_attr_t attributes;
    ::pthread_attr_init(&attributes);
#if WALLETAUTH_SANITIZED
    constexpr std::size_t stack = std::size_t{2} << 20; // sanitizers need more than the plugin
#else
    constexpr std::size_t stack = std::size_t{256} << 10;
#endif
    ::pthread_attr_setstacksize(&attributes, stack);
    std::array<Thread, 4> threads;
    ::pthread_barrier_init(&work.start, nullptr, threads.size());
    context.trial("", "calls from 4 threads at once, each on a stack of 256 KiB");
    for (std::size_t i = 0; i < threads.size(); ++i) {
        threads[i].work = &work;
        threads[i].first = i * cases.size() / 4;
        if (::pthread_create(&threads[i].id, &attributes, &run_thread, &threads[i]) != 0) {
            throw std::runtime_error("pthread_create failed");
        }
    }
    for (auto &thread : threads)
        ::pthread_join(thread.id, nullptr);
    ::pthread_attr_destroy(&attributes);
    ::pthread_barrier_destroy(&work.start);
    std::size_t rounds = 0;
    for (const auto &thread : threads) {
        report(context, work, thread);
        rounds += thread.rounds;
    }
    context.note("4 threads, " + std::to_string(cases.size()) + " requests and " +
                 std::to_string(calls.size()) + " calls, " + std::to_string(rounds) + " rounds");
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
