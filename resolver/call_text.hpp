// SPDX-License-Identifier: Apache-2.0
// What is sent for a query: JSON-RPC, or REST where the method is a path. Internal.
#pragma once

#include "transport.hpp"

#include <walletauth/text/json.hpp>

#include <expected>
#include <string>
#include <string_view>

namespace walletauth::resolver {

/// A query taken apart; keeps its own text.
class Query {
  public:
    /// `{"method":...,"params":...}` in canonical JSON, at most 256 KiB; else why it is none.
    [[nodiscard]] static std::expected<Query, std::string> read(std::string_view text);

    [[nodiscard]] const std::string &text() const noexcept { return *text_; }
    [[nodiscard]] json::Value root() const noexcept { return document_.root(); }
    [[nodiscard]] const std::string &method() const noexcept { return method_; }
    [[nodiscard]] bool is_rest() const noexcept { return is_rest_; }

    /// The request; `id` is of JSON-RPC.
    [[nodiscard]] HttpRequest request(std::uint64_t id) const;

  private:
    Query(std::unique_ptr<std::string> text, json::Document document)
        : text_(std::move(text)), document_(std::move(document)) {}

    std::unique_ptr<std::string> text_; // where the document's views point to
    json::Document document_;
    std::string method_;
    bool is_rest_ = false;
};

} // namespace walletauth::resolver
