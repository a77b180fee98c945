// SPDX-License-Identifier: Apache-2.0
// Another message than the one that was signed: docs/abi.md, message-exact.
#include "brood.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>

namespace walletauth::cli::breed {
namespace {

void add(Brood &brood, std::string kind, std::string json, Expectation expect, std::string why) {
    brood.add("message-" + std::move(kind), brood.positive().draft.with("message", std::move(json)),
              expect, std::move(why));
}

std::string text_json(std::string_view text) { return "{\"text\":" + json::quote(text) + "}"; }

/// Typed data: what is no longer JSON. Which changes of a document mean nothing, its scheme knows.
void of_json(Brood &brood, std::string_view source) {
    const std::string text{source.substr(0, source.find_last_not_of(" \t\r\n") + 1)};
    const auto no_document = [&](std::string kind, std::string_view other, std::string why) {
        add(brood, std::move(kind), text_json(other), malformed_message, std::move(why));
    };
    no_document("cut", text.substr(0, text.size() - 1), "its last character is missing");
    no_document("extended", text + "x", "a character behind it");
    no_document("twice", text + text, "two documents");
    no_document("bom-before", "\xef\xbb\xbf" + text, "a byte order mark before it");
    no_document("nul-after", text + std::string(1, '\0'), "NUL behind it");
    no_document("empty", "", "an empty text");
    no_document("quoted", json::quote(text), "a text that holds the document");
    no_document("array", "[" + text + "]", "an array that holds the document");
    no_document("empty-object", "{}", "no members");
    if (text.starts_with('{'))
        no_document("member", "{\"walletauth-bred\":1," + text.substr(1),
                    "a member that is not signed");
}

/// A parameter that is given and need not be may say which characters a message has.
bool may_be_bounded(const Positive &positive) {
    for (std::size_t i = 0; i < positive.scheme->parameter_count; ++i) {
        const auto &info = *positive.scheme->parameters[i];
        if (info.required == 0 && positive.draft.params.find(view(info.name))) return true;
    }
    return false;
}

void of_text(Brood &brood, std::string_view source) {
    const std::string text{source};
    const auto &positive = brood.positive();
    const auto other = [&](std::string kind, std::string_view changed, std::string why) {
        const bool fits = changed.size() <= positive.scheme->max_message_size;
        add(brood, std::move(kind), text_json(changed), fits ? rejected : malformed_message,
            std::move(why));
    };
    const bool any_character = !may_be_bounded(positive);
    for (const auto &frame : frames) {
        const bool is_plain = frame.text == " " || frame.text == "\n";
        if (is_plain || any_character)
            other(std::string{frame.name}, framed(frame, text), "a character more");
    }
    if (any_character) other("carriage-return-after", text + "\r", "a character more");
    other("line-feed-before", "\n" + text, "a character more");
    other("extended", text + ".", "a full stop behind it");
    other("doubled", text.empty() ? "aa" : text + text, "twice");
    if (brood.herd().shows_empty_message(positive)) other("empty", "", "no message");
    for (std::size_t i = text.size(); i-- > 0;) {
        const char c = text[i];
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!is_letter) continue;
        auto changed = text;
        changed[i] ^= 0x20;
        other("case", changed, "a letter in the other case");
        changed[i] = c == 'a' ? 'b' : 'a';
        return other("character", changed, "another letter");
    }
}

void of_bytes(Brood &brood, const json::Value &value, bool is_hex) {
    const auto text = value.text();
    auto bytes = is_hex
                     ? decode_hex(text.starts_with("0x") ? text.substr(2) : text).value_or(Bytes{})
                     : decode_base64(text).value_or(Bytes{});
    const auto other = [&](std::string kind, const Bytes &changed, std::string why) {
        add(brood, std::move(kind), raw_json(changed), rejected, std::move(why));
    };
    auto longer = bytes;
    longer.push_back('.');
    other("extended", longer, "a byte more");
    if (bytes.empty()) return;
    other("cut", Bytes(bytes.begin(), bytes.end() - 1), "a byte less");
    other("cut-front", Bytes(bytes.begin() + 1, bytes.end()), "a byte less");
    if (brood.herd().shows_empty_message(brood.positive())) other("empty", {}, "no message");
    bytes.back() ^= 1;
    other("flip", bytes, "the last bit turned");
    bytes.back() ^= 1;
    bytes.front() ^= 1;
    other("flip-first", bytes, "a bit of the first byte turned");
}

} // namespace

void breed_message(Brood &brood) {
    const auto &positive = brood.positive();
    const auto message = *positive.request.find("message");
    const auto value = message.at(0);
    const auto name = message.name(0);
    for (const auto &[kind, json, why] :
         {std::tuple{"hex-odd", "{\"hex\":\"0\"}", "an odd number of digits"},
          {"base64-unpadded", "{\"base64\":\"YQ\"}", "base64 without its padding"},
          {"two", "{\"text\":\"\",\"hex\":\"\"}", "two messages"},
          {"none", "{}", "no message"},
          {"number", "{\"text\":1}", "a number"}}) {
        add(brood, kind, json, malformed_message, why);
    }
    const bool is_json = positive.has(WA_SCHEME_JSON_MESSAGE);
    if (is_json && name == "json") return of_json(brood, value.source());
    if (is_json && name == "text") return of_json(brood, value.text());
    if (name == "text") return of_text(brood, value.text());
    if (!is_json && name != "json") of_bytes(brood, value, name == "hex");
}

} // namespace walletauth::cli::breed
