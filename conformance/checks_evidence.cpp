// SPDX-License-Identifier: Apache-2.0
// Evidence: what the chain did not say proves nothing, and what it could not say denies nothing.
#include "output_call.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace walletauth::conformance {
namespace {

/// A changed request, and what its answer must not be.
struct Trick {
    std::string what;
    Question question;
    bool may_reject =
        true; ///< false: the chain gave no readable answer, so "no" is no answer either
};

void add(std::vector<Trick> &tricks, std::string what, const Question &from,
         const std::function<void(Question &)> &change, bool may_reject = true) {
    Question question = from;
    change(question);
    tricks.push_back({std::move(what), std::move(question), may_reject});
}

void add_answers(std::vector<Trick> &tricks, const Question &from, std::size_t i) {
    const std::string which = "answer " + std::to_string(i) + ' ';
    const auto answer = [&](const std::string &what, const Bytes &bytes, bool may_reject) {
        add(
            tricks, which + what, from, [&](Question &q) { q.evidence[i].answer = bytes; },
            may_reject);
    };
    const Bytes good = from.evidence[i].answer;
    answer("empty", {}, false);
    answer("no JSON", bytes_from("no"), false);
    answer("cut by its last byte", {good.begin(), good.end() - 1}, false);
    answer("cut to half",
           {good.begin(), good.begin() + static_cast<std::ptrdiff_t>(good.size() / 2)}, false);
    Bytes longer = good;
    longer.push_back('}');
    answer("with a byte more", longer, false);
    answer("of deep arrays", Bytes(2000, '['), false);
    for (const char *other : {"null", "true", "0", "\"\"", "[]", "{}", "{\"error\":1}"}) {
        answer(std::string{"as "} + other, bytes_from(other), true);
    }
    const auto error = bytes_from(R"({"code":-32099,"message":"conformance"})");
    add(
        tricks, which + "as an error of an unknown code", from,
        [&](Question &q) {
            q.evidence[i].kind = WA_EVIDENCE_ERROR;
            q.evidence[i].answer = error;
        },
        false);
    add(tricks, which + "called an error", from,
        [&](Question &q) { q.evidence[i].kind = WA_EVIDENCE_ERROR; });
    add(tricks, which + "of kind 0", from, [&](Question &q) { q.evidence[i].kind = 0; });
    add(tricks, which + "of kind 3", from, [&](Question &q) { q.evidence[i].kind = 3; });
}

void add_queries(Context &context, std::vector<Trick> &tricks, const Question &from,
                 std::size_t i) {
    const std::string which = "query " + std::to_string(i) + ' ';
    add(tricks, which + "left out", from, [&](Question &q) {
        q.evidence.erase(q.evidence.begin() + static_cast<std::ptrdiff_t>(i));
    });
    add(tricks, which + "with a space more", from,
        [&](Question &q) { q.evidence[i].query.push_back(' '); });
    add(tricks, which + "empty", from, [&](Question &q) { q.evidence[i].query.clear(); });
    for (int times = 0; times < 8; ++times) {
        add(tricks, which + "with a flipped bit", from, [&](Question &q) {
            auto &query = q.evidence[i].query;
            query[context.random() % query.size()] ^=
                static_cast<std::uint8_t>(1U << (context.random() % 7));
        });
    }
    for (const auto &other : context.cases()) {
        for (const auto &item : other.question.evidence) {
            if (item.query == from.evidence[i].query) continue;
            add(tricks, which + "of the vector " + other.id, from,
                [&](Question &q) { q.evidence[i].query = item.query; });
        }
    }
}

/// The queries that the plugin asks on its way to this answer. A request may hold others as well,
/// of which nothing is expected.
std::set<std::string> asked_for(Context &context, const Question &from) {
    std::set<std::string> asked;
    Question question = from;
    question.evidence.clear();
    context.step("", "verify and evidence_queries, round after round");
    for (std::size_t known = 0; ask(context.plugin(), question).is(WA_CLASS_NEEDS_EVIDENCE);) {
        const auto queries = context.subject.adapter().evidence_queries(Asked(question).request());
        if (!queries) break;
        for (const auto &query : *queries) {
            if (!asked.insert(query).second) continue;
            std::ranges::copy_if(
                from.evidence, std::back_inserter(question.evidence),
                [&](const Evidence &item) { return item.query == bytes_from(query); });
        }
        if (question.evidence.size() == known) break;
        known = question.evidence.size();
    }
    return asked;
}

std::vector<Trick> tricks_of(Context &context, const Question &from) {
    std::vector<Trick> tricks;
    const auto asked = asked_for(context, from);
    for (std::size_t i = 0; i < from.evidence.size(); ++i) {
        const auto &query = from.evidence[i].query;
        if (!asked.contains({query.begin(), query.end()})) continue;
        add_answers(tricks, from, i);
        add_queries(context, tricks, from, i);
    }
    add(tricks, "no evidence", from, [](Question &q) { q.evidence.clear(); });
    add(tricks, "chain state not accepted", from,
        [](Question &q) { q.accept = WA_ACCEPT_DERIVED; });
    add(tricks, "another block", from,
        [](Question &q) { q.block = q.block.empty() ? "7" : q.block + '7'; });
    return tricks;
}

/// What the plugin asks after this one answer; nothing where it does not ask.
std::vector<std::string> asked_after(Context &context, const Question &from, std::size_t i) {
    Question question = from;
    question.evidence = {from.evidence[i]};
    if (!ask(context.plugin(), question).is(WA_CLASS_NEEDS_EVIDENCE)) return {};
    auto queries = context.subject.adapter().evidence_queries(Asked(question).request());
    return queries ? std::move(*queries) : std::vector<std::string>{};
}

/// An error object that only makes the plugin ask in another way: each other one does the same, and
/// proves nothing by itself.
bool is_other_refusal(Context &context, const Question &from, const Question &changed) {
    if (from.evidence.size() != changed.evidence.size()) return false;
    for (std::size_t i = 0; i < from.evidence.size(); ++i) {
        if (from.evidence[i] == changed.evidence[i]) continue;
        if (from.evidence[i].kind != WA_EVIDENCE_ERROR ||
            changed.evidence[i].kind != WA_EVIDENCE_ERROR) {
            return false;
        }
        const auto asked = asked_after(context, from, i);
        return !asked.empty() && asked == asked_after(context, changed, i);
    }
    return false;
}

void check_trick(Context &context, const Case &each, const Trick &trick) {
    const auto call = "verify with " + trick.what;
    context.step(each.id, call);
    const auto answer = ask(context.plugin(), trick.question);
    const bool by_state = answer.valid() && answer.verdict.link != WA_LINK_DERIVED;
    if (by_state && !context.said_valid(trick.question) &&
        !is_other_refusal(context, each.question, trick.question)) {
        context.fail("evidence", each.id, call, "anything but valid by chain state", answer.text());
    }
    if (!trick.may_reject && answer.is(WA_CLASS_REJECTED)) {
        context.fail("evidence", each.id, call, "error or malformed: the chain did not say no",
                     answer.text());
    }
}

/// Where verify needs evidence, evidence_queries says which; elsewhere the question is not asked.
void check_queries(Context &context, const Case &each) {
    context.step(each.id, "verify");
    if (!ask(context.plugin(), each.question).is(WA_CLASS_NEEDS_EVIDENCE)) return;
    context.step(each.id, "evidence_queries");
    const auto garbage = context.subject.garbage_count();
    const auto queries = context.subject.adapter().evidence_queries(Asked(each.question).request());
    if (queries) return;
    context.fail("evidence", each.id, "evidence_queries",
                 "canonical queries of declared methods, as verify answered needs_evidence",
                 context.subject.garbage_count() != garbage
                     ? std::string{queries.error().detail.view()}
                     : status_text(queries.error().status));
}

} // namespace

void check_evidence(Context &context) {
    if ((context.scheme->flags & WA_SCHEME_MAY_NEED_EVIDENCE) == 0) {
        return context.skip("the scheme needs no evidence");
    }
    std::size_t count = 0;
    for (const auto &each : context.cases()) {
        check_queries(context, each);
        Case bare = each;
        bare.question.evidence.clear();
        check_queries(context, bare);
        if (!each.said_valid || each.question.evidence.empty()) continue;
        context.step(each.id, "verify");
        if (ask(context.plugin(), each.question).verdict.link == WA_LINK_DERIVED) continue;
        for (const auto &trick : tricks_of(context, each.question)) {
            ++count;
            check_trick(context, each, trick);
        }
    }
    if (count == 0) return context.skip("no valid vector of this scheme is proven by chain state");
    context.note(std::to_string(count) + " changes of evidence");
}

} // namespace walletauth::conformance
