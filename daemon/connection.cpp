// SPDX-License-Identifier: Apache-2.0
#include "connection.hpp"

namespace walletauth::daemon {
namespace {

namespace http = boost::beast::http;
using boost::system::error_code;

// A thread keeps no more for the next response.
constexpr std::size_t most_kept = std::size_t{64} << 10;

} // namespace

Connection::Connection(Socket socket, std::size_t buffer_size)
    : socket(std::move(socket)), buffer(buffer_size) {
    error_code ignored;
    this->socket.non_blocking(true, ignored);
}

void Connection::skip_empty_line() {
    const auto *text = static_cast<const char *>(buffer.data().data());
    if (std::string_view{text, buffer.size()}.starts_with("\r\n")) buffer.consume(2);
}

error_code Connection::put(Parser &to, bool all) {
    to.eager(all);
    while (!(all ? to.is_done() : to.is_header_done())) {
        error_code error;
        const auto taken = buffer.size() == 0 ? 0 : to.put(buffer.data(), error);
        buffer.consume(taken);
        if (error && error != http::error::need_more) return error;
        if (error || taken == 0) return http::make_error_code(http::error::need_more);
    }
    return {};
}

std::string Connection::send(const HttpResponse &response, unsigned version, bool keep_alive,
                             bool head, error_code &error) {
    static thread_local std::string text; // its memory is used again
    if (text.capacity() > most_kept) std::string{}.swap(text);
    write_into(text, response, version, keep_alive, head);
    const auto size = socket.write_some(boost::asio::buffer(text), error);
    if (error == boost::asio::error::would_block) error = {};
    return error ? std::string{} : text.substr(size);
}

} // namespace walletauth::daemon
