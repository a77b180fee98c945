// SPDX-License-Identifier: Apache-2.0
// The same signature, or one nearly so, in a text that is no notation of it: docs/abi.md, notation.
#include "brood.hpp"

#include <walletauth/text/base64.hpp>

#include <algorithm>

namespace walletauth::cli::breed {
namespace {

constexpr std::uint64_t longest = 4096;

struct Text {
    Brood &brood;
    std::string_view text;

    void add(std::string kind, std::string_view other, std::string why) const {
        if (other == text) return;
        brood.add("signature-" + std::move(kind),
                  brood.positive().draft.with("signature", json::quote(other)), malformed_signature,
                  std::move(why));
    }
};

void of_hex(const Text &it, const Spelling &spelling) {
    const auto digits = it.text.substr(spelling.prefix.size());
    it.add("odd-digits", it.text.substr(0, it.text.size() - 1), "an odd number of digits");
    it.add("no-digit", spelling.prefix + "g" + std::string{digits.substr(1)}, "g is no digit");
    it.add("minus", "-" + std::string{it.text}, "a number's sign");
    it.add("blank-within", std::string{it.text}.insert(it.text.size() / 2, " "), "a blank within");
    it.add("colon", std::string{it.text}.insert(it.text.size() - 2, ":"), "digits in groups");
    if (spelling.prefix.empty()) return;
    it.add("prefix-upper", "0X" + std::string{digits}, "0X is no prefix");
    it.add("prefix-twice", "0x" + std::string{it.text}, "one prefix");
    it.add("prefix-alone", spelling.prefix, "no digits");
}

void of_base64(const Text &it, const Spelling &spelling) {
    const auto &bytes = spelling.bytes;
    it.add("unpadded", encode_base64(bytes, Base64Alphabet::standard, Padding::none),
           "without its padding");
    it.add("url-alphabet", encode_base64(bytes, Base64Alphabet::url, Padding::required),
           "the URL alphabet");
    it.add("url-unpadded", encode_base64(bytes, Base64Alphabet::url, Padding::none),
           "base64url without padding");
    std::string blank{it.text};
    std::ranges::replace(blank, '+', ' ');
    it.add("blank-for-plus", blank, "a plus that a form's reader made a blank");
    it.add("padding-more", std::string{it.text} + "=", "more padding");
    it.add("line", std::string{it.text}.insert(std::min<std::size_t>(64, it.text.size() - 1), "\n"),
           "broken into lines");
    if (bytes.size() % 3 == 0) return;
    // The last digit before the padding has bits that no byte needs: 0 in the one spelling.
    std::string unused{it.text};
    auto &last = unused[unused.find('=') - 1];
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    last = alphabet[alphabet.find(last) + 1];
    it.add("unused-bits", unused, "unused bits that are not 0");
}

void of_base58(const Text &it, const Spelling &spelling) {
    const auto with_last = [&](char c) {
        return std::string{it.text.substr(0, it.text.size() - 1)} + c;
    };
    it.add("zero-digit", with_last('0'), "0 is no digit of base58");
    it.add("capital-o", with_last('O'), "O is no digit of base58");
    it.add("capital-i", with_last('I'), "I is no digit of base58");
    it.add("small-l", with_last('l'), "l is no digit of base58");
    it.add("blank-within", std::string{it.text}.insert(it.text.size() / 2, " "), "a blank within");
    if (!spelling.prefix.empty()) {
        it.add("prefix-alone", spelling.prefix, "no digits");
        it.add("prefix-twice", spelling.prefix + std::string{it.text}, "one prefix");
    }
}

/// Two numbers, as r and s are written where they are elements of a field: of the same form,
/// others.
void of_pair(Brood &brood, const json::Value &pair) {
    const std::string r{pair.at(0).text()};
    const std::string s{pair.at(1).text()};
    if (!r.starts_with("0x") || !s.starts_with("0x") || r == s) return;
    const auto add = [&](std::string kind, const std::string &first, const std::string &second,
                         std::string why) {
        brood.add("signature-pair-" + std::move(kind),
                  brood.positive().draft.with("signature", "[" + json::quote(first) + "," +
                                                               json::quote(second) + "]"),
                  rejected, std::move(why));
    };
    const auto flipped = [](std::string text) {
        constexpr std::string_view digits = "0123456789abcdef", others = "1032547698badcfe";
        const auto at = digits.find(text.back());
        if (at != digits.npos) text.back() = others[at];
        return text;
    };
    add("flip-r", flipped(r), s, "the last bit of r turned");
    add("flip-s", r, flipped(s), "the last bit of s turned");
    add("swapped", s, r, "s, r");
    add("r-twice", r, r, "r, r");
    add("s-twice", s, s, "s, s");
    add("r-zero", "0x0", s, "r = 0");
    add("s-zero", r, "0x0", "s = 0");
    add("zeros", "0x0", "0x0", "r = 0 and s = 0");
}

/// Where the notation is a JSON array.
void of_array(Brood &brood, const json::Value &array) {
    const auto &draft = brood.positive().draft;
    const auto add = [&](std::string kind, std::string json, std::string why) {
        brood.add("signature-" + std::move(kind), draft.with("signature", std::move(json)),
                  malformed_signature, std::move(why));
    };
    if (brood.positive().signature || !brood.positive().has(WA_SCHEME_MAY_NEED_EVIDENCE))
        add("array-empty", "[]", "no elements"); // else a contract of the chain may read it
    add("array-nested", "[" + std::string{array.source()} + "]", "an array in an array");
    const auto first_is = [&](std::string_view json) {
        std::string text = "[" + std::string{json};
        for (std::size_t i = 1; i < array.size(); ++i)
            text.append(",").append(array.at(i).source());
        return text + ']';
    };
    add("array-null", first_is("null"), "null is no element");
    add("array-true", first_is("true"), "true is no element");
    add("array-negative", first_is("-1"), "-1 is no element");
    add("array-fraction", first_is("1.5"), "1.5 is no element");
    if (array.at(0).kind() == json::Kind::number)
        add("array-256", first_is("256"), "256 is no byte");
    if (array.at(0).kind() == json::Kind::string) {
        for (const auto &frame : frames)
            add("array-" + std::string{frame.name},
                first_is(json::quote(framed(frame, array.at(0).text()))), "nothing is skipped");
        add("array-no-number", first_is("\"x\""), "x is no number");
        if (array.size() == 2 && array.at(1).kind() == json::Kind::string) of_pair(brood, array);
        add("array-no-text", first_is("\"\""), "an empty text");
    }
}

} // namespace

void breed_signature_texts(Brood &brood) {
    const auto &positive = brood.positive();
    const auto value = *positive.request.find("signature");
    if (value.kind() == json::Kind::array && value.size() != 0) of_array(brood, value);
    const auto limit = positive.scheme->max_signature_text_size;
    const Text it{brood, value.text()};
    it.add("empty", "", "an empty text");
    if (limit < longest)
        it.add("text-too-long", std::string(limit + 1, '1'),
               "a character more than the scheme's limit");
    if (value.kind() != json::Kind::string) return;
    for (const auto &frame : frames)
        it.add(std::string{frame.name}, framed(frame, it.text), "nothing is skipped");
    it.add("quoted", json::quote(it.text), "a text within a text");
    it.add("full-width", std::string{it.text.substr(0, it.text.size() - 1)} + "\xef\xbc\x91",
           "a digit that is not ASCII");
    if (!positive.signature) return;
    switch (positive.signature->notation) {
    case Notation::hex:
        return of_hex(it, *positive.signature);
    case Notation::base58:
        return of_base58(it, *positive.signature);
    case Notation::base64:
        return of_base64(it, *positive.signature);
    default:
        return;
    }
}

} // namespace walletauth::cli::breed
