// SPDX-License-Identifier: Apache-2.0
// One connection of HTTP/1.1, with a time limit, that is opened again when it broke.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth::load {

struct Answer {
    int status = 0;
    std::string body;
};

class Client {
  public:
    /// On 127.0.0.1.
    Client(std::uint16_t port, std::chrono::seconds limit) : port_(port), limit_(limit) {}
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;
    ~Client() { close(); }

    /// Nothing if the connection broke or the time ran out: whether it was done is unknown.
    [[nodiscard]] std::optional<Answer> post(std::string_view path, std::string_view body);
    /// Nothing was sent by the `post` that failed last: it may be sent again.
    [[nodiscard]] bool sent_nothing() const noexcept { return !sent_; }

  private:
    bool open();
    void close();
    bool send(std::string_view text);
    std::optional<Answer> receive();

    std::uint16_t port_;
    std::chrono::seconds limit_;
    int socket_ = -1;
    bool sent_ = false;
};

} // namespace walletauth::load
