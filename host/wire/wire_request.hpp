// SPDX-License-Identifier: Apache-2.0
//
// Reads request objects of the wire format (docs/wire-format.md). Internal.
#pragma once

#include "wire_parts.hpp"
#include "wire_service.hpp"

#include <walletauth/wire.hpp>

#include <expected>
#include <optional>
#include <span>
#include <string_view>

namespace walletauth::wire {

// A request, parsed. What it was read from must outlive it: the text, or the caller's document.
class RequestObject {
  public:
    // A text that is no JSON object, or too large: malformed (request).
    [[nodiscard]] static Result<RequestObject> parse(std::string_view text);
    // A value of a document that the caller has parsed. The same refusals.
    [[nodiscard]] static Result<RequestObject> of(const json::Value &value);

    // The JSON source of the id, "null" if it has none that is a string.
    [[nodiscard]] std::string_view id() const noexcept;

    // The service's part: the request's own member where the caller trusts it, else `beside`.
    [[nodiscard]] Result<ServicePart> service(std::string_view beside, ServiceMember within) const;

    // A request to verify, into `parts`. A refusal is one of the request's shape; those of its
    // members are in `parts`. Members that are named in `others` are the caller's own.
    [[nodiscard]] Result<void> read(RequestParts &parts, const PluginSet &plugins,
                                    const ServicePart &service,
                                    std::span<const std::string_view> others = {}) const;

    // An account request: either `account` is set, to be normalised, or the key is, to be derived.
    [[nodiscard]] Result<void> read_account(RequestParts &parts, const PluginSet &plugins) const;

  private:
    explicit RequestObject(const json::Value &root) noexcept : root_(root) {}

    std::optional<json::Document> document_; // of `root_`, if it is not the caller's
    json::Value root_;
};

} // namespace walletauth::wire
