// SPDX-License-Identifier: Apache-2.0
// The CLI's streams: what a request is among lines, and answers that keep the order.
#include "tools/walletauth/ordered_answers.hpp"
#include "tools/walletauth/request_reader.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <sstream>

namespace {

using namespace walletauth;
using namespace walletauth::cli;
using Texts = std::vector<std::string>;

Texts read_all(const std::string &stream) {
    std::istringstream in(stream);
    RequestReader reader(in);
    Texts texts;
    for (std::string text; reader.next(text);)
        texts.push_back(text);
    return texts;
}

TEST(RequestReader, ALineIsARequestAndBlankLinesAreNone) {
    EXPECT_EQ(read_all("{\"a\":1}\n\n \t\r\n{\"b\":2}"), (Texts{"{\"a\":1}", "{\"b\":2}"}));
    EXPECT_EQ(read_all("nonsense\n[1,\n{}\n"), (Texts{"nonsense", "[1,", "{}"}));
    EXPECT_TRUE(read_all("\n\n").empty());
}

TEST(RequestReader, AnInputThatIsOneObjectMayStandOnSeveralLines) {
    const std::string pretty =
        "{\n \"a\": [\n  {\n   \"b\": \"}\\\"{\"\n  },\n  {\"c\":1}\n ],\n \"d\":\n {}\n}";
    EXPECT_EQ(read_all(pretty), Texts{pretty});
    EXPECT_EQ(read_all("\n" + pretty + "\n\n"), Texts{pretty});
    EXPECT_EQ(read_all("{\"a\": 1,\n\"b\": 2}"), Texts{"{\"a\": 1,\n\"b\": 2}"});
    // With more behind it, it is lines.
    EXPECT_EQ(read_all("{\"a\": 1,\n\"b\": 2}\n{}").size(), 3U);
}

TEST(RequestReader, ALineOfSuchAnObjectMayLookLikeHalfARequest) {
    const std::string pretty = "{\"chain\":\"a:b\",\"message\":\n{\"chain\":\"c\"}\n}";
    EXPECT_EQ(read_all(pretty), Texts{pretty});
    std::string deep = "{\n";
    for (int i = 0; i < 60; ++i)
        deep += "\"a\":{\n";
    deep += std::string(61, '}');
    EXPECT_EQ(read_all(deep), Texts{deep});
}

// A service that waits for the answer to a first line that is cut off does not wait for ever.
TEST(RequestReader, WhereEachLineIsARequestNoneIsWaitedFor) {
    std::istringstream in("{\"id\":1,\n");
    RequestReader reader(in, Lines::each_a_request);
    std::string text;
    ASSERT_TRUE(reader.next(text));
    EXPECT_EQ(text, "{\"id\":1,");
}

// Lines of several users: whatever one of them writes, each is answered, in its place.
TEST(RequestReader, NoLineReachesAnother) {
    const std::string honest = R"({"chain":"eip155:1","scheme":"eip191"})";
    for (const std::string hostile :
         {R"({"id":"x","signature":["a",)", R"({"id":"x","signature":)", R"({"id":"x","a":[)",
          R"({"id":"u1"}[)", R"({"id":"x)", "{", R"({"a":{)", "[", R"({"a":1,)"}) {
        EXPECT_EQ(read_all(hostile + '\n' + honest + '\n' + honest),
                  (Texts{hostile, honest, honest}));
        EXPECT_EQ(read_all(hostile + '\n' + honest + "\n]}\n"), (Texts{hostile, honest, "]}"}));
        EXPECT_EQ(read_all(honest + '\n' + hostile + '\n' + honest),
                  (Texts{honest, hostile, honest}));
        EXPECT_EQ(read_all(hostile), Texts{hostile});
    }
}

TEST(RequestReader, KeepsNoMoreThanShowsThatARequestIsTooLarge) {
    const std::string blanks(max_request_size + 1000, ' ');
    const auto texts = read_all("x" + blanks + "\n{\"a\":1}\n");
    ASSERT_EQ(texts.size(), 2U);
    EXPECT_EQ(texts[0].size(), max_request_size + 1);
    EXPECT_EQ(texts[1], "{\"a\":1}");
    // An object on lines that are too many is no request: its lines are.
    const auto lines = read_all("{\n\"a\":\"" + blanks + "\"\n}\n");
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[1].size(), max_request_size + 1);
}

// An answer is due as soon as a whole line is there, though whoever writes waits.
TEST(RequestReader, HasMoreOnlyIfAWholeLineIsThere) {
    std::istringstream in("{\"a\":1}\n{\"a\":2}\n{\"half");
    RequestReader reader(in);
    std::string text;
    ASSERT_TRUE(reader.next(text));
    EXPECT_TRUE(reader.has_more());
    ASSERT_TRUE(reader.next(text));
    EXPECT_FALSE(reader.has_more());
}

TEST(OrderedAnswers, KeepTheOrderWhoeverIsReadyFirst) {
    Texts taken;
    std::atomic<int> at_work{0};
    std::atomic<int> most{0};
    {
        OrderedAnswers ordered(
            4,
            [&](std::string_view request) {
                const int now = ++at_work;
                int seen = most;
                while (seen < now && !most.compare_exchange_weak(seen, now)) {
                }
                // Every fourth request is late.
                if (std::stoi(std::string{request}) % 4 == 0) {
                    std::this_thread::sleep_for(std::chrono::milliseconds(3));
                }
                --at_work;
                return WireAnswer{std::string{request}, WA_OK};
            },
            [&](std::span<const WireAnswer> batch) {
                EXPECT_EQ(batch.size(), 2U);
                for (const auto &answer : batch)
                    taken.push_back(answer.json);
                return true;
            });
        for (int i = 0; i < 200; i += 2) {
            EXPECT_TRUE(ordered.add({std::to_string(i), std::to_string(i + 1)}));
        }
    }
    ASSERT_EQ(taken.size(), 200U);
    for (int i = 0; i < 200; ++i)
        EXPECT_EQ(taken[static_cast<std::size_t>(i)], std::to_string(i));
    EXPECT_GT(most, 1);
}

TEST(OrderedAnswers, NoMoreThanAFewBatchesWait) {
    std::atomic<int> asked{0};
    std::atomic<bool> go{false};
    std::atomic<int> added{0};
    OrderedAnswers ordered(
        2,
        [&](std::string_view) {
            while (!go)
                std::this_thread::yield();
            ++asked;
            return WireAnswer{};
        },
        [](std::span<const WireAnswer>) { return true; });
    std::thread writer([&] {
        for (int i = 0; i < 100; ++i) {
            ordered.add({"x"});
            ++added;
        }
    });
    for (int i = 0; i < 4000 && added < 8; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    std::this_thread::sleep_for(std::chrono::milliseconds(50)); // for a ninth, which must not come
    EXPECT_EQ(added, 8);                                        // four for each thread
    go = true;
    writer.join();
    EXPECT_TRUE(ordered.finish());
    EXPECT_EQ(asked, 100);
}

TEST(OrderedAnswers, EndWhenNobodyTakesThem) {
    std::size_t taken = 0;
    OrderedAnswers ordered(
        2, [](std::string_view) { return WireAnswer{}; },
        [&](std::span<const WireAnswer>) { return ++taken < 10; });
    int added = 0;
    while (added < 100000 && ordered.add({"x"}))
        ++added;
    EXPECT_LT(added, 100000);
    EXPECT_FALSE(ordered.finish());
    EXPECT_EQ(taken, 10U);
}

} // namespace
