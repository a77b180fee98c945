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

TEST(RequestReader, AnObjectMayStandOnSeveralLines) {
    EXPECT_EQ(
        read_all("{\n \"a\": [\n  {\n   \"b\": \"}\\\"{\"\n  },\n  {}\n ],\n \"c\":\n {}\n}\n{}\n"),
        (Texts{"{\n \"a\": [\n  {\n   \"b\": \"}\\\"{\"\n  },\n  {}\n ],\n \"c\":\n {}\n}", "{}"}));
    EXPECT_EQ(read_all("{\"a\": 1,\n\"b\": 2}"), Texts{"{\"a\": 1,\n\"b\": 2}"});
}

// A line that was cut off is one wrong request, and the next one is not lost.
TEST(RequestReader, ALineThatIsCutOffEndsWhereTheNextRequestBegins) {
    EXPECT_EQ(read_all("{\"a\":1,\n{\"b\":2}\n"), (Texts{"{\"a\":1,", "{\"b\":2}"}));
    EXPECT_EQ(read_all("{\"a\":\"x\n{\"b\":2}\n"), (Texts{"{\"a\":\"x", "{\"b\":2}"}));
    EXPECT_EQ(read_all("{\"a\"\n {\"b\":2}\n{}"), (Texts{"{\"a\"", " {\"b\":2}", "{}"}));
    EXPECT_EQ(read_all("{\"a\":1"), Texts{"{\"a\":1"});
}

TEST(RequestReader, KeepsNoMoreThanShowsThatARequestIsTooLarge) {
    const std::string line(max_request_size + 1000, ' ');
    const auto texts = read_all("x" + line + "\n{\n" + line + "\n}\n{\"a\":1}\n");
    ASSERT_GE(texts.size(), 2U);
    EXPECT_EQ(texts[0].size(), max_request_size + 1);
    EXPECT_EQ(texts[1].size(), max_request_size + 1);
    EXPECT_EQ(texts.back(), "{\"a\":1}");
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
            [&](const WireAnswer &answer) {
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
        [](const WireAnswer &) { return true; });
    std::thread writer([&] {
        for (int i = 0; i < 100; ++i) {
            ordered.add({"x"});
            ++added;
        }
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_LE(added, 8); // four for each thread
    go = true;
    writer.join();
    EXPECT_TRUE(ordered.finish());
    EXPECT_EQ(asked, 100);
}

TEST(OrderedAnswers, EndWhenNobodyTakesThem) {
    std::size_t taken = 0;
    OrderedAnswers ordered(
        2, [](std::string_view) { return WireAnswer{}; },
        [&](const WireAnswer &) { return ++taken < 10; });
    int added = 0;
    while (added < 100000 && ordered.add({"x"}))
        ++added;
    EXPECT_LT(added, 100000);
    EXPECT_FALSE(ordered.finish());
    EXPECT_EQ(taken, 10U);
}

} // namespace
