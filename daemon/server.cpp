// SPDX-License-Identifier: Apache-2.0
#include "server.hpp"

#include "connection.hpp"
#include "workers.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>
#include <thread>

namespace walletauth::daemon {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr auto use_result = asio::as_tuple(asio::use_awaitable);
template <class Result>
using Step = asio::awaitable<Result, Strand>;
constexpr auto use_step = asio::as_tuple(asio::use_awaitable_t<Strand>{});

// Most requests come whole into this much; who only waits holds no more.
constexpr std::size_t first_read = 2048;

/// What a request that could not be taken is told; nothing where nobody is there to hear it.
std::optional<HttpResponse> refused(std::string_view doubt, const error_code &error) {
    if (!doubt.empty()) return doubtful(doubt);
    // Bytes that are no request get an answer; a connection that broke or timed out gets none.
    const bool is_fault =
        error != http::error::end_of_stream && error != http::error::partial_message &&
        error.category() == http::make_error_code(http::error::bad_target).category();
    return is_fault ? std::optional{unreadable(error)} : std::nullopt;
}

} // namespace

struct Server::State {
    asio::io_context context;
    ServerLimits limits;
    BodyLimit body_limit;
    Handler handler;
    std::vector<std::pair<Acceptor, Side>> acceptors;
    asio::signal_set signals{context};
    asio::steady_timer grace{context};
    std::atomic<bool> stopping{false};
    mutable std::mutex mutex;
    std::set<std::shared_ptr<Connection>> connections; ///< guarded by mutex

    asio::awaitable<void> accept(Acceptor &acceptor, Side side);
    Step<void> serve(std::shared_ptr<Connection> connection, Side side);
    Step<error_code> wait_for_request(Connection &connection);
    Step<error_code> read(Connection &connection, Parser &parser, bool all);
    Step<bool> exchange(Connection &connection, Side side, const std::string &peer);
    std::string_view look_at_header(Parser &parser, Side side, error_code &error) const;
    Step<error_code> send_rest(Connection &connection, std::string text);
    asio::awaitable<void> wait_for_signals(std::function<void(int)> then);
    asio::awaitable<void> close_late_ones();
    void end(const std::shared_ptr<Connection> &connection);
    void stop(std::chrono::seconds grace_time);
};

/// The rest of a response that the socket did not take at once.
Step<error_code> Server::State::send_rest(Connection &connection, std::string text) {
    connection.expires_after(limits.writing);
    const auto [error, size] =
        co_await asio::async_write(connection.socket, asio::buffer(text), use_step);
    co_return error;
}

/// Waits for the first bytes of the next request, unless they are here. Who only waits keeps no
/// more memory for a request than `first_read`.
Step<error_code> Server::State::wait_for_request(Connection &connection) {
    auto &buffer = connection.buffer;
    if (buffer.capacity() > first_read) buffer.shrink_to_fit();
    connection.expires_after(limits.idle);
    connection.idle = true;
    const auto [error, size] =
        co_await connection.socket.async_read_some(buffer.prepare(first_read), use_step);
    connection.idle = false;
    buffer.commit(error ? 0 : size);
    co_return error;
}

/// Reads until the parser has the header, or all.
Step<error_code> Server::State::read(Connection &connection, Parser &parser, bool all) {
    auto &buffer = connection.buffer;
    for (;;) {
        const auto room = buffer.max_size() - buffer.size();
        if (room == 0) co_return http::make_error_code(http::error::buffer_overflow);
        const auto want = std::max(first_read, buffer.capacity() - buffer.size());
        const auto [failed, size] = co_await connection.socket.async_read_some(
            buffer.prepare(std::min(room, want)), use_step);
        if (failed) co_return failed;
        buffer.commit(size);
        const auto error = connection.put(parser, all);
        if (error != http::error::need_more) co_return error;
    }
}

/// Why a request is in doubt; its body's limit is set, or the error says that it is too long.
std::string_view Server::State::look_at_header(Parser &parser, Side side, error_code &error) const {
    const auto &head = parser.get();
    const auto target = path_and_query({head.target().data(), head.target().size()});
    const auto limit = body_limit(side, {head.method_string().data(), head.method_string().size()},
                                  target.substr(0, target.find('?')));
    parser.body_limit(limit); // of chunks; Beast has looked at a length already
    if (parser.content_length().value_or(0) > limit) error = http::error::body_limit;
    return doubt_about(parser);
}

/// One request and its response; whether the connection may go on.
Step<bool> Server::State::exchange(Connection &connection, Side side, const std::string &peer) {
    error_code error;
    if (connection.buffer.size() == 0) error = co_await wait_for_request(connection);
    if (error) co_return false;
    connection.skip_empty_line();
    auto &parser = connection.parser.emplace();
    parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    connection.expires_after(limits.reading);
    // Most requests came whole with their first bytes.
    error = connection.put(parser, false);
    if (error == http::error::need_more) error = co_await read(connection, parser, false);
    const auto fields = fields_of(parser);
    std::string_view doubt;
    if (!error) doubt = look_at_header(parser, side, error);
    const auto expected = error ? Expectation::none : expectation_of(parser);
    const bool is_read = doubt.empty() && expected != Expectation::unknown;
    if (!error && is_read) error = connection.put(parser, true);
    if (error == http::error::need_more && expected == Expectation::go_on) {
        const auto failed = co_await send_rest(connection, "HTTP/1.1 100 Continue\r\n\r\n");
        if (failed) co_return false;
        connection.expires_after(limits.reading);
    }
    if (error == http::error::need_more) error = co_await read(connection, parser, true);
    if (!error && is_read) doubt = doubt_about_trailer(parser, fields);
    std::optional<HttpResponse> response;
    unsigned version = 11;
    bool keep_alive = false;
    bool head = false;
    if (error || !doubt.empty()) {
        response = refused(doubt, error);
        if (!response) co_return false;
    } else if (expected == Expectation::unknown) {
        response = unmet_expectation();
    } else {
        auto message = parser.release();
        version = message.version();
        keep_alive = message.keep_alive();
        head = message.method() == http::verb::head;
        response = handler(read_from(std::move(message), side, peer));
        // Those who are there already get their answers made first, and all are sent one behind
        // the other: to wake a client for each would cost a fifth of a verification. Nobody waits
        // for more than one turn of the others.
        co_await asio::post(use_step);
        keep_alive = keep_alive && !stopping.load();
    }
    connection.parser.reset();
    auto rest = connection.send(*response, version, keep_alive, head, error);
    if (!rest.empty()) error = co_await send_rest(connection, std::move(rest));
    co_return !error && keep_alive;
}

Step<void> Server::State::serve(std::shared_ptr<Connection> connection, Side side) {
    error_code ignored;
    const auto peer = address_of_peer(connection->socket.remote_endpoint(ignored));
    for (std::size_t number = 1; !stopping.load(); ++number) {
        if (!co_await exchange(*connection, side, peer)) break;
        // Who sends many requests at once takes turns with the others.
        if (number % 16 == 0) co_await asio::post(use_step);
    }
    connection->socket.shutdown(Protocol::socket::shutdown_both, ignored);
    end(connection);
}

void Server::State::end(const std::shared_ptr<Connection> &connection) {
    const std::scoped_lock lock(mutex);
    connections.erase(connection);
    if (stopping.load() && connections.empty()) context.stop();
}

asio::awaitable<void> Server::State::accept(Acceptor &acceptor, Side side) {
    while (!stopping.load()) {
        auto strand = asio::make_strand(context);
        auto [error, socket] = co_await acceptor.async_accept(strand, use_result);
        if (error == asio::error::operation_aborted) co_return;
        if (error) { // no descriptors: they come back when connections end
            asio::steady_timer timer{context, std::chrono::milliseconds{100}};
            co_await timer.async_wait(use_result);
            continue;
        }
        auto connection = std::make_shared<Connection>(
            std::move(socket), limits.header_bytes + (std::size_t{64} << 10));
        {
            const std::scoped_lock lock(mutex);
            // A part is the proxy's, however many others come.
            const auto most =
                limits.connections - (side == Side::open ? limits.connections / 10 : 0);
            if (connections.size() >= most) continue; // closed by its destructor
            connections.insert(connection);
        }
        asio::co_spawn(strand, serve(connection, side), asio::detached);
    }
}

asio::awaitable<void> Server::State::wait_for_signals(std::function<void(int)> then) {
    for (;;) {
        const auto [error, number] = co_await signals.async_wait(use_result);
        if (error) co_return;
        then(number);
    }
}

/// Once a second, for all: a timer for each read and write would cost more than they do.
asio::awaitable<void> Server::State::close_late_ones() {
    asio::steady_timer timer{context};
    while (!stopping.load()) {
        timer.expires_after(std::chrono::seconds{1});
        co_await timer.async_wait(use_result);
        const std::scoped_lock lock(mutex);
        for (const auto &connection : connections) {
            if (!connection->is_late()) continue;
            asio::post(connection->socket.get_executor(), [connection] {
                error_code ignored;
                if (connection->is_late()) connection->socket.cancel(ignored);
            });
        }
    }
}

void Server::State::stop(std::chrono::seconds grace_time) {
    stopping.store(true);
    for (auto &[acceptor, side] : acceptors) {
        error_code ignored;
        acceptor.close(ignored);
    }
    grace.expires_after(grace_time);
    grace.async_wait([this](const error_code &) { context.stop(); });
    const std::scoped_lock lock(mutex);
    if (connections.empty()) context.stop();
    for (const auto &connection : connections) {
        asio::post(connection->socket.get_executor(), [connection] {
            error_code ignored;
            if (connection->idle) connection->socket.cancel(ignored);
        });
    }
}

std::expected<std::unique_ptr<Server>, std::string> Server::bind(
    const std::vector<Listener> &listeners, ServerLimits limits, BodyLimit body_limit,
    Handler handler) {
    auto state = std::make_unique<State>();
    state->limits = limits;
    state->body_limit = std::move(body_limit);
    state->handler = std::move(handler);
    for (const auto &listener : listeners) {
        auto acceptor = listen_on(state->context, listener.address);
        if (!acceptor) return std::unexpected(acceptor.error());
        state->acceptors.emplace_back(std::move(*acceptor), listener.side);
    }
    for (auto &[acceptor, side] : state->acceptors)
        asio::co_spawn(state->context, state->accept(acceptor, side), asio::detached);
    asio::co_spawn(state->context, state->close_late_ones(), asio::detached);
    return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() = default;

void Server::run() {
    Workers workers{processors(), state_->limits.blocking,
                    [this] { return state_->context.run_one() != 0; }};
    workers.run();
}

void Server::stop(std::chrono::seconds grace) {
    asio::post(state_->context, [this, grace] { state_->stop(grace); });
}

void Server::on_signal(const std::vector<int> &numbers, std::function<void(int)> then) {
    for (const int number : numbers)
        state_->signals.add(number);
    asio::co_spawn(state_->context, state_->wait_for_signals(std::move(then)), asio::detached);
}

std::vector<std::string> Server::addresses() const {
    std::vector<std::string> out;
    for (const auto &[acceptor, side] : state_->acceptors)
        out.push_back(address_of(acceptor));
    return out;
}

std::size_t Server::connections() const noexcept {
    const std::scoped_lock lock(state_->mutex);
    return state_->connections.size();
}

Waiting::Waiting() noexcept { Workers::wait_begins(); }

} // namespace walletauth::daemon
