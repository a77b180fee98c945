// SPDX-License-Identifier: Apache-2.0
// Server: HTTP/1.1 on sockets, by Boost.Beast. It knows limits and connections, and nothing of what
// is asked.
#pragma once

#include "http.hpp"

#include <chrono>
#include <cstddef>
#include <expected>
#include <memory>
#include <string>
#include <vector>

namespace walletauth::daemon {

/// What one connection may cost. A proxy in front has limits of its own; these hold without one.
struct ServerLimits {
    std::size_t header_bytes = std::size_t{16} << 10;
    std::size_t connections = 20'000;
    std::chrono::seconds idle{75};    ///< between two requests
    std::chrono::seconds reading{10}; ///< of one request, from its first byte
    std::chrono::seconds writing{10}; ///< of one response
    /// Requests that wait for stores and nodes at once: as many as GuardedStore and the resolver
    /// let in, so that there is always a thread that works.
    std::size_t blocking = 192;
};

struct Listener {
    std::string address; ///< "127.0.0.1:8080", "[::1]:8080", "unix:/run/walletauthd.sock" or "fd:3"
    Side side = Side::open;
};

/// How many bytes a request's body may have; 0: this request has none, or is unknown.
using BodyLimit =
    std::function<std::size_t(Side side, std::string_view method, std::string_view path)>;

class Server {
  public:
    /// Binds all listeners, or says which one can't be bound and why.
    [[nodiscard]] static std::expected<std::unique_ptr<Server>, std::string> bind(
        const std::vector<Listener> &listeners, ServerLimits limits, BodyLimit body_limit,
        Handler handler);
    ~Server();

    /// Serves until `stop`, with as many threads as there are processors beside those that wait.
    void run();
    /// Accepts no more, lets requests that are under way end, for `grace` at most; then `run`
    /// returns. From any thread.
    void stop(std::chrono::seconds grace);
    /// Called on a thread of the server after each signal of these numbers. Before `run`.
    void on_signal(const std::vector<int> &numbers, std::function<void(int)> then);

    /// The addresses that listeners have, with the ports that the system chose for 0.
    [[nodiscard]] std::vector<std::string> addresses() const;
    [[nodiscard]] std::size_t connections() const noexcept;

  private:
    struct State;
    explicit Server(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// To be held while a handler waits for a store or a node: another thread serves meanwhile. On a
/// thread that is not the server's it does nothing.
class Waiting {
  public:
    Waiting() noexcept;
};

} // namespace walletauth::daemon
