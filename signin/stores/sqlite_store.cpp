// SPDX-License-Identifier: Apache-2.0
#include <walletauth/signin/sqlite_store.hpp>

#include "file_system.hpp"
#include "sqlite_database.hpp"
#include "store_support.hpp"

#include <mutex>
#include <utility>

namespace walletauth::signin {
namespace {

using std::chrono::seconds;
using Outcome = Consumed::Outcome;

/// Consumptions between two deletions of what has expired, and rows that one deletion takes.
constexpr unsigned purge_every = 32;
constexpr int purge_rows = 100;

constexpr const char *schema = R"(
CREATE TABLE IF NOT EXISTS meta(id INTEGER PRIMARY KEY CHECK (id = 1), epoch TEXT NOT NULL,
    purged_until INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS used(key BLOB PRIMARY KEY, expires INTEGER NOT NULL, value BLOB NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS used_expires ON used(expires);
)";

} // namespace

struct SqliteStore::State {
    State(sqlite::Database opened, SqliteOptions given)
        : database(std::move(opened)), options(std::move(given)) {}

    Opener opener;
    std::mutex mutex;
    sqlite::Database database;
    SqliteOptions options;
    sqlite::Statement begin{database, "BEGIN IMMEDIATE"};
    sqlite::Statement commit{database, "COMMIT"};
    sqlite::Statement rollback{database, "ROLLBACK"};
    sqlite::Statement meta{database, "SELECT epoch, purged_until FROM meta WHERE id = 1"};
    sqlite::Statement set_meta{database,
                               "INSERT INTO meta VALUES (1, ?1, ?2) ON CONFLICT (id) DO UPDATE "
                               "SET epoch = ?1, purged_until = ?2"};
    sqlite::Statement insert{database,
                             "INSERT INTO used VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"};
    sqlite::Statement stored{database, "SELECT value FROM used WHERE key = ?1"};
    sqlite::Statement look{database, "SELECT epoch, purged_until, value FROM meta LEFT JOIN used "
                                     "ON key = ?1 WHERE id = 1"};
    sqlite::Statement purge{database, "DELETE FROM used WHERE key IN "
                                      "(SELECT key FROM used WHERE expires <= ?1 LIMIT ?2)"};
    /// The first consumption deletes: a program may end after one.
    unsigned count = purge_every - 1;
    std::string failure; ///< of the last transaction that failed

    [[nodiscard]] bool is_ready() const noexcept {
        for (const auto *statement :
             {&begin, &commit, &rollback, &meta, &set_meta, &insert, &stored, &look, &purge}) {
            if (!statement->is_ready()) return false;
        }
        return true;
    }

    /// Runs `body` in one transaction; false, and all undone, where it or the commit fails.
    template <class Body>
    bool transact(const Body &body) {
        const bool begun = begin.run();
        if (begun && body() && commit.run()) return true;
        failure = database.error(); // which undoing would hide
        if (begun) (void)rollback.run();
        return false;
    }

    /// The epoch; empty where there is none, or the clock went back behind what was forgotten.
    /// False on an error. It only reads, so that nobody waits for another one's write.
    bool known_epoch(Time now, std::string &epoch) {
        const auto latest = (now + harmless_step).time_since_epoch().count();
        return meta.read([&](const sqlite::Row &row) {
            if (latest >= row.number(1)) epoch = row.text(0);
        });
    }

    /// The same, and a new one instead of none. In a transaction.
    bool read_epoch(Time now, std::string &epoch) {
        epoch.clear();
        if (!known_epoch(now, epoch)) return false;
        if (!epoch.empty()) return true;
        epoch = "sqlite:" + random_epoch(options.random);
        set_meta.bind(1, epoch);
        set_meta.bind(2, std::int64_t{0});
        return set_meta.run();
    }

    /// The key and the epoch in one statement, so that they are of one moment. No generation: there
    /// is no epoch that holds.
    bool find(std::string_view key, Found &out) {
        const auto latest = (options.clock() + harmless_step).time_since_epoch().count();
        out.outcome = Found::Outcome::absent;
        look.bind_bytes(1, key);
        return look.read([&](const sqlite::Row &row) {
            if (latest >= row.number(1)) out.generation = row.text(0);
            if (row.is_null(2)) return;
            out.outcome = Found::Outcome::there;
            out.value = row.bytes(2);
        });
    }

    bool forget(Time now, const std::string &epoch) {
        const std::int64_t until = now.time_since_epoch().count();
        purge.bind(1, until);
        purge.bind(2, std::int64_t{purge_rows});
        if (!purge.run()) return false;
        if (database.changes() == 0) return true;
        set_meta.bind(1, epoch);
        set_meta.bind(2, until);
        return set_meta.run();
    }

    bool consume(std::string_view key, seconds ttl, std::string_view value, Consumed &out) {
        const auto now = options.clock();
        if (!read_epoch(now, out.generation)) return false;
        insert.bind_bytes(1, key);
        insert.bind(2, std::int64_t{(now + ttl).time_since_epoch().count()});
        insert.bind_bytes(3, value);
        if (!insert.run()) return false;
        if (database.changes() == 1) {
            out.outcome = Outcome::first;
            return ++count % purge_every != 0 || forget(now, out.generation);
        }
        out.outcome = Outcome::again;
        stored.bind_bytes(1, key);
        return stored.read([&](const sqlite::Row &row) { out.value = row.bytes(0); });
    }
};

SqliteStore::SqliteStore(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
SqliteStore::~SqliteStore() = default;

std::expected<std::unique_ptr<SqliteStore>, std::string> SqliteStore::open(
    const std::filesystem::path &file, SqliteOptions options) {
    const auto failed = [&](std::string_view why) {
        return std::unexpected(file.string() + ": " + std::string{why});
    };
    if (const auto bad = make_private_file(file); !bad.empty()) return failed(bad);
    if (const auto bad = untrusted_file_system(file); !bad.empty()) return failed(bad);
    if (auto bad = writable_by_others(file); !bad.empty()) return std::unexpected(std::move(bad));
    auto database = sqlite::Database::open(file.string(), options.busy_timeout);
    if (!database) return failed(database.error());
    for (const char *text : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", schema}) {
        if (!database->execute_patiently(text, options.busy_timeout))
            return failed(database->error());
    }
    auto state = std::make_unique<State>(std::move(*database), std::move(options));
    std::string epoch;
    if (!state->is_ready()) return failed(state->database.error());
    const bool good =
        state->transact([&] { return state->read_epoch(state->options.clock(), epoch); });
    if (!good) return failed(state->failure);
    return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(state)));
}

Consumed SqliteStore::consume(std::string_view key, seconds ttl, std::string_view value) noexcept
    try {
    if (!state_->opener.is_here())
        return Consumed::unavailable("sqlite: " + std::string{Opener::error});
    if (auto bad = limit_error(key, ttl, value)) return std::move(*bad);
    const std::lock_guard lock(state_->mutex);
    Consumed out;
    if (state_->transact([&] { return state_->consume(key, ttl, value, out); })) return out;
    return Consumed::unavailable("sqlite: " + state_->failure);
} catch (...) {
    return Consumed::unavailable("out of memory");
}

Found SqliteStore::find(std::string_view key) noexcept try {
    if (!state_->opener.is_here())
        return Found::unavailable("sqlite: " + std::string{Opener::error});
    if (auto bad = limit_error(key)) return std::move(*bad);
    const std::lock_guard lock(state_->mutex);
    Found out;
    if (!state_->find(key, out)) return Found::unavailable("sqlite: " + state_->database.error());
    if (!out.generation.empty()) return out;
    const auto now = state_->options.clock();
    if (state_->transact([&] { return state_->read_epoch(now, out.generation); })) return out;
    return Found::unavailable("sqlite: " + state_->failure);
} catch (...) {
    return Found::unavailable("out of memory");
}

std::expected<std::string, std::string> SqliteStore::generation() noexcept try {
    if (!state_->opener.is_here()) return std::unexpected("sqlite: " + std::string{Opener::error});
    const std::lock_guard lock(state_->mutex);
    std::string epoch;
    const auto now = state_->options.clock();
    if (!state_->known_epoch(now, epoch))
        return std::unexpected("sqlite: " + state_->database.error());
    if (!epoch.empty() || state_->transact([&] { return state_->read_epoch(now, epoch); }))
        return epoch;
    return std::unexpected("sqlite: " + state_->failure);
} catch (...) {
    return std::unexpected("out of memory");
}

} // namespace walletauth::signin
