// SPDX-License-Identifier: Apache-2.0
// Against the real redis-server, which each test starts on a Unix socket of its own.
#include "redis_server.hpp"
#include "store_process_checks.hpp"

#include <walletauth/signin/redis_store.hpp>

#include <csignal>
#include <cstdlib>

namespace walletauth::signin {
namespace {

using tests::kept;
using tests::Outcome;
using tests::TemporaryDirectory;
using Server = tests::RedisServer;

std::expected<std::unique_ptr<RedisStore>, std::string> try_open(const Server &server,
                                                                 RedisOptions options = {}) {
    options.timeout = std::chrono::milliseconds{2000};
    return RedisStore::open({.unix_path = server.socket()}, std::move(options));
}

std::unique_ptr<RedisStore> open(const Server &server, RedisOptions options = {}) {
    auto store = try_open(server, std::move(options));
    EXPECT_TRUE(store) << store.error();
    return store ? std::move(*store) : nullptr;
}

TEST(RedisStore, ConsumesOnce) {
    const Server server;
    tests::expect_store_of_one(*open(server));
}

// A server that does not know AUTH answers with what it was sent.
TEST(RedisStore, ErrorShowsNoPassword) {
    const Server server({"--rename-command", "AUTH", ""});
    for (const std::string user : {"", "somebody"}) {
        const auto store = RedisStore::open(
            {.unix_path = server.socket(), .user = user, .password = "hunter2-secret"});
        ASSERT_FALSE(store);
        EXPECT_EQ(store.error().find("hunter2"), std::string::npos) << store.error();
        EXPECT_NE(store.error().find("AUTH"), std::string::npos) << store.error();
    }
}

TEST(RedisStore, NoneAfterFork) {
    const Server server;
    tests::expect_none_after_fork(*open(server));
}

TEST(RedisStore, OneOfThreadsAndProcessesWins) {
    const auto count = tests::rounds(500);
    const Server server;
    EXPECT_EQ(
        tests::race([&]() -> std::shared_ptr<ReplayStore> { return open(server); }, 4, count, "n:"),
        count);
    const std::shared_ptr<ReplayStore> shared = open(server);
    EXPECT_EQ(tests::race([&] { return shared; }, 4, count, "m:"), count);
    tests::expect_one_of_processes_wins("redis:" + server.socket(), count);
}

TEST(RedisStore, KilledProcessHasConsumed) {
    const Server server;
    tests::expect_killed_process_has_consumed(
        "redis:" + server.socket(), [&] { return open(server); }, 200);
}

// Debian's redis.conf keeps snapshots, which after kill -9 may be of long ago; with AOF everysec
// the last second may be lost. Either is another generation.
TEST(RedisStore, KilledServerIsAnotherGeneration) {
    for (const auto &options : std::vector<std::vector<std::string>>{
             {"--save", ""}, {"--save", "", "--appendonly", "yes"}}) {
        Server server(options);
        const auto store = open(server);
        const auto generation = *store->generation();
        const auto consumed = tests::consume_ten(*store, "n:");
        server.kill();
        EXPECT_EQ(store->consume("n:x", kept, "").outcome, Outcome::unavailable);
        EXPECT_FALSE(store->generation());
        server.start();
        EXPECT_NE(*store->generation(), generation);
        tests::expect_no_second_use(*store, generation, consumed);
    }
}

// A stopped server answers nothing: that is "unavailable", and never "first".
TEST(RedisStore, StoppedServerIsUnavailable) {
    Server server;
    auto store = RedisStore::open({.unix_path = server.socket()},
                                  {.timeout = std::chrono::milliseconds{300}});
    ASSERT_TRUE(store) << store.error();
    EXPECT_EQ((*store)->consume("n:a", kept, "").outcome, Outcome::first);
    server.signal(SIGSTOP);
    EXPECT_EQ((*store)->consume("n:b", kept, "").outcome, Outcome::unavailable);
    EXPECT_EQ((*store)->consume("n:c", kept, "").outcome, Outcome::unavailable);
    server.signal(SIGCONT);
    EXPECT_EQ((*store)->consume("n:a", kept, "").outcome, Outcome::again);
    // What was sent before the time was over may well have been carried out.
    EXPECT_NE((*store)->consume("n:b", kept, "").outcome, Outcome::unavailable);
}

TEST(RedisStore, FlushIsAnotherGeneration) {
    const Server server;
    const auto store = open(server);
    const auto generation = *store->generation();
    EXPECT_EQ(store->consume("n:a", kept, "").generation, generation);
    EXPECT_EQ(server.ask({"FLUSHALL"}), "OK\n");
    const auto again = store->consume("n:a", kept, "");
    EXPECT_EQ(again.outcome, Outcome::first);
    EXPECT_NE(again.generation, generation);
    EXPECT_EQ(again.generation, *store->generation());
}

// With noeviction a full server answers OOM. Nothing that is known is dropped.
TEST(RedisStore, FullServerIsUnavailableAndDropsNothing) {
    const Server server({"--maxmemory", "3mb"});
    const auto store = open(server);
    const auto generation = *store->generation();
    const std::string value(max_consumed_value, 'x');
    std::vector<std::string> first;
    std::size_t unavailable = 0;
    for (int i = 0; i < 1000 && unavailable < 3; ++i) {
        const auto key = "n:" + std::to_string(i);
        const auto consumed = store->consume(key, kept, value);
        if (consumed.outcome == Outcome::first) first.push_back(key);
        if (consumed.outcome == Outcome::unavailable) ++unavailable;
    }
    EXPECT_EQ(unavailable, 3U);
    EXPECT_FALSE(first.empty());
    EXPECT_EQ(server.ask({"CONFIG", "SET", "maxmemory", "100mb"}), "OK\n");
    tests::expect_no_second_use(*store, generation, first);
}

// The replica does not get what the primary acknowledges, the primary dies, and the replica is made
// primary: with Redis alone, SET NX answers OK twice.
TEST(RedisStore, PromotedReplicasAreOtherGenerations) {
    Server primary({"--save", "", "--repl-diskless-sync-delay", "0"});
    Server replica({"--save", ""}), second({"--save", ""});
    const auto store = open(primary);
    const auto generation = *store->generation();
    // Replicas need TCP: the primary listens on a port that the kernel has free.
    std::string port;
    for (int candidate = 21000; candidate < 21200 && port.empty(); ++candidate) {
        if (primary.ask({"CONFIG", "SET", "port", std::to_string(candidate)}) == "OK\n")
            port = std::to_string(candidate);
    }
    ASSERT_FALSE(port.empty());
    std::vector<std::string> consumed{"n:before"};
    EXPECT_EQ(store->consume("n:before", kept, "").outcome, Outcome::first);
    for (auto *server : {&replica, &second}) {
        server->ask({"REPLICAOF", "127.0.0.1", port});
        const auto has_key = [&] {
            return server->ask({"EXISTS", "walletauth:used:n:before"}) == "1\n";
        };
        for (int i = 0; i < 500 && !has_key(); ++i)
            ::usleep(10'000);
        EXPECT_TRUE(has_key());
        EXPECT_FALSE(try_open(*server));              // a replica
        server->ask({"REPLICAOF", "127.0.0.1", "9"}); // nobody is there: cut off
    }
    for (auto &key : tests::consume_ten(*store, "n:"))
        consumed.push_back(std::move(key));
    primary.kill();
    std::vector<std::string> generations{generation};
    for (auto *server : {&replica, &second}) {
        EXPECT_EQ(server->ask({"REPLICAOF", "NO", "ONE"}), "OK\n");
        const auto promoted = open(*server);
        for (const auto &earlier : generations) {
            EXPECT_NE(*promoted->generation(), earlier);
            tests::expect_no_second_use(*promoted, earlier, consumed);
        }
        generations.push_back(*promoted->generation());
        server->kill();
    }
}

TEST(RedisStore, RefusesWhatForgets) {
    const auto why = [](const std::vector<std::string> &options) {
        const Server server(options);
        const auto store = try_open(server);
        return store ? std::string{} : store.error();
    };
    EXPECT_NE(why({"--maxmemory", "50mb", "--maxmemory-policy", "allkeys-lru"}).find("noeviction"),
              std::string::npos);
    EXPECT_NE(why({"--maxmemory-policy", "volatile-ttl"}).find("noeviction"), std::string::npos);
    EXPECT_NE(why({"--port", "0", "--cluster-enabled", "yes"}).find("Cluster"), std::string::npos);
}

// Whoever has the server may change its policy while it runs.
TEST(RedisStore, DroppedKeysAreNoticed) {
    const Server server;
    const auto store = open(server);
    const auto first = store->consume("n:a", kept, "");
    EXPECT_EQ(first.outcome, Outcome::first);
    EXPECT_EQ(server.ask({"CONFIG", "SET", "maxmemory-policy", "volatile-lru"}), "OK\n");
    for (const auto &detail : {store->consume("n:a", kept, "").detail, store->find("n:a").detail,
                               store->generation().error()})
        EXPECT_NE(detail.find("noeviction"), std::string::npos) << detail;
    EXPECT_EQ(server.ask({"CONFIG", "SET", "maxmemory", "1"}), "OK\n"); // drops what may expire
    for (int i = 0; i < 1000 && server.ask({"EXISTS", "walletauth:used:n:a"}) != "0\n"; ++i)
        server.ask({"SET", "more", "x", "EX", "100"});
    EXPECT_EQ(server.ask({"EXISTS", "walletauth:used:n:a"}), "0\n");
    EXPECT_EQ(server.ask({"CONFIG", "SET", "maxmemory", "0"}), "OK\n");
    EXPECT_EQ(server.ask({"CONFIG", "SET", "maxmemory-policy", "noeviction"}), "OK\n");
    const auto again = store->consume("n:a", kept, "");
    EXPECT_EQ(again.outcome, Outcome::first) << "it is forgotten, and nothing of before counts";
    EXPECT_NE(again.generation, first.generation);
    EXPECT_EQ(again.generation, *store->generation());
    // The count of dropped keys is the operator's to reset: what it has voided stays void.
    EXPECT_EQ(server.ask({"CONFIG", "RESETSTAT"}), "OK\n");
    const auto later = store->consume("n:b", kept, "");
    EXPECT_NE(later.generation, first.generation);
    EXPECT_EQ(later.generation, *store->generation());
    EXPECT_EQ(later.generation, open(server)->consume("n:c", kept, "").generation);
}

// A primary that is demoted while it serves keeps its connections.
TEST(RedisStore, DemotedPrimaryIsNoticed) {
    const Server server;
    const auto store = open(server);
    EXPECT_TRUE(store->generation());
    EXPECT_EQ(server.ask({"REPLICAOF", "127.0.0.1", "9"}), "OK\n");
    for (const auto &detail : {store->consume("n:a", kept, "").detail, store->find("n:a").detail,
                               store->generation().error()})
        EXPECT_TRUE(detail.contains("replica") || detail.contains("READONLY")) << detail;
    EXPECT_EQ(server.ask({"REPLICAOF", "NO", "ONE"}), "OK\n");
    EXPECT_EQ(store->consume("n:a", kept, "").outcome, Outcome::first);
}

TEST(RedisStore, RefusesUsersWithoutInfo) {
    const Server server;
    EXPECT_EQ(server.ask({"ACL", "SETUSER", "app", "on", ">secret", "~*", "+@all", "-info"}),
              "OK\n");
    const auto open_as = [&](const std::string &password) {
        return RedisStore::open(
            {.unix_path = server.socket(), .user = "app", .password = password});
    };
    EXPECT_NE(open_as("secret").error().find("INFO"), std::string::npos);
    EXPECT_FALSE(open_as("other"));
    EXPECT_EQ(server.ask({"ACL", "SETUSER", "app", "+info"}), "OK\n");
    EXPECT_TRUE(open_as("secret"));
}

TEST(RedisStore, RefusesAnotherClock) {
    const Server server;
    const auto open_at = [&](std::chrono::seconds off) {
        return try_open(server, {.clock = [off] { return system_clock()() + off; }});
    };
    EXPECT_TRUE(open_at(std::chrono::seconds{20}));
    EXPECT_NE(try_open(server, {.max_skew = std::chrono::seconds{121}}).error().find("max_skew"),
              std::string::npos);
    EXPECT_NE(open_at(std::chrono::seconds{60}).error().find("clock"), std::string::npos);
    EXPECT_FALSE(open_at(std::chrono::seconds{-60}));
}

TEST(RedisStore, DatabasesAreApart) {
    const Server server;
    const auto one = RedisStore::open({.unix_path = server.socket()});
    const auto two = RedisStore::open({.unix_path = server.socket(), .database = 2});
    EXPECT_NE((*one)->generation(), (*two)->generation());
    EXPECT_FALSE(RedisStore::open({.unix_path = server.socket(), .database = 99}));
}

TEST(RedisStore, NobodyThere) {
    const TemporaryDirectory directory;
    EXPECT_FALSE(RedisStore::open({.unix_path = directory / "s"}));
    EXPECT_FALSE(RedisStore::open({.unix_path = std::string(200, 's')}));
    EXPECT_FALSE(RedisStore::open({.host = "127.0.0.1", .port = 9}));
}

// A service that starts before its server is.
TEST(RedisStore, MayBeDownAtOpening) {
    Server server;
    server.kill();
    EXPECT_FALSE(try_open(server));
    const auto store = open(server, {.may_be_down = true});
    ASSERT_TRUE(store);
    EXPECT_FALSE(store->generation());
    EXPECT_EQ(store->consume("n:a", kept, "").outcome, Outcome::unavailable);
    EXPECT_EQ(store->find("n:a").outcome, Found::Outcome::unavailable);
    server.start();
    EXPECT_EQ(store->consume("n:a", kept, "").outcome, Outcome::first);
    EXPECT_EQ(store->consume("n:a", kept, "").outcome, Outcome::again);
}

TEST(RedisStore, MayBeDownAndNotUnfit) {
    const RedisOptions waits{.may_be_down = true};
    {
        const Server server({"--maxmemory-policy", "allkeys-lru"});
        EXPECT_FALSE(try_open(server, waits));
    }
    {
        const Server server({"--requirepass", "right"});
        EXPECT_FALSE(RedisStore::open({.unix_path = server.socket(), .password = "wrong"}, waits));
        EXPECT_FALSE(RedisStore::open({.unix_path = server.socket()}, waits));
    }
    EXPECT_FALSE(RedisStore::open({.unix_path = std::string(200, 's')}, waits));
    // It comes up, and is not fit: it is never used.
    Server server({"--maxmemory-policy", "allkeys-lru"});
    server.kill();
    const auto store = open(server, waits);
    server.start();
    const auto refused = store->consume("n:a", kept, "");
    EXPECT_EQ(refused.outcome, Outcome::unavailable);
    EXPECT_NE(refused.detail.find("noeviction"), std::string::npos) << refused.detail;
}

} // namespace
} // namespace walletauth::signin
