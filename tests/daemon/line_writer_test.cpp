// SPDX-License-Identifier: Apache-2.0
// Lines for a reader who stands still, goes on, or has ended.
#include "daemon/line_writer.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <array>
#include <csignal>
#include <memory>
#include <string>
#include <vector>

namespace walletauth::daemon {
namespace {

std::string lost(std::size_t count) { return "lost " + std::to_string(count); }

class Lines : public testing::Test {
  protected:
    Lines() {
        std::signal(SIGPIPE, SIG_IGN); // as the daemon does
        EXPECT_EQ(::pipe(ends_.data()), 0);
    }
    ~Lines() override {
        for (const int end : ends_)
            if (end >= 0) ::close(end);
    }
    [[nodiscard]] int writing() const { return ends_[1]; }
    void close_reader() { ::close(std::exchange(ends_[0], -1)); }
    /// The next line; it waits for one.
    std::string next() {
        std::string line;
        for (char c = 0; ::read(ends_[0], &c, 1) == 1 && c != '\n';)
            line += c;
        return line;
    }

  private:
    std::array<int, 2> ends_{-1, -1};
};

TEST_F(Lines, AreThereWhenWriteReturns) {
    LineWriter writer{writing(), lost};
    writer.write("one");
    EXPECT_EQ(next(), "one");
    writer.write("");
    EXPECT_EQ(next(), "");
}

/// A pipe holds 64 KiB (pipe(7)). What comes then waits, in order, and its writer does not.
TEST_F(Lines, WaitForAReaderWhoStandsStill) {
    LineWriter writer{writing(), lost};
    const std::string much(1'000, 'x');
    constexpr int count = 500;
    for (int i = 0; i < count; ++i)
        writer.write(std::to_string(i) + much);
    const std::string long_one(100'000, 'y'); // more than the pipe holds
    writer.write(long_one);
    for (int i = 0; i < count; ++i)
        ASSERT_EQ(next(), std::to_string(i) + much);
    EXPECT_EQ(next(), long_one);
}

TEST_F(Lines, ThatAreLostAreCounted) {
    auto writer = std::make_unique<LineWriter>(writing(), lost, nullptr, 10'000);
    const std::string much(999, 'x');
    for (int i = 0; i < 200; ++i)
        writer->write(much);
    std::size_t whole = 0;
    std::string line;
    while ((line = next()) == much)
        ++whole;
    EXPECT_EQ(line, lost(200 - whole));
    EXPECT_GE(whole, 60U) << "four a page of the pipe, and what may wait";
    EXPECT_LT(whole, 200U);
    writer->write("and more");
    EXPECT_EQ(next(), "and more");
}

/// Whoever ends the process must not wait for a reader who never comes back.
TEST_F(Lines, OfAReaderWhoStandsStillAreGivenUpAtTheEnd) {
    auto writer = std::make_unique<LineWriter>(writing(), lost);
    for (int i = 0; i < 200; ++i)
        writer->write(std::string(1'000, 'x'));
    writer.reset(); // returns
    EXPECT_EQ(next(), std::string(1'000, 'x'));
}

TEST_F(Lines, OfAReaderWhoEndedAreTold) {
    std::vector<std::string> told;
    LineWriter writer{writing(), lost, [&](std::string_view line) { told.emplace_back(line); }};
    close_reader();
    writer.write("one");
    writer.write("two");
    EXPECT_EQ(told, (std::vector<std::string>{"one", "two"}));
}

} // namespace
} // namespace walletauth::daemon
