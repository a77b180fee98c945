// SPDX-License-Identifier: Apache-2.0
#include "client.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>

namespace walletauth::load {

bool Client::open() {
    if (socket_ >= 0) return true;
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval time{limit_.count(), 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return true;
    close();
    return false;
}

void Client::close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
}

bool Client::send(std::string_view text) {
    while (!text.empty()) {
        const auto size = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
        if (size <= 0) return false;
        sent_ = true;
        text.remove_prefix(static_cast<std::size_t>(size));
    }
    return true;
}

std::optional<Answer> Client::receive() {
    std::string data;
    std::array<char, 16384> part{};
    std::size_t head = std::string::npos;
    std::size_t all = 0;
    while (head == std::string::npos || data.size() < all) {
        const auto size = ::recv(socket_, part.data(), part.size(), 0);
        if (size <= 0) return std::nullopt;
        data.append(part.data(), static_cast<std::size_t>(size));
        if (head != std::string::npos) continue;
        head = data.find("\r\n\r\n");
        if (head == std::string::npos) continue;
        const auto mark = data.find("Content-Length: ");
        if (mark == std::string::npos || mark > head) return std::nullopt;
        std::size_t length = 0;
        std::from_chars(data.data() + mark + 16, data.data() + head, length);
        all = head + 4 + length;
    }
    Answer answer;
    std::from_chars(data.data() + 9, data.data() + 12, answer.status);
    answer.body = data.substr(head + 4);
    if (data.substr(0, head).find("Connection: close") != std::string::npos) close();
    return answer;
}

std::optional<Answer> Client::post(std::string_view path, std::string_view body) {
    sent_ = false;
    if (!open()) return std::nullopt;
    std::string text = "POST " + std::string{path} +
                       " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                       "Content-Length: " +
                       std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
    auto answer = send(text) ? receive() : std::nullopt;
    if (!answer) close();
    return answer;
}

} // namespace walletauth::load
