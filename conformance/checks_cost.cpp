// SPDX-License-Identifier: Apache-2.0
// What a hostile request costs at most, against an ordinary one: whoever sends them pays nothing.
#include "check.hpp"
#include "cost_search.hpp"
#include "sanitized.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

namespace walletauth::conformance {
namespace {

constexpr double reported = 100; ///< times an ordinary request
constexpr double refused = 300;
/// Of a scheme that is cheaper, this is ordinary: a service's own work is more than that.
constexpr double least_ordinary = 10; // microseconds

using Call = std::function<void()>;

struct Measured {
    double cost = 0; ///< microseconds
    std::string id;
    std::string what;
    Call call;
};

/// A request that owns its bytes, asked again and again.
Call asking(Context &context, const Question &question) {
    const auto owned = std::make_shared<Question>(question);
    return [&context, owned] { (void)ask(context.plugin(), *owned); };
}

Measured median_of(Context &context, const std::vector<Case> &cases) {
    std::vector<Measured> all;
    for (const auto &each : cases) {
        auto call = asking(context, each.question);
        context.step(each.id, "verify, nine times");
        all.push_back({thread_cost(call), each.id, "verify", call});
    }
    const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
    std::ranges::nth_element(all, middle, {}, &Measured::cost);
    return *middle;
}

/// The answers that the plugin asks for, each of them the hostile one.
void add_answers(Context &context, Question &question, const std::string &answer) {
    question.evidence.clear();
    for (int round = 0; round < 4; ++round) {
        const auto queries = context.subject.adapter().evidence_queries(Asked(question).request());
        if (!queries) return;
        bool is_new = false;
        for (const auto &query : *queries) {
            const auto bytes = bytes_from(query);
            const auto known = std::ranges::find(question.evidence, bytes, &Evidence::query);
            if (known != question.evidence.end()) continue;
            question.evidence.push_back({bytes, bytes_from(answer), WA_EVIDENCE_RESULT});
            is_new = true;
        }
        if (!is_new) return;
    }
}

Call asking(Context &context, const Question &base, const Shape &shape, std::size_t size) {
    const auto hostile = std::make_shared<Hostile>();
    shape.make(*hostile, size);
    const auto &adapter = context.subject.adapter();
    const auto &chain = base.chain;
    const auto &scheme = base.scheme;
    switch (shape.call) {
    case Shape::Call::parse_signature:
        return [&, hostile] { (void)adapter.parse_signature(chain, scheme, hostile->signature); };
    case Shape::Call::parse_public_key:
        return [&, hostile] { (void)adapter.parse_public_key(chain, scheme, hostile->public_key); };
    case Shape::Call::normalize_account:
        return [&, hostile] { (void)adapter.normalize_account(chain, hostile->account); };
    case Shape::Call::verify:
        break;
    }
    Question question = base;
    if (!hostile->message.empty()) question.message = bytes_from(hostile->message);
    if (!hostile->signature.empty()) question.signature = bytes_from(hostile->signature);
    if (!hostile->evidence.empty()) add_answers(context, question, hostile->evidence.front());
    return asking(context, question);
}

/// The one that costs most: each is tried once, and more often if it may be that.
Measured worst_of(Context &context, const Case &base, const Case &proven) {
    Measured worst;
    for (const auto &shape : common_shapes(*context.scheme)) {
        const auto &from = shape.name.starts_with("answer") ? proven : base;
        const auto found = worst_size(shape, [&](std::size_t size) {
            const auto call = asking(context, from.question, shape, size);
            context.step(from.id, shape.name + " of size " + std::to_string(size));
            const auto once = thread_cost(call, 1);
            return once < worst.cost / 2 ? once : thread_cost(call);
        });
        if (found.cost <= worst.cost) continue;
        worst = {found.cost, from.id, shape.name + " of size " + std::to_string(found.size),
                 asking(context, from.question, shape, found.size)};
    }
    for (const auto &each : context.cases()) {
        auto call = asking(context, each.question);
        context.step(each.id, "verify");
        const auto once = thread_cost(call, 1);
        if (once <= worst.cost) continue;
        worst = {thread_cost(call), each.id, "the vector's request", std::move(call)};
    }
    return worst;
}

/// Side by side, so that both see the same machine: the least of nine of each.
double ratio_of(Measured &ordinary, Measured &worst) {
    ordinary.cost = 1e9;
    worst.cost = 1e9;
    for (int i = 0; i < 9; ++i) {
        ordinary.cost = std::min(ordinary.cost, thread_cost(ordinary.call, 1));
        worst.cost = std::min(worst.cost, thread_cost(worst.call, 1));
    }
    return worst.cost / std::max(ordinary.cost, least_ordinary);
}

std::string rounded(double value) { return std::to_string(std::lround(value)); }

} // namespace

void check_cost(Context &context) {
    if (WALLETAUTH_SANITIZED != 0) return context.skip("a sanitizer has costs of its own");
    const auto cases = context.valid_sample(context.budget(60));
    if (cases.empty()) return;
    const auto with_evidence = std::ranges::find_if(
        cases, [](const Case &each) { return !each.question.evidence.empty(); });
    auto ordinary = median_of(context, cases);
    auto worst = worst_of(context, cases.front(),
                          with_evidence == cases.end() ? cases.front() : *with_evidence);
    if (!worst.call) return;
    context.step(worst.id, worst.what + ", beside an ordinary request");
    const auto times = ratio_of(ordinary, worst);
    const auto found = rounded(times) + " times: " + rounded(worst.cost) + " against " +
                       rounded(ordinary.cost) + " microseconds of the vector " + ordinary.id;
    context.note(found + ", by " + worst.what);
    if (times > refused) {
        context.fail("cost", worst.id, worst.what,
                     "at most " + rounded(refused) +
                         " times an ordinary request: lower the limit of the descriptor",
                     found);
    } else if (times > reported) {
        context.remark(worst.what + " costs " + found);
    }
}

} // namespace walletauth::conformance
