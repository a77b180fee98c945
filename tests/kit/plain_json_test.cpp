// SPDX-License-Identifier: Apache-2.0
// Plain JSON against the reader of all JSON, and the scans of many bytes against one byte at a
// time.
#include <walletauth/text/plain_json.hpp>
#include <walletauth/text/text.hpp>

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::json {
namespace {

using namespace std::string_view_literals;

constexpr std::array<PlainKey, 5> keys{R"("a":)", R"("b":)", R"("list":)", R"("n":)", R"("text":)"};

struct Member {
    std::string name;
    Kind kind;
    std::string text;
    bool operator==(const Member &) const = default;
};
using Members = std::vector<Member>;

std::string joined(const std::vector<std::string_view> &texts) {
    std::string all;
    for (const auto text : texts)
        all.append(text).append("|");
    return all;
}

/// Nothing where the text is not plain.
std::optional<Members> read_plainly(std::string_view text) {
    Members members;
    const bool good =
        read_plain_object(text, keys, [&](std::size_t i, Kind kind, std::string_view value) {
            std::vector<std::string_view> texts;
            if (kind == Kind::array) {
                each_plain_text(value, [&](std::string_view item) { texts.push_back(item); });
            }
            members.push_back({std::string{name_of(keys[i])}, kind,
                               kind == Kind::array ? joined(texts) : std::string{value}});
        });
    return good ? std::optional{members} : std::nullopt;
}

/// The same by the other reader; nothing where it is not such an object.
std::optional<Members> read_wholly(std::string_view text) {
    const auto document = Document::parse(text);
    if (!document || document->root().kind() != Kind::object) return std::nullopt;
    const auto root = document->root();
    Members members;
    for (std::size_t i = 0; i < root.size(); ++i) {
        const auto value = root.at(i);
        std::vector<std::string_view> texts;
        for (std::size_t item = 0; item < value.size(); ++item)
            texts.push_back(value.at(item).text());
        const bool is_list = value.kind() == Kind::array;
        members.push_back({std::string{root.name(i)}, value.kind(),
                           is_list ? joined(texts) : std::string{value.text()}});
    }
    return members;
}

constexpr std::string_view samples[]{
    R"({"a":"1"})",
    R"({"a":"","b":"x","list":[],"n":0,"text":"0123456789abcdef0123456789abcdef012"})",
    R"({"list":["https://a.example/terms","","b"],"n":-1768478400})",
    R"({"a":"one","n":1768478400,"text":"with {braces}, [brackets]: and 'quotes'"})",
};

TEST(PlainJson, ReadsWhatTheOtherReaderReads) {
    for (const auto text : samples) {
        const auto plain = read_plainly(text);
        ASSERT_TRUE(plain) << text;
        EXPECT_EQ(plain, read_wholly(text)) << text;
    }
}

// A byte replaced, taken out or put in: whatever is still plain means the same to both.
TEST(PlainJson, ReadsNothingElse) {
    std::size_t still_plain = 0;
    const auto compare = [&](const std::string &text) {
        const auto plain = read_plainly(text);
        if (!plain) return;
        ++still_plain;
        EXPECT_EQ(plain, read_wholly(text)) << text;
    };
    constexpr auto bytes = "\"\\{}[]:,-+.019aenlt \t\n\x00\x1f\x7f\x80\xc3\xff"sv;
    for (const auto sample : samples) {
        for (std::size_t at = 0; at < sample.size(); ++at) {
            std::string text{sample};
            compare(text.erase(at, 1));
            for (const char byte : bytes) {
                text = sample;
                text[at] = byte;
                compare(text);
                text = sample;
                compare(text.insert(at, 1, byte));
            }
        }
    }
    EXPECT_GT(still_plain, 1000U); // or nothing was compared
}

TEST(PlainJson, NamesStandOnceAndInOrder) {
    for (const std::string_view text :
         {R"({"b":"x","a":"y"})", R"({"a":"x","a":"y"})", R"({"a":"x","c":"y"})", R"({})", R"([])",
          R"({"a":"x",})", R"({"a":"x"}x)", R"( {"a":"x"})", R"({"a" :"x"})", R"({"a":null})",
          R"({"a":{}})", R"({"list":[1]})", R"({"n":01})", R"({"n":-0})", R"({"n":1.5})",
          R"({"n":1e3})", R"({"n":-})", R"({"\u0061":"x"})"}) {
        EXPECT_FALSE(read_plainly(text)) << text;
    }
}

/// Every size, every byte at every place: the first that does not belong is the end.
template <class Is, class Size>
void expect_size(const Is &is, const Size &size_of) {
    for (std::size_t size = 0; size < 50; ++size) {
        std::string text(size, 'x');
        EXPECT_EQ(size_of(text), size);
        for (std::size_t at = 0; at < size; ++at) {
            for (int byte = 0; byte < 256; ++byte) {
                text[at] = static_cast<char>(byte);
                ASSERT_EQ(size_of(text), is(byte) ? size : at) << size << ' ' << at << ' ' << byte;
            }
            text[at] = 'x';
        }
    }
}

TEST(PlainJson, ScansStopAtTheFirstByteThatDoesNotBelong) {
    expect_size([](int byte) { return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\'; },
                [](std::string_view text) { return plain_size(text); });
    expect_size([](int byte) { return byte >= 0x20 && byte < 0x7f; },
                [](std::string_view text) { return printable_size(text); });
}

// Two bytes that do not belong: the first counts.
TEST(PlainJson, ScansStopAtTheFirstOfTwo) {
    for (std::size_t size = 2; size < 40; ++size) {
        for (std::size_t first = 0; first < size; ++first) {
            for (std::size_t second = first + 1; second < size; ++second) {
                std::string text(size, 'x');
                text[first] = '\x7f';
                text[second] = '"';
                EXPECT_EQ(printable_size(text), first);
                EXPECT_EQ(plain_size(text), second);
            }
        }
    }
}

} // namespace
} // namespace walletauth::json
