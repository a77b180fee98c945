// SPDX-License-Identifier: Apache-2.0
// Valid means these bytes and no others: flipped bits, and fields cut, extended or emptied.
#include "check.hpp"
#include "json_meaning.hpp"
#include "unread_bytes.hpp"
#include "variants.hpp"

#include <walletauth/checks.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace walletauth::conformance {
namespace {

using Member = Bytes Question::*;
constexpr std::string_view not_valid = "anything but valid";

struct Position {
    std::size_t index; ///< of the case
    std::size_t bit;
};

/// All bits if they fit the budget. Else as many of every case, by chance, and all of its last
/// byte, where recovery ids and signs stand; and all of the first case that has no more than a
/// third of the budget: a long one must not use up the others' share.
std::vector<Position> positions(Context &context, const std::vector<Case> &cases, Member member,
                                std::size_t budget) {
    const auto bits_of = [&](std::size_t i) { return (cases[i].question.*member).size() * 8; };
    std::size_t total = 0;
    for (std::size_t i = 0; i < cases.size(); ++i)
        total += bits_of(i);
    std::vector<Position> all;
    bool whole = false;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const bool every = total <= budget || (!whole && bits_of(i) <= budget / 3);
        whole = whole || every;
        const auto share = every ? bits_of(i) : std::max<std::size_t>(budget / cases.size(), 1);
        for (std::size_t k = 0; k < share; ++k)
            all.push_back({i, every ? k : context.random() % bits_of(i)});
        for (std::size_t k = bits_of(i) - 8; !every && k < bits_of(i); ++k)
            all.push_back({i, k});
    }
    return all;
}

/// The key that verify names, where a vector gives none: if both are given both must match.
void add_key(Context &context, Case &each) {
    Question &question = each.question;
    if (!question.public_key.empty()) return;
    context.step(each.id, "verify");
    const auto proven = ask(context.plugin(), question);
    Question with_key = question;
    with_key.public_key.assign(proven.public_key().begin(), proven.public_key().end());
    context.step(each.id, "verify with the key that verify names");
    if (ask(context.plugin(), with_key).valid()) question = std::move(with_key);
}

/// True if two valid vectors differ only in their signatures, of which one continues the other:
/// with these sizes a signature cut or extended can be another form of it (EIP-2098).
bool is_form_of(const Context &context, std::size_t size, std::size_t other_size) {
    return std::ranges::any_of(context.cases(), [&](const Case &each) {
        if (!each.said_valid || each.question.signature.size() != size) return false;
        return std::ranges::any_of(other_signatures(context, each), [&](const Bytes *other) {
            const auto common = std::min(size, other->size());
            return other->size() == other_size &&
                   std::equal(other->begin(), other->begin() + static_cast<std::ptrdiff_t>(common),
                              each.question.signature.begin());
        });
    });
}

void check_bits(Context &context, Member member, std::string_view rule, std::string_view name) {
    auto cases = context.valid_sample(context.budget(200));
    if (member == &Question::public_key) {
        for (auto &each : cases)
            add_key(context, each);
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
std::string_view rule_of(const Context &context, const Case &from, const Variant &variant) {
    const auto &question = variant.question;
    switch (variant.field) {
    case Field::signature:
        return is_form_of(context, from.question.signature.size(), question.signature.size())
                   ? std::string_view{}
                   : "signature-exact";
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
            if (!answer.valid() || context.said_valid(variant.question)) continue;
            const auto rule = rule_of(context, each, variant);
            if (rule.empty() || is_served(context, variant)) continue;
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
