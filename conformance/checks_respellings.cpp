// SPDX-License-Identifier: Apache-2.0
// The texts of valid vectors written in another way: they are refused, or mean the same bytes, or
// other bytes that nobody signed.
#include "check.hpp"
#include "notations.hpp"
#include "unread_bytes.hpp"

#include <algorithm>
#include <set>

namespace walletauth::conformance {
namespace {

constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string with_case(std::string text, bool upper, bool lower) {
    std::ranges::transform(text, text.begin(), [&](char c) {
        if (upper && c >= 'a' && c <= 'z') return static_cast<char>(c - 'a' + 'A');
        if (lower && c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
        return c;
    });
    return text;
}

/// The last digit in front of the padding with each of its lowest bits turned: in base64 and base32
/// these are bits that no byte has.
std::vector<std::string> with_other_unused_bits(const std::string &text) {
    std::vector<std::string> all;
    const auto last = text.find_last_not_of('=');
    if (last == std::string::npos) return all;
    const auto digit = base64_digits.find(text[last]);
    for (const std::size_t bits : {1U, 2U, 4U, 8U}) {
        if (digit == std::string_view::npos) break;
        std::string other = text;
        other[last] = base64_digits[digit ^ bits];
        all.push_back(std::move(other));
    }
    return all;
}

std::string replaced(std::string text, char from, char to) {
    std::ranges::replace(text, from, to);
    return text;
}

std::set<std::string> respellings_of(const std::string &text) {
    std::set<std::string> all;
    all.insert(with_case(text, true, false));
    all.insert(with_case(text, false, true));
    all.insert(with_case(text, true, true));
    all.insert(text + '=');
    all.insert(text + "==");
    all.insert(text.substr(0, text.find_last_not_of('=') + 1));
    all.insert(replaced(replaced(text, '+', '-'), '/', '_'));
    all.insert(replaced(replaced(text, '-', '+'), '_', '/'));
    all.insert(replaced(text, '+', ' '));
    for (auto &each : with_other_unused_bits(text))
        all.insert(std::move(each));
    for (const std::string start : {"0x", "0X", "0"}) {
        all.insert(start + text);
        if (text.starts_with(start)) all.insert(text.substr(start.size()));
    }
    all.erase(text);
    return all;
}

const Case *case_of(const Context &context, const std::string &id) {
    const auto found = std::ranges::find(context.cases(), id, &Case::id);
    return found == context.cases().end() ? nullptr : &*found;
}

Question with_member(const Question &from, std::string_view member, const Bytes &bytes) {
    Question question = from;
    if (member == "signature") question.signature = bytes;
    if (member == "public_key") question.public_key = bytes;
    if (member == "account") question.account = std::string(bytes.begin(), bytes.end());
    return question;
}

std::size_t try_respellings(Context &context, const Vector &vector, const Case &known,
                            const Notation &notation, const std::set<std::size_t> &unread) {
    const auto text = notation_text(vector, notation);
    const auto plain = text ? read_notation(context, vector, notation, "", *text) : std::nullopt;
    if (!plain) return 0;
    std::size_t count = 0;
    for (const auto &other : respellings_of(*text)) {
        ++count;
        const auto read = read_notation(context, vector, notation, " respelled", other);
        if (!read || *read == *plain) continue;
        if (notation.member == "signature" && differ_unread_only(*read, *plain, unread)) continue;
        const auto question = with_member(known.question, notation.member, *read);
        const auto call =
            "verify with what " + std::string{notation.function} + " reads of " + other;
        context.step(vector.id, call);
        const auto answer = ask(context.plugin(), question);
        if (!answer.valid() || context.said_valid(question)) continue;
        context.fail(notation.member == "account" ? "account-exact" : "notation", vector.id, call,
                     "anything but valid: these are other bytes than those of the vector",
                     answer.text());
    }
    return count;
}

} // namespace

void check_respellings(Context &context) {
    const auto unread = unread_bytes(context);
    std::size_t count = 0;
    for (const auto &file : context.files) {
        for (const auto &vector : file.vectors()) {
            if (!is_valid_of(vector, *context.scheme)) continue;
            const auto *known = case_of(context, vector.id);
            if (known == nullptr || known->question.flags != 0) continue;
            for (const auto &notation : notations)
                count += try_respellings(context, vector, *known, notation, unread);
        }
    }
    if (count == 0) return context.skip("no valid vector of this scheme has a text");
    context.note(std::to_string(count) + " texts");
}

} // namespace walletauth::conformance
