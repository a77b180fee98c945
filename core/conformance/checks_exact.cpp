// SPDX-License-Identifier: Apache-2.0
// Valid means these bytes and no others: flipped bits, and fields cut, extended or emptied.
#include "check.hpp"
#include "variants.hpp"

#include <walletauth/checks.hpp>

#include <algorithm>

namespace walletauth::conformance {
namespace {

using Member = Bytes Question::*;
constexpr std::string_view not_valid = "anything but valid";

bool is_space(std::uint8_t byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}
bool is_hex_digit(std::uint8_t byte) {
    return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'f');
}

/// A flip that leaves a JSON text saying the same: one white space for another, or the case of a
/// digit of "0x...". Typed data signs what the text says, not the text.
bool says_the_same(const Bytes &text, std::size_t at, std::uint8_t flipped) {
    if (is_space(text[at]) && is_space(flipped)) return true;
    if ((text[at] ^ flipped) != 0x20) return false;
    std::size_t start = at;
    while (start > 0 && is_hex_digit(text[start - 1]))
        --start;
    return is_hex_digit(text[at]) && start >= 2 && (text[start - 1] | 0x20) == 'x' &&
           text[start - 2] == '0';
}

/// The bytes of a JSON text that declare types: what no signed value uses may say anything.
std::pair<std::size_t, std::size_t> declarations(const Bytes &text) {
    const std::string_view source{reinterpret_cast<const char *>(text.data()), text.size()};
    const auto document = json::Document::parse(source);
    const auto types = document ? document->root().find("types") : std::nullopt;
    if (!types) return {0, 0};
    const auto start = static_cast<std::size_t>(types->source().data() - source.data());
    return {start, start + types->source().size()};
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
    std::vector<std::pair<std::size_t, std::size_t>> free(cases.size());
    for (std::size_t i = 0; json && i < cases.size(); ++i) {
        free[i] = declarations(cases[i].question.message);
    }
    const auto bits = positions(context, cases, member, context.budget(3000));
    for (const auto &[index, bit] : bits) {
        const auto &each = cases[index];
        Question question = each.question;
        const auto &[first, last] = free[index];
        if (bit / 8 >= first && bit / 8 < last) continue;
        auto &byte = (question.*member)[bit / 8];
        const auto flipped = static_cast<std::uint8_t>(byte ^ (1U << (bit % 8)));
        if (json && says_the_same(question.*member, bit / 8, flipped)) continue;
        byte = flipped;
        const auto call = "verify with bit " + std::to_string(bit % 8) + " of byte " +
                          std::to_string(bit / 8) + " of the " + std::string{name} + " flipped";
        context.step(each.id, call);
        const auto answer = ask(context.plugin(), question);
        if (!answer.valid() || context.said_valid(question)) continue;
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
            context.fail(rule, each.id, variant.what, not_valid, answer.text());
        }
    }
    if (count != 0) context.note(std::to_string(count) + " variants");
}

} // namespace walletauth::conformance
