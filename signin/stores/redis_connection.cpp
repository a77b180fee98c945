// SPDX-License-Identifier: Apache-2.0
#include "redis_connection.hpp"

#include "socket_wait.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace walletauth::signin::redis {
namespace {

using std::chrono::milliseconds;
using Instant = Connection::Instant;

constexpr std::size_t max_reply = std::size_t{1} << 20; // bytes; INFO has a few thousand

std::string system_error(std::string_view what) {
    return std::string{what} + ": " + std::strerror(errno);
}

StoreFailure unanswered(std::string text) { return {std::move(text), true}; }

/// By errno. Who may not use the socket may not later on either.
StoreFailure system_failure(std::string_view what) {
    const bool is_down = errno != EACCES && errno != EPERM;
    return {system_error(what), is_down};
}

/// A socket of its own thread's making: closed unless released.
class Socket {
  public:
    explicit Socket(int family) noexcept
        : number_(::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {}
    Socket(const Socket &) = delete;
    Socket &operator=(const Socket &) = delete;
    ~Socket() {
        if (number_ >= 0) ::close(number_);
    }
    /// Why not; without a text where it is connected.
    [[nodiscard]] StoreFailure connect(const sockaddr *address, socklen_t size, Instant deadline) {
        if (number_ < 0) return system_failure("socket");
        if (::connect(number_, address, size) == 0) return {};
        if (errno != EINPROGRESS) return system_failure("connect");
        if (!wait_for(number_, POLLOUT, deadline)) return unanswered("connect: the time is over");
        socklen_t length = sizeof errno;
        int error = 0;
        ::getsockopt(number_, SOL_SOCKET, SO_ERROR, &error, &length);
        errno = error;
        return error == 0 ? StoreFailure{} : system_failure("connect");
    }
    [[nodiscard]] int release() noexcept { return std::exchange(number_, -1); }

  private:
    int number_;
};

std::expected<int, StoreFailure> connect_unix(const std::string &path, Instant deadline) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) {
        return std::unexpected(StoreFailure{"the path of the socket is too long"});
    }
    std::ranges::copy(path, address.sun_path);
    Socket socket(AF_UNIX);
    auto failed =
        socket.connect(reinterpret_cast<const sockaddr *>(&address), sizeof address, deadline);
    if (!failed.text.empty()) return std::unexpected(std::move(failed));
    return socket.release();
}

struct FreeAddresses {
    void operator()(addrinfo *list) const noexcept { ::freeaddrinfo(list); }
};

std::expected<int, StoreFailure> connect_tcp(const RedisAddress &to, Instant deadline) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    const auto port = std::to_string(to.port);
    if (const int error = ::getaddrinfo(to.host.c_str(), port.c_str(), &hints, &found);
        error != 0) {
        return std::unexpected(unanswered(to.host + ": " + ::gai_strerror(error)));
    }
    const std::unique_ptr<addrinfo, FreeAddresses> list(found);
    auto failed = unanswered("no address");
    for (const auto *item = list.get(); item != nullptr; item = item->ai_next) {
        Socket socket(item->ai_family);
        failed = socket.connect(item->ai_addr, item->ai_addrlen, deadline);
        if (!failed.text.empty()) continue;
        const int number = socket.release(), on = 1;
        ::setsockopt(number, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        return number;
    }
    return std::unexpected(std::move(failed));
}

} // namespace

std::string command(std::initializer_list<std::string_view> words) {
    std::string out = '*' + std::to_string(words.size()) + "\r\n";
    for (const auto word : words)
        out.append("$")
            .append(std::to_string(word.size()))
            .append("\r\n")
            .append(word)
            .append("\r\n");
    return out;
}

Connection::Connection(int socket, milliseconds timeout) noexcept
    : socket_(socket), timeout_(timeout), reader_(redisReaderCreate()) {}

Connection::~Connection() { ::close(socket_); }

std::expected<std::unique_ptr<Connection>, StoreFailure> Connection::open(
    const RedisAddress &address, milliseconds timeout) {
    const auto deadline = Instant::clock::now() + timeout;
    const auto socket = address.unix_path.empty() ? connect_tcp(address, deadline)
                                                  : connect_unix(address.unix_path, deadline);
    if (!socket) return std::unexpected(socket.error());
    std::unique_ptr<Connection> made(new Connection(*socket, timeout));
    if (made->reader_ == nullptr) return std::unexpected(unanswered("out of memory"));
    return made;
}

bool Connection::is_quiet() const noexcept {
    char byte = 0;
    return ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 &&
           (errno == EAGAIN || errno == EWOULDBLOCK);
}

std::string Connection::send_all(std::string_view bytes, Instant deadline) const {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
            continue;
        }
        if (sent == 0) return "send: nothing was sent";
        if (errno == EINTR) continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK) return system_error("send");
        if (!wait_for(socket_, POLLOUT, deadline)) return "send: the time is over";
    }
    return {};
}

std::expected<Reply, StoreFailure> Connection::next_reply(Instant deadline) {
    std::array<char, 16384> bytes{};
    for (std::size_t received = 0;;) {
        void *reply = nullptr;
        if (redisReaderGetReply(reader_.get(), &reply) != REDIS_OK) {
            return std::unexpected(
                StoreFailure{"the server does not speak Redis: " + std::string{reader_->errstr}});
        }
        if (reply != nullptr) return Reply(static_cast<redisReply *>(reply));
        if (!wait_for(socket_, POLLIN, deadline)) {
            return std::unexpected(unanswered("no reply in time"));
        }
        const auto got = ::recv(socket_, bytes.data(), bytes.size(), 0);
        if (got == 0) return std::unexpected(unanswered("the server has hung up"));
        if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (got < 0) return std::unexpected(unanswered(system_error("receive")));
        received += static_cast<std::size_t>(got);
        if (received > max_reply) return std::unexpected(StoreFailure{"the reply is too long"});
        redisReaderFeed(reader_.get(), bytes.data(), static_cast<std::size_t>(got));
    }
}

std::expected<std::vector<Reply>, StoreFailure> Connection::ask(
    const std::vector<std::string> &commands) {
    const auto deadline = Instant::clock::now() + timeout_;
    std::string all;
    for (const auto &one : commands)
        all += one;
    if (auto failed = send_all(all, deadline); !failed.empty()) {
        return std::unexpected(unanswered(std::move(failed)));
    }
    std::vector<Reply> replies;
    for (std::size_t i = 0; i < commands.size(); ++i) {
        auto reply = next_reply(deadline);
        if (!reply) return std::unexpected(std::move(reply.error()));
        replies.push_back(std::move(*reply));
    }
    return replies;
}

} // namespace walletauth::signin::redis
