// SPDX-License-Identifier: Apache-2.0
// Whether the vectors show enough to say anything: what is missing is "not shown", and what they
// have is a line of the report.
#include "check.hpp"
#include "shown.hpp"
#include "spellings.hpp"

#include <algorithm>

namespace walletauth::conformance {
namespace {

/// The cases that vectors and plugin call valid, also with compat.
struct Positive {
    const Case *from;
    std::string account;
    Bytes key; ///< that verify named
};

std::vector<Positive> positives_of(Context &context) {
    std::vector<Positive> positives;
    for (const auto &each : context.cases()) {
        if (!each.said_valid) continue;
        context.step(each.id, "verify");
        const auto answer = ask(context.plugin(), each.question);
        if (!answer.valid()) continue;
        const auto key = answer.public_key();
        positives.push_back({&each, std::string{answer.account()}, {key.begin(), key.end()}});
    }
    return positives;
}

bool any(const std::vector<Positive> &positives, const std::function<bool(const Positive &)> &is) {
    return std::ranges::any_of(positives, is);
}

bool is_json(const wa_scheme &scheme) { return (scheme.flags & WA_SCHEME_JSON_MESSAGE) != 0; }

/// A byte above 127; in JSON also an escape of a character beyond ASCII.
bool beyond_ascii(std::string_view message, bool json) {
    for (std::size_t at = message.find("\\u"); json && at != std::string_view::npos;
         at = message.find("\\u", at + 2)) {
        const auto digits = message.substr(at + 2, 4);
        if (digits.size() == 4 && (!digits.starts_with("00") || digits[2] > '7')) return true;
    }
    return std::ranges::any_of(message, [](char c) { return (c & 0x80) != 0; });
}

/// Whether the plugin calls any message malformed that its descriptor allows.
bool refuses_messages(Context &context, const std::vector<Positive> &positives) {
    for (std::size_t i = 0; i < std::min<std::size_t>(positives.size(), 4); ++i) {
        for (const std::string_view message : {"\xff", "{", "\x01", ""}) {
            Question question = positives[i].from->question;
            question.message = bytes_from(message);
            context.step(positives[i].from->id, "verify with another message");
            if (ask(context.plugin(), question).status() == WA_MALFORMED_MESSAGE) return true;
        }
    }
    return false;
}

void add_refusals(Context &context, const Shown &shown, const std::vector<Positive> &positives,
                  std::vector<std::string> &missing) {
    const auto &scheme = *context.scheme;
    const auto need = [&](std::string_view status, std::string_view reason, std::string_view what) {
        if (shown.refusal(status, reason)) return;
        missing.push_back("a refusal \"" + std::string{status} + '"' +
                          (reason.empty() ? "" : " (" + std::string{reason} + ')') + ": " +
                          std::string{what});
    };
    need("rejected", "signer", "the claim of an account that the key does not own");
    need("rejected", "signature", "a signature that does not match");
    need("malformed", "signature", "one that cannot be read");
    if (scheme.key_count != 0) need("malformed", "public_key", "one that cannot be read");
    need("malformed", "account", "one that cannot be read");
    if (scheme.parameter_count != 0) need("malformed", "params", "a value that cannot be");
    if (is_json(scheme) || refuses_messages(context, positives))
        need("malformed", "message", "one that the scheme cannot carry");
    if ((scheme.flags & WA_SCHEME_MAY_NEED_EVIDENCE) != 0)
        need("needs_evidence", "", "a request without the chain's answers");
}

void add_positives(const Context &context, const Shown &shown,
                   const std::vector<Positive> &positives, std::vector<std::string> &missing) {
    constexpr std::size_t long_message = 128; // more than one block of a hash, or one byte of size
    const auto &scheme = *context.scheme;
    if (positives.empty()) return missing.push_back("a valid signature");
    if (std::ranges::all_of(positives, [&](const Positive &each) {
            return each.account == positives[0].account;
        })) {
        missing.emplace_back("valid signatures of two accounts");
    }
    if (!any(positives, [&](const Positive &each) {
            return each.from->question.message.size() > long_message;
        })) {
        missing.emplace_back("a valid signature of a message of more than 128 bytes");
    }
    const bool json = is_json(scheme);
    if (!shown.message([&](std::string_view text) { return beyond_ascii(text, json); }))
        missing.emplace_back("a message with a byte above 127");
    if (!json && !shown.message([](std::string_view text) { return text.empty(); }))
        missing.emplace_back("an empty message");
    if ((scheme.flags & WA_SCHEME_MAY_NEED_EVIDENCE) != 0 &&
        !any(positives,
             [](const Positive &each) { return !each.from->question.evidence.empty(); })) {
        missing.emplace_back("a valid signature with evidence");
    }
    if ((scheme.flags & WA_SCHEME_HAS_COMPAT) != 0 &&
        !any(positives, [](const Positive &each) { return each.from->question.flags != 0; })) {
        missing.emplace_back("a signature that is valid with compat");
    }
}

/// 65536 as "65,536".
std::string grouped(std::size_t number) {
    std::string text = std::to_string(number);
    for (std::size_t i = text.size(); i > 3;)
        text.insert(i -= 3, ",");
    return text;
}

/// "no signature text in base58" of each notation that the plugin reads and no vector has.
void add_notations(Context &context, const Shown &shown, const Positive &positive,
                   const std::string &member, std::vector<std::string> &parts) {
    const bool is_key = member == "public_key";
    const auto &question = positive.from->question;
    const Bytes &bytes = is_key ? positive.key : question.signature;
    const auto &adapter = context.subject.adapter();
    const auto name = is_key ? "key" : "signature";
    for (const auto &[notation, text] : spellings_of(bytes)) {
        const auto call = "parse_" + member + " of " + std::string{notation};
        context.step(positive.from->id, call);
        const auto read = is_key ? adapter.parse_public_key(question.chain, question.scheme, text)
                                 : adapter.parse_signature(question.chain, question.scheme, text);
        if (!read || *read != bytes) continue;
        const bool is_shown =
            std::ranges::any_of(shown.valid_texts(member), [&](const std::string &each) {
                const auto other =
                    is_key ? adapter.parse_public_key(question.chain, question.scheme, each)
                           : adapter.parse_signature(question.chain, question.scheme, each);
                return other &&
                       std::ranges::any_of(spellings_of(*other), [&](const Spelling &spelling) {
                           return spelling.notation == notation && spelling.text == each;
                       });
            });
        if (!is_shown) {
            parts.push_back("no " + std::string{name} + " text in " + std::string{notation});
        }
    }
}

void add_keys(const Context &context, const std::vector<Positive> &positives,
              std::vector<std::string> &parts) {
    for (std::size_t i = 0; i < context.scheme->key_count; ++i) {
        const auto &info = *context.scheme->keys[i];
        std::set<std::uint8_t> tags;
        for (const auto &each : positives) {
            for (const auto *key : {&each.key, &each.from->question.public_key}) {
                if (key->size() == info.size) tags.insert(key->front());
            }
        }
        const std::string type{view(info.type)};
        if (tags.empty()) {
            parts.push_back("no key of type " + type);
        } else if (info.size == 33) { // a compressed point: SEC 1, section 2.3.3
            for (const std::uint8_t tag : {2, 3}) {
                if (!tags.contains(tag)) parts.push_back("no key of tag 0" + std::to_string(tag));
            }
        }
    }
}

std::string coverage_of(Context &context, const Shown &shown,
                        const std::vector<Positive> &positives) {
    std::vector<std::string> parts;
    const auto &scheme = *context.scheme;
    std::size_t longest = 0;
    bool is_above = false;
    for (const auto &each : positives) {
        const auto &message = each.from->question.message;
        longest = std::max(longest, message.size());
        const std::string_view text{reinterpret_cast<const char *>(message.data()), message.size()};
        is_above = is_above || beyond_ascii(text, is_json(scheme));
    }
    parts.push_back("longest valid message " + grouped(longest) + " of " +
                    grouped(scheme.max_message_size) + " bytes");
    if (!is_above) parts.emplace_back("no byte above 127");
    add_keys(context, positives, parts);
    for (std::size_t i = 0; i < scheme.parameter_count; ++i) {
        const auto name = view(scheme.parameters[i]->name);
        if (!any(positives, [&](const Positive &each) {
                return std::ranges::any_of(
                    each.from->question.parameters,
                    [&](const Parameter &parameter) { return parameter.name == name; });
            })) {
            parts.push_back("no valid vector with the parameter " + std::string{name});
        }
    }
    if (!positives.empty()) {
        add_notations(context, shown, positives.front(), "signature", parts);
        const auto with_key =
            std::ranges::find_if(positives, [](const Positive &each) { return !each.key.empty(); });
        if (with_key != positives.end())
            add_notations(context, shown, *with_key, "public_key", parts);
    }
    std::string line;
    for (const auto &part : parts)
        line += (line.empty() ? "" : "; ") + part;
    return line;
}

} // namespace

void check_coverage(Context &context) {
    const Shown shown(context.files, *context.scheme);
    const auto positives = positives_of(context);
    std::vector<std::string> missing;
    add_positives(context, shown, positives, missing);
    add_refusals(context, shown, positives, missing);
    context.cover(coverage_of(context, shown, positives));
    for (auto &each : missing)
        context.miss(std::move(each));
}

} // namespace walletauth::conformance
