// SPDX-License-Identifier: Apache-2.0
// A node for tests: JSON-RPC on loopback, answered by a function, with whatever fault a test wants.
#pragma once

#include "http_server.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::tests {

/// One call of JSON-RPC, or one request of REST (`id` is empty then, and `query` what docs/abi.md
/// calls it but for the template: "GET /path?query").
struct NodeCall {
    std::string method;
    std::string query; ///< {"method":...,"params":...}, as it was sent
    std::string id;    ///< JSON
    HttpQuestion http;
};

class MockNode {
  public:
    /// What a call comes to: `"result":...` or `"error":...`; of REST, the body.
    using Answers = std::function<std::string(const NodeCall &)>;
    /// Something else than the answer; nothing: the answer goes out. Gets the body that would.
    using Fault =
        std::function<std::optional<HttpAnswer>(const NodeCall &, const std::string &body)>;

    explicit MockNode(Answers answers, std::uint16_t port = 0);

    /// Any thread, at any time.
    void answer_with(Answers answers);
    void fail_with(Fault fault);
    /// The same for all calls of a method, or of all methods ("").
    void fail_with(std::string method, HttpAnswer fault);
    void be_well() { fail_with(Fault{}); }

    [[nodiscard]] std::string url() const { return server_.url(); }
    [[nodiscard]] std::uint16_t port() const noexcept { return server_.port(); }
    [[nodiscard]] const HttpServer &server() const noexcept { return server_; }
    /// How often a method was called; "": all calls.
    [[nodiscard]] std::size_t asked(std::string_view method = {}) const;
    [[nodiscard]] std::vector<NodeCall> calls() const;
    void forget_calls();
    /// For tests with very many.
    void keep_no_calls();

  private:
    [[nodiscard]] HttpAnswer answer(const HttpQuestion &question);

    mutable std::mutex mutex_;
    Answers answers_;
    Fault fault_;
    std::map<std::string, std::size_t, std::less<>> counts_;
    std::vector<NodeCall> calls_;
    bool keeps_calls_ = true;
    HttpServer server_; // last: its thread calls
};

/// The envelope of JSON-RPC around an answer.
[[nodiscard]] std::string rpc_body(std::string_view id, std::string_view answer);

} // namespace walletauth::tests
