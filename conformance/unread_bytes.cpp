// SPDX-License-Identifier: Apache-2.0
#include "unread_bytes.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace walletauth::conformance {
namespace {

/// The one byte in which two signatures of a size differ.
std::optional<std::size_t> only_difference(const Bytes &a, const Bytes &b) {
    if (a.size() != b.size()) return std::nullopt;
    const auto first = std::ranges::mismatch(a, b);
    if (first.in1 == a.end()) return std::nullopt;
    const auto at = static_cast<std::size_t>(first.in1 - a.begin());
    const bool alone = std::equal(first.in1 + 1, a.end(), first.in2 + 1);
    return alone ? std::optional{at} : std::nullopt;
}

} // namespace

std::vector<const Bytes *> other_signatures(const Context &context, const Case &of) {
    std::vector<const Bytes *> found;
    Question same = of.question;
    for (const auto &each : context.cases()) {
        if (!each.said_valid || each.question.signature == of.question.signature) continue;
        same.signature = each.question.signature;
        if (same == each.question) found.push_back(&each.question.signature);
    }
    return found;
}

std::set<std::size_t> unread_bytes(const Context &context) {
    std::set<std::size_t> unread;
    for (const auto &each : context.cases()) {
        if (!each.said_valid) continue;
        std::map<std::size_t, std::set<std::uint8_t>> spellings;
        for (const auto *other : other_signatures(context, each)) {
            const auto at = only_difference(each.question.signature, *other);
            if (!at) continue;
            spellings[*at].insert((*other)[*at]);
            if (spellings[*at].size() == 2) unread.insert(*at);
        }
    }
    return unread;
}

bool differ_unread_only(const Bytes &a, const Bytes &b, const std::set<std::size_t> &unread) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i] && !unread.contains(i)) return false;
    }
    return true;
}

} // namespace walletauth::conformance
