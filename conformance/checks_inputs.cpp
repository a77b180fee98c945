// SPDX-License-Identifier: Apache-2.0
// Inputs in read-only pages between pages that cannot be read: a plugin that reads a byte too many,
// or writes one, dies here. One that writes into ordinary memory would go unseen.
#include "guarded_pages.hpp"
#include "output_call.hpp"

namespace walletauth::conformance {
namespace {

void check_case(Context &context, const Case &each, GuardedPages::Against against) {
    context.step(each.id, "verify");
    const auto expected = ask(context.plugin(), each.question);
    GuardedPages pages(against);
    const Place place = [&](const void *bytes, std::size_t size) { return pages.add(bytes, size); };
    const Asked asked(each.question, place);
    const auto *request =
        static_cast<const wa_request *>(place(&asked.request(), sizeof(wa_request)));
    Answer answer;
    const std::array<const wa_request *, 1> request_list{request};
    const std::array<wa_verdict *, 1> verdict_list{&answer.verdict};
    const auto *requests =
        static_cast<const wa_request *const *>(place(&request_list, sizeof request_list));
    const auto *verdicts =
        static_cast<wa_verdict *const *>(place(&verdict_list, sizeof verdict_list));
    const std::string call = against == GuardedPages::Against::end
                                 ? "verify with read-only inputs that end at unreadable pages"
                                 : "verify with read-only inputs that follow unreadable pages";
    context.trial(each.id, call);
    context.plugin().verify(requests, verdicts, 1);
    if (answer == expected) return;
    context.fail("inputs", each.id, call, expected.text(), answer.text());
}

void check_call(Context &context, const OutputCall &each, GuardedPages::Against against) {
    context.step(each.vector, each.name);
    const auto expected = call(each);
    GuardedPages pages(against);
    Bytes room(ample);
    std::array<std::uint8_t, WA_DETAIL_CAPACITY> reason{};
    wa_buffer out{room.data(), room.size(), 0};
    wa_buffer detail{reason.data(), reason.size(),
                     0}; // that it may be NULL is for "outputs" to see
    const auto name = each.name + " with read-only inputs between unreadable pages";
    context.trial(each.vector, name);
    const auto status = each.place_and_run(
        &out, &detail, [&](const void *bytes, std::size_t size) { return pages.add(bytes, size); });
    room.resize(std::min(out.size, room.size()));
    if (status == expected.status && (status != WA_OK || room == expected.bytes)) return;
    context.fail("inputs", each.vector, name, text_of(expected), status_text(status));
}

} // namespace

void check_inputs(Context &context) {
    const auto calls = output_calls(context, context.budget(25));
    const auto cases =
        context.scheme == nullptr ? std::vector<Case>{} : context.sample(context.budget(60));
    for (const auto against : {GuardedPages::Against::end, GuardedPages::Against::start}) {
        for (const auto &each : cases)
            check_case(context, each, against);
        for (const auto &each : calls)
            check_call(context, each, against);
    }
    if (cases.empty() && calls.empty()) return context.skip("no account vector for this plugin");
    context.note(std::to_string(cases.size()) + " requests, " + std::to_string(calls.size()) +
                 " calls");
}

} // namespace walletauth::conformance
