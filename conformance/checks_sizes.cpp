// SPDX-License-Identifier: Apache-2.0
// Arguments of every size around those that a descriptor names, each in memory that ends where it
// ends: what an author reads who takes the size for granted.
#include "guarded_pages.hpp"
#include "sized_call.hpp"

#include <algorithm>

namespace walletauth::conformance {
namespace {

/// Cut, or repeated, to a size. With more bytes behind it than a step too far reads: what dies here
/// dies without this check, too.
Bytes fitted(const Bytes &content, std::size_t size) {
    constexpr std::size_t behind = 256;
    Bytes bytes(size + behind);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = content[i % content.size()];
    return bytes;
}

void check_size(Context &context, const SizedCall &call, const Bytes &content, std::size_t size,
                GuardedRoom &room) {
    const auto bytes = fitted(content, size);
    const auto name = call.name + " of " + std::to_string(size) + " bytes";
    context.step(call.vector, name);
    const auto expected = call.run({bytes.data(), size});
    if (const auto broken = call.judge({bytes.data(), size}, expected)) {
        return context.fail(broken->rule, call.vector, name, broken->wanted, text_of(expected));
    }
    for (const auto against : {GuardedPages::Against::end, GuardedPages::Against::start}) {
        const auto *at = room.put(std::span{bytes}.first(size), against);
        const auto guarded = name + " beside an unreadable page";
        context.trial(call.vector, guarded);
        const auto found = call.run({at, size});
        // What answers otherwise in ordinary memory, too, has changed its mind: see "repeats".
        if (found == expected || call.run({bytes.data(), size}) != expected) continue;
        context.fail("inputs", call.vector, guarded, text_of(expected), text_of(found));
    }
}

/// How many calls it made.
std::size_t check_call(Context &context, const SizedCall &call) {
    GuardedRoom room(*call.sizes.rbegin());
    std::size_t count = 0;
    for (const auto &content : call.contents) {
        if (content.empty()) continue;
        for (const auto size : call.sizes) {
            if (size == 0 && count != 0) continue; // it has no content
            check_size(context, call, content, size, room);
            ++count;
        }
    }
    return count;
}

} // namespace

void check_sizes(Context &context) {
    std::vector<SizedCall> calls;
    bool is_first = true;
    for (const auto &each : context.sample(context.budget(4))) {
        context.step(each.id, "verify");
        if (ask(context.plugin(), each.question).is(WA_CLASS_UNSUPPORTED)) continue;
        if (is_first) add_sized_notations(calls, context, each);
        if (is_first && each.said_valid) add_sized_sign_in(calls, context, each);
        is_first = false;
        add_sized_fields(calls, context, each);
    }
    if (calls.empty()) return context.skip("no request of this scheme on a chain that it serves");
    std::size_t count = 0;
    for (const auto &call : calls)
        count += check_call(context, call);
    context.note(std::to_string(calls.size()) + " arguments in " + std::to_string(count) +
                 " sizes");
}

} // namespace walletauth::conformance
