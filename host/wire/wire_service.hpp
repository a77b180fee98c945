// SPDX-License-Identifier: Apache-2.0
// The service's part of a verification (docs/wire-format.md, "The service's part"). Internal.
#pragma once

#include "wire_parts.hpp"

#include <optional>
#include <string_view>

namespace walletauth::wire {

/// True for a member that only the service's part may hold.
[[nodiscard]] bool is_service_member(std::string_view name) noexcept;

class ServicePart {
  public:
    /// Reads a text that the caller gave, which must outlive it; an empty one says nothing. What is
    /// no object of the service's members is the caller's own error: WA_ERROR_ARGUMENT.
    [[nodiscard]] static Result<ServicePart> parse(std::string_view text);
    /// The same of an object within a document that outlives it.
    [[nodiscard]] static Result<ServicePart> of(const json::Value &object);

    /// Puts everything but parameters and evidence into `parts`.
    void read_scalars(RequestParts &parts) const;
    /// Parameters and evidence, which depend on the route of `parts`.
    void read_lists(RequestParts &parts) const;

  private:
    std::optional<json::Document> document_;
    std::optional<json::Value> params_;
    std::optional<json::Value> evidence_;
    Service scalars_;
};

} // namespace walletauth::wire
