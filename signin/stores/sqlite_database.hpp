// SPDX-License-Identifier: Apache-2.0
// As much of SQLite's C interface as the store needs, with owners. Internal.
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

namespace walletauth::signin::sqlite {

class Database {
  public:
    static std::expected<Database, std::string> open(const std::string &file,
                                                     std::chrono::milliseconds busy_timeout) {
        sqlite3 *handle = nullptr;
        const int status = sqlite3_open_v2(file.c_str(), &handle,
                                           SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
        Database database(handle);
        if (status != SQLITE_OK) return std::unexpected(database.error());
        sqlite3_busy_timeout(handle, static_cast<int>(busy_timeout.count()));
        return database;
    }
    [[nodiscard]] bool execute(const char *text) noexcept {
        return sqlite3_exec(get(), text, nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    /// The same, tried again while others have the file locked. SQLite itself waits for a lock, but
    /// not where that could be for ever, as where several open a new file at once
    /// (sqlite3_busy_handler, "deadlock").
    [[nodiscard]] bool execute_patiently(const char *text, std::chrono::milliseconds patience) {
        const auto until = std::chrono::steady_clock::now() + patience;
        while (!execute(text)) {
            const bool is_busy = (sqlite3_errcode(get()) & 0xff) == SQLITE_BUSY;
            if (!is_busy || std::chrono::steady_clock::now() >= until) return false;
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
        }
        return true;
    }
    [[nodiscard]] std::string error() const { return sqlite3_errmsg(handle_.get()); }
    [[nodiscard]] int changes() const noexcept { return sqlite3_changes(handle_.get()); }
    [[nodiscard]] sqlite3 *get() const noexcept { return handle_.get(); }

  private:
    struct Close {
        void operator()(sqlite3 *handle) const noexcept { sqlite3_close_v2(handle); }
    };
    explicit Database(sqlite3 *handle) noexcept : handle_(handle) {}

    std::unique_ptr<sqlite3, Close> handle_;
};

/// The present row of a statement.
class Row {
  public:
    explicit Row(sqlite3_stmt *statement) noexcept : statement_(statement) {}
    [[nodiscard]] std::string bytes(int column) const {
        const auto *data = static_cast<const char *>(sqlite3_column_blob(statement_, column));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
        return size == 0 ? std::string{} : std::string{data, size};
    }
    [[nodiscard]] std::string text(int column) const { return bytes(column); }
    [[nodiscard]] bool is_null(int column) const noexcept {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    [[nodiscard]] std::int64_t number(int column) const noexcept {
        return sqlite3_column_int64(statement_, column);
    }

  private:
    sqlite3_stmt *statement_;
};

/// A prepared statement. What is bound must live until it has run. It must not outlive its
/// database.
class Statement {
  public:
    Statement(const Database &database, std::string_view text) noexcept {
        sqlite3_stmt *made = nullptr;
        sqlite3_prepare_v3(database.get(), text.data(), static_cast<int>(text.size()),
                           SQLITE_PREPARE_PERSISTENT, &made, nullptr);
        handle_.reset(made);
    }
    [[nodiscard]] bool is_ready() const noexcept { return handle_ != nullptr; }

    void bind(int index, std::int64_t number) noexcept {
        sqlite3_bind_int64(handle_.get(), index, number);
    }
    void bind(int index, std::string_view text) noexcept {
        sqlite3_bind_text(handle_.get(), index, text.data(), static_cast<int>(text.size()),
                          SQLITE_STATIC);
    }
    /// An empty value is a blob of no bytes, not NULL.
    void bind_bytes(int index, std::string_view bytes) noexcept {
        sqlite3_bind_blob(handle_.get(), index, bytes.empty() ? "" : bytes.data(),
                          static_cast<int>(bytes.size()), SQLITE_STATIC);
    }
    /// Runs to the end; false on an error.
    [[nodiscard]] bool run() {
        return read([](const Row &) {});
    }
    template <class Each>
    [[nodiscard]] bool read(const Each &each) {
        if (handle_ == nullptr) return false;
        int status = sqlite3_step(handle_.get());
        for (; status == SQLITE_ROW; status = sqlite3_step(handle_.get()))
            each(Row(handle_.get()));
        sqlite3_reset(handle_.get());
        return status == SQLITE_DONE;
    }

  private:
    struct Finalize {
        void operator()(sqlite3_stmt *statement) const noexcept { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

} // namespace walletauth::signin::sqlite
