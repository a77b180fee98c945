// SPDX-License-Identifier: Apache-2.0
#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace walletauth::json {
namespace {

using namespace std::string_view_literals;

TEST(Json, KeepsTheDigitsOfANumber) {
    const auto document = Document::parse(R"({"big":9007199254740993,"tiny":1.50e-3})");
    ASSERT_TRUE(document);
    EXPECT_EQ(document->root().find("big")->text(), "9007199254740993");
    EXPECT_EQ(document->root().find("tiny")->text(), "1.50e-3");
}

TEST(Json, GivesTheExactSourceOfAValue) {
    const auto text = R"( {"a" : [ 1 , {"q\"}" : "]\\"} ] , "b":"x\u0041" } )"sv;
    const auto document = Document::parse(text);
    ASSERT_TRUE(document);
    EXPECT_EQ(document->root().find("a")->source(), R"([ 1 , {"q\"}" : "]\\"} ])");
    EXPECT_EQ(document->root().find("a")->at(1).source(), R"({"q\"}" : "]\\"})");
    EXPECT_EQ(document->root().find("b")->source(), R"("x\u0041")");
    EXPECT_EQ(document->root().find("b")->text(), "xA");
}

struct Bad {
    std::string_view text;
    std::string_view path; // where the refusal says it happened
};

TEST(Json, RefusesDuplicateNamesAtAnyDepthAndSpelling) {
    const Bad cases[] = {{R"({"a":1,"a":1})", "a"},
                         {R"({"a":1,"\u0061":2})", "a"},
                         {R"({"m":{"to":[{},{"w":1,"x":2,"w":3}]}})", "m.to[1].w"}};
    for (const auto &[text, path] : cases) {
        const auto document = Document::parse(text);
        ASSERT_FALSE(document) << text;
        EXPECT_EQ(document.error().path, path) << text;
    }
}

TEST(Json, SaysAnErrorWithItsPathAndTheDocumentsOwnWithout) {
    EXPECT_TRUE(Document::parse(R"({"a":1,"a":1})").error().text().starts_with("a: "));
    EXPECT_EQ(Document::parse("").error().text(), Document::parse("").error().reason);
}

// RFC 8259, section 8.2: an unpaired surrogate. What stands behind it must not turn the reason into
// a mere syntax error.
// A detail has room for 120 bytes (plugin.h): of a long path the reason must be left.
TEST(Json, LongPathLeavesRoomForTheReason) {
    std::string deep;
    for (int i = 0; i < 70; ++i)
        deep += R"({"member":)";
    const auto document = json::Document::parse(deep, {});
    ASSERT_FALSE(document);
    const auto text = document.error().text();
    EXPECT_LE(text.size(), 120U);
    EXPECT_TRUE(text.starts_with("member.member.")) << text;
    EXPECT_TRUE(text.ends_with(": " + document.error().reason)) << text;
    const json::Error exact{std::string(59, 'a'), "b"};
    EXPECT_EQ(exact.text(), exact.path + ": b") << "nothing is left out where nothing is gained";
}

TEST(Json, CallsALoneSurrogateByItsName) {
    for (const auto text : {R"(["\ud800"])"sv, R"(["\uDBFFx"])"sv, R"(["\ud83d\n"])"sv,
                            R"(["\ud83d\u0041"])"sv, R"(["\udc00"])"sv, R"({"\ud800":1})"sv}) {
        const auto document = Document::parse(text);
        ASSERT_FALSE(document) << text;
        EXPECT_TRUE(document.error().reason.starts_with("lone surrogate escape at byte "))
            << document.error().reason;
    }
    EXPECT_TRUE(Document::parse(R"(["\\ud800"])"));
    EXPECT_TRUE(
        Document::parse("[\"\\\\ud800\n\"]").error().reason.starts_with("syntax error")); // raw LF
}

TEST(Json, RefusesWhatIsNotRfc8259) {
    for (const auto text : {""sv,
                            " "sv,
                            "{"sv,
                            "[1,]"sv,
                            R"({"a":1,})"sv,
                            "{'a':1}"sv,
                            "NaN"sv,
                            "Infinity"sv,
                            "01"sv,
                            "+1"sv,
                            "1."sv,
                            ".5"sv,
                            "0x1"sv,
                            "tru"sv,
                            "// c\n1"sv,
                            "1 2"sv,
                            "{}{}"sv,
                            "\"\t\""sv,
                            R"("\x41")"sv,
                            R"("\ud800")"sv,
                            R"("\udc00")"sv,
                            R"("\ud800\u0041")"sv,
                            "\"\xff\""sv,
                            "\"\xed\xa0\x80\""sv,
                            "\xef\xbb\xbf{}"sv,
                            "{}\0"sv,
                            "[1}"sv}) {
        EXPECT_FALSE(Document::parse(text)) << text;
    }
}

TEST(Json, BoundsSizeDepthAndNodes) {
    EXPECT_FALSE(Document::parse("[[[1]]]", {.max_depth = 2}));
    EXPECT_TRUE(Document::parse("[[1]]", {.max_depth = 2}));
    EXPECT_FALSE(Document::parse("[1,2,3]", {.max_nodes = 3}));
    EXPECT_FALSE(Document::parse("[1,2,3]", {.max_size = 6}));
    EXPECT_FALSE(Document::parse(std::string(100000, '[')));
}

// An object of `count` members, whose names are `beginning` and a number.
std::string object_of(std::size_t count, const std::string &beginning) {
    std::string text = "{";
    for (std::size_t i = 0; i < count; ++i) {
        text += (i == 0 ? "\"" : ",\"") + beginning + std::to_string(i * 7919 % count) +
                "\":" + std::to_string(i);
    }
    return text + '}';
}

TEST(Json, BoundsTheMembersOfOneObject) {
    EXPECT_TRUE(Document::parse(object_of(4096, "")));
    const auto one_more = Document::parse("[0," + object_of(4097, "m") + ']');
    ASSERT_FALSE(one_more);
    EXPECT_EQ(one_more.error().path, "[1].m" + std::to_string(std::size_t{4096} * 7919 % 4097));
    EXPECT_TRUE(one_more.error().reason.starts_with("too many members"));
    EXPECT_TRUE(Document::parse(R"({"a":1,"b":[1,2,3]})", {.max_members = 2}));
    EXPECT_FALSE(Document::parse(R"({"a":1,"b":[1,2,3],"c":1})", {.max_members = 2}));
}

// Names are sorted by eight bytes at a time: every length of what they share, a name that another
// one begins with, and a NUL where a shorter one ends.
TEST(Json, FindsDuplicatesAmongManyMembers) {
    for (std::size_t shared = 0; shared < 20; ++shared) {
        const std::string beginning(shared, 'a');
        const std::string object = object_of(300, beginning);
        const auto document = Document::parse(object);
        ASSERT_TRUE(document) << shared;
        EXPECT_EQ(document->root().find(beginning + "7919"), std::nullopt);
        for (std::size_t i = 0; i < 300; ++i) {
            const auto found = document->root().find(beginning + std::to_string(i * 7919 % 300));
            ASSERT_TRUE(found) << shared << ' ' << i;
            EXPECT_EQ(found->text(), std::to_string(i));
        }
        const std::string rest = object.substr(0, object.size() - 1);
        const auto twice = Document::parse(rest + ",\"" + beginning + "123\":0}");
        ASSERT_FALSE(twice) << shared;
        EXPECT_EQ(twice.error().path.contains(beginning + "123"), true) << twice.error().path;
        EXPECT_TRUE(Document::parse(rest + ",\"" + beginning + "\":0}"));
        EXPECT_TRUE(Document::parse(rest + ",\"" + beginning + "123\\u0000\":0}"));
        EXPECT_TRUE(Document::parse(rest + ",\"" + beginning + "123\\u0000\":0,\"" + beginning +
                                    "123\\u0000\\u0000\":0}"));
        EXPECT_FALSE(Document::parse(rest + ",\"" + beginning + "123\\u0000\":0,\"" + beginning +
                                     "\\u003123\\u0000\":0}"));
    }
}

TEST(Json, WritesOneCanonicalSpelling) {
    const auto document =
        Document::parse(R"( { "b" : [ 1 , true , null ] , "a" : "\u00e9\/\n" } )");
    ASSERT_TRUE(document);
    EXPECT_EQ(canonical(document->root()), "{\"a\":\"\xc3\xa9/\\n\",\"b\":[1,true,null]}");
    for (const auto text : {"[1.0]"sv, "[1e3]"sv, "[-0]"sv}) {
        const auto number = Document::parse(text);
        ASSERT_TRUE(number);
        ASSERT_FALSE(canonical(number->root())) << text;
        EXPECT_EQ(canonical(number->root()).error().path, "[0]");
    }
}

} // namespace
} // namespace walletauth::json
