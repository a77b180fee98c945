// SPDX-License-Identifier: Apache-2.0
// The same request, the same verdict: from several threads at once, each on a small stack.
#include "output_call.hpp"
#include "sanitized.hpp"

#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <stdexcept>

namespace walletauth::conformance {
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
    Bytes room = Bytes(ample);
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
        // They are short: one at a time would hardly ever meet another thread's.
        for (int times = 0; times < 32 && !thread.output; ++times) {
            const auto output = call(work.calls[at], thread.room);
            if (!(output == work.outputs[at])) thread.output.emplace(at, output);
        }
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

/// What is answered otherwise alone, too, is no matter of threads.
void report(Context &context, const Work &work, const Thread &thread) {
    const auto rule = [](bool as_before) { return as_before ? "threads" : "pure"; };
    if (thread.verdict) {
        const auto &[index, answer] = *thread.verdict;
        context.trial(work.cases[index].id, "verify alone, afterwards");
        const auto alone = ask(work.plugin, work.cases[index].question);
        context.fail(rule(alone == work.expected[index]), work.cases[index].id,
                     "verify from 4 threads at once", "as alone: " + work.expected[index].text(),
                     answer.text());
    }
    if (thread.output) {
        const auto &[at, output] = *thread.output;
        context.trial(work.calls[at].vector, work.calls[at].name + " alone, afterwards");
        const auto alone = call(work.calls[at]);
        context.fail(rule(alone == work.outputs[at]), work.calls[at].vector,
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

} // namespace walletauth::conformance
