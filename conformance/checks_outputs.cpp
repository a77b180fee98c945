// SPDX-License-Identifier: Apache-2.0
// Outputs: whole or not at all, the size needed, and no byte outside.
#include "output_call.hpp"

#include <algorithm>
#include <optional>

namespace walletauth::conformance {
namespace {

constexpr std::uint8_t untouched = 0xa5;
constexpr std::size_t margin = 64;

/// A buffer in the middle of bytes that must stay as they are.
struct Framed {
    Bytes memory;
    wa_buffer buffer;

    explicit Framed(std::size_t capacity)
        : memory(capacity + 2 * margin, untouched), buffer{memory.data() + margin, capacity, 777} {}

    [[nodiscard]] bool intact_from(std::size_t offset) const {
        const auto in = memory.begin() + static_cast<std::ptrdiff_t>(margin);
        const auto same = [](std::uint8_t byte) { return byte == untouched; };
        return std::all_of(memory.begin(), in, same) &&
               std::all_of(in + static_cast<std::ptrdiff_t>(offset), memory.end(), same);
    }
};

/// What is wrong with one answer; nothing if all is well. `expected` is the whole output.
std::optional<std::string> wrong(const OutputCall &output_call, const Output &expected,
                                 std::size_t capacity) {
    Framed out(capacity);
    Framed detail(WA_DETAIL_CAPACITY);
    const auto status = output_call.run(&out.buffer, &detail.buffer);
    if (!detail.intact_from(WA_DETAIL_CAPACITY)) return "bytes written outside `detail`";
    if (out.buffer.data != out.memory.data() + margin || out.buffer.capacity != capacity) {
        return "data or capacity of `out` changed";
    }
    if (!out.intact_from(capacity)) return "bytes written outside the buffer";
    const bool fits = expected.bytes.size() <= capacity;
    const std::uint32_t wanted = expected.status != WA_OK || fits
                                     ? expected.status
                                     : static_cast<std::uint32_t>(WA_ERROR_BUFFER);
    if (status != wanted) return status_text(status) + " instead of " + status_text(wanted);
    if (status == WA_OK) {
        const bool same = out.buffer.size == expected.bytes.size() &&
                          std::equal(expected.bytes.begin(), expected.bytes.end(), out.buffer.data);
        return same ? std::nullopt
                    : std::optional<std::string>{"other bytes than into a large buffer"};
    }
    const std::size_t size = status == WA_ERROR_BUFFER ? expected.bytes.size() : 0;
    if (out.buffer.size != size) {
        return "size " + std::to_string(out.buffer.size) + " instead of " + std::to_string(size);
    }
    if (!out.intact_from(0)) return "something written though the status is " + status_text(status);
    return std::nullopt;
}

/// `detail` may be NULL, and is cut to any capacity.
std::optional<std::string> wrong_detail(const OutputCall &output_call, const Output &expected) {
    Bytes room(ample);
    wa_buffer out{room.data(), room.size(), 0};
    if (output_call.run(&out, nullptr) != expected.status) return "another status without `detail`";
    for (const std::size_t capacity : {0U, 1U, 7U}) {
        Framed detail(capacity);
        out = {room.data(), room.size(), 0};
        detail.buffer.size = 0;
        if (output_call.run(&out, &detail.buffer) != expected.status)
            return "another status with a small `detail`";
        if (!detail.intact_from(capacity) || detail.buffer.size > capacity) {
            return "a `detail` of " + std::to_string(detail.buffer.size) +
                   " bytes in a capacity of " + std::to_string(capacity);
        }
    }
    return std::nullopt;
}

void check_buffer(Context &context, const OutputCall &output_call) {
    context.step(output_call.vector, output_call.name);
    const auto expected = call(output_call);
    const auto need = expected.bytes.size();
    std::vector<std::size_t> capacities{ample, need, 0};
    if (need > 0) capacities.push_back(need - 1);
    if (need > 2) capacities.push_back(1);
    for (const auto capacity : capacities) {
        const auto name =
            output_call.name + " into a buffer of " + std::to_string(capacity) + " bytes";
        context.trial(output_call.vector, name);
        if (const auto found = wrong(output_call, expected, capacity)) {
            return context.fail("outputs", output_call.vector, name,
                                expected.status != WA_OK
                                    ? "nothing written, size 0, " + status_text(expected.status)
                                : capacity >= need
                                    ? std::to_string(need) + " bytes and nothing outside"
                                    : "WA_ERROR_BUFFER, size " + std::to_string(need) +
                                          ", nothing written",
                                *found);
        }
    }
    context.trial(output_call.vector, output_call.name + " with other `detail`");
    if (const auto found = wrong_detail(output_call, expected)) {
        context.fail("outputs", output_call.vector, output_call.name,
                     "the same status; `detail` cut to fit", *found);
    }
}

void check_verdict(Context &context, const Case &each) {
    struct {
        std::array<std::uint8_t, margin> before;
        wa_verdict verdict;
        std::array<std::uint8_t, margin> after;
    } framed;
    framed.before.fill(untouched);
    framed.after.fill(untouched);
    framed.verdict = Answer().verdict;
    const Asked asked(each.question);
    const wa_request *requests = &asked.request();
    wa_verdict *verdicts = &framed.verdict;
    context.step(each.id, "verify");
    (void)ask(context.plugin(), asked.request());
    context.trial(each.id, "verify into a verdict between bytes that must not change");
    context.plugin().verify(&requests, &verdicts, 1);
    const auto same = [](std::uint8_t byte) { return byte == untouched; };
    if (!std::ranges::all_of(framed.before, same) || !std::ranges::all_of(framed.after, same)) {
        context.fail("outputs", each.id, "verify", "nothing written outside the verdict",
                     "bytes beside it changed");
    }
}

} // namespace

void check_outputs(Context &context) {
    const auto calls = output_calls(context, context.budget(60));
    for (const auto &each : calls)
        check_buffer(context, each);
    if (context.scheme != nullptr) {
        for (const auto &each : context.sample(context.budget(100)))
            check_verdict(context, each);
    }
    if (calls.empty()) return context.skip("no account vector for this plugin");
    context.note(std::to_string(calls.size()) + " calls");
}

} // namespace walletauth::conformance
