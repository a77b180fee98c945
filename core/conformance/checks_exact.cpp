// SPDX-License-Identifier: Apache-2.0
// Valid means these bytes and no others: flipped bits, and fields cut, extended or emptied.
#include "check.hpp"
#include "variants.hpp"

#include <walletauth/checks.hpp>

#include <algorithm>
#include <optional>
#include <set>

namespace walletauth::conformance {
namespace {

using Member = Bytes Question::*;
constexpr std::string_view not_valid = "anything but valid";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Strings are the same in any case where they are hex with its prefix.
bool same_text(std::string_view a, std::string_view b) {
    if (a == b) return true;
    const auto is_hex = [](std::string_view text) {
        return text.size() > 2 && text[0] == '0' && lower(text[1]) == 'x';
    };
    return is_hex(a) && is_hex(b) && std::ranges::equal(a, b, {}, &lower, &lower);
}

bool same_value(const json::Value &a, const json::Value &b) {
    if (a.kind() != b.kind() || a.size() != b.size() || !same_text(a.text(), b.text()))
        return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a.name(i) != b.name(i) || !same_value(a.at(i), b.at(i))) return false;
    }
    return true;
}

/// Typed data signs what a JSON text says, not the text: white space, escapes and the case of hex
/// may change, and so may declarations of types, since what no signed value uses is not signed.
bool says_the_same(const Bytes &a, const Bytes &b) {
    const auto parse = [](const Bytes &text) {
        return json::Document::parse({reinterpret_cast<const char *>(text.data()), text.size()});
    };
    const auto first = parse(a);
    const auto second = parse(b);
    if (!first || !second || first->root().size() != second->root().size()) return false;
    for (std::size_t i = 0; i < first->root().size(); ++i) {
        if (first->root().name(i) != second->root().name(i)) return false;
        if (first->root().name(i) == "types") continue;
        if (!same_value(first->root().at(i), second->root().at(i))) return false;
    }
    return true;
}

struct Position {
    std::size_t index; ///< of the case
    std::size_t bit;
};

/// All bits if they fit the budget; else all of the first case and as many of the rest by chance.
std::vector<Position> positions(Context &context, const std::vector<Case> &cases, Member member,
                                std::size_t budget) {
    std::size_t total = 0;
    for (const auto &each : cases)
        total += (each.question.*member).size() * 8;
    std::vector<Position> all;
    for (std::size_t i = 0; i < cases.size() && (total <= budget || i == 0); ++i) {
        const auto bits = (cases[i].question.*member).size() * 8;
        for (std::size_t bit = 0; bit < bits && all.size() < budget; ++bit)
            all.push_back({i, bit});
    }
    if (total <= budget) return all;
    while (all.size() < budget) {
        const std::size_t i = context.random() % cases.size();
        const auto bits = (cases[i].question.*member).size() * 8;
        if (bits != 0) all.push_back({i, context.random() % bits});
    }
    return all;
}

/// The key that verify names, where a vector gives none: if both are given both must match.
void add_key(Context &context, Question &question) {
    if (!question.public_key.empty()) return;
    const auto proven = ask(context.plugin(), question);
    Question with_key = question;
    with_key.public_key.assign(proven.public_key().begin(), proven.public_key().end());
    if (ask(context.plugin(), with_key).valid()) question = std::move(with_key);
}

/// The one byte in which two signatures of a size differ.
std::optional<std::size_t> only_difference(const Bytes &a, const Bytes &b) {
    if (a.size() != b.size()) return std::nullopt;
    const auto first = std::ranges::mismatch(a, b);
    if (first.in1 == a.end()) return std::nullopt;
    const auto at = static_cast<std::size_t>(first.in1 - a.begin());
    const bool alone = std::equal(first.in1 + 1, a.end(), first.in2 + 1);
    return alone ? std::optional{at} : std::nullopt;
}

/// Bytes that vectors show not to be read: two are valid for one request and differ only there (v
/// of kwil-db's secp256k1).
std::set<std::size_t> unread_bytes(const Context &context) {
    std::set<std::size_t> unread;
    const auto &cases = context.cases();
    for (std::size_t i = 0; i < cases.size(); ++i) {
        for (std::size_t j = i + 1; j < cases.size() && cases[i].said_valid; ++j) {
            if (!cases[j].said_valid) continue;
            const auto at =
                only_difference(cases[i].question.signature, cases[j].question.signature);
            if (!at || unread.contains(*at)) continue;
            Question same = cases[i].question;
            same.signature = cases[j].question.signature;
            if (same == cases[j].question) unread.insert(*at);
        }
    }
    return unread;
}

void check_bits(Context &context, Member member, std::string_view rule, std::string_view name) {
    auto cases = context.valid_sample(context.budget(200));
    if (member == &Question::public_key) {
        for (auto &each : cases)
            add_key(context, each.question);
    }
    std::erase_if(cases, [&](const Case &each) { return (each.question.*member).empty(); });
    if (cases.empty())
        return context.skip("no valid vector of this scheme has a " + std::string{name});
    const bool json =
        member == &Question::message && (context.scheme->flags & WA_SCHEME_JSON_MESSAGE) != 0;
    const auto bits = positions(context, cases, member, context.budget(3000));
    const auto unread =
        member == &Question::signature ? unread_bytes(context) : std::set<std::size_t>{};
    for (const auto &[index, bit] : bits) {
        const auto &each = cases[index];
        Question question = each.question;
        (question.*member)[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        const auto call = "verify with bit " + std::to_string(bit % 8) + " of byte " +
                          std::to_string(bit / 8) + " of the " + std::string{name} + " flipped";
        context.step(each.id, call);
        const auto answer = ask(context.plugin(), question);
        if (!answer.valid() || context.said_valid(question) || unread.contains(bit / 8)) continue;
        if (json && says_the_same(question.message, each.question.message)) continue;
        context.fail(rule, each.id, call, not_valid, answer.text());
    }
    context.note(std::to_string(bits.size()) + " flips in " + std::to_string(cases.size()) +
                 " vectors");
}

/// The rule that a valid answer to a variant breaks; empty if it may be valid.
std::string_view rule_of(const Context &context, const Variant &variant) {
    const auto &question = variant.question;
    switch (variant.field) {
    case Field::signature: {
        // The size of another valid vector: another form of signature, such as EIP-2098 of 65
        // bytes.
        const bool known = std::ranges::any_of(context.cases(), [&](const Case &each) {
            return each.said_valid && each.question.signature.size() == question.signature.size();
        });
        return known ? std::string_view{} : "signature-exact";
    }
    case Field::message:
        return "message-exact";
    case Field::public_key:
        return question.public_key.empty() ? std::string_view{} : "key-exact";
    case Field::account:
        return question.account.empty() ? std::string_view{} : "account-exact";
    case Field::chain:
    case Field::scheme:
        return "routes";
    case Field::parameter:
        return {}; // the descriptor does not say whether it is signed
    }
    return {};
}

/// Another chain of the scheme's. That a chain id is well formed is the host's to see to.
bool is_served(const Context &context, const Variant &variant) {
    if (variant.field != Field::chain) return false;
    return covers_chain(*context.scheme, variant.question.chain);
}

} // namespace

void check_signature_bits(Context &context) {
    check_bits(context, &Question::signature, "signature-exact", "signature");
}
void check_message_bits(Context &context) {
    check_bits(context, &Question::message, "message-exact", "message");
}
void check_key_bits(Context &context) {
    check_bits(context, &Question::public_key, "key-exact", "public key");
}

void check_fields(Context &context) {
    const bool json = (context.scheme->flags & WA_SCHEME_JSON_MESSAGE) != 0;
    const auto cases = context.valid_sample(context.budget(25));
    std::size_t count = 0;
    for (const auto &each : cases) {
        for (const auto &variant : variants_of(each.question)) {
            ++count;
            context.step(each.id, variant.what);
            const auto answer = ask(context.plugin(), variant.question);
            const auto rule = rule_of(context, variant);
            if (!answer.valid() || rule.empty() || is_served(context, variant) ||
                context.said_valid(variant.question)) {
                continue;
            }
            if (json && variant.field == Field::message &&
                says_the_same(variant.question.message, each.question.message)) {
                continue;
            }
            context.fail(rule, each.id, variant.what, not_valid, answer.text());
        }
    }
    if (count != 0) context.note(std::to_string(count) + " variants");
}

} // namespace walletauth::conformance
