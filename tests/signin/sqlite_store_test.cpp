// SPDX-License-Identifier: Apache-2.0
#include "signin/stores/file_system.hpp"
#include "store_process_checks.hpp"

#include <walletauth/signin/sqlite_store.hpp>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace walletauth::signin {
namespace {

using tests::ChildProcess;
using tests::kept;
using tests::Outcome;
using tests::TemporaryDirectory;

std::unique_ptr<SqliteStore> open(const std::string &file, SqliteOptions options = {}) {
    auto store = SqliteStore::open(file, std::move(options));
    EXPECT_TRUE(store) << store.error();
    return store ? std::move(*store) : nullptr;
}

std::vector<std::string> worker(const std::string &file, const std::string &prefix,
                                const std::string &rounds) {
    return {WALLETAUTH_STORE_WORKER, "sqlite:" + file, prefix, rounds};
}

SqliteOptions with_clock(const Time &time) {
    return {.clock = [&time] { return time; }};
}

TEST(SqliteStore, ConsumesOnce) {
    const TemporaryDirectory directory;
    const auto store = open(directory / "s");
    tests::expect_store_of_one(*store);
    struct stat found{};
    ASSERT_EQ(::stat((directory / "s").c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600U);
}

/// What opening a store answers; "" if it opens.
std::string refusal_of(const std::string &file) {
    const auto store = SqliteStore::open(file);
    return store ? "" : store.error();
}

TEST(SqliteStore, FilesThatOthersMayWriteAreRefused) {
    const TemporaryDirectory directory;
    const auto file = directory / "s";
    const auto first = open(file); // which keeps the log and its index
    for (const std::string ending : {"", "-wal", "-shm"}) {
        const auto beside = file + ending;
        for (const mode_t mode : {0620U, 0602U, 0666U}) {
            ASSERT_EQ(::chmod(beside.c_str(), mode), 0) << beside;
            const auto why = refusal_of(file);
            EXPECT_NE(why.find(beside + ": mode 0"), std::string::npos) << why;
            EXPECT_NE(why.find("chmod go-w"), std::string::npos) << why;
        }
        ASSERT_EQ(::chmod(beside.c_str(), 0644), 0); // to read is another matter
        EXPECT_EQ(refusal_of(file), "");
    }
}

TEST(SqliteStore, FolderWhereOthersMayReplaceItIsRefused) {
    const TemporaryDirectory directory;
    const auto folder = directory / "folder";
    ASSERT_EQ(::mkdir(folder.c_str(), 0700), 0);
    ASSERT_EQ(::mkdir((folder + "/inner").c_str(), 0700), 0);
    for (const std::string &file : {folder + "/s", folder + "/inner/s"}) {
        for (const mode_t mode : {0770U, 0703U, 0777U}) {
            ASSERT_EQ(::chmod(folder.c_str(), mode), 0);
            const auto why = refusal_of(file);
            EXPECT_NE(why.find(folder + ": mode "), std::string::npos) << why;
        }
        ASSERT_EQ(::chmod(folder.c_str(), 01777), 0); // as /tmp is
        EXPECT_EQ(refusal_of(file), "");
    }
}

TEST(SqliteStore, FileOfAnotherUserIsRefused) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can give a file to another user";
    const TemporaryDirectory directory;
    const auto file = directory / "s";
    (void)open(file);
    ASSERT_EQ(::chown(file.c_str(), 65533, 65533), 0);
    const auto why = refusal_of(file);
    EXPECT_NE(why.find("user 65533"), std::string::npos) << why;
    EXPECT_NE(why.find("chown"), std::string::npos) << why;
}

TEST(SqliteStore, NoneAfterFork) {
    const TemporaryDirectory directory;
    tests::expect_none_after_fork(*open(directory / "s"));
}

TEST(SqliteStore, RemembersAfterItsEndAndIsOneHistory) {
    const TemporaryDirectory directory;
    std::string generation;
    {
        const auto store = open(directory / "s");
        generation = *store->generation();
        EXPECT_EQ(store->consume("n:a", kept, "x").outcome, Outcome::first);
    }
    const auto store = open(directory / "s");
    EXPECT_EQ(store->generation(), generation);
    EXPECT_EQ(store->consume("n:a", kept, "").value, "x");
}

TEST(SqliteStore, AnotherFileIsAnotherHistory) {
    const TemporaryDirectory directory;
    EXPECT_NE(open(directory / "s")->generation(), open(directory / "t")->generation());
}

TEST(SqliteStore, OneOfThreadsWithConnectionsWins) {
    const TemporaryDirectory directory;
    const auto file = directory / "s";
    EXPECT_EQ(
        tests::race([&]() -> std::shared_ptr<ReplayStore> { return open(file); }, 4, 100, "n:"),
        100U);
    const auto shared = std::shared_ptr<ReplayStore>(open(file));
    EXPECT_EQ(tests::race([&] { return shared; }, 4, 100, "m:"), 100U);
}

TEST(SqliteStore, OneOfProcessesWins) {
    const TemporaryDirectory directory;
    tests::expect_one_of_processes_wins("sqlite:" + (directory / "s"), 200);
}

// Locks of POSIX are a process's: one close() of the file, by whatever descriptor, ends them all
// (sqlite.org/howtocorrupt.html, 2.2). Then another process that ends takes the write-ahead log
// away, and what this one consumes from then on nobody else sees.
TEST(SqliteStore, OpeningItTwiceKeepsTheLocks) {
    const TemporaryDirectory directory;
    const auto file = directory / "s";
    const auto first = open(file), second = open(file);
    EXPECT_EQ(tests::run_program(worker(file, "other:", "1"), {}), 0);
    EXPECT_EQ(first->consume("n:0", kept, "").outcome, Outcome::first);
    ChildProcess other(worker(file, "n:", "1"), {.keep_output = true});
    EXPECT_EQ(other.read_all(), "") << "consumed twice";
    EXPECT_EQ(other.wait(), 0);
}

// Each start of a program consumes one key, as the command line does: what has expired goes all
// the same.
TEST(SqliteStore, ProgramsOfOneKeyForget) {
    const TemporaryDirectory directory;
    Time time{std::chrono::seconds{1'800'000'000}};
    const auto consume_one = [&](const std::string &key) {
        return open(directory / "s", with_clock(time))->consume(key, kept, "").outcome;
    };
    EXPECT_EQ(consume_one("n:a"), Outcome::first);
    EXPECT_EQ(consume_one("n:b"), Outcome::first);
    time += kept + std::chrono::seconds{1};
    EXPECT_EQ(consume_one("n:c"), Outcome::first);
    sqlite3 *handle = nullptr;
    ASSERT_EQ(sqlite3_open((directory / "s").c_str(), &handle), SQLITE_OK);
    int rows = 0;
    EXPECT_EQ(sqlite3_exec(
                  handle, "SELECT count(*) FROM used",
                  [](void *to, int, char **values, char **) {
                      *static_cast<int *>(to) = std::stoi(values[0]);
                      return 0;
                  },
                  &rows, nullptr),
              SQLITE_OK);
    sqlite3_close(handle);
    EXPECT_EQ(rows, 1);
}

TEST(SqliteStore, KilledProcessHasConsumed) {
    const TemporaryDirectory directory;
    const auto file = directory / "s";
    tests::expect_killed_process_has_consumed("sqlite:" + file, [&] { return open(file); }, 50);
}

/// Another connection of the same file, which holds the write lock.
struct Holder {
    explicit Holder(const std::string &file) {
        EXPECT_EQ(sqlite3_open(file.c_str(), &handle), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(handle, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    }
    ~Holder() { sqlite3_close(handle); }
    sqlite3 *handle = nullptr;
};

// As a stopped process would: the answer is "unavailable", never "first".
TEST(SqliteStore, LockedIsUnavailable) {
    const TemporaryDirectory directory;
    const auto store = open(directory / "s", {.busy_timeout = std::chrono::milliseconds{50}});
    {
        const Holder holder(directory / "s");
        const auto consumed = store->consume("n:a", kept, "");
        EXPECT_EQ(consumed.outcome, Outcome::unavailable);
        EXPECT_NE(consumed.detail.find("locked"), std::string::npos) << consumed.detail;
    }
    EXPECT_EQ(store->consume("n:a", kept, "").outcome, Outcome::first);
}

// Asking for the generation is no write: it waits for none, and takes no lock that others wait for.
TEST(SqliteStore, GenerationIsReadBesideAWriter) {
    const TemporaryDirectory directory;
    const auto store = open(directory / "s", {.busy_timeout = std::chrono::milliseconds{50}});
    const auto generation = store->generation();
    const Holder holder(directory / "s");
    EXPECT_EQ(store->generation(), generation);
    EXPECT_EQ(store->find("n:a").outcome, Found::Outcome::absent);
    EXPECT_EQ(store->find("n:a").generation, generation);
}

// A full disk, as a limit of the size of files: what was not written is not consumed.
TEST(SqliteStore, FullDiskIsUnavailable) {
    const TemporaryDirectory directory;
    const auto store = open(directory / "s");
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit small = before;
    small.rlim_cur = 100'000;
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const std::string value(max_consumed_value, 'x');
    std::vector<std::string> refused, first;
    for (int i = 0; i < 100; ++i) {
        const auto key = "n:" + std::to_string(i);
        const auto outcome = store->consume(key, kept, value).outcome;
        (outcome == Outcome::first ? first : refused).push_back(key);
    }
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
    EXPECT_FALSE(first.empty());
    ASSERT_FALSE(refused.empty());
    for (const auto &key : first)
        EXPECT_EQ(store->consume(key, kept, "").outcome, Outcome::again) << key;
    EXPECT_EQ(store->consume(refused.back(), kept, "").outcome, Outcome::first);
}

/// Enough consumptions that what has expired is deleted.
void consume_some(ReplayStore &store, const std::string &prefix) {
    for (int i = 0; i < 64; ++i)
        EXPECT_EQ(store.consume(prefix + std::to_string(i), kept, "").outcome, Outcome::first);
}

TEST(SqliteStore, ForgetsAfterItsTime) {
    const TemporaryDirectory directory;
    Time time{std::chrono::seconds{1'800'000'000}};
    const auto store = open(directory / "s", with_clock(time));
    const auto generation = store->generation();
    EXPECT_EQ(store->consume("n:a", kept, "").outcome, Outcome::first);
    time += kept - std::chrono::seconds{1};
    consume_some(*store, "b");
    EXPECT_EQ(store->consume("n:a", kept, "").outcome, Outcome::again);
    time += std::chrono::seconds{2};
    consume_some(*store, "c");
    EXPECT_EQ(store->consume("n:a", kept, "").outcome, Outcome::first);
    EXPECT_EQ(store->generation(), generation);
}

// The clock jumps ahead, the store forgets, and the clock goes back: nonces live again that the
// store does not know any more. So it is another generation then.
TEST(SqliteStore, ClockThatJumpsAheadAndBackIsAnotherGeneration) {
    const TemporaryDirectory directory;
    Time time{std::chrono::seconds{1'800'000'000}};
    const auto store = open(directory / "s", with_clock(time));
    const auto generation = *store->generation();
    EXPECT_EQ(store->consume("n:a", kept, "").generation, generation);
    time += std::chrono::hours{1};
    consume_some(*store, "b");
    EXPECT_EQ(store->generation(), generation);
    time -= std::chrono::hours{1};
    const auto absent = store->find("n:a");
    EXPECT_NE(absent.generation, generation);
    const auto again = store->consume("n:a", kept, "");
    EXPECT_NE(again.generation, generation);
    EXPECT_EQ(again.generation, absent.generation);
    EXPECT_EQ(again.generation, *store->generation());
    EXPECT_EQ(open(directory / "s", with_clock(time))->generation(), again.generation);
}

// A step back that time servers make changes nothing.
TEST(SqliteStore, SmallStepBackIsNone) {
    const TemporaryDirectory directory;
    Time time{std::chrono::seconds{1'800'000'000}};
    const auto store = open(directory / "s", with_clock(time));
    EXPECT_EQ(store->consume("n:a", kept, "").outcome, Outcome::first);
    time += kept;
    consume_some(*store, "b");
    const auto generation = store->generation();
    time -= std::chrono::seconds{30};
    EXPECT_EQ(store->generation(), generation);
}

TEST(SqliteStore, RefusesWhatIsNoDatabaseAndNoPlace) {
    const TemporaryDirectory directory;
    std::ofstream(directory / "text") << std::string(5000, 'x');
    EXPECT_FALSE(SqliteStore::open(directory / "text"));
    EXPECT_FALSE(SqliteStore::open(directory / "no/such"));
    EXPECT_FALSE(SqliteStore::open(directory.path()));
    EXPECT_FALSE(SqliteStore::open(""));
}

// Numbers of statfs(2), from <linux/magic.h> and the manual page.
TEST(SqliteStore, RefusesNetworkAndFuse) {
    for (const unsigned long type : {0x6969UL, 0x65735546UL, 0xff534d42UL, 0xfe534d42UL, 0x517bUL})
        EXPECT_FALSE(untrusted_file_system(type).empty()) << type;
    for (const unsigned long type :
         {0xef53UL, 0x58465342UL, 0x9123683eUL, 0x01021994UL, 0x794c7630UL})
        EXPECT_TRUE(untrusted_file_system(type).empty())
            << type; // ext4, XFS, btrfs, tmpfs, overlay
}

} // namespace
} // namespace walletauth::signin
