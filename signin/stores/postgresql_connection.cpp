// SPDX-License-Identifier: Apache-2.0
#include "postgresql_connection.hpp"

#include "socket_wait.hpp"

#include <walletauth/text/text.hpp>

#include <array>
#include <poll.h>

namespace walletauth::signin::postgresql {
namespace {

using std::chrono::milliseconds;
using Instant = Connection::Instant;

constexpr std::size_t shown_size = 200;

} // namespace

std::int64_t Answer::number(int column) const noexcept {
    const auto value = bytes(column).value_or(std::string_view{});
    std::uint64_t number = 0;
    for (const char byte : value.substr(0, 8))
        number = number << 8 | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(number);
}

std::string bigint(std::int64_t number) {
    std::string bytes(8, '\0');
    for (std::size_t i = 0; i < 8; ++i)
        bytes[i] = static_cast<char>(static_cast<std::uint64_t>(number) >> (56 - 8 * i));
    return bytes;
}

std::string text_error(const std::string &text) {
    struct Free {
        void operator()(PQconninfoOption *options) const noexcept { PQconninfoFree(options); }
    };
    const std::unique_ptr<PQconninfoOption, Free> options(
        PQconninfoParse(text.c_str(), nullptr)); // whose error shows a part of the text
    bool good = options != nullptr;
    for (auto *option = options.get(); good && option->keyword != nullptr; ++option) {
        const std::string_view name = option->keyword;
        const std::string_view value = option->val == nullptr ? "" : option->val;
        // A password with a character that a URI has its own use for ends in one of these.
        if (name == "host") good = !value.contains('@');
        if (name == "port") good = value.find_first_not_of("0123456789,") == value.npos;
    }
    if (good) return {};
    return "the connection is neither name=value nor a URI: quote a password with blanks or "
           "quotes, "
           "and in a URI write @ / : % and the like of it as %XX";
}

bool is_there(const std::string &text) {
    constexpr std::array<const char *, 3> names{"dbname", "connect_timeout", nullptr};
    const std::array<const char *, 3> values{text.c_str(), "2", nullptr};
    constexpr int dbname_is_all = 1;
    return PQpingParams(names.data(), values.data(), dbname_is_all) == PQPING_OK;
}

std::string Connection::error() const {
    return printable_ascii(PQerrorMessage(connection_.get()), shown_size);
}

std::expected<std::unique_ptr<Connection>, std::string> Connection::open(const std::string &text,
                                                                         milliseconds timeout) {
    const auto deadline = Instant::clock::now() + timeout;
    std::unique_ptr<Connection> made(new Connection(PQconnectStart(text.c_str()), timeout));
    if (made->connection_ == nullptr) return std::unexpected(std::string{"out of memory"});
    if (auto failed = made->finish_connecting(deadline); !failed.empty()) {
        return std::unexpected(std::move(failed));
    }
    PQsetnonblocking(made->connection_.get(), 1);
    PQsetNoticeProcessor(made->connection_.get(), [](void *, const char *) {}, nullptr);
    return made;
}

std::string Connection::finish_connecting(Instant deadline) {
    auto *connection = connection_.get();
    if (PQstatus(connection) == CONNECTION_BAD) return error();
    for (auto wanted = PGRES_POLLING_WRITING; wanted != PGRES_POLLING_OK;
         wanted = PQconnectPoll(connection)) {
        if (wanted == PGRES_POLLING_FAILED) return error();
        const short what = wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT;
        if (!wait_for(PQsocket(connection), what, deadline)) return "connect: the time is over";
    }
    return {};
}

bool Connection::is_quiet() noexcept {
    pollfd polled{PQsocket(connection_.get()), POLLIN, 0};
    // A server that stops says so, and then hangs up.
    return PQstatus(connection_.get()) == CONNECTION_OK && ::poll(&polled, 1, 0) == 0;
}

std::string Connection::wait_for_result(Instant deadline) {
    auto *connection = connection_.get();
    for (;;) {
        const int unsent = PQflush(connection);
        if (unsent < 0) return error();
        if (unsent == 0 && PQisBusy(connection) == 0) return {};
        const short what = unsent == 0 ? POLLIN : POLLIN | POLLOUT;
        if (!wait_for(PQsocket(connection), what, deadline)) return "no answer in time";
        if (PQconsumeInput(connection) == 0) return error();
    }
}

std::expected<Answer, std::string> Connection::ask(const char *statement,
                                                   const std::vector<std::string> &parameters) {
    const auto deadline = Instant::clock::now() + timeout_;
    std::vector<const char *> values;
    std::vector<int> sizes, formats;
    for (const auto &parameter : parameters) {
        values.push_back(parameter.data());
        sizes.push_back(static_cast<int>(parameter.size()));
        formats.push_back(1);
    }
    if (PQsendQueryParams(connection_.get(), statement, static_cast<int>(parameters.size()),
                          nullptr, values.data(), sizes.data(), formats.data(), 1) == 0) {
        return std::unexpected(error());
    }
    std::optional<Answer> answer;
    std::string failed;
    for (;;) {
        if (auto late = wait_for_result(deadline); !late.empty()) return std::unexpected(late);
        auto *result = PQgetResult(connection_.get());
        if (result == nullptr) break;
        const auto status = PQresultStatus(result);
        Answer one(result);
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
            failed = printable_ascii(PQresultErrorMessage(result), shown_size);
        }
        answer.emplace(std::move(one));
    }
    if (!failed.empty()) return std::unexpected(std::move(failed));
    if (!answer) return std::unexpected(error());
    return std::move(*answer);
}

} // namespace walletauth::signin::postgresql
