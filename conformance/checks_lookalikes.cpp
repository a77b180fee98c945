// SPDX-License-Identifier: Apache-2.0
// What looks like the valid thing and is another: messages with something at their ends, accounts
// that begin or end alike, signatures and keys in another order of their bytes.
#include "check.hpp"
#include "json_meaning.hpp"

#include <algorithm>
#include <array>

namespace walletauth::conformance {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> ends{
    {{"a blank", " "},
     {"a tab", "\t"},
     {"CR", "\r"},
     {"LF", "\n"},
     {"CR LF", "\r\n"},
     {"a byte order mark", "\xef\xbb\xbf"},
     {"a no-break space", "\xc2\xa0"}}};

void expect_refused(Context &context, std::string_view rule, const Case &each,
                    const Question &question, const std::string &call) {
    context.step(each.id, call);
    const auto answer = ask(context.plugin(), question);
    if (!answer.valid() || context.said_valid(question)) return;
    context.fail(rule, each.id, call, "anything but valid", answer.text());
}

void try_message(Context &context, const Case &each, Bytes message, const std::string &what) {
    const bool json = (context.scheme->flags & WA_SCHEME_JSON_MESSAGE) != 0;
    if (json && says_the_same(message, each.question.message)) return;
    Question question = each.question;
    question.message = std::move(message);
    expect_refused(context, "message-exact", each, question, "verify with the message " + what);
}

/// Each character of the account in turn as its neighbour: what begins and ends alike.
std::vector<std::string> similar_accounts(const std::string &account) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < account.size(); ++i) {
        std::string other = account;
        const char c = account[i];
        // The next one down, where that is of the same kind.
        other[i] =
            c == '0' || c == 'a' || c == 'A' ? static_cast<char>(c + 1) : static_cast<char>(c - 1);
        all.push_back(std::move(other));
    }
    return all;
}

/// The beginning of one and the end of the other.
std::vector<std::string> spliced(const std::string &account, const std::string &other) {
    std::vector<std::string> all;
    const auto size = std::min(account.size(), other.size());
    for (const auto at : {std::size_t{1}, size / 4, size / 2, size - size / 4, size - 1}) {
        if (at == 0 || at >= size) continue;
        all.push_back(account.substr(0, account.size() - at) + other.substr(other.size() - at));
        all.push_back(other.substr(0, at) + account.substr(at));
    }
    return all;
}

void swap_halves(Bytes &bytes, std::size_t from, std::size_t size) {
    const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(from);
    std::rotate(begin, begin + static_cast<std::ptrdiff_t>(size / 2),
                begin + static_cast<std::ptrdiff_t>(size));
}

/// The same bytes in other orders.
std::vector<std::pair<std::string, Bytes>> reordered(const Bytes &from) {
    std::vector<std::pair<std::string, Bytes>> all;
    const auto add = [&](std::string what, const std::function<void(Bytes &)> &change) {
        Bytes changed = from;
        change(changed);
        if (changed != from) all.emplace_back(std::move(what), std::move(changed));
    };
    const auto reverse = [](Bytes &bytes, std::size_t at, std::size_t size) {
        const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(at);
        std::reverse(begin, begin + static_cast<std::ptrdiff_t>(size));
    };
    // A tag may stand before the numbers, or v behind them.
    for (const std::size_t at : {0U, 1U}) {
        const auto size = (from.size() - std::min(from.size(), at)) / 2 * 2;
        if (size < 2) continue;
        const auto where = at == 0 ? "" : " behind the first byte";
        add(std::string{"with its halves swapped"} + where,
            [&](Bytes &b) { swap_halves(b, at, size); });
        add(std::string{"reversed"} + where, [&](Bytes &b) { reverse(b, at, size); });
        add(std::string{"with each half reversed"} + where, [&](Bytes &b) {
            reverse(b, at, size / 2);
            reverse(b, at + size / 2, size / 2);
        });
    }
    if (from.size() > 1) {
        add("with its last byte first",
            [](Bytes &b) { std::rotate(b.begin(), b.end() - 1, b.end()); });
        add("with its first byte last",
            [](Bytes &b) { std::rotate(b.begin(), b.begin() + 1, b.end()); });
    }
    return all;
}

} // namespace

void check_message_ends(Context &context) {
    const auto cases = context.valid_sample(context.budget(100));
    for (const auto &each : cases) {
        const Bytes &message = each.question.message;
        for (const auto &[name, text] : ends) {
            Bytes before = bytes_from(text);
            const auto size = static_cast<std::ptrdiff_t>(text.size());
            if (message.size() >= text.size() &&
                std::equal(before.begin(), before.end(), message.begin())) {
                try_message(context, each, {message.begin() + size, message.end()},
                            "without " + std::string{name} + " before it");
            }
            if (message.size() >= text.size() &&
                std::equal(before.begin(), before.end(), message.end() - size)) {
                try_message(context, each, {message.begin(), message.end() - size},
                            "without " + std::string{name} + " behind it");
            }
            Bytes behind = message;
            behind.insert(behind.end(), before.begin(), before.end());
            before.insert(before.end(), message.begin(), message.end());
            try_message(context, each, std::move(before),
                        "and " + std::string{name} + " before it");
            try_message(context, each, std::move(behind),
                        "and " + std::string{name} + " behind it");
        }
    }
    if (!cases.empty()) context.note(std::to_string(cases.size()) + " messages");
}

void check_similar_accounts(Context &context) {
    const auto cases = context.valid_sample(context.budget(12));
    std::size_t count = 0;
    for (const auto &each : cases) {
        const auto &account = each.question.account;
        if (account.empty()) continue;
        auto others = similar_accounts(account);
        for (const auto &other : cases) {
            for (auto &splice : spliced(account, other.question.account))
                others.push_back(std::move(splice));
        }
        for (const auto &other : others) {
            if (other == account) continue;
            ++count;
            Question question = each.question;
            question.account = other;
            expect_refused(context, "account-exact", each, question,
                           "verify with the account " + other);
        }
    }
    if (count == 0) return context.skip("no valid vector of this scheme claims an account");
    context.note(std::to_string(count) + " accounts");
}

void check_byte_orders(Context &context) {
    std::size_t count = 0;
    for (const auto &each : context.valid_sample(context.budget(50))) {
        for (const auto &[what, bytes] : reordered(each.question.signature)) {
            ++count;
            Question question = each.question;
            question.signature = bytes;
            expect_refused(context, "signature-exact", each, question,
                           "verify with the signature " + what);
        }
        for (const auto &[what, bytes] : reordered(each.question.public_key)) {
            ++count;
            Question question = each.question;
            question.public_key = bytes;
            expect_refused(context, "key-exact", each, question,
                           "verify with the public key " + what);
        }
    }
    if (count != 0) context.note(std::to_string(count) + " orders");
}

} // namespace walletauth::conformance
