// SPDX-License-Identifier: Apache-2.0
// Two vectors that refuse what a third one has valid, each for another fault: both faults at once
// are answered by the one that comes first.
#include "check.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

namespace walletauth::conformance {
namespace {

/// The members of a request that a fault can be in.
enum Member : std::uint8_t {
    chain,
    account,
    key,
    message,
    signature,
    parameters,
    evidence,
    members
};

bool differs(const Question &a, const Question &b, Member member) {
    switch (member) {
    case chain:
        return a.chain != b.chain;
    case account:
        return a.account != b.account;
    case key:
        return a.public_key != b.public_key;
    case message:
        return a.message != b.message;
    case signature:
        return a.signature != b.signature;
    case parameters:
        return a.parameters != b.parameters;
    case evidence:
        return std::tie(a.evidence, a.accept, a.block) != std::tie(b.evidence, b.accept, b.block);
    case members:
        break;
    }
    return false;
}

void copy(const Question &from, Question &to, Member member) {
    switch (member) {
    case chain:
        to.chain = from.chain;
        break;
    case account:
        to.account = from.account;
        break;
    case key:
        to.public_key = from.public_key;
        break;
    case message:
        to.message = from.message;
        break;
    case signature:
        to.signature = from.signature;
        break;
    case parameters:
        to.parameters = from.parameters;
        break;
    case evidence:
        std::tie(to.evidence, to.accept, to.block) =
            std::tie(from.evidence, from.accept, from.block);
        break;
    case members:
        break;
    }
}

/// The one member in which they differ.
std::optional<Member> only_difference(const Question &a, const Question &b) {
    if (a.scheme != b.scheme || a.flags != b.flags) return std::nullopt;
    std::optional<Member> found;
    for (int i = 0; i < members; ++i) {
        const auto member = static_cast<Member>(i);
        if (!differs(a, b, member)) continue;
        if (found) return std::nullopt;
        found = member;
    }
    return found;
}

/// A fault by what is missing: the other one may bring it.
bool is_left_out(const Question &question, Member member) {
    return (member == account && question.account.empty()) ||
           (member == key && question.public_key.empty());
}

struct Negative {
    const Case *from;
    Member member;
    std::uint32_t status;
};

std::vector<Negative> negatives_of(Context &context, const Case &base) {
    constexpr std::size_t most = 24;
    constexpr std::ptrdiff_t most_alike = 3;
    std::vector<Negative> negatives;
    for (const auto &each : context.cases()) {
        if (each.said_valid || negatives.size() == most) continue;
        const auto member = only_difference(base.question, each.question);
        if (!member || is_left_out(each.question, *member)) continue;
        context.step(each.id, "verify");
        const auto answer = ask(context.plugin(), each.question);
        if (std::ranges::count_if(negatives, [&](const Negative &known) {
                return known.member == *member && known.status == answer.status();
            }) == most_alike) {
            continue;
        }
        // A wrong answer is the matter of "vectors".
        if (status_name(answer.status()) != each.status ||
            (!each.reason.empty() && reason_name(answer.status()) != each.reason)) {
            continue;
        }
        if (answer.is(WA_CLASS_UNSUPPORTED) || answer.is(WA_CLASS_MALFORMED) ||
            answer.is(WA_CLASS_REJECTED)) {
            negatives.push_back({&each, *member, answer.status()});
        }
    }
    return negatives;
}

/// Only an attempt at the proof may tell that it needs the chain, which is not accepted: then this
/// is known where `needs_evidence` would be. Of an account it is known before message and
/// signature.
bool may_come_late(const Negative &negative, const Negative &other) {
    if (negative.status != WA_UNSUPPORTED_EVIDENCE) return false;
    return negative.member != account || (other.member != message && other.member != signature);
}

/// Whether the order says which of both comes first: between two of one class it does among
/// malformed ones only.
bool is_ordered(std::uint32_t a, std::uint32_t b) {
    if (WA_STATUS_CLASS(a) != WA_STATUS_CLASS(b)) return true;
    return WA_STATUS_CLASS(a) == WA_CLASS_MALFORMED && a != b;
}

/// By class: unsupported, malformed, rejected; malformed ones by their numbers.
std::uint32_t first_of(std::uint32_t a, std::uint32_t b) {
    const auto rank = [](std::uint32_t status) {
        const int by_class = status == WA_OK                                   ? 3
                             : WA_STATUS_CLASS(status) == WA_CLASS_UNSUPPORTED ? 0
                             : WA_STATUS_CLASS(status) == WA_CLASS_MALFORMED   ? 1
                                                                               : 2;
        return std::pair{by_class, status};
    };
    return rank(a) < rank(b) ? a : b;
}

/// Evidence that is another request's is a fault beside that evidence only.
bool needs_evidence_of(const Negative &a, const Negative &b) {
    return a.status == WA_MALFORMED_EVIDENCE && a.member != evidence && b.member == evidence;
}

/// Whether both faults are there at once, and the order says which is answered.
bool can_be_crossed(const Negative &a, const Negative &b) {
    return a.member != b.member && is_ordered(a.status, b.status) && !needs_evidence_of(a, b) &&
           !needs_evidence_of(b, a);
}

void cross(Context &context, const Case &base, const Negative &a, const Negative &b) {
    Question question = base.question;
    copy(a.from->question, question, a.member);
    copy(b.from->question, question, b.member);
    const auto call = "verify with the faults of " + a.from->id + " and " + b.from->id;
    context.step(base.id, call);
    const auto answer = ask(context.plugin(), question);
    const bool a_is_first = first_of(a.status, b.status) == a.status;
    const auto &first = a_is_first ? a : b;
    const auto &second = a_is_first ? b : a;
    const bool is_good = WA_STATUS_CLASS(first.status) == WA_CLASS_UNSUPPORTED
                             ? WA_STATUS_CLASS(answer.status()) == WA_CLASS_UNSUPPORTED
                             : answer.status() == first.status;
    if (is_good) return;
    // Why it is rejected may follow from the chain, too.
    const bool is_second = answer.is(WA_CLASS_REJECTED)
                               ? WA_STATUS_CLASS(second.status) == WA_CLASS_REJECTED
                               : answer.status() == second.status;
    if (is_second && may_come_late(first, second)) return;
    context.fail("precedence", base.id, call,
                 status_text(first.status) + ", which comes before " + status_text(second.status),
                 answer.text());
}

} // namespace

void check_crossings(Context &context) {
    std::size_t count = 0;
    for (const auto &base : context.valid_sample(context.budget(30))) {
        const auto negatives = negatives_of(context, base);
        for (std::size_t i = 0; i < negatives.size(); ++i) {
            for (std::size_t k = i + 1; k < negatives.size(); ++k) {
                const auto &a = negatives[i];
                const auto &b = negatives[k];
                if (!can_be_crossed(a, b)) continue;
                ++count;
                cross(context, base, a, b);
            }
        }
    }
    if (count == 0)
        return context.skip("no valid vector has two refusals that differ from it in one member");
    context.note(std::to_string(count) + " crossings");
}

} // namespace walletauth::conformance
