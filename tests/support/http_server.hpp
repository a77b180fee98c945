// SPDX-License-Identifier: Apache-2.0
// An HTTP server of one thread on loopback that can do everything wrong: for tests of who asks.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <thread>

namespace walletauth::tests {

struct HttpQuestion {
    std::string method;
    std::string target;  ///< path and query
    std::string headers; ///< lines as sent
    std::string body;
    std::size_t number = 0;     ///< of the request, from 1
    std::size_t connection = 0; ///< of the connection, from 1
};

/// How an answer is sent.
enum class Sending : std::uint8_t {
    whole,
    slow_header,    ///< a byte each `pace`, from the status line on
    slow_body,      ///< the same, from the body on
    endless_header, ///< header lines without end
    endless_body,   ///< a body without end, which has no length
    cut_off,        ///< half of the body, then the connection is closed
    closed,         ///< nothing, the connection is closed
    never           ///< nothing, the connection stays
};

struct HttpAnswer {
    int status = 200;
    std::string headers{}; ///< "Name: value\r\n" each
    std::string body{};
    Sending sending = Sending::whole;
    std::chrono::milliseconds delay{0}; ///< before the first byte
    std::chrono::milliseconds pace{100};
    std::uint64_t stated_length = 0; ///< Content-Length, if it is to lie
};

class HttpServer {
  public:
    using Answer = std::function<HttpAnswer(const HttpQuestion &)>;

    /// Listens on a free port, or on `port`. `answer` is called from the server's thread. Throws
    /// std::system_error if it cannot listen.
    explicit HttpServer(Answer answer, std::uint16_t port = 0);
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] std::size_t requests() const noexcept { return requests_; }
    [[nodiscard]] std::size_t connections() const noexcept { return connections_; }
    [[nodiscard]] std::uint64_t bytes_sent() const noexcept { return bytes_sent_; }

  private:
    using Clock = std::chrono::steady_clock;
    struct Connection {
        std::size_t number = 0;
        std::string in;
        std::string out;
        std::size_t sent = 0;
        std::size_t paced_from = 0; ///< bytes of `out` from here on go one by one
        HttpAnswer answer{};
        Clock::time_point due{}; ///< nothing is sent before
        bool is_answering = false;
        bool is_over = false; ///< to be closed when all is sent
    };
    void run();
    void accept_all();
    void receive(int socket);
    void take_question(int socket, Connection &connection);
    void begin_answer(Connection &connection);
    void go_on(int socket, Connection &connection);
    bool send_some(int socket, Connection &connection);
    void close_one(int socket);
    int wait_time() const;
    void watch(int socket, std::uint32_t events, int operation) const;

    Answer answer_;
    int listener_ = -1;
    int poll_ = -1;
    int wake_ = -1;
    std::uint16_t port_ = 0;
    std::map<int, Connection> open_;
    std::atomic<std::size_t> requests_{0};
    std::atomic<std::size_t> connections_{0};
    std::atomic<std::uint64_t> bytes_sent_{0};
    std::thread thread_;
};

} // namespace walletauth::tests
