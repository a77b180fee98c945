// SPDX-License-Identifier: Apache-2.0
#include "http_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <string_view>
#include <system_error>
#include <vector>

namespace walletauth::tests {
namespace {

constexpr std::size_t endless_piece = std::size_t{64} << 10;

void check(int result, const char *what) {
    if (result < 0) throw std::system_error(errno, std::generic_category(), what);
}

/// Content-Length of a head; 0 without one.
std::size_t body_size(std::string_view head) {
    std::string lower{head};
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const auto at = lower.find("\r\ncontent-length:");
    if (at == std::string::npos) return 0;
    const auto digits = lower.find_first_of("0123456789", at);
    std::size_t size = 0;
    if (digits != std::string::npos)
        std::from_chars(lower.data() + digits, lower.data() + lower.size(), size);
    return size;
}

} // namespace

HttpServer::HttpServer(Answer answer, std::uint16_t port) : answer_(std::move(answer)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    check(listener_, "socket");
    const int yes = 1;
    ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    socklen_t size = sizeof address;
    check(::bind(listener_, reinterpret_cast<const sockaddr *>(&address), size), "bind");
    check(::listen(listener_, 1024), "listen");
    check(::getsockname(listener_, reinterpret_cast<sockaddr *>(&address), &size), "getsockname");
    port_ = ntohs(address.sin_port);
    poll_ = ::epoll_create1(EPOLL_CLOEXEC);
    check(poll_, "epoll_create1");
    wake_ = ::eventfd(0, EFD_CLOEXEC);
    check(wake_, "eventfd");
    watch(listener_, EPOLLIN, EPOLL_CTL_ADD);
    watch(wake_, EPOLLIN, EPOLL_CTL_ADD);
    thread_ = std::thread([this] { run(); });
}

HttpServer::~HttpServer() {
    const std::uint64_t one = 1;
    (void)!::write(wake_, &one, sizeof one);
    thread_.join();
    for (const auto &[socket, connection] : open_)
        ::close(socket);
    for (const int each : {listener_, poll_, wake_})
        ::close(each);
}

void HttpServer::watch(int socket, std::uint32_t events, int operation) const {
    epoll_event event{};
    event.events = events;
    event.data.fd = socket;
    ::epoll_ctl(poll_, operation, socket, &event);
}

/// Milliseconds until the next answer is due; -1 if none is.
int HttpServer::wait_time() const {
    auto next = Clock::time_point::max();
    for (const auto &[socket, connection] : open_) {
        if (connection.is_answering && connection.due != Clock::time_point{})
            next = std::min(next, connection.due);
    }
    if (next == Clock::time_point::max()) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 1000));
}

void HttpServer::run() {
    std::array<epoll_event, 256> events{};
    for (;;) {
        const int count = ::epoll_wait(poll_, events.data(), events.size(), wait_time());
        for (int i = 0; i < count; ++i) {
            const auto &event = events[static_cast<std::size_t>(i)];
            if (event.data.fd == wake_) return;
            if (event.data.fd == listener_) {
                accept_all();
                continue;
            }
            const auto found = open_.find(event.data.fd);
            if (found == open_.end()) continue;
            if ((event.events & EPOLLOUT) != 0) go_on(found->first, found->second);
            if ((event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) receive(event.data.fd);
        }
        const auto now = Clock::now();
        std::vector<int> due;
        for (const auto &[socket, connection] : open_) {
            if (connection.is_answering && connection.due != Clock::time_point{} &&
                connection.due <= now)
                due.push_back(socket);
        }
        for (const int socket : due)
            go_on(socket, open_.at(socket));
    }
}

void HttpServer::accept_all() {
    for (;;) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0) return;
        const int yes = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        open_[socket].number = ++connections_;
        watch(socket, EPOLLIN, EPOLL_CTL_ADD);
    }
}

void HttpServer::close_one(int socket) {
    ::close(socket);
    open_.erase(socket);
}

void HttpServer::receive(int socket) {
    auto found = open_.find(socket);
    if (found == open_.end()) return;
    std::array<char, 65536> buffer{};
    const auto size = ::recv(socket, buffer.data(), buffer.size(), 0);
    if (size < 0 && errno == EAGAIN) return;
    if (size <= 0) return close_one(socket);
    found->second.in.append(buffer.data(), static_cast<std::size_t>(size));
    take_question(socket, found->second);
}

void HttpServer::take_question(int socket, Connection &connection) {
    if (connection.is_answering) return;
    const auto end = connection.in.find("\r\n\r\n");
    if (end == std::string::npos) return;
    const std::string_view head = std::string_view{connection.in}.substr(0, end + 2);
    const auto size = body_size(head);
    if (connection.in.size() < end + 4 + size) return;
    HttpQuestion question;
    const auto first = head.find(' ');
    const auto second = head.find(' ', first + 1);
    const auto line = head.find("\r\n");
    question.method = head.substr(0, first);
    question.target = head.substr(first + 1, second - first - 1);
    question.headers = head.substr(line + 2);
    question.body = connection.in.substr(end + 4, size);
    question.number = ++requests_;
    question.connection = connection.number;
    connection.in.erase(0, end + 4 + size);
    connection.answer = answer_(question);
    begin_answer(connection);
    go_on(socket, connection);
}

/// Writes the head, and the body as far as it has an end.
void HttpServer::begin_answer(Connection &connection) {
    const auto &answer = connection.answer;
    connection.out = "HTTP/1.1 " + std::to_string(answer.status) + " Mock\r\n" + answer.headers;
    connection.sent = 0;
    connection.is_over = false;
    connection.paced_from = std::string::npos;
    const bool is_endless =
        answer.sending == Sending::endless_body || answer.sending == Sending::endless_header;
    if (!is_endless) {
        const auto length = answer.stated_length != 0 ? answer.stated_length : answer.body.size();
        connection.out += "Content-Length: " + std::to_string(length) + "\r\n";
    }
    if (answer.sending != Sending::endless_header) connection.out += "\r\n";
    const auto head = connection.out.size();
    const bool is_cut = answer.sending == Sending::cut_off;
    connection.out += answer.body.substr(0, is_cut ? answer.body.size() / 2 : std::string::npos);
    if (answer.sending == Sending::slow_header) connection.paced_from = 0;
    if (answer.sending == Sending::slow_body) connection.paced_from = head;
    if (answer.sending == Sending::closed || answer.sending == Sending::never)
        connection.out.clear();
    connection.is_over = is_cut || answer.sending == Sending::closed;
    connection.is_answering = true;
    connection.due = answer.delay.count() > 0 ? Clock::now() + answer.delay : Clock::time_point{};
}

/// False if the socket takes no more now, or is gone.
bool HttpServer::send_some(int socket, Connection &connection) {
    const bool is_paced = connection.sent >= connection.paced_from;
    const auto end =
        is_paced ? connection.sent + 1 : std::min(connection.paced_from, connection.out.size());
    while (connection.sent < end) {
        const auto size = ::send(socket, connection.out.data() + connection.sent,
                                 end - connection.sent, MSG_NOSIGNAL);
        if (size < 0 && errno == EAGAIN) {
            watch(socket, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
            connection.due = {};
            return false;
        }
        if (size < 0) {
            close_one(socket);
            return false;
        }
        connection.sent += static_cast<std::size_t>(size);
        bytes_sent_ += static_cast<std::uint64_t>(size);
    }
    return true;
}

void HttpServer::go_on(int socket, Connection &connection) {
    if (connection.due > Clock::now()) return;
    connection.due = {};
    const auto sending = connection.answer.sending;
    while (connection.sent < connection.out.size()) {
        if (!send_some(socket, connection)) return;
        if (connection.sent >= connection.paced_from && connection.sent < connection.out.size()) {
            connection.due = Clock::now() + connection.answer.pace;
            return;
        }
        const bool is_all = connection.sent == connection.out.size();
        if (is_all && (sending == Sending::endless_body || sending == Sending::endless_header)) {
            connection.out =
                sending == Sending::endless_body ? std::string(endless_piece, ' ') : "";
            while (connection.out.size() < endless_piece)
                connection.out += "X-More: and more\r\n";
            connection.sent = 0;
        }
    }
    if (connection.is_over) return close_one(socket);
    if (sending == Sending::never) return;
    if (connection.answer.stated_length > connection.answer.body.size()) return; // more is awaited
    connection.is_answering = false;
    connection.out.clear();
    watch(socket, EPOLLIN, EPOLL_CTL_MOD);
    take_question(socket, connection);
}

} // namespace walletauth::tests
