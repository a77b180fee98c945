// SPDX-License-Identifier: Apache-2.0
// A request with its service's part that owns its texts. Internal.
#pragma once

#include "wire_request.hpp"

#include <optional>
#include <string>

namespace walletauth::wire {

/// It neither moves nor is copied: each member has views of those before it.
struct OwnedRequest {
    OwnedRequest(std::string_view request, std::string_view beside)
        : text(request), service_text(beside) {}
    OwnedRequest(const OwnedRequest &) = delete;
    OwnedRequest &operator=(const OwnedRequest &) = delete;

    /// Once. A refusal is one of the shape of request or service; those of members are in `parts`.
    [[nodiscard]] Result<void> read(const PluginSet &plugins, ServiceMember within);
    /// The JSON source of the id, "null" where none was read.
    [[nodiscard]] std::string_view id() const noexcept { return object ? object->id() : "null"; }

    std::string text;
    std::string service_text;
    std::optional<RequestObject> object;
    std::optional<ServicePart> service;
    RequestParts parts;
};

} // namespace walletauth::wire
