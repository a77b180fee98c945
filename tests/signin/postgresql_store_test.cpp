// SPDX-License-Identifier: Apache-2.0
// Against the real PostgreSQL, which each test starts on a Unix socket of its own.
#include "postgresql_server.hpp"
#include "store_process_checks.hpp"

#include <walletauth/signin/postgresql_store.hpp>

#include <csignal>
#include <cstdlib>

namespace walletauth::signin {
namespace {

using tests::kept;
using tests::Outcome;
using Server = tests::PostgresqlServer;

PostgresqlOptions patient() { return {.timeout = std::chrono::milliseconds{5000}}; }

std::unique_ptr<PostgresqlStore> open(const Server &server) {
    auto store = PostgresqlStore::open(server.connection(), patient());
    EXPECT_TRUE(store) << store.error();
    return store ? std::move(*store) : nullptr;
}

/// One server for all that does not harm it.
class PostgresqlStore_ : public testing::Test {
  protected:
    static void SetUpTestSuite() { server = std::make_unique<Server>(); }
    static void TearDownTestSuite() { server.reset(); }
    static std::unique_ptr<Server> server;
};
std::unique_ptr<Server> PostgresqlStore_::server;

// What libpq can't read it shows, and where it splits a text in the wrong place it takes a part of
// the password for a host.
TEST(PostgresqlStore, ErrorShowsNoPassword) {
    for (const char *text :
         {"host=127.0.0.1 password=two hunter2", "host=127.0.0.1 password='hunter2",
          "postgresql://user:hunter2%zz@127.0.0.1/db", "postgresql://user:a@hunter2@127.0.0.1/db",
          "postgresql://user:a/hunter2@127.0.0.1/db", "hunter2", "postgresql://user:hunter2[@h"}) {
        const auto store = PostgresqlStore::open(text, patient());
        ASSERT_FALSE(store) << text;
        EXPECT_EQ(store.error().find("hunter2"), std::string::npos) << store.error();
    }
}

TEST_F(PostgresqlStore_, ConsumesOnce) { tests::expect_store_of_one(*open(*server)); }

TEST_F(PostgresqlStore_, NoneAfterFork) { tests::expect_none_after_fork(*open(*server)); }

TEST_F(PostgresqlStore_, OneOfThreadsAndProcessesWins) {
    const auto count = tests::rounds(100);
    EXPECT_EQ(tests::race([&]() -> std::shared_ptr<ReplayStore> { return open(*server); }, 4, count,
                          "r:"),
              count);
    tests::expect_one_of_processes_wins("postgresql:" + server->connection(), count);
}

TEST_F(PostgresqlStore_, KilledProcessHasConsumed) {
    tests::expect_killed_process_has_consumed(
        "postgresql:" + server->connection(), [] { return open(*server); }, 50);
}

// Whoever empties the table empties it of its epoch, too.
TEST_F(PostgresqlStore_, TruncationIsAnotherGeneration) {
    const auto store = open(*server);
    const auto generation = *store->generation();
    const auto consumed = tests::consume_ten(*store, "t:");
    EXPECT_EQ(server->ask("TRUNCATE walletauth_consumed"), "");
    EXPECT_NE(*store->generation(), generation);
    tests::expect_no_second_use(*store, generation, consumed);
}

TEST_F(PostgresqlStore_, ForgetsWhatExpiredAndMindsAClockThatWentBack) {
    const auto store = open(*server);
    const auto generation = *store->generation();
    EXPECT_EQ(server->ask("INSERT INTO walletauth_consumed SELECT convert_to('used:old' || i, "
                          "'UTF8'), 1, '' FROM generate_series(1, 500) i"),
              "");
    for (int i = 0; i < 256; ++i)
        EXPECT_EQ(store->consume("x:" + std::to_string(i), kept, "").outcome, Outcome::first);
    EXPECT_EQ(server->ask("SELECT count(*) FROM walletauth_consumed WHERE expires = 1"), "0\n");
    EXPECT_EQ(store->generation(), generation);
    // As if the clock had been a day ahead when rows were deleted.
    EXPECT_EQ(server->ask("UPDATE walletauth_consumed SET expires = expires + 86400 WHERE key = "
                          "convert_to('epoch', 'UTF8')"),
              "");
    EXPECT_NE(store->consume("x:0", kept, "").generation, generation);
    EXPECT_NE(*store->generation(), generation);
}

TEST_F(PostgresqlStore_, RefusesWhatForgets) {
    const auto store = open(*server);
    EXPECT_EQ(server->ask("ALTER ROLE app SET synchronous_commit = off"), "");
    const auto refused = PostgresqlStore::open(server->connection(), patient());
    EXPECT_EQ(server->ask("ALTER ROLE app RESET synchronous_commit"), "");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().find("synchronous_commit"), std::string::npos) << refused.error();
    auto skewed = patient();
    skewed.clock = [] { return system_clock()() + std::chrono::seconds{60}; };
    EXPECT_FALSE(PostgresqlStore::open(server->connection(), skewed));
    EXPECT_FALSE(PostgresqlStore::open("host=/nowhere", patient()));
    EXPECT_FALSE(PostgresqlStore::open("no connection text", patient()));
}

// A user that may only read and write rows, of a table that its administrator has made.
TEST_F(PostgresqlStore_, UserOfFewRights) {
    (void)open(*server);
    EXPECT_EQ(server->ask("CREATE ROLE few LOGIN; GRANT SELECT, INSERT, UPDATE, DELETE ON "
                          "walletauth_consumed TO few"),
              "");
    auto connection = server->connection();
    connection.replace(connection.find("user=app"), 8, "user=few");
    const auto store = PostgresqlStore::open(connection, patient());
    ASSERT_TRUE(store) << store.error();
    EXPECT_EQ((*store)->consume("f:a", kept, "").outcome, Outcome::first);
    EXPECT_EQ((*store)->generation(), open(*server)->generation());
}

// A service that starts before its server is. What the server refuses, no waiting mends.
TEST(PostgresqlFaults, MayBeDownAtOpening) {
    Server server;
    auto waits = patient();
    waits.may_be_down = true;
    EXPECT_FALSE(PostgresqlStore::open(server.connection() + " dbname=nowhere", waits));
    EXPECT_FALSE(PostgresqlStore::open("no connection text", waits));
    server.kill();
    EXPECT_FALSE(PostgresqlStore::open(server.connection(), patient()));
    const auto store = PostgresqlStore::open(server.connection(), waits);
    ASSERT_TRUE(store) << store.error();
    EXPECT_FALSE((*store)->generation());
    EXPECT_EQ((*store)->consume("n:a", kept, "").outcome, Outcome::unavailable);
    server.start();
    EXPECT_EQ((*store)->consume("n:a", kept, "").outcome, Outcome::first); // the table is made
    EXPECT_EQ((*store)->consume("n:a", kept, "").outcome, Outcome::again);
}

TEST(PostgresqlFaults, KilledIsAnotherGenerationAndStoppedIsUnavailable) {
    Server server;
    auto store =
        PostgresqlStore::open(server.connection(), {.timeout = std::chrono::milliseconds{500}});
    ASSERT_TRUE(store) << store.error();
    const auto generation = *(*store)->generation();
    const auto consumed = tests::consume_ten(**store, "n:");
    server.stop_all(SIGSTOP);
    EXPECT_EQ((*store)->consume("n:s", kept, "").outcome, Outcome::unavailable);
    server.stop_all(SIGCONT);
    EXPECT_EQ((*store)->consume(consumed[0], kept, "").outcome, Outcome::again);
    server.kill();
    EXPECT_EQ((*store)->consume("n:x", kept, "").outcome, Outcome::unavailable);
    EXPECT_FALSE((*store)->generation());
    server.start();
    EXPECT_NE(*(*store)->generation(), generation);
    tests::expect_no_second_use(**store, generation, consumed);
}

// Two standbys that did not get what the primary acknowledged, promoted in turn: PostgreSQL alone
// says that the key is new, each time.
TEST(PostgresqlFaults, PromotedStandbysAreOtherGenerations) {
    Server primary;
    auto store = open(primary);
    std::vector<std::string> generations{*store->generation()};
    Server first(&primary), second(&primary);
    EXPECT_FALSE(PostgresqlStore::open(first.connection(), patient())); // a standby
    for (const auto *standby : {&first, &second}) {                     // cut off
        EXPECT_EQ(standby->ask("ALTER SYSTEM SET primary_conninfo = 'host=/nowhere'"), "");
        EXPECT_EQ(standby->ask("SELECT pg_reload_conf()"), "t\n");
    }
    for (int i = 0; i < 500 && primary.ask("SELECT count(*) FROM pg_stat_replication") != "0\n";
         ++i)
        ::usleep(20'000);
    const auto consumed = tests::consume_ten(*store, "n:");
    store.reset();
    primary.kill();
    for (auto *standby : {&first, &second}) {
        EXPECT_EQ(standby->ask("SELECT pg_promote(true, 60)"), "t\n");
        const auto promoted = open(*standby);
        for (const auto &earlier : generations) {
            EXPECT_NE(*promoted->generation(), earlier);
            tests::expect_no_second_use(*promoted, earlier, consumed);
        }
        generations.push_back(*promoted->generation());
        standby->kill();
    }
}

} // namespace
} // namespace walletauth::signin
