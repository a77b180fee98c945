// SPDX-License-Identifier: Apache-2.0
// Whose form canonical() writes, and where the others differ (json.hpp).
#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string>
#include <string_view>

namespace {

using namespace walletauth;

std::string canonical_of(std::string_view text) {
    const auto document = json::Document::parse(text);
    if (!document) return document.error().reason;
    return json::canonical(document->root()).value_or("no canonical form");
}

struct Pair {
    std::string_view text;
    std::string_view canonical;
};

// cosmjs, packages/amino/src/signdoc.spec.ts, "sortedJsonStringify".
constexpr Pair sorted[] = {
    {"true", "true"},
    {"false", "false"},
    {R"("aabbccdd")", R"("aabbccdd")"},
    {"75", "75"},
    {"null", "null"},
    {"[5, 6, 7, 1]", "[5,6,7,1]"},
    {R"([5, ["a", "b"], true, null, 1])", R"([5,["a","b"],true,null,1])"},
    {"{}", "{}"},
    {R"({ "b": 2, "a": 3, "c": 1 })", R"({"a":3,"b":2,"c":1})"},
    {R"({ "aaa": true, "aa": true, "a": true })", R"({"a":true,"aa":true,"aaa":true})"},
    {R"({ "x": { "y": { "z": null } } })", R"({"x":{"y":{"z":null}}})"},
    {R"([1, 2, { "b": { "z": true, "x": true, "y": true }, "a": true, "c": true }, 4])",
     R"([1,2,{"a":true,"b":{"x":true,"y":true,"z":true},"c":true},4])"},
};

TEST(JsonCanonical, SortsAsCosmosDoes) {
    for (const auto &[text, canonical] : sorted)
        EXPECT_EQ(canonical_of(text), canonical);
}

// The same file, "escapeCharacters": what Cosmos signs has these three escaped, and canonical()
// does not. So a plugin for Cosmos escapes them in the result, where they stand in strings alone.
TEST(JsonCanonical, DoesNotEscapeAsCosmosDoes) {
    auto text = canonical_of(R"({"m":"with all: &<>"})");
    EXPECT_EQ(text, R"({"m":"with all: &<>"})");
    const auto replace = [&](char character, std::string_view escape) {
        for (auto at = text.find(character); at != std::string::npos; at = text.find(character))
            text.replace(at, 1, escape);
    };
    replace('&', R"(\u0026)");
    replace('<', R"(\u003c)");
    replace('>', R"(\u003e)");
    EXPECT_EQ(text, R"({"m":"with all: \u0026\u003c\u003e"})");
}

// RFC 8785, section 3.2.2: the strings and literals of its example, whose numbers are no integers.
TEST(JsonCanonical, WritesStringsAsRfc8785) {
    EXPECT_EQ(canonical_of(R"({"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
                               "literals": [null, true, false]})"),
              "{\"literals\":[null,true,false],\"string\":\"\xe2\x82\xac$\\u000f\\nA'"
              "B\\\"\\\\\\\\\\\"/\"}");
    EXPECT_EQ(canonical_of("[333333333.33333329, 1E30, 4.50, 2e-3]"), "no canonical form");
}

// RFC 8785, section 3.2.3: but for the last two names, which JCS has the other way round.
TEST(JsonCanonical, SortsByCodePointsNotAsRfc8785) {
    EXPECT_EQ(canonical_of(R"({"\u20ac": 4, "\r": 0, "\ufb33": 6, "1": 1, "\ud83d\ude00": 5,
                               "\u0080": 2, "\u00f6": 3})"),
              "{\"\\r\":0,\"1\":1,\"\xc2\x80\":2,\"\xc3\xb6\":3,\"\xe2\x82\xac\":4,"
              "\"\xef\xac\xb3\":6,\"\xf0\x9f\x98\x80\":5}");
}

// RFC 8785, appendix B, knows 9007199254740992 (2^53) as the largest integer that it keeps; this
// keeps what was written.
TEST(JsonCanonical, KeepsTheDigitsOfIntegers) {
    EXPECT_EQ(canonical_of("[9007199254740992, -9007199254740993, 0]"),
              "[9007199254740992,-9007199254740993,0]");
}

/// One byte as RFC 8785, 3.2.2.2 has it. Alone, a byte from 0x80 on is no UTF-8: U+FFFD stands for
/// it.
std::string quoted_byte(unsigned byte) {
    switch (byte) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\b':
        return "\\b";
    case '\t':
        return "\\t";
    case '\n':
        return "\\n";
    case '\f':
        return "\\f";
    case '\r':
        return "\\r";
    default:
        break;
    }
    if (byte >= 0x80) return "\xef\xbf\xbd";
    if (byte >= 0x20) return {static_cast<char>(byte)};
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "\\u%04x", byte);
    return text.data();
}

// Plain bytes are looked for eight at a time: each byte in each place of three such groups.
TEST(JsonQuote, FindsEachByteInEachPlace) {
    for (const char filler : {'a', '~', ' ', '\x7f', '!', '#', '[', ']'}) {
        for (unsigned byte = 0; byte < 256; ++byte) {
            for (std::size_t place = 0; place < 20; ++place) {
                std::string text(20, filler);
                text[place] = static_cast<char>(byte);
                const auto expected = '"' + std::string(place, filler) + quoted_byte(byte) +
                                      std::string(19 - place, filler) + '"';
                ASSERT_EQ(json::quote(text), expected) << byte << " at " << place;
            }
        }
    }
}

} // namespace
