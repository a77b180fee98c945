// SPDX-License-Identifier: Apache-2.0
// A connection to PostgreSQL by libpq, with an end to waiting. Internal.
#pragma once

#include <libpq-fe.h>

#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::signin::postgresql {

/// One row, or none.
class Answer {
  public:
    explicit Answer(PGresult *result) noexcept : result_(result) {}
    [[nodiscard]] bool has_row() const noexcept { return PQntuples(result_.get()) == 1; }
    /// The bytes of a column; nothing for NULL, and where there is no row.
    [[nodiscard]] std::optional<std::string_view> bytes(int column) const noexcept {
        if (!has_row() || PQgetisnull(result_.get(), 0, column) != 0) return std::nullopt;
        return std::string_view{PQgetvalue(result_.get(), 0, column),
                                static_cast<std::size_t>(PQgetlength(result_.get(), 0, column))};
    }
    [[nodiscard]] std::string_view text(int column) const noexcept {
        return bytes(column).value_or(std::string_view{});
    }
    /// Of type bigint, 8 bytes as PostgreSQL sends them; 0 for NULL.
    [[nodiscard]] std::int64_t number(int column) const noexcept;

  private:
    struct Clear {
        void operator()(PGresult *result) const noexcept { PQclear(result); }
    };
    std::unique_ptr<PGresult, Clear> result_;
};

/// One thread at a time. After an error it is of no more use: what the server has done is not
/// known.
class Connection {
  public:
    using Instant = std::chrono::steady_clock::time_point;

    [[nodiscard]] static std::expected<std::unique_ptr<Connection>, std::string> open(
        const std::string &text, std::chrono::milliseconds timeout);

    /// Whether the server has not hung up.
    [[nodiscard]] bool is_quiet() noexcept;
    /// One statement of binary parameters and results. It is not prepared: a pooler may give each
    /// to another server process.
    [[nodiscard]] std::expected<Answer, std::string> ask(
        const char *statement, const std::vector<std::string> &parameters = {});

  private:
    Connection(PGconn *connection, std::chrono::milliseconds timeout) noexcept
        : connection_(connection), timeout_(timeout) {}

    [[nodiscard]] std::string error() const;
    [[nodiscard]] std::string finish_connecting(Instant deadline);
    [[nodiscard]] std::string wait_for_result(Instant deadline);

    struct Finish {
        void operator()(PGconn *connection) const noexcept { PQfinish(connection); }
    };
    std::unique_ptr<PGconn, Finish> connection_;
    std::chrono::milliseconds timeout_;
};

/// What is wrong with the text of a connection, without showing it; empty: libpq can read it.
[[nodiscard]] std::string text_error(const std::string &text);

/// Whether a server answers there, be it to refuse the user. One that starts or stops does not yet,
/// or no more. Waits for 2 seconds a host.
[[nodiscard]] bool is_there(const std::string &text);

/// A bigint as PostgreSQL takes it.
[[nodiscard]] std::string bigint(std::int64_t number);

} // namespace walletauth::signin::postgresql
