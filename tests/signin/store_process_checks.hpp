// SPDX-License-Identifier: Apache-2.0
// What every store that several processes share must do: each has the worker as its processes.
#pragma once

#include "child_process.hpp"
#include "store_checks.hpp"

namespace walletauth::signin::tests {

/// The worker for a store, named as open_store() takes it.
inline ChildProcess start_worker(const std::string &store, const std::string &prefix,
                                 std::size_t count) {
    return {{WALLETAUTH_STORE_WORKER, store, prefix, std::to_string(count)}, {.keep_output = true}};
}

/// Three processes that race for the same keys: each key has one winner.
inline void expect_one_of_processes_wins(const std::string &store, std::size_t count) {
    std::vector<ChildProcess> workers;
    for (int i = 0; i < 3; ++i)
        workers.push_back(start_worker(store, "p:", count));
    std::size_t won = 0;
    for (auto &one : workers) {
        const auto output = one.read_all();
        EXPECT_EQ(one.wait(), 0) << output;
        // What it says of a fault is in the output, too.
        for (auto at = output.find("p:"); at != output.npos; at = output.find("p:", at + 1))
            won += at == 0 || output[at - 1] == '\n' ? 1 : 0;
    }
    EXPECT_EQ(won, count);
}

/// A process that dies after it was answered has consumed: nobody gets the key again.
inline void expect_killed_process_has_consumed(
    const std::string &store, const std::function<std::shared_ptr<ReplayStore>()> &open,
    std::size_t count) {
    auto one = start_worker(store, "k:", 1'000'000);
    std::vector<std::string> won;
    while (won.size() < count) {
        won.push_back(one.read_line());
        ASSERT_FALSE(won.back().empty()) << "the worker has ended";
    }
    one.kill_now();
    const auto opened = open();
    for (const auto &key : won)
        EXPECT_EQ(opened->consume(key, kept, "").outcome, Outcome::again) << key;
}

} // namespace walletauth::signin::tests
