// SPDX-License-Identifier: Apache-2.0
// Memory that runs out, and memory, descriptors and threads that stay.
#include "allocation.hpp"
#include "output_call.hpp"

#include <filesystem>
#include <fstream>

namespace walletauth::conformance {
namespace {

constexpr std::string_view no_memory = "error (memory), or the answer with memory";
constexpr std::uint64_t most_allocations = 2000;

/// Runs `body` with each of its allocations failing in turn, alone and with all that follow.
void fail_each(Context &context, const std::string &vector, const std::string &call,
               const std::function<void()> &body, const std::function<std::string()> &judge) {
    using allocation::Failing;
    for (const auto failing : {Failing::once, Failing::from_there_on}) {
        for (std::uint64_t number = 1; number <= most_allocations; ++number) {
            const auto what =
                call + " with allocation " + std::to_string(number) +
                (failing == Failing::once ? " failing" : " and all later ones failing");
            context.trial(vector, what);
            allocation::start(failing, number);
            body();
            const auto counts = allocation::stop();
            if (counts.allocations < number) break;
            const auto found = judge();
            if (!found.empty()) context.fail("memory", vector, what, no_memory, found);
        }
    }
}

void fail_verify(Context &context, const Case &each) {
    const Asked asked(each.question);
    context.step(each.id, "verify");
    const auto expected = ask(context.plugin(), asked.request());
    Answer answer;
    fail_each(
        context, each.id, "verify", [&] { answer = ask(context.plugin(), asked.request()); },
        [&] {
            const bool good = answer == expected || answer.is(WA_CLASS_ERROR);
            return good ? std::string{} : answer.text();
        });
}

void fail_output(Context &context, const OutputCall &output_call) {
    context.step(output_call.vector, output_call.name);
    const auto expected = call(output_call);
    Bytes room(ample);
    std::array<std::uint8_t, WA_DETAIL_CAPACITY> reason{};
    wa_buffer out{};
    wa_buffer detail{};
    std::uint32_t status = 0;
    fail_each(
        context, output_call.vector, output_call.name,
        [&] {
            out = {room.data(), room.size(), 0};
            detail = {reason.data(), reason.size(), 0};
            status = output_call.run(&out, &detail);
        },
        [&] {
            const bool same =
                status == expected.status &&
                (status != WA_OK ||
                 Bytes(room.begin(), room.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                        out.size, ample))) == expected.bytes);
            return same || WA_STATUS_CLASS(status) == WA_CLASS_ERROR ? std::string{}
                                                                     : status_text(status);
        });
}

/// What a process holds, by /proc.
struct Holdings {
    std::size_t descriptors = 0;
    std::size_t threads = 0;
    std::size_t resident_kib = 0;
};

std::size_t entries(const char *directory) {
    std::error_code error;
    std::size_t count = 0;
    for (std::filesystem::directory_iterator it(directory, error), end; !error && it != end;
         it.increment(error)) {
        ++count;
    }
    return count;
}

Holdings holdings() {
    Holdings now;
    now.descriptors = entries("/proc/self/fd");
    now.threads = entries("/proc/self/task");
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:")) now.resident_kib = std::stoul(line.substr(6));
    }
    return now;
}

} // namespace

void check_allocations(Context &context) {
    if (!allocation::available())
        return context.skip("a sanitizer's build cannot let allocations fail");
    const auto cases =
        context.scheme == nullptr ? std::vector<Case>{} : context.sample(context.budget(16));
    for (const auto &each : cases)
        fail_verify(context, each);
    // The arguments of output calls are built before: only `place` would allocate.
    const auto calls = output_calls(context, context.budget(6));
    for (const auto &each : calls)
        fail_output(context, each);
    if (cases.empty() && calls.empty()) return context.skip("no account vector for this plugin");
    context.note(std::to_string(cases.size()) + " requests, " + std::to_string(calls.size()) +
                 " calls");
}

void check_resources(Context &context) {
    const auto cases = context.sample(context.budget(50));
    const auto calls = output_calls(context, 10);
    std::vector<std::unique_ptr<Asked>> asked;
    asked.reserve(cases.size());
    for (const auto &each : cases)
        asked.push_back(std::make_unique<Asked>(each.question));
    Bytes room(ample);
    std::array<std::uint8_t, WA_DETAIL_CAPACITY> reason{};
    std::size_t turn = 0;
    const auto one = [&] {
        const auto i = turn++ % (asked.size() + calls.size());
        if (i < asked.size()) {
            context.step(cases[i].id, "verify");
            (void)ask(context.plugin(), asked[i]->request());
        } else {
            const auto &output_call = calls[i - asked.size()];
            wa_buffer out{room.data(), room.size(), 0};
            wa_buffer detail{reason.data(), reason.size(), 0};
            context.step(output_call.vector, output_call.name);
            (void)output_call.run(&out, &detail);
        }
    };
    const std::size_t warm_up = 4 * (asked.size() + calls.size());
    const std::size_t count = context.budget(5'000);
    const auto name = std::to_string(count) + " calls of every function";
    while (turn < warm_up)
        one();
    const auto before = holdings();
    allocation::start();
    while (turn < warm_up + count)
        one();
    const auto counts = allocation::stop();
    const auto after = holdings();
    const auto report = [&](std::string_view what, std::size_t was, std::size_t is) {
        if (was == is) return;
        context.fail("resources", "", name, std::to_string(was) + ' ' + std::string{what},
                     std::to_string(is));
    };
    report("open descriptors", before.descriptors, after.descriptors);
    report("threads", before.threads, after.threads);
    if (allocation::available()) {
        constexpr std::size_t slack_kib = 1024;
        if (counts.live != 0) {
            context.fail("resources", "", name, "no block left allocated",
                         std::to_string(counts.live) + " more than freed");
        } else if (after.resident_kib > before.resident_kib + slack_kib) {
            context.fail("resources", "", name,
                         std::to_string(before.resident_kib) + " KiB resident",
                         std::to_string(after.resident_kib) + " KiB");
        }
    }
    context.note(std::to_string(count) + " calls" +
                 (context.options.thorough ? "" : "; a million with --long"));
}

} // namespace walletauth::conformance
