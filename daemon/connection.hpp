// SPDX-License-Identifier: Apache-2.0
// One connection: its socket, its buffers, and until when it may take. Internal.
#pragma once

#include "http.hpp"
#include "listen.hpp"
#include "message.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace walletauth::daemon {

// What a connection runs on, by its own type: one that may be any costs each request more.
using Strand = boost::asio::strand<boost::asio::io_context::executor_type>;
using Socket = Protocol::socket::rebind_executor<Strand>::other;

/// All of it is used on its strand, but for `deadline`.
struct Connection {
    using Clock = std::chrono::steady_clock;

    Connection(Socket socket, std::size_t buffer_size);

    /// Until when its next read or write must have come to something.
    void expires_after(std::chrono::seconds time) {
        deadline.store((Clock::now() + time).time_since_epoch().count());
    }
    [[nodiscard]] bool is_late() const {
        return deadline.load() < Clock::now().time_since_epoch().count();
    }
    /// An empty line before a request is no part of it (RFC 9112, 2.2).
    void skip_empty_line();
    /// Gives a parser what is there. `need_more`: it has not the header yet, or not all.
    [[nodiscard]] boost::system::error_code put(Parser &to, bool all);
    /// Sends a response. Nearly always the socket takes it all at once, and nothing has to be
    /// waited for. What it did not take is given back.
    [[nodiscard]] std::string send(const HttpResponse &response, unsigned version, bool keep_alive,
                                   bool head, boost::system::error_code &error);

    Socket socket;
    std::atomic<Clock::rep> deadline{Clock::time_point::max().time_since_epoch().count()};
    boost::beast::flat_buffer buffer;
    std::optional<Parser> parser; ///< of the request that is read
    bool idle = false;
};

} // namespace walletauth::daemon
