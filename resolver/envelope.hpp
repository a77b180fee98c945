// SPDX-License-Identifier: Apache-2.0
// What stands around an answer: JSON-RPC 2.0's response object, or REST's status. Internal.
#pragma once

#include <walletauth/text/json.hpp>

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

namespace walletauth::resolver {

/// The result or the error object in a body, with the body.
class Envelope {
  public:
    /// A response of JSON-RPC 2.0: `jsonrpc` "2.0", `id` the number `id`, exactly one of `result`
    /// and `error` (an object with a whole `code`), no member twice, at most 64 deep.
    [[nodiscard]] static std::expected<Envelope, std::string> read_rpc(std::string body,
                                                                       std::uint64_t id);
    /// A body of REST: all of it is the result; of status 404 the error is {"code":404}.
    [[nodiscard]] static std::expected<Envelope, std::string> read_rest(std::string body,
                                                                        long status);

    [[nodiscard]] bool is_error() const noexcept { return is_error_; }
    /// The result or the error object.
    [[nodiscard]] json::Value value() const noexcept { return value_; }

  private:
    Envelope(std::unique_ptr<std::string> body, json::Document document, json::Value value,
             bool is_error)
        : body_(std::move(body)), document_(std::move(document)), value_(value),
          is_error_(is_error) {}
    [[nodiscard]] static std::expected<Envelope, std::string> read(std::string body);

    std::unique_ptr<std::string> body_; // where the document's views point to
    json::Document document_;
    json::Value value_;
    bool is_error_;
};

} // namespace walletauth::resolver
