// SPDX-License-Identifier: Apache-2.0
#include <walletauth/signin/postgresql_store.hpp>

#include "connection_pool.hpp"
#include "postgresql_connection.hpp"
#include "store_support.hpp"

#include <atomic>
#include <cstdlib>
#include <utility>

namespace walletauth::signin {
namespace {

using postgresql::Answer;
using postgresql::bigint;
using postgresql::Connection;
using std::chrono::seconds;
using Outcome = Consumed::Outcome;

constexpr unsigned purge_every = 256;

constexpr const char *make_table =
    "CREATE TABLE IF NOT EXISTS walletauth_consumed(key bytea PRIMARY KEY, expires bigint NOT "
    "NULL, value bytea NOT NULL)";
constexpr const char *make_index =
    "CREATE INDEX IF NOT EXISTS walletauth_consumed_expires ON walletauth_consumed(expires)";

// The epoch is a row of the same table: who empties the table takes it away, too. Its `expires` is
// the latest time up to which rows were deleted.
#define EPOCH_ROW "convert_to('epoch', 'UTF8')"
/// Columns from `first`: the clock, the epoch, until when was deleted, and which server this is.
#define HISTORY                                                                                    \
    "floor(extract(epoch FROM clock_timestamp()))::bigint, "                                       \
    "(SELECT value FROM walletauth_consumed WHERE key = " EPOCH_ROW "), "                          \
    "(SELECT expires FROM walletauth_consumed WHERE key = " EPOCH_ROW "), "                        \
    "(SELECT system_identifier::text FROM pg_control_system()) || ':' || "                         \
    "left(pg_walfile_name(pg_current_wal_lsn()), 8) || ':' || "                                    \
    "extract(epoch FROM pg_postmaster_start_time())::text, "                                       \
    "current_setting('fsync') || ' ' || current_setting('synchronous_commit')"
constexpr const char *ask_history = "SELECT " HISTORY;
/// Of two at once the second waits for the first one's commit, and inserts nothing then (READ
/// COMMITTED).
constexpr const char *consume_key =
    "WITH made AS (INSERT INTO walletauth_consumed VALUES ($1::bytea, "
    "floor(extract(epoch FROM clock_timestamp()))::bigint + $2::bigint, $3::bytea) "
    "ON CONFLICT DO NOTHING RETURNING 1) SELECT " HISTORY ", (SELECT count(*) FROM made), "
    "(SELECT value FROM walletauth_consumed WHERE key = $1::bytea)";
constexpr const char *find_key =
    "SELECT " HISTORY ", (SELECT value FROM walletauth_consumed WHERE key = $1::bytea)";
constexpr const char *ask_value = "SELECT value FROM walletauth_consumed WHERE key = $1::bytea";
constexpr const char *new_epoch =
    "INSERT INTO walletauth_consumed VALUES (" EPOCH_ROW ", 0, $1::bytea) ON CONFLICT (key) DO "
    "UPDATE SET value = excluded.value, expires = 0 WHERE walletauth_consumed.value = $2::bytea";
constexpr const char *purge =
    "WITH gone AS (DELETE FROM walletauth_consumed WHERE ctid = ANY (ARRAY(SELECT ctid FROM "
    "walletauth_consumed WHERE expires <= $1::bigint AND key <> " EPOCH_ROW " LIMIT 1000 FOR "
    "UPDATE SKIP LOCKED)) RETURNING 1) UPDATE walletauth_consumed SET expires = "
    "greatest(expires, $1::bigint) WHERE key = " EPOCH_ROW " AND EXISTS (SELECT 1 FROM gone)";
#undef HISTORY
#undef EPOCH_ROW

/// The columns of HISTORY.
struct History {
    std::int64_t now;
    std::optional<std::string> epoch;
    std::int64_t purged_until;
    std::string server;
    std::string settings;

    explicit History(const Answer &answer)
        : now(answer.number(0)), purged_until(answer.number(2)), server(answer.text(3)),
          settings(answer.text(4)) {
        if (const auto value = answer.bytes(1)) epoch = std::string{*value};
    }
    /// Whether a clock that went back makes keys live again that were deleted.
    [[nodiscard]] bool is_behind() const noexcept {
        return now + harmless_step.count() < purged_until;
    }
};

} // namespace

struct PostgresqlStore::State {
    Opener opener;
    std::string text;
    PostgresqlOptions options;
    ConnectionPool<Connection> pool;
    std::atomic<unsigned> count{0};
    std::atomic<bool> has_table{false};

    using Opened = std::expected<std::unique_ptr<Connection>, std::string>;
    using Text = std::expected<std::string, std::string>;

    [[nodiscard]] Opened connect() {
        auto connection = Connection::open(text, options.timeout);
        if (!connection) return connection;
        if (auto failed = clock_error(**connection); !failed.empty()) {
            return std::unexpected(std::move(failed));
        }
        if (!has_table) {
            if (auto failed = make_schema(**connection); !failed.empty()) {
                return std::unexpected(std::move(failed));
            }
            has_table = true;
        }
        return connection;
    }
    [[nodiscard]] std::string clock_error(Connection &connection) const {
        const auto answer =
            connection.ask("SELECT floor(extract(epoch FROM clock_timestamp()))::bigint, "
                           "pg_is_in_recovery()::text");
        if (!answer) return answer.error();
        if (answer->text(1) == "true") return "it is a standby: connect to the primary";
        const auto off = std::abs(answer->number(0) - options.clock().time_since_epoch().count());
        if (off <= options.max_skew.count()) return {};
        return "its clock is " + std::to_string(off) + " seconds from this one";
    }
    /// Several processes may do so at once, and all but one then fail: it is there all the same.
    [[nodiscard]] std::string make_schema(Connection &connection) const {
        const auto there = [&] {
            const auto answer =
                connection.ask("SELECT to_regclass('walletauth_consumed_expires')::text");
            return answer && answer->bytes(0).has_value();
        };
        if (there()) return {};
        const auto table = connection.ask(make_table);
        const auto index = connection.ask(make_index);
        if (there()) return {};
        return "the table can't be made: " + (table ? index ? "" : index.error() : table.error());
    }

    /// The generation that a history names; a new epoch where there is none or the clock went back.
    [[nodiscard]] Text generation_of(Connection &connection, History history) const {
        for (int tries = 0; tries < 3; ++tries) {
            if (history.settings.starts_with("off") || history.settings.ends_with(" off")) {
                return std::unexpected("fsync or synchronous_commit is off: it may forget: " +
                                       history.settings);
            }
            if (history.epoch && !history.is_behind()) {
                return "postgresql:" + *history.epoch + ':' + history.server;
            }
            const auto made = connection.ask(
                new_epoch, {random_epoch(options.random), history.epoch.value_or("")});
            if (!made) return std::unexpected(made.error());
            const auto answer = connection.ask(ask_history);
            if (!answer) return std::unexpected(answer.error());
            history = History(*answer);
        }
        return std::unexpected(std::string{"no epoch could be written"});
    }

    [[nodiscard]] std::expected<Consumed, std::string> consume(Connection &connection,
                                                               std::string_view key, seconds ttl,
                                                               std::string_view value);
    [[nodiscard]] std::expected<Found, std::string> find(Connection &connection,
                                                         std::string_view key) const;
};

std::expected<Consumed, std::string> PostgresqlStore::State::consume(Connection &connection,
                                                                     std::string_view key,
                                                                     seconds ttl,
                                                                     std::string_view value) {
    const auto row = "used:" + std::string{key};
    const auto answer = connection.ask(consume_key, {row, bigint(ttl.count()), std::string{value}});
    if (!answer) return std::unexpected(answer.error());
    const History history(*answer);
    Consumed out;
    out.outcome = answer->number(5) == 1 ? Outcome::first : Outcome::again;
    if (out.outcome == Outcome::again) {
        auto stored = answer->bytes(6);
        std::optional<Answer> later;
        if (!stored) { // it was written while this statement ran
            auto asked = connection.ask(ask_value, {row});
            if (!asked) return std::unexpected(asked.error());
            later.emplace(std::move(*asked));
            stored = later->bytes(0);
        }
        if (!stored) return std::unexpected(std::string{"the key is there and is not"});
        out.value = *stored;
    }
    auto generation = generation_of(connection, history);
    if (!generation) return std::unexpected(std::move(generation.error()));
    out.generation = std::move(*generation);
    if (count.fetch_add(1, std::memory_order_relaxed) % purge_every == purge_every - 1) {
        const auto purged = connection.ask(purge, {bigint(history.now)});
        if (!purged) return std::unexpected(purged.error());
    }
    return out;
}

std::expected<Found, std::string> PostgresqlStore::State::find(Connection &connection,
                                                               std::string_view key) const {
    const auto answer = connection.ask(find_key, {"used:" + std::string{key}});
    if (!answer) return std::unexpected(answer.error());
    Found out;
    const auto stored = answer->bytes(5);
    out.outcome = stored ? Found::Outcome::there : Found::Outcome::absent;
    if (stored) out.value = *stored;
    auto generation = generation_of(connection, History(*answer));
    if (!generation) return std::unexpected(std::move(generation.error()));
    out.generation = std::move(*generation);
    return out;
}

PostgresqlStore::PostgresqlStore(std::unique_ptr<State> state) noexcept
    : state_(std::move(state)) {}
PostgresqlStore::~PostgresqlStore() = default;

std::expected<std::unique_ptr<PostgresqlStore>, std::string> PostgresqlStore::open(
    std::string connection, PostgresqlOptions options) {
    if (auto wrong = postgresql::text_error(connection); !wrong.empty()) {
        return std::unexpected("postgresql: " + wrong);
    }
    if (options.max_skew > most_server_skew)
        return std::unexpected("postgresql: " + std::string{too_much_skew});
    auto state = std::make_unique<State>();
    state->text = std::move(connection);
    state->options = std::move(options);
    auto opened = state->connect();
    if (!opened && state->options.may_be_down) {
        if (!postgresql::is_there(state->text))
            return std::unique_ptr<PostgresqlStore>(new PostgresqlStore(std::move(state)));
        opened = state->connect(); // it may have started just now
    }
    if (!opened) return std::unexpected("postgresql: " + opened.error());
    state->pool.give_back(std::move(*opened));
    std::unique_ptr<PostgresqlStore> store(new PostgresqlStore(std::move(state)));
    if (auto generation = store->generation(); !generation) {
        return std::unexpected(std::move(generation.error()));
    }
    return store;
}

Consumed PostgresqlStore::consume(std::string_view key, seconds ttl,
                                  std::string_view value) noexcept try {
    if (!state_->opener.is_here())
        return Consumed::unavailable("postgresql: " + std::string{Opener::error});
    if (auto bad = limit_error(key, ttl, value)) return std::move(*bad);
    auto connection = state_->pool.take([&] { return state_->connect(); });
    if (!connection) return Consumed::unavailable("postgresql: " + connection.error());
    auto consumed = state_->consume(**connection, key, ttl, value);
    if (!consumed) return Consumed::unavailable("postgresql: " + consumed.error());
    state_->pool.give_back(std::move(*connection));
    return std::move(*consumed);
} catch (...) {
    return Consumed::unavailable("out of memory");
}

Found PostgresqlStore::find(std::string_view key) noexcept try {
    if (!state_->opener.is_here())
        return Found::unavailable("postgresql: " + std::string{Opener::error});
    if (auto bad = limit_error(key)) return std::move(*bad);
    auto connection = state_->pool.take([&] { return state_->connect(); });
    if (!connection) return Found::unavailable("postgresql: " + connection.error());
    auto found = state_->find(**connection, key);
    if (!found) return Found::unavailable("postgresql: " + found.error());
    state_->pool.give_back(std::move(*connection));
    return std::move(*found);
} catch (...) {
    return Found::unavailable("out of memory");
}

std::expected<std::string, std::string> PostgresqlStore::generation() noexcept try {
    if (!state_->opener.is_here())
        return std::unexpected("postgresql: " + std::string{Opener::error});
    auto connection = state_->pool.take([&] { return state_->connect(); });
    if (!connection) return std::unexpected("postgresql: " + connection.error());
    const auto answer = (*connection)->ask(ask_history);
    if (!answer) return std::unexpected("postgresql: " + answer.error());
    auto generation = state_->generation_of(**connection, History(*answer));
    if (!generation) return std::unexpected("postgresql: " + generation.error());
    state_->pool.give_back(std::move(*connection));
    return generation;
} catch (...) {
    return std::unexpected(std::string{"out of memory"});
}

} // namespace walletauth::signin
