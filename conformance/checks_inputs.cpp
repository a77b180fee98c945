// SPDX-License-Identifier: Apache-2.0
// Inputs in read-only pages between pages that cannot be read: a plugin that reads a byte too many,
// or writes one, dies here. One that writes into ordinary memory would go unseen.
#include "output_call.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstring>
#include <new>

namespace walletauth::conformance {
namespace {

/// Copies of bytes, each between two guard pages, against the end or against the start.
class GuardedPages {
  public:
    enum class Against : std::uint8_t { end, start };

    explicit GuardedPages(Against against) : against_(against) {}
    GuardedPages(const GuardedPages &) = delete;
    GuardedPages &operator=(const GuardedPages &) = delete;
    ~GuardedPages() {
        for (const auto &[data, size] : mappings_)
            ::munmap(data, size);
    }

    const void *add(const void *bytes, std::size_t size) {
        const std::size_t page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
        const std::size_t inner = (size + page - 1) / page * page;
        const std::size_t whole = inner + 2 * page;
        void *mapped = ::mmap(nullptr, whole, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (mapped == MAP_FAILED) throw std::bad_alloc();
        mappings_.emplace_back(mapped, whole);
        auto *start = static_cast<std::uint8_t *>(mapped) + page;
        // Nothing may be read of an empty input: it lies at the guard page itself.
        if (size == 0) return start;
        ::mprotect(start, inner, PROT_READ | PROT_WRITE);
        auto *at = against_ == Against::end ? start + inner - size : start;
        std::memcpy(at, bytes, size);
        ::mprotect(start, inner, PROT_READ);
        return at;
    }

  private:
    Against against_;
    std::vector<std::pair<void *, std::size_t>> mappings_;
};

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
