// SPDX-License-Identifier: Apache-2.0
// HTTP to one endpoint: one request, one bounded body, and nothing that the operator did not say.
// Internal; all of it is for the event loop's thread.
#pragma once

#include "config.hpp"
#include "endpoint_url.hpp"
#include "event_loop.hpp"

#include <memory>
#include <optional>

namespace walletauth::resolver {

constexpr std::size_t max_body_size = std::size_t{1} << 20;
constexpr std::size_t max_header_size = std::size_t{64} << 10;
constexpr std::chrono::milliseconds connect_time{1000};
constexpr std::chrono::milliseconds request_time{2500};

/// What is sent. A path or query makes another URL of the endpoint's (REST).
struct HttpRequest {
    bool is_post = true;
    std::string path;
    std::string query;
    std::string body; ///< JSON; of a POST only
};

/// How a request went, below of what the body says.
enum class HttpOutcome : std::uint8_t {
    answered,    ///< with any status
    unreachable, ///< name, connection, TLS, or a connection that broke
    timeout,
    too_big,
    refused ///< an address that the endpoint may not have
};

struct HttpReply {
    HttpOutcome outcome = HttpOutcome::unreachable;
    long status = 0;
    std::string body; ///< on the heap, so that views of it outlive a move
    std::optional<std::chrono::seconds> retry_after;
    bool is_new_pool = false; ///< no connection to the endpoint was there before
    std::string what;         ///< for logs: libcurl's words for its code
};

/// Handles, connections and secrets of one endpoint.
class HttpEndpoint {
  public:
    HttpEndpoint(EventLoop &loop, const EndpointConfig &config);
    HttpEndpoint(const HttpEndpoint &) = delete;
    HttpEndpoint &operator=(const HttpEndpoint &) = delete;
    /// After the loop has stopped.
    ~HttpEndpoint();

    /// `done` is called once, from the loop, unless the loop is stopped before.
    void send(HttpRequest request, Clock::time_point deadline, std::function<void(HttpReply)> done);

  private:
    struct Transfer;
    void set_options(Transfer &transfer) const;
    void set_request(Transfer &transfer, Clock::time_point deadline) const;
    void finish(Transfer &transfer, CURLcode code);
    static std::size_t on_body(char *data, std::size_t size, std::size_t count, void *context);
    static std::size_t on_header(char *data, std::size_t size, std::size_t count, void *context);
    static curl_socket_t on_open(void *context, curlsocktype purpose, curl_sockaddr *address);
    static int on_close(void *context, curl_socket_t socket);

    EventLoop &loop_;
    const EndpointConfig &config_;
    EndpointUrl url_;
    curl_slist *headers_ = nullptr;
    CURLSH *share_; ///< connections of its own: another endpoint's may go where this one must not
    std::vector<std::unique_ptr<Transfer>> all_;
    std::vector<Transfer *> idle_;
    std::size_t open_sockets_ = 0;
};

} // namespace walletauth::resolver
